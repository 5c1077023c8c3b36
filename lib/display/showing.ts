/** Makes runs show themselves. */
import type { Equivalent, Note, Run } from "../model.ts";
import { attachDisplay } from "./jupyter.ts";
import { summaryLine } from "./live_line.ts";
import { runCard } from "./run_card.ts";
import { runsLatex } from "./runs_latex.ts";
import { runsSheet } from "./runs_table.ts";

/** What a run is shown with beyond itself. */
export interface ShowingRunOptions {
  /** Looked up when the card is drawn. */
  readonly equivalents?: () => Promise<readonly Equivalent[]>;
  /** Path of its record, where it has one. */
  readonly record?: string | undefined;
}

/** The same run, showing itself as its card and inside something else as one line. */
export function showingRun<T extends Run>(run: T, options: ShowingRunOptions = {}): T {
  return attachDisplay(run, {
    async bundle() {
      const equivalents = await options.equivalents?.();
      const { html, text, latex } = runCard(run, { equivalents, record: options.record });
      return { "text/html": html, "text/latex": latex, "text/plain": text };
    },
    text: () => runCard(run, { record: options.record }).text,
    line: () => summaryLine(run).text,
  });
}

/** What runs are shown with beyond themselves. */
export interface ShowingRunsOptions {
  /** What was left out, and why. */
  readonly notes?: readonly Note[];
}

/** The same array, showing itself as a table. */
export function showingRuns(
  runs: readonly Run[],
  options: ShowingRunsOptions = {},
): readonly Run[] {
  return attachDisplay(runs as Run[], {
    bundle() {
      const { html, text } = runsSheet(runs, options.notes);
      return { "text/html": html, "text/latex": runsLatex(runs), "text/plain": text };
    },
    text: () => runsSheet(runs, options.notes).text,
    line: () => `${runs.length} ${runs.length === 1 ? "run" : "runs"}`,
  });
}
