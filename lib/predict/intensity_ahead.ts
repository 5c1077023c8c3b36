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

/** Mean carbon intensity over a window ahead. */
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

const HOUR = 3600;
/**
 * Error of a grid's value of now, held over a window ahead of so many seconds, up and down in logarithms. Data: the median error of the mean
 * of the next 1, 6, 24 and 72 hours was 3.9, 9.7, 14 and 20 % (Great Britain, half hours of 2020, National Grid ESO); 2.44 times the median
 * is 90 % of a normal curve (judgement).
 */
const BY_WINDOW: readonly (readonly [seconds: number, error: number])[] = [
  [HOUR, 0.095],
  [6 * HOUR, 0.237],
  [24 * HOUR, 0.34],
  [72 * HOUR, 0.49],
];

/** Factors, 90 %, by which the mean intensity over the next `durationSeconds` may differ from the value of now; over 72 h as over 72 h. */
export function nowFactors(durationSeconds: number): Range {
  const after = BY_WINDOW.findIndex(([seconds]) => durationSeconds <= seconds);
  const [highAt, high] = BY_WINDOW.at(after)!;
  // From no error now to the first hour's, then in line over the logarithm of the time.
  const [lowAt, low] = after <= 0 ? [0, 0] : BY_WINDOW[after - 1]!;
  const share = after === 0
    ? Math.max(0, durationSeconds) / highAt
    : after === -1
    ? 1
    : Math.log(durationSeconds / lowAt) / Math.log(highAt / lowAt);
  const error = low + share * (high - low);
  return [Math.exp(-error), Math.exp(error)];
}
