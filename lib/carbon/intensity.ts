import type { GridIntensity, Zone } from "../model.ts";
import { shownValue } from "../errors.ts";
import { ageRange } from "./grid_range.ts";
import { marginalIntensity } from "./marginal.ts";
import { checkOptionNames } from "../arguments.ts";
import {
  type CloudRegionRow,
  type GridRegionRow,
  type GridTable,
  loadTable,
  type RegionTable,
} from "./tables.ts";
import { zoneOf } from "./zones.ts";

export { windowRange } from "./grid_range.ts";

/**
 * Mean carbon intensity of a grid in a year, in gCO2eq/kWh, with the 90 % range that the age of the value deserves.
 *
 * Countries and groups: life-cycle, of the electricity generated there (Ember, Yearly Electricity Data, 2026, CC BY 4.0).
 * Subregions of the United States: stack emissions alone, about 12 % less (EPA, eGRID2023, public domain). Google's regions: direct
 * emissions of the electricity used there, as Google states them for 2023 and 2024 (Apache-2.0). The three are not alike:
 * `emissionScope` and `accounting` say which it is.
 *
 * `kind: "marginal"` loads the table of `npm:@tgwf/co2` (UNFCCC operating margins of 2021, CC BY-SA): what one kWh more would emit.
 * @param zone Anything that `findZone()` knows.
 * @param options.year Year of the value; the newest (not after `at`).
 * @param options.kind "average": the mean of all that was generated; "marginal": of what answers to one kWh more. "average".
 * @param options.at When the electricity is used: the older the value is then, the wider its range. Now.
 * @throws {RangeError} If no table has the zone (the message names the nearest), or the zone has no value for the year (it names
 * the years there are).
 * @throws {PackageError} If the package for marginal figures cannot be loaded.
 * @example Denmark's grid in 2024
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { intensityOf } from "@footnote/footnote";
 * const grid = await intensityOf("DK", { year: 2024 });
 * strictEqual(grid.intensityGramsPerKwh, 131.77);
 * ```
 */
export async function intensityOf(
  zone: string,
  options: {
    readonly year?: number | undefined;
    readonly kind?: "average" | "marginal" | undefined;
    readonly at?: Date | undefined;
  } = {},
): Promise<GridIntensity> {
  const action = "look up intensity";
  checkOptionNames(options, ["year", "kind", "at"], action);
  const { year, kind = "average", at = new Date() } = options;
  if (year !== undefined && !Number.isInteger(year)) {
    throw new RangeError(
      `Cannot ${action} as "year" must be a whole year: current value is ${shownValue(year)}`,
    );
  }
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) {
    throw new RangeError(
      `Cannot ${action} as "at" must be a valid date: current value is ${shownValue(at)}`,
    );
  }
  if (kind !== "average" && kind !== "marginal") {
    throw new RangeError(
      `Cannot ${action} as "kind" must be "average" or "marginal": current value is ${
        shownValue(kind)
      }`,
    );
  }
  const found = await zoneOf(zone, action);
  if (kind === "marginal") return await marginalIntensity(found, year);
  const { table, values } = await valuesOf(found.grid);
  const { year: chosen, value } = yearlyValue(values, { zone: found, year, at });
  const ageYears = at.getUTCFullYear() - chosen;
  const [low, high] = ageRange({ intensityGramsPerKwh: value, ageYears });
  return {
    zone: found.zone,
    intensityGramsPerKwh: value,
    year: chosen,
    range: [value * low, value * high],
    emissionScope: table.emissionScope,
    accounting: table.accounting,
    kind: "average",
    source: table.source,
  };
}

/** The head and the yearly means of the table that has the zone's grid. */
async function valuesOf(grid: string): Promise<{
  readonly table: Omit<GridTable, "rows" | "src">;
  readonly values: Readonly<Record<string, number>>;
}> {
  if (grid.includes(":")) {
    const table = await loadTable<RegionTable<CloudRegionRow>>("cloud_regions.json");
    const row = table.rows.find(({ provider, region }) => `${provider}:${region}` === grid);
    return { table, values: row?.intensityGramsPerKwh ?? {} };
  }
  if (grid.startsWith("US-")) {
    const table = await loadTable<RegionTable<GridRegionRow>>("grid_regions.json");
    return {
      table,
      values: table.rows.find(({ code }) => code === grid)?.intensityGramsPerKwh ?? {},
    };
  }
  const table = await loadTable<GridTable>("grid.json");
  return {
    table,
    values: table.rows.find(({ code }) => code === grid)?.intensityGramsPerKwh ?? {},
  };
}

/** The value of the year asked for, else of the newest year up to `at`, else of the oldest. */
function yearlyValue(
  values: Readonly<Record<string, number>>,
  want: { readonly zone: Zone; readonly year: number | undefined; readonly at: Date },
): { year: number; value: number } {
  const { zone, year, at } = want;
  const years = Object.keys(values).map(Number).sort((a, b) => a - b);
  const chosen = year ?? years.findLast((each) => each <= at.getUTCFullYear()) ?? years[0];
  const value = chosen === undefined ? undefined : values[chosen];
  if (chosen !== undefined && value !== undefined) return { year: chosen, value };
  const there = years.length === 0
    ? "no year has a value, give the intensity yourself"
    : `years with a value are ${yearsText(years)}`;
  const current = year === undefined ? "" : `: current value is ${year}`;
  throw new RangeError(
    `Cannot look up intensity as "year" must be one that ${zone.name} (${zone.zone}) has a value for (${there})${current}`,
  );
}

/** "2015 to 2023, 2025" */
function yearsText(years: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === year - 1) last[1] = year;
    else spans.push([year, year]);
  }
  return spans.map(([from, to]) => from === to ? `${from}` : `${from} to ${to}`).join(", ");
}
