/** Lines beside the total of an estimate: asked for, or what an assumption hides. None is in a sum. */
import { intensityOf } from "../carbon/intensity.ts";
import { findAccelerator } from "../hardware/find_accelerator.ts";
import { loadTable } from "../carbon/tables.ts";
import { joinFactors, timesRange, weakestBasis } from "../interval.ts";
import type { Basis, EstimateJob, EstimateStep, Footprint, Place, Range } from "../model.ts";

/** What the lines are worked out from. */
export interface BesideOf {
  readonly job: EstimateJob;
  readonly footprint: Footprint;
  /** Energy of the machines, before PUE, in kWh. */
  readonly it: { readonly energyKwh: number; readonly range: Range };
  /** Basis of the energy before PUE. */
  readonly itBasis: Basis;
  readonly hours: number;
  readonly place: Place | undefined;
}
/** A line, and the ids or names of the sources behind it. */
export interface Beside {
  readonly step: EstimateStep;
  readonly sources: readonly string[];
}

/**
 * Share of its peak rate that a training holds; trainings report 20 to 50 %. Grade: literature (Chowdhery et al. 2022, PaLM, lists
 * 21 % for GPT-3, 33 % for Gopher, 30 % for Megatron-Turing and 46 % for PaLM), the single figure judgement.
 */
export const USUAL_SHARE_OF_RATE = 0.3;

/** The lines, in the order: a slower rate, electricity by contract, one kWh more, embodied share, water. */
export async function besideLines(of: BesideOf): Promise<readonly Beside[]> {
  const { job } = of;
  return [
    ...(job.flops === undefined ? [] : slowerLines(of)),
    ...(job.marketIntensityGramsPerKwh === undefined
      ? []
      : [marketLine(of, job.marketIntensityGramsPerKwh)]),
    ...(job.marginal ? [await marginalLine(of)] : []),
    ...(job.embodiedGrams === undefined ? [] : [await embodiedLine(of, job.embodiedGrams)]),
    ...(job.waterLitresPerKwh === undefined ? [] : [waterLine(of, job.waterLitresPerKwh)]),
  ];
}

/** The same operations where a device reaches 30 % of the rate: it takes 3.33 times as long. */
function slowerLines({ footprint }: BesideOf): Beside[] {
  const slower = 1 / USUAL_SHARE_OF_RATE;
  const line = (name: "energyKwh" | "emissionsGrams", label: string, unit: string): Beside => ({
    step: {
      label: `${label} at 30 %`,
      sum: `${label} ÷ ${USUAL_SHARE_OF_RATE.toFixed(2)} of that rate`,
      value: footprint[name] * slower,
      unit,
      range: [footprint.ranges[name][0] * slower, footprint.ranges[name][1] * slower],
      basis: footprint.basis[name],
      source: "if it is a peak",
      beside: true,
    },
    sources: [],
  });
  return [line("energyKwh", "Energy", "kWh"), line("emissionsGrams", "Emissions", "gCO2eq")];
}

function marketLine({ footprint }: BesideOf, intensityGramsPerKwh: number): Beside {
  return {
    step: {
      label: "Market-based",
      sum: `Energy × ${text(intensityGramsPerKwh)} gCO₂eq/kWh by contract`,
      ...product(footprint, intensityGramsPerKwh, [1, 1]),
      basis: weakestBasis(footprint.basis.energyKwh, "modelled"),
      source: "you",
      beside: true,
    },
    sources: [],
  };
}

async function marginalLine({ footprint, place, job }: BesideOf): Promise<Beside> {
  const zone = job.zone ?? place?.zone ?? "";
  const grid = await intensityOf(zone, { kind: "marginal" });
  const { intensityGramsPerKwh: value, range: [low, high], source, year } = grid;
  return {
    step: {
      label: "Marginal",
      sum: `Energy × ${text(value)} gCO₂eq/kWh of one kWh more`,
      ...product(footprint, value, [low / value, high / value]),
      basis: weakestBasis(
        footprint.basis.energyKwh,
        place?.how === "guessed" ? "default" : "modelled",
      ),
      source: `${source}, ${place?.name ?? grid.zone} ${year}`,
      beside: true,
    },
    sources: [source],
  };
}

/** A row of `data/embodied.json`. */
interface EmbodiedRow {
  readonly id: string;
  readonly gramsPerUnit: number;
  readonly range: Range;
  readonly year: number;
  readonly src: readonly string[];
}
interface EmbodiedTable {
  readonly lifetimeHours: number;
  readonly lifetimeRangeHours: Range;
  readonly rows: readonly EmbodiedRow[];
}

async function embodiedLine(of: BesideOf, given: number | "share"): Promise<Beside> {
  if (given !== "share") {
    const step = {
      label: "Embodied share",
      sum: "as given",
      value: given,
      unit: "gCO2eq",
    } as const;
    return { step: { ...step, basis: "modelled", source: "you", beside: true }, sources: [] };
  }
  const { accelerator = "", count = 1 } = of.job;
  const table = await loadTable<EmbodiedTable>("embodied.json");
  const name = (await findAccelerator(accelerator))?.name ?? accelerator;
  const isA100 = /^A100\b/.test(name);
  const row = table.rows.find(({ id }) => id === (isA100 ? "a100-share" : "gpu-2022"));
  if (row === undefined) throw new Error('Cannot estimate: "data/embodied.json" lacks a row');
  const { lifetimeHours, lifetimeRangeHours: [shortest, longest] } = table;
  const value = count * row.gramsPerUnit * of.hours / lifetimeHours;
  const [down, up] = joinFactors([
    [row.range[0] / row.gramsPerUnit, row.range[1] / row.gramsPerUnit],
    [lifetimeHours / longest, lifetimeHours / shortest],
  ]);
  return {
    step: {
      label: isA100 ? "Embodied, with servers" : "Embodied, the boards",
      sum: `${count} × ${text(row.gramsPerUnit / 1000)} kg × ${text(of.hours)} h ÷ ${
        text(lifetimeHours)
      } h`,
      value,
      unit: "gCO2eq",
      range: [value * down, value * up],
      // The figure of a V100 or A100 class board stands for every other one.
      basis: isA100 ? "modelled" : "default",
      source: isA100 ? `Chien et al., ${row.year}` : `Luccioni et al., ${row.year}, V100 or A100`,
      beside: true,
    },
    sources: row.src,
  };
}

/** Water usage effectiveness is defined on the energy of the machines (The Green Grid, 2011): the PUE is in it already. */
function waterLine({ it, itBasis }: BesideOf, waterLitresPerKwh: number): Beside {
  return {
    step: {
      label: "Water",
      sum: `Energy before PUE × ${text(waterLitresPerKwh)} L/kWh`,
      value: it.energyKwh * waterLitresPerKwh,
      unit: "L",
      range: [it.range[0] * waterLitresPerKwh, it.range[1] * waterLitresPerKwh],
      basis: weakestBasis(itBasis, "modelled"),
      source: "you",
      beside: true,
    },
    sources: [],
  };
}

function product({ energyKwh, ranges }: Footprint, factor: number, range: Range) {
  const { value, range: of } = timesRange(energyKwh, ranges.energyKwh, [{ factor, range }]);
  return { value, unit: "gCO2eq", range: of } as const;
}

function text(value: number): string {
  return String(Number(value.toPrecision(4)));
}
