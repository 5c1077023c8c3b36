/** From the epochs seen to the whole run. */
import { timesRange } from "../interval.ts";
import type { DurationPrediction, Prediction, Range, SeenEpoch } from "../model.ts";
import { checkAhead, checkSeen, type SeenRun } from "./check_seen.ts";
import { forecastRest, type RestForecast } from "./forecast_rest.ts";
import { NEWEST_POWERS, powerAhead } from "./power_ahead.ts";

/**
 * What the whole run will cost: duration in s, energy in kWh, emissions in gCO2eq, each with a 90 % interval, from its first epochs.
 *
 * Pure: the same epochs give the same figures. What was measured counts as it is; only the epochs still to come are predicted. The interval
 * joins the unknown of the future with the measurement's own range and the intensity's, so a prediction is never surer than what was measured.
 * The rest is predicted in time; its power is the one seen, for a correction of energy learnt after one epoch is unstable.
 * All three figures where every epoch has energy and an intensity is given; else what can be said: epochs without energy take the mean
 * power of the others.
 * @param seen The complete epochs so far, the planned number, and the intensity.
 * @returns The prediction at the level 0.9; `basis` is "predicted", also after the last epoch.
 * @throws {TypeError} If something is not of its type.
 * @throws {RangeError} If no epoch was seen, more were seen than planned, or a figure is negative or not finite.
 * @example Three epochs of ten
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { predictRun } from "@footnote/footnote";
 * const epoch = (durationSeconds: number) => ({ durationSeconds, energyKwh: 0.01 });
 * const whole = predictRun({
 *   epochs: [epoch(90), epoch(60), epoch(60)],
 *   totalEpochs: 10,
 *   intensityGramsPerKwh: 300,
 * });
 * ok(whole.durationSeconds > 600 && whole.durationSeconds < 660);
 * ok(whole.ranges.energyKwh[0] < whole.energyKwh && whole.energyKwh < whole.ranges.energyKwh[1]);
 * ```
 */
export function predictRun(
  seen: SeenRun & {
    readonly epochs: readonly (SeenEpoch & { readonly energyKwh: number })[];
    readonly intensityGramsPerKwh: number;
  },
): Prediction;
/** The same where an epoch has no energy, or no intensity is given: what can be said. */
export function predictRun(seen: SeenRun): DurationPrediction;
export function predictRun(seen: SeenRun): Prediction | DurationPrediction {
  checkSeen(seen);
  const { epochs, totalEpochs } = seen;
  const rest = totalEpochs - epochs.length;
  const past = sumsOf(epochs);
  const pastSeconds = past.durationSeconds;
  const ahead = forecastRest(epochs, rest);
  const durationSeconds = pastSeconds + ahead.durationSeconds;
  const durationRange: Range = [pastSeconds + ahead.range[0], pastSeconds + ahead.range[1]];
  const common = {
    durationSeconds,
    afterEpochs: epochs.length,
    totalEpochs,
    level: 0.9,
    upTo: rest > 0 && seen.upTo === true,
  } as const;

  const energy = predictEnergy(epochs, past, ahead, rest);
  if (energy === undefined) return { ...common, ranges: { durationSeconds: durationRange } };
  const { energyKwh, range: energyRange } = energy;
  if (past.metered < epochs.length || seen.intensityGramsPerKwh === undefined) {
    return {
      ...common,
      energyKwh,
      ranges: { durationSeconds: durationRange, energyKwh: energyRange },
    };
  }
  const emissions = predictEmissions(seen, seen.intensityGramsPerKwh, energy, {
    fromSeconds: pastSeconds,
    toSeconds: durationSeconds,
  });
  return {
    ...common,
    energyKwh,
    emissionsGrams: emissions.value,
    ranges: {
      durationSeconds: durationRange,
      energyKwh: energyRange,
      emissionsGrams: emissions.range,
    },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: seen.boundary ?? "device",
  };
}

/** Epochs under a nanosecond have no power: no clock tells their length. */
const SHORTEST = 1e-9;

interface EnergyAhead {
  readonly pastKwh: number;
  readonly energyKwh: number;
  readonly range: Range;
}

/** Energy so far plus the rest at the power seen; the measurement's error is one error over all its pieces, so it scales the whole. */
function predictEnergy(
  epochs: readonly SeenEpoch[],
  past: PastSums,
  ahead: RestForecast,
  rest: number,
): EnergyAhead | undefined {
  const { metered, meteredKwh, meteredSeconds, lowKwh, highKwh } = past;
  if (metered === 0) return undefined;
  if (meteredKwh === 0) {
    // Nothing was seen to be drawn; that much may have been missed in each epoch to come too.
    const whole = (epochs.length + rest) / metered;
    return { pastKwh: 0, energyKwh: 0, range: [0, highKwh * whole] };
  }
  const lengthy = newestLengthy(epochs);
  const unmetered = meteredSeconds > 0
    ? (past.durationSeconds - meteredSeconds) / meteredSeconds
    : 0;
  const pastKwh = meteredKwh * (1 + Math.max(0, unmetered));
  const toCome = lengthy.length > 0
    ? energyToCome(lengthy, ahead, epochs.length / (epochs.length + rest))
    : energyWithoutTime(meteredKwh * rest / metered);
  const energyKwh = pastKwh + toCome.energyKwh;
  const future: Range = [pastKwh + toCome.range[0], pastKwh + toCome.range[1]];
  const measured: Range = [lowKwh / meteredKwh, highKwh / meteredKwh];
  const { range } = timesRange(energyKwh, future, [{ factor: 1, range: measured }]);
  return { pastKwh, energyKwh, range };
}

/** The newest epochs with energy whose length the clock tells, oldest first; one more than the power is taken from tells that there are more. */
function newestLengthy(epochs: readonly SeenEpoch[]): readonly SeenEpoch[] {
  const found: SeenEpoch[] = [];
  for (let index = epochs.length - 1; index >= 0 && found.length <= NEWEST_POWERS; index--) {
    const epoch = epochs[index]!;
    if (epoch.energyKwh !== undefined && epoch.durationSeconds > SHORTEST) found.push(epoch);
  }
  return found.reverse();
}

interface EnergyToCome {
  readonly energyKwh: number;
  readonly range: Range;
}

/** Time to come at the power to come, their ranges in quadrature of logarithms; what a later phase may draw more is added in line. */
function energyToCome(
  metered: readonly SeenEpoch[],
  ahead: RestForecast,
  share: number,
): EnergyToCome {
  if (ahead.durationSeconds === 0) return { energyKwh: 0, range: [0, 0] };
  const { kwhPerSecond, range, later } = powerAhead(metered, share);
  const { value: energyKwh, range: joined } = timesRange(ahead.durationSeconds, ahead.range, [
    { factor: kwhPerSecond, range },
  ]);
  return { energyKwh, range: [joined[0], joined[1] * later] };
}

/** Epochs too short for the clock: each as the mean of those seen, and that within a factor of two (judgement). */
function energyWithoutTime(energyKwh: number): EnergyToCome {
  return { energyKwh, range: [energyKwh / 2, 2 * energyKwh] };
}

/** Energy so far at the intensity so far, the rest at the intensity of its window; both errors in quadrature of logarithms. */
function predictEmissions(
  seen: SeenRun,
  pastIntensity: number,
  energy: EnergyAhead,
  window: { readonly fromSeconds: number; readonly toSeconds: number },
): { readonly value: number; readonly range: Range } {
  const past = {
    intensityGramsPerKwh: pastIntensity,
    range: seen.intensityRange ?? [pastIntensity, pastIntensity] as const,
  };
  const ahead = seen.intensityAhead === undefined || window.toSeconds <= window.fromSeconds
    ? past
    : checkAhead(seen.intensityAhead(window));
  const share = energy.energyKwh > 0 ? energy.pastKwh / energy.energyKwh : 1;
  const mix = (a: number, b: number) => share * a + (1 - share) * b;
  const factor = mix(past.intensityGramsPerKwh, ahead.intensityGramsPerKwh);
  if (factor === 0) {
    return { value: 0, range: [0, energy.range[1] * mix(past.range[1], ahead.range[1])] };
  }
  // The grid errs alike before and after now, so its ends add in line.
  const relative: Range = [
    mix(past.range[0], ahead.range[0]) / factor,
    mix(past.range[1], ahead.range[1]) / factor,
  ];
  return timesRange(energy.energyKwh, energy.range, [{ factor, range: relative }]);
}

/** What the epochs so far came to. */
interface PastSums {
  readonly durationSeconds: number;
  /** Of the epochs with energy alone: how many, and what they took. */
  readonly metered: number;
  readonly meteredSeconds: number;
  readonly meteredKwh: number;
  readonly lowKwh: number;
  readonly highKwh: number;
}

/** In one pass, for there may be thousands. */
function sumsOf(epochs: readonly SeenEpoch[]): PastSums {
  let [durationSeconds, metered, meteredSeconds, meteredKwh, lowKwh, highKwh] = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < epochs.length; index++) {
    const epoch = epochs[index]!;
    durationSeconds += epoch.durationSeconds;
    const energyKwh = epoch.energyKwh;
    if (energyKwh === undefined) continue;
    metered++;
    meteredSeconds += epoch.durationSeconds;
    meteredKwh += energyKwh;
    lowKwh += epoch.energyRange?.[0] ?? energyKwh;
    highKwh += epoch.energyRange?.[1] ?? energyKwh;
  }
  return { durationSeconds, metered, meteredSeconds, meteredKwh, lowKwh, highKwh };
}
