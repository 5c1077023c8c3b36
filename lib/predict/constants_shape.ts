/** What the prediction has to know before it sees a run: the shape of `constants.ts`. */

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
