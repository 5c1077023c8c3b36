/** What stands on the page of a report: loaded with the first of them. */
import { equivalents } from "../carbon/equivalents.ts";
import { type YearlyFactor, yearlyFactor } from "../carbon/yearly_factor.ts";
import { findZone } from "../carbon/zones.ts";
import { compareChart } from "../display/compare_chart.ts";
import { componentChart } from "../display/component_chart.ts";
import { drawEquivalentsChart } from "../display/equivalents_chart.ts";
import { COLUMN } from "../display/figure.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { paretoChart } from "../display/pareto_chart.ts";
import { qualityMetric } from "../display/quality_metric.ts";
import { type ReportData, reportPage } from "../display/report_page.ts";
import type { ReportZone } from "../display/report_what_if.ts";
import { numberedNames } from "../display/numbered_names.ts";
import { drawZoneChart, gridWords } from "../display/zone_chart.ts";
import { timesRange } from "../interval.ts";
import type { Run, Total } from "../model.ts";
import { totalOf } from "./total.ts";

/** Countries with much computing, and those at both ends of the range. */
const ZONES: readonly string[] =
  "SE NO FR CH FI CA BR DK ES BE GB NL IT IE DE US JP KR SG AU TW CN IN PL ZA WORLD".split(" ");
/** So many runs have a bar of their own, and so many where the energy is taken apart; of more the largest. */
const BARS = { each: 24, apart: 16 } as const;
/** Years back from the newest for which "the grid of …" is answered. */
const YEARS = 6;

/** The whole page of runs, as HTML. */
export async function reportHtml(runs: readonly Run[]): Promise<string> {
  return await reportPage(await gather(runs));
}

async function gather(given: readonly Run[]): Promise<ReportData> {
  const total = totalOf(given);
  // Numbered once, so that a run is called the same in the table and in every chart.
  const { runs, sentence } = numberedNames(given);
  // A file of another tool that names no country has a figure of its own, which is not the world's mean.
  const at = runs.map(({ place: { zone, namedBy } }) =>
    zone === "WORLD" && namedBy !== undefined ? "" : zone
  );
  const places = [...new Set(at)].filter((zone) => zone !== "");
  const zones = await gridsOf([...ZONES, ...places], total, runs);
  const here = places.length === 1 && !at.includes("") ? places[0]! : "";
  const metric = qualityMetric(runs);
  const figures: { title: string; figure: Awaited<ReturnType<typeof compareChart>> }[] = [];
  // A bar of nothing would say that a run took none: the table has those that nobody measured.
  const measured = runs.filter((run) => !measuredNothing(run));
  if (measured.length > 0) {
    const [largest, of] = largestOf(measured, BARS.each);
    const each = of === "" ? measured.length === 1 ? "the run" : "each run" : of;
    figures.push({ title: `Energy of ${each}`, figure: await compareChart(largest, COLUMN) });
    figures.push(
      metric === undefined || measured.length === 1
        ? {
          title: `Emissions of ${each}`,
          figure: await compareChart(largest, { ...COLUMN, of: "emissions" }),
        }
        : {
          title: `Energy and ${metric.name}`,
          figure: await paretoChart(measured, { ...COLUMN, metric: metric.name }),
        },
    );
  }
  if (total.energyKwh > 0) {
    figures.push({
      title: `The same ${runs.length === 1 ? "run" : "runs"} in other places`,
      figure: await zonesOf(total, zones, here, runs),
    });
    const [largest, of] = largestOf(measured, BARS.apart);
    figures.push({
      title: `Where the energy went${of === "" ? "" : `: ${of}`}`,
      figure: await componentChart(largest, COLUMN),
    });
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
    naming: sentence,
    total,
    zones,
    zone: here === "SE" ? "WORLD" : "SE",
    figures,
    notes: total.notes,
  };
}

/** The runs as they are, or where they are too many the largest, and words that say so. */
function largestOf(runs: readonly Run[], most: number): readonly [readonly Run[], string] {
  if (runs.length <= most) return [runs, ""];
  const sorted = runs.toSorted((a, b) => b.energyKwh - a.energyKwh);
  return [sorted.slice(0, most), `the ${most} largest of ${runs.length} runs`];
}

/** The energy of all runs on other grids by years, cleanest first; places whose grid no table has are left out. */
async function gridsOf(
  names: readonly string[],
  total: Total,
  [first, ...others]: readonly Run[],
): Promise<readonly ReportZone[]> {
  // As whatIf() asks: the newest year of a grid at the time of one run, of several now.
  const at = first !== undefined && others.length === 0 ? new Date(first.startedAt) : undefined;
  const zones: ReportZone[] = [];
  for (const name of names) {
    const zone = await findZone(name);
    if (zone === undefined || zones.some((known) => known.zone === zone.zone)) continue;
    const newest = await factorOf(zone.zone, total, { at });
    if (newest === undefined) continue;
    const before = await Promise.all(
      Array.from(
        { length: YEARS - 1 },
        (_, i) => factorOf(zone.zone, total, { year: newest.grid.year - 1 - i }),
      ),
    );
    const years = [newest, ...before].flatMap((one) => one === undefined ? [] : [one]);
    zones.push({
      zone: zone.zone,
      name: zone.name,
      years: years.map((one) => {
        const { value, range } = timesRange(total.energyKwh, total.ranges.energyKwh, [one]);
        return { grid: one.grid, emissionsGrams: value, range };
      }),
    });
  }
  const newest = ({ years }: ReportZone) => years[0]?.grid.intensityGramsPerKwh ?? Infinity;
  return zones.sort((a, b) => newest(a) - newest(b));
}

/** A grid's factor; `undefined` where its table has none of that year. */
async function factorOf(
  zone: string,
  { durationSeconds }: Total,
  when: Parameters<typeof yearlyFactor>[2],
): Promise<YearlyFactor | undefined> {
  try {
    return await yearlyFactor(zone, durationSeconds, when);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function zonesOf(
  total: Total,
  zones: readonly ReportZone[],
  here: string,
  runs: readonly Run[],
) {
  const newest = zones.flatMap(({ zone, name, years: [year] }) =>
    year === undefined || !(year.grid.intensityGramsPerKwh > 0) ? [] : [{ zone, name, ...year }]
  );
  return drawZoneChart({
    name: runs.length === 1 ? runs[0]!.name : "all runs",
    energyKwh: total.energyKwh,
    energyRange: total.ranges.energyKwh,
    boundary: total.boundary,
    rows: newest,
    here,
    asRun: { emissionsGrams: total.emissionsGrams, range: total.ranges.emissionsGrams },
    grid: gridWords(newest.map(({ grid }) => grid)),
  }, COLUMN);
}
