/** Runs as JSON. */
import { checkRuns } from "../arguments.ts";
import type { Run } from "../model.ts";
import { writeRun } from "./metric_text.ts";

/**
 * Runs as one JSON array, a run a line, with all that a record holds. Metrics that are not finite are the texts "NaN",
 * "Infinity" and "-Infinity", as JSON has no word for them.
 *
 * A run that measured nothing has an energy of 0 with the basis "default" and the note "nothing-measured": leave it out of sums and means.
 * @throws {TypeError} If it is no array of runs.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { toJson } from "@footnote/footnote";
 * strictEqual(toJson([]), "[]\n");
 * ```
 */
export function toJson(runs: readonly Run[]): string {
  checkRuns(runs, "write JSON");
  if (runs.length === 0) return "[]\n";
  return `[\n${runs.map((run) => JSON.stringify(writeRun(run))).join(",\n")}\n]\n`;
}
