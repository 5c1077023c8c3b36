/** From the epochs in the book to a prediction of the whole run, in the run's own boundary. */
import { windowRange } from "../carbon/intensity.ts";
import { joinFactors } from "../interval.ts";
import type { Prediction, Range, Run, SeenEpoch } from "../model.ts";
import { predictRun } from "../predict/predict_run.ts";
import { kwhOfJoules } from "../units.ts";

/** What was seen: the time before the first epoch, and the epochs. */
export interface Seen {
  readonly before: SeenEpoch;
  readonly epochs: readonly (SeenEpoch & { readonly energyKwh: number })[];
}

/** Predicts the whole run: what came before the first epoch counts once, the epochs go on. */
export function predictWhole({ soFar, seen, counted, totalEpochs }: {
  readonly soFar: Run;
  readonly seen: (
    kwhOf: (joules: readonly number[], durationSeconds: number) => number,
  ) => Seen;
  /** Joules of a stretch as the account counts them, from those of all devices. */
  readonly counted: (joules: readonly number[], durationSeconds: number) => number;
  readonly totalEpochs: number;
}): Prediction {
  const ratios: Range = soFar.energyKwh > 0
    ? [soFar.ranges.energyKwh[0] / soFar.energyKwh, soFar.ranges.energyKwh[1] / soFar.energyKwh]
    : [1, 1];
  const { before, epochs } = seen((joules, durationSeconds) =>
    soFar.pue * kwhOfJoules(counted(joules, durationSeconds))
  );
  const intensityGramsPerKwh = soFar.intensityGramsPerKwh;
  const base = {
    epochs: epochs.map((epoch) => ({
      ...epoch,
      energyRange: [epoch.energyKwh * ratios[0], epoch.energyKwh * ratios[1]] as const,
    })),
    totalEpochs,
    intensityGramsPerKwh,
  };
  const durationSeconds = predictRun(base).durationSeconds + before.durationSeconds;
  const range = intensityRange(soFar, durationSeconds);
  const ahead = predictRun({ ...base, ...(range === undefined ? {} : { intensityRange: range }) });
  const energyBefore = before.energyKwh ?? 0;
  const gramsBefore = energyBefore * intensityGramsPerKwh;
  const gramRatios: Range = ahead.emissionsGrams > 0
    ? [
      ahead.ranges.emissionsGrams[0] / ahead.emissionsGrams,
      ahead.ranges.emissionsGrams[1] / ahead.emissionsGrams,
    ]
    : [1, 1];
  return {
    ...ahead,
    boundary: soFar.boundary,
    durationSeconds,
    energyKwh: ahead.energyKwh + energyBefore,
    emissionsGrams: ahead.emissionsGrams + gramsBefore,
    ranges: {
      durationSeconds: [
        ahead.ranges.durationSeconds[0] + before.durationSeconds,
        ahead.ranges.durationSeconds[1] + before.durationSeconds,
      ],
      energyKwh: [
        ahead.ranges.energyKwh[0] + energyBefore * ratios[0],
        ahead.ranges.energyKwh[1] + energyBefore * ratios[1],
      ],
      emissionsGrams: [
        ahead.ranges.emissionsGrams[0] + gramsBefore * gramRatios[0],
        ahead.ranges.emissionsGrams[1] + gramsBefore * gramRatios[1],
      ],
    },
  };
}

/** Of the intensity over the predicted window: the value's own range, and for a yearly mean the time of the run. */
function intensityRange(soFar: Run, durationSeconds: number): Range | undefined {
  const point = soFar.intensities.at(-1);
  if (point === undefined || point.intensityGramsPerKwh <= 0) return undefined;
  const value = point.intensityGramsPerKwh;
  const own: Range = [point.range[0] / value, point.range[1] / value];
  const joined = joinFactors(
    point.year === undefined ? [own] : [own, windowRange(durationSeconds)],
  );
  return [value * joined[0], value * joined[1]];
}
