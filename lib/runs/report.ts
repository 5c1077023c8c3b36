/** Many runs as one page in a file. */
import { equivalents } from "../carbon/equivalents.ts";
import { intensityOf } from "../carbon/intensity.ts";
import { findZone } from "../carbon/zones.ts";
import { compareChart } from "../display/compare_chart.ts";
import { componentChart } from "../display/component_chart.ts";
import { drawEquivalentsChart } from "../display/equivalents_chart.ts";
import { COLUMN } from "../display/figure.ts";
import { paretoChart } from "../display/pareto_chart.ts";
import { qualityMetric } from "../display/quality_metric.ts";
import { type ReportData, reportPage, type ReportZone } from "../display/report_page.ts";
import { drawZoneChart } from "../display/zone_chart.ts";
import { RecordError } from "../errors.ts";
import { timesRange } from "../interval.ts";
import type { GridIntensity, Run, Total } from "../model.ts";
import { totalOf } from "./total.ts";

/** Countries with much computing, and those at both ends of the range. */
const ZONES: readonly string[] =
  "SE NO FR CH FI CA BR DK ES BE GB NL IT IE DE US JP KR SG AU TW CN IN PL ZA WORLD".split(" ");
/** Years back from the newest for which "the grid of …" is answered. */
const YEARS = 6;

/**
 * Writes runs as one self-contained HTML page: totals with failed runs counted, the same runs on other grids and years, charts, and a table to
 * sort and filter. It asks no network and works from a file, on a phone, with the keyboard and in print.
 *
 * @param runs The runs; their charts compare energy in kWh and emissions in gCO2eq.
 * @param path Where the page goes; ends in .html.
 * @throws {TypeError} If `runs` is no array of runs.
 * @throws {RangeError} If `path` does not end in .html.
 * @throws {RecordError} If the file cannot be written.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example A report of one run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { report, track } from "@footnote/footnote";
 * const run = await track("digits", { zone: "DK", directory: null, quiet: true }, () => 1);
 * const path = `${await Deno.makeTempDir()}/report.html`;
 * await report([run], path);
 * match(await Deno.readTextFile(path), /^<!doctype html>/);
 * ```
 */
export async function report(runs: readonly Run[], path: string): Promise<void> {
  if (!Array.isArray(runs) || runs.some((run) => !Array.isArray(run?.parts))) {
    throw new TypeError(
      'Cannot write report as "runs" must be an array of runs: current value is not',
    );
  }
  if (typeof path !== "string" || !/\.html?$/i.test(path)) {
    throw new RangeError(
      `Cannot write report as "path" must end in .html: current value is ${path}`,
    );
  }
  const page = await reportPage(await gather(runs));
  try {
    await Deno.writeTextFile(path, page);
  } catch (cause) {
    throw new RecordError(`Cannot write report "${path}"`, {
      cause,
      hint: "Give a path in a folder that exists and that you may write to",
    });
  }
}

async function gather(runs: readonly Run[]): Promise<ReportData> {
  const total = totalOf(runs);
  const here = runs[0]?.place.zone ?? "";
  const zones = await gridsOf(here === "" ? ZONES : [...ZONES, here]);
  const metric = qualityMetric(runs);
  const figures: { title: string; figure: Awaited<ReturnType<typeof compareChart>> }[] = [];
  if (runs.length > 0) {
    figures.push({ title: "Energy of each run", figure: await compareChart(runs, COLUMN) });
    figures.push(
      metric === undefined
        ? {
          title: "Emissions of each run",
          figure: await compareChart(runs, { ...COLUMN, of: "emissions" }),
        }
        : {
          title: `Energy and ${metric.name}`,
          figure: await paretoChart(runs, { ...COLUMN, metric: metric.name }),
        },
    );
  }
  if (total.energyKwh > 0) {
    figures.push({
      title: "The same runs in other places",
      figure: await zonesOf(total, zones, here),
    });
    figures.push({ title: "Where the energy went", figure: await componentChart(runs, COLUMN) });
    const known = await equivalents(total);
    figures.push({
      title: "As much as",
      figure: await drawEquivalentsChart({ footprint: total, equivalents: known }, COLUMN),
    });
  }
  return {
    title: runs.length === 1
      ? `Energy and emissions of ${runs[0]!.name}`
      : "Energy and emissions of our runs",
    runs,
    total,
    zones,
    zone: here === "SE" ? "WORLD" : "SE",
    figures,
    notes: total.notes,
  };
}

/** Grids by years, cleanest first; places whose grid no table has are left out. */
async function gridsOf(names: readonly string[]): Promise<readonly ReportZone[]> {
  const zones: ReportZone[] = [];
  for (const name of names) {
    const zone = await findZone(name);
    if (zone === undefined || zones.some((known) => known.zone === zone.zone)) continue;
    const newest = await gridOf(zone.zone);
    if (newest === undefined) continue;
    const years = Array.from({ length: YEARS }, (_, i) => newest.year - i);
    const grids = await Promise.all(
      years.map((year) => gridOf(zone.zone, year)),
    );
    zones.push({
      zone: zone.zone,
      name: zone.name,
      years: grids.filter((grid) => grid !== undefined),
    });
  }
  const newest = ({ years }: ReportZone) => years[0]?.intensityGramsPerKwh ?? Infinity;
  return zones.sort((a, b) => newest(a) - newest(b));
}

/** A grid's figure; `undefined` where its table has none of that year. */
async function gridOf(zone: string, year?: number): Promise<GridIntensity | undefined> {
  try {
    return await intensityOf(zone, { year });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function zonesOf(total: Total, zones: readonly ReportZone[], here: string) {
  const rows = zones.flatMap(({ zone, name, years: [grid] }) => {
    if (grid === undefined || !(grid.intensityGramsPerKwh > 0)) return [];
    const factor = grid.intensityGramsPerKwh;
    const { value, range } = timesRange(total.energyKwh, total.ranges.energyKwh, [{
      factor,
      range: [grid.range[0] / factor, grid.range[1] / factor],
    }]);
    return [{ zone, name, emissionsGrams: value, range }];
  });
  return drawZoneChart({
    name: "all runs",
    energyKwh: total.energyKwh,
    energyRange: total.ranges.energyKwh,
    rows,
    here,
    grid: "newest yearly mean of each grid",
  }, COLUMN);
}
