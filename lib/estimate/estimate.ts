import { equivalents } from "../carbon/equivalents.ts";
import { slipNotes } from "../carbon/slips.ts";
import { sourceRefs } from "../carbon/sources.ts";
import { figureText } from "../display/numbers.ts";
import { showingEstimate } from "../display/showing_others.ts";
import { basisOfSum, partRange, timesRange, totalRange, weakestBasis } from "../interval.ts";
import type {
  Estimate,
  EstimateJob,
  Footprint,
  Note,
  Part,
  Place,
  Range,
  Uncertainty,
} from "../model.ts";
import { kwhOfWatts, SECONDS_PER_HOUR } from "../units.ts";
import { absentNotes } from "./absent.ts";
import { besideLines, USUAL_SHARE_OF_RATE } from "./beside.ts";
import { checkJob } from "./check_job.ts";
import { remember } from "./remembered.ts";
import { powerLines } from "./power.ts";
import type { PowerLine } from "./power_line.ts";
import { plainAmount, receiptSteps } from "./receipt_steps.ts";
import { gridFactor, pueFactor } from "./surroundings.ts";

/**
 * Energy in kWh and emissions in gCO2eq of a job that nobody has measured: hardware x hours x PUE x grid, or training FLOPs over
 * the rate that one device reaches. Shows itself as a receipt with each sum, its 90 % interval, basis and source.
 *
 * Without `utilization` an accelerator is taken at 0.70 of its limit: `limitWatts`, as the device itself reports it, else the table's; `utilization` is of the accelerators where there are any, else of the CPU.
 * `powerWatts` is taken as it is, for each of `count` devices. Without `pue` a cloud region has its provider's, anything else 1: the machine
 * alone. Without `zone` the place is guessed from `FOOTNOTE_ZONE` or the time zone, and said to be. A `year` is the year of the run.
 *
 * Beside the total, on request and in no sum: emissions by contract (`marketIntensityGramsPerKwh`), of one kWh more (`marginal`), the
 * embodied share in gCO2eq (`embodiedGrams`), water in L (`waterLitresPerKwh`); and, of a job in FLOPs, what it takes at 30 % of the rate.
 *
 * @throws {TypeError} If an option is unknown or of another type, or what is needed is not there.
 * @throws {RangeError} If a figure is out of its range, or a part, zone or year is in no table; the message names the nearest.
 * @throws {PackageError} If `marginal` is asked for and the package with the figures cannot be loaded.
 * @example Eight accelerators for a day
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { estimate } from "@footnote/footnote";
 * const day = await estimate({ powerWatts: 250, count: 8, hours: 24, pue: 1.2, intensityGramsPerKwh: 44.179085 });
 * ok(Math.abs(day.energyKwh - 57.6) < 1e-9);
 * ok(Math.abs(day.emissionsGrams - 2544.715) < 0.001);
 * ```
 * @example Water, beside the total: litres for each kWh of the machines, before PUE
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { estimate } from "@footnote/footnote";
 * const job = { powerWatts: 1000, hours: 10, pue: 1.2, intensityGramsPerKwh: 300 };
 * const { steps, emissionsGrams } = await estimate({ ...job, waterLitresPerKwh: 1.8 });
 * const water = steps.find(({ label }) => label === "Water")!;
 * ok(water.beside && Math.abs(water.value - 18) < 1e-9 && water.unit === "L");
 * ok(Math.abs(emissionsGrams - 3600) < 1e-9);
 * ```
 */
export async function estimate(job: EstimateJob): Promise<Estimate> {
  checkJob(job);
  const hours = hoursOf(job);
  const durationSeconds = hours * SECONDS_PER_HOUR;
  const [lines, grid] = await Promise.all([powerLines(job), gridFactor(job, durationSeconds)]);
  const pue = await pueFactor(job, grid.place);
  const parts = lines.map((line) => partOf(line, durationSeconds));
  const pieces = parts.map(({ energyKwh, uncertainty }) => ({ energyKwh, ...uncertainty! }));
  const it = totalRange(pieces);
  const facility = timesRange(it.energyKwh, it.range, [{ factor: pue.value, range: pue.range }]);
  const emissions = timesRange(it.energyKwh, it.range, [
    { factor: pue.value, range: pue.range },
    { factor: grid.value, range: grid.range },
  ]);
  const { basis } = basisOfSum(parts);
  const energyBasis = weakestBasis(basis, pue.basis);
  const footprint: Footprint = {
    durationSeconds,
    energyKwh: facility.value,
    emissionsGrams: emissions.value,
    ranges: { energyKwh: facility.range, emissionsGrams: emissions.range },
    basis: { energyKwh: energyBasis, emissionsGrams: weakestBasis(energyBasis, grid.basis) },
    boundary: pue.isFacility ? "facility" : "device",
  };
  const itBasis = weakestBasis(...parts.map((part) => part.basis));
  const beside = await besideLines({ job, footprint, it, itBasis, hours, place: grid.place });
  const sources = await sourceRefs([
    ...lines.flatMap((line) => line.sources),
    ...pue.sources,
    ...grid.sources,
    ...beside.flatMap((line) => line.sources),
  ]);
  const result: Estimate = {
    ...footprint,
    parts,
    steps: [
      ...receiptSteps({ job, lines, parts, it, pue, grid, footprint, hours, sources }),
      ...beside.map(({ step }) => step),
    ],
    pue: pue.value,
    intensityGramsPerKwh: grid.value,
    notes: withLargest([
      ...lines.flatMap(({ notes }) => notes),
      ...slipNotes(job),
      ...grid.notes,
      ...pue.notes,
      ...flopNotes(job, footprint),
      ...absentNotes(job, parts, pue.isFacility),
    ], [
      ...lines.map((line, index) => ({
        label: `power of the ${
          /^[A-Z]{2}/.test(line.label) ? line.label : line.label.toLowerCase()
        }`,
        width: widthOf(line.range) *
          (it.energyKwh > 0 ? parts[index]!.energyKwh / it.energyKwh : 0),
        cure: line.cure,
      })),
      { label: "PUE", width: widthOf(pue.range), cure: pue.cure },
      { label: "grid at the time of the run", width: widthOf(grid.range), cure: grid.cure },
    ]),
    sources,
  };
  const title = titleOf(job, lines, hours, grid.place);
  remember(result, { place: grid.place, grid: grid.meaning });
  return showingEstimate(result, { title, equivalents: () => equivalents(footprint) });
}

/** Hours of the job: as given, or the FLOPs over the rate of all devices together. */
function hoursOf({ hours, flops, flopsPerSecond, count = 1 }: EstimateJob): number {
  return hours ?? flops! / (flopsPerSecond! * count) / SECONDS_PER_HOUR;
}

function partOf(line: PowerLine, durationSeconds: number): Part {
  const energyKwh = kwhOfWatts({ powerWatts: line.powerWatts, durationSeconds });
  const uncertainty: Uncertainty = {
    key: line.source === "given" ? `given:${line.device}` : line.source,
    shared: [1 - line.range[0], line.range[1] - 1],
    own: [0, 0],
  };
  return {
    device: line.device,
    kind: line.kind,
    name: line.name,
    source: line.source,
    basis: line.basis,
    energyKwh,
    energyRange: partRange({ energyKwh, ...uncertainty }),
    uncertainty,
    meanWatts: line.powerWatts,
    missingSeconds: 0,
  };
}

/** How wide a range of factors is, in logarithms. */
function widthOf([low, high]: Range): number {
  return low > 0 ? Math.log(high / low) : 10;
}

/** The notes, first what widens the result most and the option that removes it: in the note that names it already, else in one of its own. */
function withLargest(
  notes: readonly Note[],
  unknowns: readonly { readonly label: string; readonly width: number; readonly cure: string }[],
): Note[] {
  const [largest] = unknowns.filter(({ width, cure }) => width > 0.05 && cure !== "")
    .toSorted((a, b) => b.width - a.width);
  if (largest === undefined) return [...notes];
  const named = notes.find(({ hint }) => hint?.startsWith(largest.cure));
  if (named === undefined) {
    const message = `The largest unknown is the ${largest.label}`;
    return [{ code: "largest-unknown", message, hint: largest.cure }, ...notes];
  }
  const first = { ...named, message: `${named.message}. It is the largest unknown` };
  return [first, ...notes.filter((note) => note !== named)];
}

/** What a rate of operations hides: the same job at 30 % of it. */
function flopNotes({ flops, flopsPerSecond }: EstimateJob, footprint: Footprint): Note[] {
  if (flops === undefined || flopsPerSecond === undefined) return [];
  const slower = 1 / USUAL_SHARE_OF_RATE;
  const energy = figureText("energy", footprint.energyKwh * slower).short;
  const emissions = figureText("emissions", footprint.emissionsGrams * slower).short;
  return [{
    code: "flop-rate",
    message:
      `If that rate is a peak, few trainings hold it: at 30 % the same job takes ${energy} and emits ${emissions}, ${
        slower.toFixed(2)
      } times as much`,
    hint: `estimate({ flopsPerSecond: ${shortRate(flopsPerSecond * USUAL_SHARE_OF_RATE)}, … })`,
  }];
}

/** "3.9e13" */
function shortRate(perSecond: number): string {
  return Number(perSecond.toPrecision(3)).toExponential().replace("e+", "e");
}

function titleOf(
  job: EstimateJob,
  lines: readonly PowerLine[],
  hours: number,
  place: Place | undefined,
): string {
  // The first line tells the job: accelerators, else CPUs, else memory.
  const name = (lines[0]?.name ?? "").replace(/^1 × /, "");
  const { accelerator, powerWatts } = job;
  const nameless = accelerator === undefined && powerWatts !== undefined;
  const what = nameless ? `${name} of ${powerWatts} W` : name;
  const where = place === undefined ? [] : [placeText(place)];
  const long = hours > 10_000;
  const time = `${plainAmount(long ? hours / 24 : hours)} ${long ? "d" : "h"}`;
  return [what, time, ...where].join(", ");
}

function placeText({ zone, name }: Place): string {
  return name === zone ? zone : `${name} (${zone})`;
}
