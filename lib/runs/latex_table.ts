/** Runs as a table for a paper. */
import { checkRuns } from "../arguments.ts";
import { escapeLatex } from "../display/escape.ts";
import { formattedText } from "../display/formatted_text.ts";
import { columnText, type Figured, type Quantity } from "../display/numbers.ts";
import { tellingName } from "../display/namesakes.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "../display/not_measured.ts";
import { BOUNDARY_WORDS, extentText } from "../display/run_words.ts";
import { durationText } from "../display/times.ts";
import { TOOL_NAME, TOOL_VERSION } from "../display/tool.ts";
import type { Footprint, FormattedText, Run, Total } from "../model.ts";
import { totalOf } from "./total.ts";

/**
 * Runs as a LaTeX table (package booktabs): energy and emissions with their 90 % intervals, one unit a column, failed runs among
 * them, and the total below where there are several.
 * @throws {TypeError} If it is no array of runs.
 * @returns LaTeX, `\begin{table}` to `\end{table}`; names are escaped.
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * import { latexTable } from "@footnote/footnote";
 * match(latexTable([]).text, /\\toprule/);
 * ```
 */
export function latexTable(runs: readonly Run[]): FormattedText {
  checkRuns(runs, "write a table");
  const total = totalOf(runs);
  const several = runs.length > 1;
  const rows: readonly Footprint[] = several ? [...runs, total] : runs;
  const energy = column(
    "energy",
    rows.map(({ energyKwh, ranges }) => ({
      value: energyKwh,
      range: ranges.energyKwh,
    })),
  );
  const emissions = column(
    "emissions",
    rows.map(({ emissionsGrams, ranges }) => ({
      value: emissionsGrams,
      range: ranges.emissionsGrams,
    })),
  );
  const cells = (index: number) =>
    measuredNothing(rows[index]!)
      ? [NOT_MEASURED, NOT_MEASURED]
      : [energy.cells[index]!, emissions.cells[index]!];
  const body = runs.map((run, index) =>
    line([
      escapeLatex(tellingName(run, runs)) +
      (run.status === "finished" ? "" : ` (${escapeLatex(run.status)})`),
      ...cells(index),
      escapeLatex(durationText(run.durationSeconds)),
      escapeLatex(run.place.zone),
    ])
  );
  const sum = several
    ? [
      "\\midrule",
      line(["total", ...cells(runs.length), escapeLatex(durationText(total.durationSeconds)), ""]),
    ]
    : [];
  return formattedText([
    "% Needs \\usepackage{booktabs}",
    "\\begin{table}",
    "\\centering",
    `\\caption{${escapeLatex(captionOf(runs, total))}}`,
    "\\begin{tabular}{lrrrl}",
    "\\toprule",
    line(["run", `energy${energy.unit}`, `emissions${emissions.unit}`, "duration", "grid"]),
    "\\midrule",
    ...body,
    ...sum,
    "\\bottomrule",
    "\\end{tabular}",
    "\\end{table}",
    "",
  ].join("\n"));
}

function line(cells: readonly string[]): string {
  return `${cells.join(" & ")} \\\\`;
}

function column(
  quantity: Quantity,
  figures: readonly Figured[],
): { readonly unit: string; readonly cells: readonly string[] } {
  const texts = columnText(quantity, figures);
  const unit = texts[0]?.unit;
  return {
    unit: unit === undefined ? "" : ` (${escapeLatex(unit)})`,
    cells: texts.map(({ value, range }) =>
      escapeLatex(range === "" ? value : `${value} (${range})`)
    ),
  };
}

const TOTAL_WORDS = { device: "devices", node: "whole machine", facility: "whole" } as const;

function captionOf(runs: readonly Run[], total: Total): string {
  const failed = runs.filter(({ status }) => status !== "finished").length;
  const bases = [
    ...new Set(runs.filter((run) => !measuredNothing(run)).map(({ basis }) => basis.energyKwh)),
  ];
  const nothing = runs.filter(measuredNothing).length;
  // As totalOf() adds up runs of unlike extent.
  const mixed = total.notes.some(({ code }) => code === "boundaries-differ");
  return [
    "Energy and operational, location-based emissions of the runs with 90 % intervals",
    ...(bases.length > 0
      ? [
        mixed
          ? `energy ${bases.join(" and ")}`
          : `energy ${bases.join(" and ")}, ${BOUNDARY_WORDS[total.boundary]}`,
      ]
      : []),
    ...(mixed
      ? [
        extentText(runs).replace(/^N/, "n"),
        `the total is of the ${
          TOTAL_WORDS[total.boundary]
        } in every run, before PUE: less than the rows add up to`,
      ]
      : []),
    ...(failed > 0 ? [`${failed} of ${runs.length} did not finish, and count`] : []),
    ...(nothing > 0
      ? [
        `${nothing} of ${runs.length} measured nothing and add${
          nothing === 1 ? "s" : ""
        } nothing to the total`,
      ]
      : []),
    ...(total.notes.some(({ code }) => code === "runs-overlap")
      ? ["time in which two runs measured one machine is counted once in the total"]
      : []),
    `${TOOL_NAME} ${TOOL_VERSION}`,
  ].join("; ") + ".";
}
