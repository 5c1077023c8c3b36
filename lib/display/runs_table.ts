/** Runs as a table: one unit a column, failed ones in it and counted, what they differ in said below. */
import { isGuess, placeCode } from "./place_words.ts";
import { checkRuns } from "../arguments.ts";
import type { FormattedText, Note, Range, Run } from "../model.ts";
import { swatch } from "./bars.ts";
import { escapeHtml, lengthOf } from "./escape.ts";
import { noteLine } from "./footnotes.ts";
import { formattedText } from "./formatted_text.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { columnText, type FigureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { extentText } from "./run_words.ts";
import { runsLatex } from "./runs_latex.ts";
import { sheetHtml } from "./sheet.ts";
import { withTableRoles } from "./table_roles.ts";
import { dateText, durationText } from "./times.ts";

/** Signs and words of the states a run ends in. */
const STATES: Readonly<
  Record<Run["status"], { readonly text: string; readonly as?: "bad" | "warn" }>
> = {
  finished: { text: "✓ finished" },
  stopped: { text: "■ stopped", as: "warn" },
  failed: { text: "✕ failed", as: "bad" },
  interrupted: { text: "■ interrupted", as: "warn" },
  recovered: { text: "▲ recovered", as: "warn" },
};

/**
 * A table of runs as text that shows itself as a table: energy and emissions with their 90 % intervals, duration, place.
 *
 * What an array of runs shows, for one that was filtered or built.
 * @param runs The runs, in the order of the rows.
 * @returns The table.
 * @throws {TypeError} If it is no array of runs.
 * @example Two runs in a table
 * ```ts
 * import { match } from "node:assert/strict";
 * import { runsTable, track } from "@footnote/footnote";
 * const options = { zone: "DK", quiet: true, directory: null };
 * const runs = [await track("one", options, () => 1), await track("two", options, () => 2)];
 * match(runsTable(runs).text, /2 runs: 2 finished/);
 * ```
 */
export function runsTable(runs: readonly Run[]): FormattedText {
  checkRuns(runs, "show a table");
  const { html, text } = runsSheet(runs);
  return formattedText(text, { "text/html": html, "text/latex": runsLatex(runs) });
}

/** The table as HTML and as plain text, with notes below. */
export function runsSheet(
  runs: readonly Run[],
  notes: readonly Note[] = [],
): { html: string; text: string } {
  const energies = columnText("energy", runs.map(figureOfEnergy));
  const emissions = columnText("emissions", runs.map(figureOfEmissions));
  const caption = captionOf(runs);
  return {
    html: sheetHtml(
      "Runs",
      (runs.length === 0 ? "" : tableHtml(runs, energies, emissions)) +
        `<p class="fn-muted">${escapeHtml(caption)}${runs.length === 0 ? "" : BRACKETS}</p>` +
        notes.map((note) => `<p>${htmlOf(noteLine(note))}</p>`).join(""),
    ),
    text: [
      ...tableText(runs, energies, emissions),
      plainText(caption),
      ...notes.map((note) => textOf(noteLine(note))),
    ].join("\n"),
  };
}

const HEADS = [
  "run",
  "ended",
  "day",
  `energy (90${NARROW_SPACE}% interval)`,
  "emissions",
  "duration",
  "place",
  "energy is",
] as const;

const CLASSES = [
  "",
  "fn-nowrap",
  "fn-nowrap fn-beside",
  "fn-right fn-figure",
  "fn-right fn-figure",
  "fn-right fn-beside",
  // In a font as wide as DejaVu Sans "guessed" goes below its zone, so that the last column is not cut at 760 px.
  "fn-beside",
  "fn-nowrap fn-beside",
] as const;

/** Where the heads are not shown their brackets are explained below. */
const BRACKETS = ` <span class="fn-brackets">In brackets: 90${NARROW_SPACE}% intervals.</span>`;

function figureOfEnergy({ energyKwh, ranges }: Run): { value: number; range: Range } {
  return { value: energyKwh, range: ranges.energyKwh };
}

function figureOfEmissions({ emissionsGrams, ranges }: Run): { value: number; range: Range } {
  return { value: emissionsGrams, range: ranges.emissionsGrams };
}

function cellsOf(
  run: Run,
  energy: FigureText,
  emissions: FigureText,
): readonly (readonly Piece[])[] {
  const nothing = measuredNothing(run);
  const figure = ({ short, range }: FigureText): readonly Piece[] =>
    nothing ? [{ text: NOT_MEASURED, as: "warn" }] : [
      { text: short, as: "strong" },
      ...(range === "" ? [] : [{ text: ` (${range})`, as: "muted" } as const]),
    ];
  return [
    [{ text: run.name, as: "strong", cut: 28 }],
    [STATES[run.status]],
    [dateText(run.startedAt)],
    figure(energy),
    figure(emissions),
    [durationText(run.durationSeconds)],
    [
      { text: placeCode(run.place), cut: 16 },
      ...(isGuess(run.place) ? [{ text: " guessed", as: "muted" } as const] : []),
    ],
    [nothing ? "" : run.basis.energyKwh],
  ];
}

function tableHtml(
  runs: readonly Run[],
  energies: readonly FigureText[],
  emissions: readonly FigureText[],
): string {
  const head = HEADS.map((word, column) =>
    `<th scope="col" class="${CLASSES[column]}">${
      word.replace(/\(.*\)/, '<span class="fn-nowrap">$&</span>')
    }</th>`
  ).join("");
  const body = runs.map((run, index) => {
    const [name, ...cells] = cellsOf(run, energies[index]!, emissions[index]!);
    return `<tr><th scope="row">${htmlOf(name!)}</th>${
      cells.map((cell, column) =>
        `<td class="${CLASSES[column + 1]}">${
          column === 6 && !measuredNothing(run) ? swatch(run.basis.energyKwh) : ""
        }${htmlOf(cell)}</td>`
      ).join("")
    }</tr>`;
  }).join("");
  return withTableRoles(
    `<div class="fn-scroll"><table class="fn-runs fn-listed"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`,
  );
}

function tableText(
  runs: readonly Run[],
  energies: readonly FigureText[],
  emissions: readonly FigureText[],
): readonly string[] {
  if (runs.length === 0) return [];
  const rows = [
    HEADS.map(plainText),
    ...runs.map((run, index) => cellsOf(run, energies[index]!, emissions[index]!).map(textOf)),
  ];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]!))));
  return rows.map((row) =>
    row.map((cell, column) => cell + " ".repeat(widths[column]! - lengthOf(cell))).join("  ")
      .trimEnd()
  );
}

/** How many ended how, and in what the runs differ that are compared here. */
function captionOf(runs: readonly Run[]): string {
  const counts = Object.keys(STATES).flatMap((status) => {
    const count = runs.filter((run) => run.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const sentences = [
    `${runs.length} ${runs.length === 1 ? "run" : "runs"}${
      counts.length === 0 ? "" : `: ${counts.join(", ")}`
    }.`,
  ];
  const nothing = runs.filter(measuredNothing).length;
  if (nothing > 0) sentences.push(`Energy ${NOT_MEASURED} in ${nothing}.`);
  const extent = extentText(runs);
  if (extent !== "") sentences.push(`${extent}.`);
  const scopes = new Set(
    runs.flatMap(({ intensities }) => intensities.map(({ emissionScope }) => emissionScope)),
  );
  scopes.delete(undefined);
  if (scopes.size > 1) {
    sentences.push("Not all grid figures have the same scope: life-cycle and direct.");
  }
  return sentences.join(" ");
}
