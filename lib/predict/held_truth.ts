/** How a run's predictions stood in the end. */
import type { Footprint, Prediction } from "../model.ts";

/** Of how many predictions the interval held what was measured in the end. */
export interface Held {
  /** So many did. */
  readonly held: number;
  /** Of so many. */
  readonly of: number;
}

/** For each figure. An honest 90 % interval holds the truth in 9 of 10 runs; the predictions of one run hold or fail together. */
export interface HeldTruth {
  readonly durationSeconds: Held;
  readonly energyKwh: Held;
  readonly emissionsGrams: Held;
}

const FIGURES = ["durationSeconds", "energyKwh", "emissionsGrams"] as const;

/**
 * How many predictions of a run held the truth: what was measured, in s, kWh and gCO2eq, lies in their 90 % interval.
 *
 * Only predictions of just so many epochs as the run had in the end, made before the last of them, count: a run that stopped early cannot
 * tell about the whole.
 * @param predictions As the run keeps them.
 * @param truth The whole run, and how many complete epochs it had.
 */
export function heldTruth(
  predictions: readonly Prediction[],
  truth: Pick<Footprint, (typeof FIGURES)[number]> & { readonly epochs: number },
): HeldTruth {
  const ripe = predictions.filter(({ afterEpochs, totalEpochs }) =>
    totalEpochs === truth.epochs && afterEpochs < totalEpochs
  );
  const count = (figure: (typeof FIGURES)[number]): Held => ({
    held: ripe.filter(({ ranges }) => {
      const [low, high] = ranges[figure];
      return low <= truth[figure] && truth[figure] <= high;
    }).length,
    of: ripe.length,
  });
  return {
    durationSeconds: count("durationSeconds"),
    energyKwh: count("energyKwh"),
    emissionsGrams: count("emissionsGrams"),
  };
}
