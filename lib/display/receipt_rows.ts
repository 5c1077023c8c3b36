/** The steps of an estimate as rows of text: units that can be added up, and totals that read as they do anywhere else. */
import type { Estimate, EstimateStep } from "../model.ts";
import {
  type Figured,
  figureIn,
  figureText,
  NARROW_SPACE,
  type Quantity,
  type Scale,
  scaleOf,
} from "./numbers.ts";
import type { Piece } from "./rich_text.ts";
import { durationText } from "./times.ts";

/** A row as text, cell by cell. */
export interface ReceiptRow {
  readonly label: string;
  readonly sum: string;
  readonly calls: Piece;
  readonly operator: string;
  readonly result: string;
  readonly range: string;
  readonly basis: string;
  readonly source: string;
}

const OPERATORS: Readonly<Record<NonNullable<EstimateStep["operator"]>, string>> = {
  "+": "+",
  x: "×",
  "=": "=",
};
/** Units that have prefixes, by the unit of a step. */
const QUANTITIES: Readonly<Record<string, readonly [Quantity, factor: number]>> = {
  W: ["power", 1],
  kW: ["power", 1000],
  Wh: ["energy", 1e-3],
  kWh: ["energy", 1],
  g: ["emissions", 1],
  gCO2eq: ["emissions", 1],
  "gCO₂eq": ["emissions", 1],
  kg: ["emissions", 1000],
  "gCO2eq/kWh": ["intensity", 1],
  "gCO₂eq/kWh": ["intensity", 1],
};

/**
 * Watts and the energy that they come to are reckoned on by who reads a receipt: they have one place more than the interval alone would give, so that each line
 * follows from the one above. Rounded by the interval is the last line, the emissions, which read as they do anywhere else.
 */
const FINER: Partial<Readonly<Record<Quantity, number>>> = { power: 1, energy: 1 };

/** The rows of an estimate; `calls` are the footnotes of each step. */
export function receiptRows(estimate: Estimate, calls: readonly Piece[]): readonly ReceiptRow[] {
  const { steps } = estimate;
  const scales = new Map<Quantity, Scale>();
  for (
    const quantity of new Set(
      steps.filter(({ beside }) => !beside).flatMap(({ unit }) => QUANTITIES[unit]?.[0] ?? []),
    )
  ) {
    // What stands beside the total makes the steps no coarser.
    const figures = steps.filter(({ beside }) => !beside).flatMap((step) => {
      const known = QUANTITIES[step.unit];
      return known?.[0] === quantity ? [scaledBy(known[1], step)] : [];
    });
    const scale = scaleOf(quantity, figures);
    scales.set(quantity, { ...scale, place: Math.min(0, scale.place - (FINER[quantity] ?? 0)) });
  }
  return steps.map((step, index) => {
    const { text, range } = totalOf(estimate, step) ?? resultOf(step, scales);
    return {
      label: step.label,
      sum: step.sum,
      calls: calls[index]!,
      operator: step.operator === undefined ? "" : OPERATORS[step.operator],
      result: text,
      range,
      basis: step.basis,
      source: step.source ?? "",
    };
  });
}

/** The result of a step that is the emissions of the whole estimate. */
function totalOf(
  { emissionsGrams, ranges }: Estimate,
  step: EstimateStep,
): { readonly text: string; readonly range: string } | undefined {
  const [quantity, factor] = QUANTITIES[step.unit] ?? [];
  if (step.beside || factor === undefined) return undefined;
  if (
    quantity !== "emissions" ||
    Math.abs(step.value * factor - emissionsGrams) > 1e-9 * emissionsGrams
  ) return undefined;
  const figure = figureText("emissions", emissionsGrams, ranges.emissionsGrams);
  return { text: figure.short, range: figure.range };
}

function scaledBy(factor: number, { value, range }: EstimateStep): Figured {
  return {
    value: value * factor,
    range: range === undefined ? undefined : [range[0] * factor, range[1] * factor],
  };
}

function resultOf(
  step: EstimateStep,
  scales: ReadonlyMap<Quantity, Scale>,
): { readonly text: string; readonly range: string } {
  const { unit, value, range } = step;
  const known = QUANTITIES[unit];
  const scale = known === undefined ? undefined : scales.get(known[0]);
  if (known !== undefined && scale !== undefined) {
    const scaled = scaledBy(known[1], step);
    // Tens would not follow from the watts of the machine; what is in no sum may be a small part of the total.
    const figure = figureIn(step.beside ? { ...scale, place: scale.place - 1 } : scale, scaled);
    return { text: figure.short, range: figure.range };
  }
  if (unit === "s") return { text: durationText(value), range: "" };
  // A bare factor, or a unit without prefixes: digits as an intensity's, which has none either.
  const figure = figureText("intensity", value, range);
  return {
    text: unit === "" || unit === "1" ? figure.value : `${figure.value}${NARROW_SPACE}${unit}`,
    range: figure.range,
  };
}
