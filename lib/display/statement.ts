/** The sentences for the paper. */
import { weakestBasis } from "../interval.ts";
import type {
  Boundary,
  Estimate,
  Footprint,
  FormattedText,
  GridIntensity,
  Range,
  Run,
  Total,
} from "../model.ts";
import { cleanText, escapeLatex, escapeMarkdown } from "./escape.ts";
import { formattedText } from "./formatted_text.ts";
import { plainText } from "./numbers.ts";
import { type Statement, wordsOfEstimate, wordsOfRun, wordsOfTotal } from "./statement_words.ts";

const STYLES = ["text", "markdown", "latex", "checklist"] as const;

/** Options of `statement()`. */
export interface StatementOptions {
  /** "text"; "markdown", "latex", or "checklist": a list with a head word an item, in Markdown. */
  readonly style?: "text" | "markdown" | "latex" | "checklist" | undefined;
  /** Gives the emissions a second time, on this grid. */
  readonly reference?: GridIntensity | undefined;
}

/**
 * What a paper says of a run, an estimate or many runs: energy and emissions with their 90 % intervals, duration, hardware, how it is
 * known, boundary, PUE, place, grid intensity with its year and source, and the tool with its version.
 *
 * Of an array the sum, its interval the sum of the ends: errors of runs on one machine move together.
 * @param of What it speaks of.
 * @param options The style, and a reference grid.
 * @returns Text that shows itself as what it is.
 * @throws {TypeError} If there is nothing to speak of, or the style is none of the four.
 * @example The sentences for a paper
 * ```ts
 * import { match } from "node:assert/strict";
 * import { statement, track } from "@footnote/footnote";
 * const run = await track("sum", { zone: "DK", quiet: true, directory: null }, () => 1 + 1);
 * match(statement(run).text, /used .* of electricity \(90 % interval .*\) and emitted .* gCO2eq/);
 * ```
 */
export function statement(
  of: Run | Estimate | Total | readonly Run[],
  options: StatementOptions = {},
): FormattedText {
  const style = options.style ?? "text";
  if (!STYLES.includes(style)) {
    throw new TypeError(
      `Cannot write a statement as "style" must be one of ${
        STYLES.map((one) => `"${one}"`).join(", ")
      }: current value is ${JSON.stringify(style)}`,
    );
  }
  const words = wordsOf(of, options.reference);
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
  of: Run | Estimate | Total | readonly Run[],
  reference: GridIntensity | undefined,
): Statement {
  if (Array.isArray(of)) {
    const runs = of as readonly Run[];
    if (runs.length === 0) {
      throw new TypeError(
        'Cannot write a statement as "of" must hold at least one run: current value is []',
      );
    }
    const [only] = runs;
    if (runs.length === 1 && only !== undefined) return wordsOfRun(only, reference);
    const total = sumOf(runs);
    const mean = total.energyKwh > 0 ? total.emissionsGrams / total.energyKwh : undefined;
    return wordsOfTotal(total, mean, reference);
  }
  if (typeof of !== "object" || of === null) {
    throw new TypeError(
      `Cannot write a statement as "of" must be a run, an estimate, a total or runs: current value is ${
        String(of)
      }`,
    );
  }
  if ("counts" in of) return wordsOfTotal(of, of.intensityGramsPerKwh, reference);
  if ("steps" in of) return wordsOfEstimate(of, reference);
  return wordsOfRun(of as Run, reference);
}

const NARROWEST: readonly Boundary[] = ["device", "node", "facility"];

/** Sum of runs: before PUE where their boundaries differ, for then only that is common to all. */
function sumOf(runs: readonly Run[]): Footprint & Pick<Total, "counts"> & { pue?: number } {
  const boundary = NARROWEST.find((one) => runs.some((run) => run.boundary === one)) ?? "device";
  const mixed = runs.some((run) => run.boundary !== boundary);
  const factor = (run: Run) => mixed && run.pue > 0 ? 1 / run.pue : 1;
  const sum = (what: (run: Run) => number) =>
    runs.reduce((total, run) => total + what(run) * factor(run), 0);
  const range = (what: "energyKwh" | "emissionsGrams"): Range => [
    sum(({ ranges }) => ranges[what][0]),
    sum(({ ranges }) => ranges[what][1]),
  ];
  const counts = { finished: 0, stopped: 0, failed: 0, interrupted: 0, recovered: 0 };
  for (const { status } of runs) counts[status]++;
  const pues = new Set(runs.map(({ pue }) => pue));
  const [pue] = pues;
  return {
    durationSeconds: runs.reduce((total, { durationSeconds }) => total + durationSeconds, 0),
    energyKwh: sum(({ energyKwh }) => energyKwh),
    emissionsGrams: sum(({ emissionsGrams }) => emissionsGrams),
    ranges: { energyKwh: range("energyKwh"), emissionsGrams: range("emissionsGrams") },
    basis: {
      energyKwh: weakestBasis(...runs.map(({ basis }) => basis.energyKwh)),
      emissionsGrams: weakestBasis(...runs.map(({ basis }) => basis.emissionsGrams)),
    },
    boundary,
    counts,
    ...(pues.size === 1 && pue !== undefined && !mixed ? { pue } : {}),
  };
}
