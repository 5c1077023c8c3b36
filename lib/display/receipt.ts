/** An estimate as a receipt: each step with its sum, and after it the amount reached so far with range, basis and source. */
import type { Equivalent, Estimate, EstimateStep, Note, Range } from "../model.ts";
import { type Alike, alikeOf } from "./alike.ts";
import { relativeWhisker, swatch } from "./bars.ts";
import { escapeHtml, lengthOf, userHtml } from "./escape.ts";
import { noteLine } from "./footnotes.ts";
import {
  type Figured,
  figureIn,
  figureText,
  NARROW_SPACE,
  plainText,
  type Quantity,
  type Scale,
  scaleOf,
} from "./numbers.ts";
import { receiptCalls } from "./receipt_calls.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { figureLine, largeFigures } from "./run_card.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { sheetHtml } from "./sheet.ts";
import { withTableRoles } from "./table_roles.ts";
import { durationText } from "./times.ts";

/** What a receipt is given beyond the estimate. */
export interface ReceiptOptions {
  /** "8 × A100, 72 h, Finland". */
  readonly title?: string | undefined;
  readonly equivalents?: readonly Equivalent[] | undefined;
}

/** Room for hardware, time and a cloud region; a longer title is cut in its middle. */
const TITLE_CUT = 80;

/** An estimate as HTML and as plain text of the same order. */
export function receipt(
  estimate: Estimate,
  options: ReceiptOptions = {},
): { html: string; text: string } {
  const title = options.title === undefined ? "Estimate" : `Estimate: ${options.title}`;
  const alike = alikeOf(options.equivalents ?? []);
  const boundary = BOUNDARY_WORDS[estimate.boundary];
  const calls = receiptCalls(estimate);
  const rows = rowsOf(estimate.steps, calls.steps);
  return {
    html: sheetHtml(
      title,
      `<div class="fn-head"><p><strong class="fn-name">${
        userHtml(bound(title), TITLE_CUT)
      }</strong></p>` +
        `<p class="fn-muted">nothing was measured · ${escapeHtml(boundary)}</p></div>` +
        `<dl class="fn-figures">${largeFigures(estimate, [calls.total], FINER)}${
          alikeHtml(alike, estimate)
        }</dl>` +
        (rows.length === 0 ? "" : tableHtml(estimate.steps, rows)) +
        notesHtml(estimate.notes),
      "fn-receipt",
    ),
    text: [
      `${textOf([{ text: title, cut: TITLE_CUT }])}  nothing was measured, ${plainText(boundary)}`,
      `Energy     ${figureLine("energy", estimate, FINER)}`,
      `Emissions  ${figureLine("emissions", estimate, FINER)}${textOf([calls.total])}`,
      ...alike.map(({ text, from, year }) => `As much as ${plainText(text)} (${from}, ${year})`),
      ...tableText(estimate.steps, rows),
      ...estimate.notes.map((note, index) => `[${index + 1}] ${textOf(noteLine(note))}`),
    ].join("\n"),
  };
}

/** A row as text, cell by cell. */
interface Row {
  readonly label: string;
  readonly sum: string;
  readonly calls: Piece;
  readonly operator: string;
  readonly result: string;
  readonly range: string;
  readonly basis: string;
  readonly source: string;
}

const HEADS = [
  "",
  "Step",
  "The sum",
  "result",
  `90${NARROW_SPACE}% interval`,
  "how wide",
  "basis",
  "from",
];
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

/** A receipt is added up by who reads it: one place more than the interval alone would give. */
const FINER = 1;

function rowsOf(steps: readonly EstimateStep[], calls: readonly Piece[]): readonly Row[] {
  const scales = new Map<Quantity, Scale>();
  for (
    const quantity of new Set(
      steps.filter(({ beside }) => !beside).flatMap(({ unit }) => QUANTITIES[unit]?.[0] ?? []),
    )
  ) {
    // What stands beside the total is shown as finely as the total, and makes it no coarser.
    const figures = steps.filter(({ beside }) => !beside).flatMap((step) => {
      const known = QUANTITIES[step.unit];
      return known?.[0] === quantity ? [scaledBy(known[1], step)] : [];
    });
    const scale = scaleOf(quantity, figures);
    scales.set(quantity, { ...scale, place: Math.min(0, scale.place - FINER) });
  }
  return steps.map((step, index) => {
    const { text, range } = resultOf(step, scales);
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
    const figure = figureIn(scale, scaledBy(known[1], step));
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

function tableHtml(steps: readonly EstimateStep[], rows: readonly Row[]): string {
  const relative = steps.map(({ value, range }): Range | undefined =>
    range === undefined || !(value > 0) ? undefined : [range[0] / value, range[1] / value]
  );
  const widest = Math.max(
    0,
    ...relative.flatMap((range) => range?.map((end) => Math.abs(end - 1)) ?? []),
  );
  const last = steps.findLastIndex(({ beside }) => !beside);
  const body = rows.map((row, index) => {
    const step = steps[index]!;
    const range = relative[index];
    // An ink rule where a subtotal stands, and where the last factor begins.
    const rule = step.operator === "=" || (index === last && index > 0)
      ? ' class="fn-strongrule"'
      : "";
    return `${besideHead(steps, index)}<tr${rule}><td class="fn-muted fn-index">${
      index + 1
    }</td><th scope="row" class="fn-label">${
      userHtml(bound(row.label), 40)
    }</th><td class="fn-sum">${escapeHtml(bound(row.sum)) + htmlOf([row.calls])}</td>` +
      `<td class="fn-right fn-result"><span class="fn-operator">${row.operator}</span> <strong>${
        escapeHtml(row.result)
      }</strong></td><td class="fn-right fn-muted fn-between">${escapeHtml(row.range)}</td>` +
      `<td class="fn-width">${range === undefined ? "" : relativeWhisker(range, widest)}</td>` +
      `<td class="fn-nowrap fn-basis">${
        swatch(step.basis)
      }${step.basis}</td><td class="fn-muted fn-from">${
        row.source === "" ? "" : userHtml(row.source, 48)
      }</td></tr>`;
  }).join("");
  const head = HEADS.map((word, column) =>
    `<th scope="col"${column === 3 || column === 4 ? ' class="fn-right"' : ""}>${word}</th>`
  ).join("");
  return withTableRoles(
    `<div class="fn-scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`,
  );
}

/** A figure keeps to one line with its unit. */
function bound(text: string): string {
  return text.replace(/(\d) (?=(?:W|h|d|GB|kg|gCO|FLOP)\b|%)/g, `$1${NARROW_SPACE}`);
}

/** Words over the lines that are in no sum. */
const BESIDE = "Beside the total, in no sum";

/** A line of its own over the first of them; an ink rule parts it from the total. */
function besideHead(steps: readonly EstimateStep[], index: number): string {
  return !steps[index]!.beside || steps[index - 1]?.beside
    ? ""
    : `<tr class="fn-strongrule"><td class="fn-index"></td><th scope="colgroup" colspan="${
      HEADS.length - 1
    }" class="fn-label fn-muted">${BESIDE}</th></tr>`;
}

function tableText(steps: readonly EstimateStep[], rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row, index) =>
    [
      String(index + 1),
      textOf([{ text: row.label, cut: 40 }]),
      plainText(row.sum) + textOf([row.calls]),
      row.operator,
      plainText(row.result),
      row.range === "" ? "" : `(${row.range})`,
      row.basis,
      textOf([{ text: row.source, cut: 48 }]),
    ] as const
  );
  const widths = HEADS.map((_, column) =>
    Math.max(0, ...cells.map((row) => lengthOf(row[column] ?? "")))
  );
  return cells.flatMap((row, index) => {
    const line = "  " + row.map((cell, column) => {
      const space = " ".repeat(widths[column]! - lengthOf(cell));
      return column === 4 ? space + cell : cell + space;
    }).join("  ").trimEnd();
    return besideHead(steps, index) === "" ? [line] : [`  ${BESIDE}:`, line];
  });
}

function alikeHtml(alike: readonly Alike[], { durationSeconds }: Estimate): string {
  if (alike.length === 0) {
    return `<div class="fn-wide"><dt>Duration</dt><dd>${
      escapeHtml(durationText(durationSeconds))
    }</dd></div>`;
  }
  return `<div class="fn-wide"><dt>As much as</dt>${
    alike.map(({ text, from, year }) =>
      `<dd><strong>${escapeHtml(text)}</strong> (${from}, ${year})</dd>`
    ).join("")
  }</div>`;
}

function notesHtml(notes: readonly Note[]): string {
  return notes.length === 0
    ? ""
    : `<footer><ol class="fn-notes">${
      notes.map((note) => `<li>${htmlOf(noteLine(note))}</li>`).join("")
    }</ol></footer>`;
}
