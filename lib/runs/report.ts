/** Many runs as one page in a file. */
import { checkRuns } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import { RecordError, shownValue } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Run } from "../model.ts";

/**
 * Writes runs as one self-contained HTML page: totals with failed runs counted, the same runs on other grids and years, charts, and a table to
 * sort and filter. It asks no network and works from a file, on a phone, with the keyboard and in print.
 *
 * @param runs The runs; their charts compare energy in kWh and emissions in gCO2eq.
 * @param path Where the page goes; ends in .html.
 * @throws {TypeError} If `runs` is no array of runs.
 * @throws {RangeError} If `path` does not end in .html.
 * @throws {RecordError} If the file cannot be written.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example A report of one run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { report, track } from "@footnote/footnote";
 * const run = await track("digits", { zone: "DK", directory: null, quiet: true }, () => 1);
 * const path = `${await Deno.makeTempDir()}/report.html`;
 * await report([run], path);
 * match(await Deno.readTextFile(path), /^<!doctype html>/);
 * ```
 */
export async function report(runs: readonly Run[], path: string): Promise<void> {
  checkRuns(runs, "write report");
  if (typeof path !== "string" || !/\.html?$/i.test(path)) {
    throw new RangeError(
      `Cannot write report as "path" must end in .html: current value is ${shownValue(path)}`,
    );
  }
  const file = homePath(path, "write report", "path");
  const { reportHtml } = await atFirstUse(import("./report_contents.ts"));
  const page = await reportHtml(runs);
  try {
    await Deno.writeTextFile(file, page);
  } catch (cause) {
    throw new RecordError(`Cannot write report "${path}"`, {
      cause,
      hint: "Give a path in a folder that exists and that you may write to",
    });
  }
}
