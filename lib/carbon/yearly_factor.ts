/** A grid's yearly mean as a factor of energy: asked in one way wherever the same energy is put on another grid. */
import { timesRange, type UncertainFactor } from "../interval.ts";
import type { GridIntensity } from "../model.ts";
import { windowRange } from "./grid_range.ts";
import { intensityOf } from "./intensity.ts";

/** The yearly mean of a grid and the factor that it is, its range relative to it. */
export interface YearlyFactor extends UncertainFactor {
  readonly grid: GridIntensity;
}

/**
 * What energy used over `durationSeconds` is multiplied with on the grid of a zone, in gCO2eq/kWh. The range has both errors of a yearly mean: its age, and
 * that so short a use meets some hours of the year only.
 *
 * @param when.year Year of the value; the newest.
 * @param when.at When the electricity is used: in the year that is named, else now.
 * @throws {RangeError} As `intensityOf()`.
 */
export async function yearlyFactor(
  zone: string,
  durationSeconds: number,
  when: { readonly year?: number | undefined; readonly at?: Date | undefined } = {},
): Promise<YearlyFactor> {
  const { year, at = year === undefined ? undefined : new Date(Date.UTC(year, 6, 1)) } = when;
  const grid = await intensityOf(zone, { year, at });
  const { intensityGramsPerKwh: factor, range: [low, high] } = grid;
  const { range } = timesRange(1, factor > 0 ? [low / factor, high / factor] : [1, 1], [
    { factor: 1, range: windowRange(durationSeconds) },
  ]);
  return { grid, factor, range };
}
