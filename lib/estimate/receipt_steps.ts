/** The lines of a receipt: each with its sum, result, range, basis and source. */
import { weakestBasis } from "../interval.ts";
import type { EstimateJob, EstimateStep, Footprint, Part, Range, SourceRef } from "../model.ts";
import type { PowerLine } from "./power_line.ts";
import type { Factor, Grid } from "./surroundings.ts";

/** All that a receipt tells. */
export interface ReceiptOf {
  readonly job: EstimateJob;
  readonly lines: readonly PowerLine[];
  readonly parts: readonly Part[];
  /** Energy of the machines, before PUE. */
  readonly it: { readonly energyKwh: number; readonly range: Range };
  readonly pue: Factor;
  readonly grid: Grid;
  readonly footprint: Footprint;
  readonly hours: number;
  readonly sources: readonly SourceRef[];
}

/** The steps in order: watts of each part, their sum, time, PUE, grid. Results in W, kWh and gCO2eq. */
export function receiptSteps(of: ReceiptOf): readonly EstimateStep[] {
  const { lines, parts, it, pue, grid, footprint, hours } = of;
  const machine = weakestBasis(...parts.map(({ basis }) => basis));
  const steps: EstimateStep[] = lines.map((line, index) => ({
    ...(index === 0 ? {} : { operator: "+" } as const),
    label: line.label,
    sum: line.sum,
    value: line.powerWatts,
    unit: "W",
    range: scaled(line.powerWatts, line.range),
    basis: line.basis,
    source: line.source === "given" ? "you" : fromOf(line, of.sources),
  }));
  if (lines.length > 1) {
    const watts = lines.reduce((sum, { powerWatts }) => sum + powerWatts, 0);
    // The errors of the watts are those of the energy, which is joined already.
    const factors: Range = it.energyKwh > 0
      ? [it.range[0] / it.energyKwh, it.range[1] / it.energyKwh]
      : [1, 1];
    steps.push({
      operator: "=",
      label: "Power of the machine",
      sum: lines.map((_, index) => index + 1).join(" + "),
      value: watts,
      unit: "W",
      range: scaled(watts, factors),
      basis: machine,
    });
  }
  steps.push({
    operator: "x",
    label: "Time",
    sum: timeSum(of.job, hours),
    value: it.energyKwh,
    unit: "kWh",
    range: it.range,
    basis: machine,
    source: "you",
  }, {
    operator: "x",
    label: "Data centre",
    sum: `PUE ${pue.value === 1 ? "1.0" : Number(pue.value.toPrecision(4))}`,
    value: footprint.energyKwh,
    unit: "kWh",
    range: footprint.ranges.energyKwh,
    basis: footprint.basis.energyKwh,
    source: pue.from,
  }, {
    operator: "x",
    label: "Grid",
    sum: `${Number(grid.value.toPrecision(4))} gCO₂eq/kWh`,
    value: footprint.emissionsGrams,
    unit: "gCO2eq",
    range: footprint.ranges.emissionsGrams,
    basis: footprint.basis.emissionsGrams,
    source: grid.from,
  });
  return steps;
}

/** "A100 SXM4 80GB: Epoch AI, 2026" */
function fromOf(line: PowerLine, sources: readonly SourceRef[]): string {
  const source = sources.find(({ id }) => id === line.sources[0]);
  const said = source === undefined ? "" : `${source.publisher}, ${source.year}`;
  const name = line.name.replace(/^\d+ × /, "");
  if (line.kind === "memory") return said;
  if (line.limited) return line.sources.length > 1 ? `you; ${name}: ${said}` : "you";
  return `${name}: ${said}`;
}

function timeSum({ flops, flopsPerSecond, count = 1 }: EstimateJob, hours: number): string {
  const rounded = plainAmount(hours);
  if (flops === undefined || flopsPerSecond === undefined) return `${rounded} h, as given`;
  const rate = count === 1 ? power(flopsPerSecond) : `(${count} × ${power(flopsPerSecond)})`;
  return `${power(flops)} FLOP ÷ ${rate} FLOP/s = ${rounded} h`;
}

/** To four digits, and whole numbers whole: 670940 h, 27956 d, 72 h. */
export function plainAmount(value: number): number {
  return value < 1000 ? Number(value.toPrecision(4)) : value < 1e15 ? Math.round(value) : value;
}

/** "3.14 × 10²³" */
function power(value: number): string {
  const [mantissa, exponent] = Number(value.toPrecision(3)).toExponential().split("e");
  const raised = String(Number(exponent)).replace(
    /[-\d]/g,
    (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]!,
  );
  return mantissa === "1" ? `10${raised}` : `${mantissa} × 10${raised}`;
}

function scaled(value: number, [low, high]: Range): Range {
  return [value * low, value * high];
}
