import { checkFootprint } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import { intensityOf } from "../carbon/intensity.ts";
import { findZone } from "../carbon/zones.ts";
import { figurePromise } from "../display/figure_promise.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { checkFigureOptions } from "../display/figure_options.ts";
import { shownValue } from "../errors.ts";
import type { Estimate, Figure, FigureOptions, Run } from "../model.ts";
import { placeOf } from "./remembered.ts";
import { whatIf } from "./what_if.ts";

/** Countries with much computing, and those at both ends of the range. */
const ZONES: readonly string[] =
  "SE NO FR FI CH CA BR DK ES BE GB NL IT IE DE US JP KR SG AU TW CN IN PL ZA EE WORLD".split(" ");

/**
 * Draws what the same energy would emit in other places, in gCO2eq (mg to kt): sorted, one's own place in ink, the ratio to it at the right.
 *
 * @param options.zones Zones as `findZone()` takes them; some 25 countries. One's own is added.
 * @param options.year Year of the grids' values; the newest of each.
 * @throws {TypeError} If it is neither run nor estimate, or an option is unknown.
 * @throws {RangeError} If a zone or year is in no table, or no zone is named.
 * @example A day of one board, in Sweden and in Estonia
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { estimate, zoneChart } from "@footnote/footnote";
 * const day = await estimate({ accelerator: "RTX 4090", hours: 24, zone: "DK" });
 * const figure = await zoneChart(day, { zones: ["SE", "EE"] });
 * ok(figure.svg.includes("Estonia"));
 * ```
 */
export function zoneChart(
  of: Run | Estimate,
  options: FigureOptions & {
    readonly zones?: readonly string[] | undefined;
    readonly year?: number | undefined;
  } = {},
): Promise<Figure> {
  return figurePromise((async () => {
    checkOptions(of, options);
    const { zones = ZONES, year, ...drawing } = options;
    const own = placeOf(of);
    const named = own === undefined ? zones : [...zones, own.zone];
    const found = await Promise.all(named.map(async (zone) => {
      const other = await whatIf(of, { zone, year });
      // The zone is there: whatIf() would have thrown.
      return {
        ...(await findZone(zone))!,
        emissionsGrams: other.emissionsGrams,
        range: other.ranges.emissionsGrams,
      };
    }));
    const rows = found.filter((row, index) =>
      found.findIndex(({ zone }) => zone === row.zone) === index
    );
    const grids = await Promise.all(rows.map(({ zone }) => intensityOf(zone, { year })));
    const { drawZoneChart, gridWords } = await atFirstUse(import("../display/zone_chart.ts"));
    return await drawZoneChart({
      name: "name" in of ? of.name : "the estimate",
      energyKwh: of.energyKwh,
      energyRange: of.ranges.energyKwh,
      boundary: of.boundary,
      unread: measuredNothing(of),
      rows,
      here: own?.zone ?? "",
      // Another tool's file may have a figure of its grid and no country: then what it says is compared with.
      ...(own === undefined && "place" in of
        ? { asRun: { emissionsGrams: of.emissionsGrams, range: of.ranges.emissionsGrams } }
        : {}),
      grid: gridWords(grids),
    }, drawing);
  })());
}

function checkOptions(of: unknown, options: Parameters<typeof zoneChart>[1]): void {
  const action = "draw zones";
  checkFootprint(of, action);
  checkFigureOptions(options, ["zones", "year"], action);
  const { zones } = options as { readonly zones?: unknown };
  if (zones === undefined) return;
  if (!Array.isArray(zones)) {
    throw new TypeError(
      `Cannot ${action} as "zones" must be a list: current value is ${shownValue(zones)}`,
    );
  }
  if (zones.length === 0) {
    throw new RangeError(`Cannot ${action} as "zones" must name at least one: it is empty`);
  }
}
