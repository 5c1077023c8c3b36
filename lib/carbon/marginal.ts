/** Marginal intensities, from a package that is loaded when they are asked for: its data are share-alike and stay in it. */
import { PackageError, shownValue } from "../errors.ts";
import type { GridIntensity, Zone } from "../model.ts";
import { type GridTable, loadTable } from "./tables.ts";

/** What we use of the package. */
interface Co2Package {
  readonly marginalIntensity?: {
    readonly data: Readonly<Record<string, number | string>>;
    readonly year: number | string;
  };
}

/**
 * Error of an operating margin of a past year, as factors of it. Grade: judgement (the combined margins of the same source lie between 0.5
 * and 1 times the operating ones, and the grids have become cleaner since).
 */
const MARGIN_RANGE = [0.5, 1.2] as const;

/**
 * Operating margin of a country's grid, in gCO2eq/kWh: what answers to one kWh more. Source: UNFCCC, IFI default grid factors 2021 v3.1, by
 * way of the Green Web Foundation's CO2.js (CC BY-SA 4.0).
 *
 * @throws {RangeError} If the zone or year has no value.
 * @throws {PackageError} If the package cannot be loaded.
 */
export async function marginalIntensity(
  zone: Zone,
  year: number | undefined,
): Promise<GridIntensity> {
  const { data, year: ofYear } = await loadMargins();
  const dataYear = Number(ofYear);
  if (year !== undefined && year !== dataYear) {
    throw new RangeError(
      `Cannot look up intensity as "year" must be ${dataYear} for marginal figures: current value is ${
        shownValue(year)
      }`,
    );
  }
  const grid = await loadTable<GridTable>("grid.json");
  const iso3 = grid.rows.find(({ code }) => code === (zone.country ?? zone.zone))?.iso3 ?? "";
  const value = Object.hasOwn(data, iso3) ? Number(data[iso3]) : NaN;
  // A margin of 0 is a hole in the source: something always answers.
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(
      `Cannot look up intensity as "zone" must be a country with a marginal figure: current value is "${zone.zone}"`,
    );
  }
  return {
    zone: zone.zone,
    intensityGramsPerKwh: value,
    year: dataYear,
    range: [value * MARGIN_RANGE[0], value * MARGIN_RANGE[1]],
    emissionScope: "direct",
    accounting: "generation",
    kind: "marginal",
    source: "UNFCCC",
  };
}

/** Not a literal in the import itself: that would be fetched with this package. */
const CO2_PACKAGE: string = "npm:@tgwf/co2@^0.19.0";

async function loadMargins(): Promise<NonNullable<Co2Package["marginalIntensity"]>> {
  const hint = "needs npm:@tgwf/co2 once over the network, or the average figure, which is bundled";
  let loaded: Co2Package;
  try {
    loaded = await import(CO2_PACKAGE) as Co2Package;
  } catch (cause) {
    throw new PackageError('Cannot load the package "@tgwf/co2" of marginal intensities', {
      cause,
      hint,
    });
  }
  if (loaded.marginalIntensity === undefined) {
    throw new PackageError('Cannot find marginal intensities in the package "@tgwf/co2"', { hint });
  }
  return loaded.marginalIntensity;
}
