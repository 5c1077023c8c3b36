/** An estimate as a receipt: each step with its sum, and after it the amount reached so far with range, basis and source. */
import type { Equivalent, Estimate, EstimateStep, Note, Range } from "../model.ts";
import { type Alike, alikeOf } from "./alike.ts";
import { relativeWhisker, swatch } from "./bars.ts";
import { escapeHtml, lengthOf, userHtml } from "./escape.ts";
import { noteLine } from "./footnotes.ts";
import { latexNotes, latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { NARROW_SPACE, plainText } from "./numbers.ts";
import { receiptCalls } from "./receipt_calls.ts";
import { type ReceiptRow, receiptRows } from "./receipt_rows.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { figureLine, largeFigures, latexFigures } from "./run_card.ts";
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

/** An estimate as HTML, as plain text and in LaTeX, of the same order. */
export function receipt(
  estimate: Estimate,
  options: ReceiptOptions = {},
): { html: string; text: string; latex: string } {
  const title = options.title === undefined ? "Estimate" : `Estimate: ${options.title}`;
  const alike = alikeOf(options.equivalents ?? []);
  const boundary = BOUNDARY_WORDS[estimate.boundary];
  const calls = receiptCalls(estimate);
  const rows = receiptRows(estimate, calls.steps);
  return {
    html: sheetHtml(
      title,
      `<div class="fn-head"><p><strong class="fn-name">${
        userHtml(bound(title), TITLE_CUT)
      }</strong></p>` +
        `<p class="fn-muted">nothing was measured · ${escapeHtml(boundary)}</p></div>` +
        `<dl class="fn-figures">${largeFigures(estimate, [calls.total])}${
          alikeHtml(alike, estimate)
        }</dl>` +
        (rows.length === 0 ? "" : tableHtml(estimate.steps, rows)) +
        notesHtml(estimate.notes),
      "fn-receipt",
    ),
    text: [
      `${textOf([{ text: title, cut: TITLE_CUT }])}  nothing was measured, ${plainText(boundary)}`,
      `Energy     ${figureLine("energy", estimate)}`,
      `Emissions  ${figureLine("emissions", estimate)}${textOf([calls.total])}`,
      ...alike.map(({ text, from, year }) => `As much as ${plainText(text)} (${from}, ${year})`),
      ...tableText(estimate.steps, rows),
      ...estimate.notes.map((note, index) => `[${index + 1}] ${textOf(noteLine(note))}`),
    ].join("\n"),
    latex: latexSheet([
      latexOf([
        { text: title, as: "strong", cut: TITLE_CUT },
        ` · nothing was measured · ${boundary}`,
      ]),
      latexTabular("lp{0.8\\linewidth}", [], [
        ...latexFigures(estimate, [calls.total]),
        ...alikeLatex(alike, estimate),
      ]),
      rows.length === 0 ? "" : tableLatex(estimate.steps, rows),
      ...latexNotes(estimate.notes.map((note, index) => ({ number: index + 1, note }))),
    ]),
  };
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
function tableHtml(steps: readonly EstimateStep[], rows: readonly ReceiptRow[]): string {
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

function tableText(steps: readonly EstimateStep[], rows: readonly ReceiptRow[]): readonly string[] {
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

/** Too wide for a page with all that the page has: how wide an interval is says the interval. */
function tableLatex(steps: readonly EstimateStep[], rows: readonly ReceiptRow[]): string {
  const [, step, sum, result, interval, , basis, from] = HEADS;
  return latexTabular(
    "rp{0.13\\linewidth}p{0.18\\linewidth}rrlp{0.15\\linewidth}",
    ["", step!, sum!, result!, interval!, basis!, from!].map((word) => latexOf([word])),
    rows.flatMap((row, index) => [
      ...(besideHead(steps, index) === "" ? [] : [["", `\\multicolumn{6}{l@{}}{${BESIDE}}`]]),
      [
        String(index + 1),
        ragged([{ text: row.label, cut: 40 }]),
        ragged([row.sum, row.calls]),
        latexOf([row.operator, " ", { text: row.result, as: "strong" }]).trim(),
        latexOf([row.range]),
        row.basis,
        ragged([{ text: row.source, cut: 48 }]),
      ],
    ]),
  );
}

function ragged(pieces: readonly Piece[]): string {
  const text = latexOf(pieces);
  return text === "" ? "" : `\\raggedright ${text}`;
}

function alikeLatex(
  alike: readonly Alike[],
  { durationSeconds }: Estimate,
): readonly (readonly string[])[] {
  return alike.length === 0
    ? [["Duration", latexOf([durationText(durationSeconds)])]]
    : alike.map(({ text, from, year }) => ["As much as", latexOf([text, ` (${from}, ${year})`])]);
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
