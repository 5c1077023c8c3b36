/** The sentences for the paper. */
import { checkOptionNames, isFootprint, isRun, refusePromise } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import { weakestBasis } from "../interval.ts";
import type {
  Estimate,
  FormattedText,
  GridIntensity,
  Range,
  Run,
  Total,
  WhatIf,
} from "../model.ts";
import { behind } from "./behind.ts";
import { cleanText, escapeLatex, escapeMarkdown } from "./escape.ts";
import { wordsOfEstimate, wordsOfWhatIf } from "./estimate_statement.ts";
import { formattedText } from "./formatted_text.ts";
import { plainText } from "./numbers.ts";
import { wordsOfRun } from "./run_statement.ts";
import { innerBoundary, type Statement } from "./statement_words.ts";
import { type Sum, wordsOfTotal } from "./total_statement.ts";

/** What a statement can be of. */
export type Stated = Run | Estimate | Total | WhatIf | readonly Run[];

/** What it can be of, for a message. */
const STATED = "a run, an estimate, a total, a what-if or runs";
const STYLES = ["text", "markdown", "latex", "checklist"] as const;

/** Options of `statement()`. */
export interface StatementOptions {
  /** "text"; "markdown", "latex", or "checklist": a list with a head word an item, in Markdown. */
  readonly style?: "text" | "markdown" | "latex" | "checklist" | undefined;
  /** Gives the emissions a second time, on this grid. */
  readonly reference?: GridIntensity | undefined;
}

/**
 * What a paper says of a run, an estimate, a what-if or many runs: energy in kWh and emissions in gCO2eq with their 90 % intervals, duration
 * and epochs, hardware, how it is known, whose energy it is, boundary, PUE, place, grid intensity with its year and source, and the tool.
 *
 * Of an array the sum, its interval the sum of the ends: errors of runs on one machine move together.
 * @param of What it speaks of.
 * @param options The style, and a reference grid.
 * @returns Text that shows itself as what it is.
 * @throws {TypeError} If it is nothing that a statement can be of, or the style is none of the four.
 * @example The sentences for a paper
 * ```ts
 * import { match } from "node:assert/strict";
 * import { statement, track } from "@footnote/footnote";
 * const run = await track("sum", { zone: "DK", quiet: true, directory: null }, () => 1 + 1);
 * match(statement(run).text, /used .* of electricity .* and emitted .*gCO2eq .* 90 % intervals/);
 * ```
 */
export function statement(
  of: Run | Estimate | Total | WhatIf | readonly Run[],
  options: StatementOptions = {},
): FormattedText {
  return statementBy(sumOf, of, options);
}

/** The same with another way to add up runs: `totalOf()`, which lies in a room that this one does not know. */
export function statementBy(
  sum: (runs: readonly Run[]) => Sum,
  of: Stated,
  options: StatementOptions = {},
): FormattedText {
  checkOptionNames(options, ["style", "reference"], "write a statement");
  const style = options.style ?? "text";
  if (!STYLES.includes(style)) {
    throw new TypeError(
      `Cannot write a statement as "style" must be one of ${
        STYLES.map((one) => `"${one}"`).join(", ")
      }: current value is ${shownValue(style)}`,
    );
  }
  checkReference(options.reference);
  const words = wordsOf(of, options.reference, sum);
  switch (style) {
    case "text":
      return formattedText(
        plainText(sentences(words, cleanText)),
        // For an exporter that takes no HTML: its block of plain text does not break lines.
        { "text/latex": sentences(words, escapeLatex) },
        "prose",
      );
    case "latex": {
      const text = sentences(words, escapeLatex);
      return formattedText(text, { "text/latex": text });
    }
    case "markdown": {
      const text = sentences(words, escapeMarkdown);
      return formattedText(text, { "text/markdown": text });
    }
    case "checklist": {
      const text = words.map(([head, sentence]) => `- **${head}:** ${escapeMarkdown(sentence)}`)
        .join("\n");
      return formattedText(text, { "text/markdown": text });
    }
  }
}

function sentences(words: Statement, escape: (text: string) => string): string {
  return words.map(([, sentence]) => escape(sentence)).join(" ");
}

function wordsOf(
  of: Stated,
  reference: GridIntensity | undefined,
  sum: (runs: readonly Run[]) => Sum,
): Statement {
  if (Array.isArray(of)) {
    const runs = of as readonly Run[];
    const [first] = runs;
    if (first === undefined) {
      throw new TypeError(
        'Cannot write a statement as "of" must hold at least one run: current value is []',
      );
    }
    // Not by every(), which passes over holes.
    if ([...runs].some((run) => !isRun(run))) refuse("an array with other things than runs");
    return runs.length === 1
      ? wordsOfRun(first, reference)
      : wordsOfTotal(sum(runs), runs, reference);
  }
  refusePromise(of, "write a statement", "of", STATED);
  if (typeof of !== "object" || of === null) refuse(shownValue(of));
  const one = of as Exclude<Stated, readonly Run[]>;
  if (!isFootprint(one)) refuse("an object without energyKwh, emissionsGrams and ranges");
  if ("counts" in one && isSum(one)) return wordsOfTotal(one, behind(one).runs, reference);
  if ("steps" in one && Array.isArray(one.steps) && isSum(one)) {
    return wordsOfEstimate(one, reference);
  }
  if (isRun(one)) return wordsOfRun(one, reference);
  // A what-if has no parts: the figures of a broken run are not to pass as reckoned.
  if ("parts" in one) refuse("an object that lacks some of what a run has");
  if (Number.isFinite(one.pue) && Number.isFinite(one.intensityGramsPerKwh)) {
    return wordsOfWhatIf(one, reference);
  }
  return refuse("a footprint without pue and intensityGramsPerKwh");
}

/** Beside the figures an estimate and a total have notes, and what they were counted with. */
function isSum({ notes, intensityGramsPerKwh }: Partial<Total>): boolean {
  return Array.isArray(notes) && typeof intensityGramsPerKwh === "number";
}

function checkReference(reference: GridIntensity | undefined): void {
  if (reference === undefined) return;
  const { intensityGramsPerKwh, range, year } = (reference ?? {}) as Partial<GridIntensity>;
  if (
    Number.isFinite(intensityGramsPerKwh) && Array.isArray(range) && typeof year === "number"
  ) return;
  throw new TypeError(
    `Cannot write a statement as "reference" must be a grid intensity, of intensityOf(): current value is ${
      shownValue(reference)
    }`,
  );
}

function refuse(found: string): never {
  throw new TypeError(
    `Cannot write a statement as "of" must be ${STATED}: current value is ${found}`,
  );
}

/** Sum of runs: before PUE where their boundaries differ, for then only that is common to all. */
function sumOf(runs: readonly Run[]): Sum {
  const mixed = new Set(runs.map((run) => run.boundary)).size > 1;
  const boundary = !mixed
    ? runs[0]!.boundary
    : runs.some((run) => innerBoundary(run) === "device")
    ? "device"
    : "node";
  const factor = (run: Run) => mixed && run.pue > 0 ? 1 / run.pue : 1;
  const sum = (what: (run: Run) => number) =>
    runs.reduce((total, run) => total + what(run) * factor(run), 0);
  const range = (what: "energyKwh" | "emissionsGrams"): Range => [
    sum(({ ranges }) => ranges[what][0]),
    sum(({ ranges }) => ranges[what][1]),
  ];
  const counts = { finished: 0, stopped: 0, failed: 0, interrupted: 0, recovered: 0 };
  for (const { status } of runs) counts[status]++;
  const [pue, ...others] = new Set(runs.map((run) => run.pue));
  const energyKwh = sum((run) => run.energyKwh);
  const emissionsGrams = sum((run) => run.emissionsGrams);
  return {
    durationSeconds: runs.reduce((total, { durationSeconds }) => total + durationSeconds, 0),
    energyKwh,
    emissionsGrams,
    ranges: { energyKwh: range("energyKwh"), emissionsGrams: range("emissionsGrams") },
    basis: {
      energyKwh: weakestBasis(...runs.map(({ basis }) => basis.energyKwh)),
      emissionsGrams: weakestBasis(...runs.map(({ basis }) => basis.emissionsGrams)),
    },
    boundary,
    counts,
    intensityGramsPerKwh: energyKwh > 0 ? emissionsGrams / energyKwh : 0,
    notes: [],
    ...(others.length === 0 && !mixed ? { pue } : {}),
  };
}
