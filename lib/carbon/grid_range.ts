/** How wide a yearly mean of a grid is, by its age and by the length of the run. Factors of the value, 90 %. */
import type { Range } from "../model.ts";

/**
 * Error of a yearly value by its age in years, all grids. Grade: data. Source: Ember yearly values, release of August 2025
 * against April 2026 for age 0 (40 countries with much computing), and 1,549 country-years of 2018 to 2025 for the others.
 */
const BY_AGE: readonly (readonly [years: number, range: Range])[] = [
  [0, [0.92, 1.05]],
  [1, [0.81, 1.13]],
  [2, [0.73, 1.17]],
  [3, [0.68, 1.17]],
  [5, [0.62, 1.24]],
];
/** The same by the level of the value itself, up to `below` gCO2eq/kWh: clean and dirty grids move little, those between most. */
const BY_LEVEL: readonly { readonly below: number; readonly ages: ReadonlyMap<number, Range> }[] = [
  { below: 50, ages: new Map([[1, [0.90, 1.10]], [2, [0.80, 1.12]]]) },
  {
    below: 150,
    ages: new Map([[1, [0.68, 1.34]], [2, [0.60, 1.52]], [3, [0.49, 1.60]], [5, [0.44, 2.31]]]),
  },
  { below: 400, ages: new Map([[1, [0.75, 1.21]], [2, [0.64, 1.29]]]) },
  { below: Infinity, ages: new Map([[1, [0.89, 1.06]], [2, [0.85, 1.07]]]) },
];
const HOUR = 3600;
const DAY = 24 * HOUR;
/**
 * Error of using a yearly mean for a run of so many seconds, which meets some hours of the year only. Grade: data. Source: hourly
 * intensity of Great Britain, France and Germany in 2020, mean of the three; flat grids are narrower.
 */
const BY_WINDOW: readonly (readonly [seconds: number, range: Range])[] = [
  [6 * HOUR, [0.48, 1.58]],
  [DAY, [0.54, 1.54]],
  [3 * DAY, [0.60, 1.48]],
  [7 * DAY, [0.64, 1.42]],
  [30 * DAY, [0.69, 1.29]],
  [182.5 * DAY, [1, 1]],
];

/**
 * Range of the error of a yearly mean that is `ageYears` old, as factors of it; between the ages of the table linearly in the
 * logarithm, over five years as five. A value of a later year than the run's counts as one of as many years before.
 */
export function ageRange(
  value: { readonly intensityGramsPerKwh: number; readonly ageYears: number },
): Range {
  const level = BY_LEVEL.find(({ below }) => value.intensityGramsPerKwh < below) ??
    BY_LEVEL.at(-1)!;
  const rows = BY_AGE.map(([age, range]) => [age, level.ages.get(age) ?? range] as const);
  return between(rows, Math.abs(value.ageYears));
}

/** Range of the error of a yearly mean used for a run of `durationSeconds`, as factors of it: 1 from half a year on. */
export function windowRange(durationSeconds: number): Range {
  return between(BY_WINDOW, durationSeconds);
}

/** Reads a table of ranges at a place: its ends outside, linear in the logarithm between two rows. */
function between(rows: readonly (readonly [at: number, range: Range])[], at: number): Range {
  const after = rows.findIndex(([row]) => row >= at);
  if (after === -1) return rows.at(-1)![1];
  const [highAt, high] = rows[after]!;
  if (after === 0 || highAt === at) return high;
  const [lowAt, low] = rows[after - 1]!;
  const share = (at - lowAt) / (highAt - lowAt);
  const mix = (side: 0 | 1): number =>
    Math.exp((1 - share) * Math.log(low[side]) + share * Math.log(high[side]));
  return [mix(0), mix(1)];
}
