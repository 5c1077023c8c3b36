/** The grid's intensity over a window that has not come yet. */
import { timesRange } from "../interval.ts";
import type { Range } from "../model.ts";

/** A stretch of the run's own clock, in s. */
export interface Window {
  /** Its begin. */
  readonly fromSeconds: number;
  /** Its end. */
  readonly toSeconds: number;
}

/** Mean carbon intensity over a window, in gCO2eq/kWh, with its 90 % interval. */
export interface WindowIntensity {
  /** The mean over the window, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** Its 90 % interval. */
  readonly range: Range;
}

/** Mean carbon intensity over a window ahead. A forecast plugs in here. */
export type IntensityAhead = (window: Window) => WindowIntensity;

/**
 * A value of now, or of the year, held over the window ahead: the wider, the longer the window.
 *
 * @param value The intensity in gCO2eq/kWh, its own 90 % interval, and the factors by which the mean over a window of so many seconds
 * may differ from it ([0.54, 1.54] for a yearly mean and a day): both join in quadrature of logarithms.
 */
export function heldIntensity(
  value: WindowIntensity & { readonly windowFactors: (durationSeconds: number) => Range },
): IntensityAhead {
  return ({ fromSeconds, toSeconds }) => {
    const factors = value.windowFactors(toSeconds - fromSeconds);
    const { range } = timesRange(value.intensityGramsPerKwh, value.range, [
      { factor: 1, range: factors },
    ]);
    return { intensityGramsPerKwh: value.intensityGramsPerKwh, range };
  };
}

/**
 * A forecast piece by piece: the mean over the window, weighted by time; what no piece covers is as `beyond` says. The pieces err alike,
 * so their ends are averaged as they are.
 *
 * @param pieces In gCO2eq/kWh, on the run's own clock, not overlapping.
 * @param beyond What counts outside the pieces, as `heldIntensity()` of the value of now.
 */
export function forecastIntensity(
  pieces: readonly (Window & WindowIntensity)[],
  beyond: IntensityAhead,
): IntensityAhead {
  return (window) => {
    const length = window.toSeconds - window.fromSeconds;
    if (!(length > 0)) return beyond(window);
    let covered = 0;
    let mean = 0;
    let low = 0;
    let high = 0;
    const add = (share: number, { intensityGramsPerKwh, range }: WindowIntensity) => {
      covered += share;
      mean += share * intensityGramsPerKwh;
      low += share * range[0];
      high += share * range[1];
    };
    for (const piece of pieces) {
      const seconds = Math.min(piece.toSeconds, window.toSeconds) -
        Math.max(piece.fromSeconds, window.fromSeconds);
      if (seconds > 0) add(seconds / length, piece);
    }
    if (covered < 1) add(1 - covered, beyond(window));
    return { intensityGramsPerKwh: mean, range: [low, high] };
  };
}
