/** From the epochs in the book to a prediction of the whole run, in the run's own boundary. */
import { windowRange } from "../carbon/intensity.ts";
import { joinFactors } from "../interval.ts";
import type { Prediction, Range, Run, SeenEpoch } from "../model.ts";
import type { SeenRun } from "../predict/check_seen.ts";
import { heldIntensity, nowFactors } from "../predict/intensity_ahead.ts";
import { predictRun } from "../predict/predict_run.ts";
import { kwhOfJoules } from "../units.ts";

/** Energy in kWh of a stretch as the account counts it, from the joules of each device and the time in s in which each gave nothing. */
export type KwhOf = (
  joules: readonly number[],
  durationSeconds: number,
  missingSeconds: readonly number[],
) => number;

/** Joules of a stretch as the account counts them. */
export type Counted = (...of: Parameters<KwhOf>) => number;

/** An epoch as it was accounted. */
export interface SeenWhole extends SeenEpoch {
  readonly energyKwh: number;
  /** The same as if no device had been silent in it; undefined where nobody can tell, the energy itself where it is not there. */
  readonly wholeKwh?: number | undefined;
}

/** What was seen: the time before the first epoch, and the epochs. */
export interface Seen {
  readonly before: SeenEpoch;
  readonly epochs: readonly SeenWhole[];
}

/** Predicts the whole run: what came before the first epoch counts once, the epochs go on. */
export function predictWhole({ soFar, seen, counted, totalEpochs, upTo }: {
  readonly soFar: Run;
  readonly seen: (kwhOf: KwhOf) => Seen;
  readonly counted: Counted;
  readonly totalEpochs: number;
  /** Training may stop before them. */
  readonly upTo?: boolean | undefined;
}): Prediction {
  const ratios: Range = soFar.energyKwh > 0
    ? [soFar.ranges.energyKwh[0] / soFar.energyKwh, soFar.ranges.energyKwh[1] / soFar.energyKwh]
    : [1, 1];
  const { before, epochs } = seen((...stretch) => soFar.pue * kwhOfJoules(counted(...stretch)));
  const whole = wholeEpochs(epochs);
  const sum = (of: readonly { readonly energyKwh: number }[]) =>
    of.reduce((total, { energyKwh }) => total + energyKwh, 0);
  const intensityGramsPerKwh = soFar.intensityGramsPerKwh;
  const base = {
    epochs: whole.map((epoch) => ({
      ...epoch,
      energyRange: [epoch.energyKwh * ratios[0], epoch.energyKwh * ratios[1]] as const,
    })),
    totalEpochs,
    upTo,
    intensityGramsPerKwh,
  };
  const durationSeconds = predictRun(base).durationSeconds + before.durationSeconds;
  const ahead = predictRun({ ...base, ...gridOf(soFar, durationSeconds) });
  // What was unseen is no sign of the epochs to come, and is not counted in those that went by.
  const energyBefore = (before.energyKwh ?? 0) - (sum(whole) - sum(epochs));
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

/** The epochs as if no device had been silent: one of which nobody can tell has the mean power of the others. */
function wholeEpochs(epochs: readonly SeenWhole[]): readonly SeenWhole[] {
  if (epochs.every((epoch) => !("wholeKwh" in epoch) || epoch.wholeKwh === epoch.energyKwh)) {
    return epochs;
  }
  let [kwh, seconds] = [0, 0];
  for (const { wholeKwh, durationSeconds } of epochs) {
    if (wholeKwh === undefined) continue;
    kwh += wholeKwh;
    seconds += durationSeconds;
  }
  return epochs.map((epoch) => ({
    ...epoch,
    energyKwh: epoch.wholeKwh ??
      (seconds > 0
        ? Math.max(epoch.energyKwh, kwh * epoch.durationSeconds / seconds)
        : epoch.energyKwh),
  }));
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
