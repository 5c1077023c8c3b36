/** Runs of one name, told apart in a table that has no day. */
import type { Run } from "../model.ts";
import { spanText } from "./times.ts";

/** The name of a run; where another of the runs has it too, with its start, "digits 24 Nov 2026, 13:02", in UTC: a paper reads the same everywhere. */
export function tellingName(run: Run, runs: readonly Run[]): string {
  const { name, startedAt } = run;
  const alike = runs.some((other) => other !== run && other.name === name);
  return alike ? `${name} ${spanText(startedAt, startedAt, "UTC")}` : name;
}
