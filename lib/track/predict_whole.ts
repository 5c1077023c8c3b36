/** From the epochs in the book to a prediction of the whole run, in the run's own boundary. */
import { windowRange } from "../carbon/intensity.ts";
import { joinFactors } from "../interval.ts";
import type { Prediction, Range, Run, SeenEpoch } from "../model.ts";
import type { SeenRun } from "../predict/check_seen.ts";
import { heldIntensity, nowFactors } from "../predict/intensity_ahead.ts";
import { predictRun } from "../predict/predict_run.ts";
import { kwhOfJoules } from "../units.ts";

/** What was seen: the time before the first epoch, and the epochs. */
export interface Seen {
  readonly before: SeenEpoch;
  readonly epochs: readonly (SeenEpoch & { readonly energyKwh: number })[];
}

/** Predicts the whole run: what came before the first epoch counts once, the epochs go on. */
export function predictWhole({ soFar, seen, counted, totalEpochs, upTo }: {
  readonly soFar: Run;
  readonly seen: (
    kwhOf: (joules: readonly number[], durationSeconds: number) => number,
  ) => Seen;
  /** Joules of a stretch as the account counts them, from those of all devices. */
  readonly counted: (joules: readonly number[], durationSeconds: number) => number;
  readonly totalEpochs: number;
  /** Training may stop before them. */
  readonly upTo?: boolean | undefined;
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
    upTo,
    intensityGramsPerKwh,
  };
  const durationSeconds = predictRun(base).durationSeconds + before.durationSeconds;
  const ahead = predictRun({ ...base, ...gridOf(soFar, durationSeconds) });
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

/**
 * The grid so far and over the window ahead. A yearly mean errs by the hours that the whole run meets, before now and after alike; a measured
 * value of now is known so far, and held over the window ahead the less surely the longer that is; the user's own figure stays as given.
 */
function gridOf(
  soFar: Run,
  durationSeconds: number,
): Pick<SeenRun, "intensityRange" | "intensityAhead"> {
  const point = soFar.intensities.at(-1);
  if (point === undefined || point.intensityGramsPerKwh <= 0) return {};
  const yearly = point.year !== undefined;
  const value = point.intensityGramsPerKwh;
  const own: Range = [point.range[0] / value, point.range[1] / value];
  const past = joinFactors(yearly ? [own, windowRange(durationSeconds)] : [own]);
  const mean = soFar.intensityGramsPerKwh;
  return {
    intensityRange: [mean * past[0], mean * past[1]],
    intensityAhead: heldIntensity({
      intensityGramsPerKwh: value,
      range: point.range,
      windowFactors: (seconds) =>
        yearly
          ? windowRange(durationSeconds)
          : point.basis === "measured"
          ? nowFactors(seconds)
          : [1, 1],
    }),
  };
}
