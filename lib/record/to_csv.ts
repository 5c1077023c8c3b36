/** Runs as a table of text for spreadsheets and data frames. */
import { checkOptionNames, checkRuns } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import type { Run } from "../model.ts";
import { type FlatRecord, toEpochRecords, toRecords } from "./records.ts";

/**
 * Runs as CSV (RFC 4180, comma, UTF-8, one header line), a line a run or a line an epoch. The columns are those of `toRecords()`:
 * energies in kWh, emissions in gCO2eq, times in s, 90 % intervals as `…Low` and `…High`. A cell without a value is empty, as
 * are the energy and emissions of a run that measured nothing; metrics that are not finite are `NaN`, `Infinity`.
 *
 * Text that a spreadsheet would take for a formula has an apostrophe put before it.
 * @throws {TypeError} If it is no array of runs, or an option is none.
 * @throws {RangeError} If `per` is neither "run" nor "epoch".
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { toCsv } from "@footnote/footnote";
 * strictEqual(toCsv([]), "");
 * ```
 */
export function toCsv(
  runs: readonly Run[],
  options: { readonly per?: "run" | "epoch" | undefined } = {},
): string {
  checkRuns(runs, "write CSV");
  checkOptionNames(options, ["per"], "write CSV");
  const per = options.per ?? "run";
  if (per !== "run" && per !== "epoch") {
    throw new RangeError(
      `Cannot write CSV as "per" must be "run" or "epoch": current value is ${shownValue(per)}`,
    );
  }
  const records = per === "run" ? toRecords(runs) : toEpochRecords(runs);
  const [first] = records;
  if (first === undefined) return "";
  const columns = Object.keys(first);
  return [columns.map(textCell), ...records.map((record) => cells(record, columns))]
    .map((row) => row.join(",") + "\r\n").join("");
}

function cells(record: FlatRecord, columns: readonly string[]): string[] {
  return columns.map((column) => {
    const value = record[column];
    if (value === undefined) return "";
    return typeof value === "number" ? String(value) : textCell(value);
  });
}

function textCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
