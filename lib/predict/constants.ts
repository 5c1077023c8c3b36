/** Constants of the prediction, learnt from real runs; the program that learnt them is `tests/bench/learn_predict.ts`. */

/** Of the change point filter; scales are in logarithms of durations. */
export interface LevelConstants {
  /** How firmly `noise` is believed: half the degrees of freedom. */
  readonly shape: number;
  /** Spread of epochs within a stretch. */
  readonly noise: number;
  /** Mean size of a change downwards, as a warm-up that ends. */
  readonly fallScale: number;
  /** Mean size of a change upwards, as another phase. */
  readonly riseScale: number;
  /** Share of the changes that go up. */
  readonly riseShare: number;
  /** Chance of a change after the first, second, third and each later epoch. */
  readonly changeChances: readonly number[];
  /** Chance that an epoch holds a pause, and its mean size. */
  readonly pauseChance: number;
  readonly pauseScale: number;
  /** Epochs of a stretch from which on its plain mean counts more than the mean without pauses. */
  readonly plainEpochs: number;
  /** Share of the newest epoch in the level, and how far up it may pull. */
  readonly lastShare: number;
  readonly lastMost: number;
}
/** Half widths of the interval after so many epochs: coefficients of the logarithm of each. */
export interface WidthKnot {
  readonly afterEpochs: number;
  readonly down: readonly number[];
  readonly up: readonly number[];
}
/** All of them. */
export interface PredictConstants {
  readonly level: LevelConstants;
  /** Correction after one epoch, in logarithms. */
  readonly warmUp: readonly number[];
  readonly widths: readonly WidthKnot[];
}

/** As learnt (grade: data). */
export const LEARNT: PredictConstants = {
  level: {
    shape: 1.5,
    noise: 0.008,
    fallScale: 0.3,
    riseScale: 0.5,
    riseShare: 0.15,
    changeChances: [0.93, 0.5, 0.1, 0.1],
    pauseChance: 0.01,
    pauseScale: 5,
    plainEpochs: 10,
    lastShare: 0.3,
    lastMost: 0.25,
  },
  warmUp: [-0.02, -0.25, -0.12],
  widths: [
    { afterEpochs: 1, down: [-0.5, 0, 0], up: [-0.7, 0, 0] },
    { afterEpochs: 2, down: [0.5, 0.8, 0], up: [0.5, 0.8, 0] },
  ],
};
