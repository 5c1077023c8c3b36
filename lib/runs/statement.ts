/** The sentences for the paper, many runs added up as `totalOf()` does. */
import { statementBy, type StatementOptions } from "../display/statement.ts";
import type { Estimate, FormattedText, Run, Total, WhatIf } from "../model.ts";
import { totalOf } from "./total.ts";

export type { StatementOptions };

/**
 * What a paper says of a run, an estimate, a what-if or many runs: energy in kWh and emissions in gCO2eq with their 90 % intervals, duration
 * and epochs, hardware, how it is known, whose energy it is, boundary, PUE, place, grid intensity with its year and source, and the tool.
 *
 * Many runs are added up as `totalOf()` adds them: what two of them measured at one time is counted once.
 * Of a total or a what-if that was copied, or read back from a file, the places, the hardware and the source are not known any more, and not told.
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
  return statementBy(totalOf, of, options);
}
