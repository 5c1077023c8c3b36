/** What the checks of a record say, and how they say it. */
import type { Note } from "../model.ts";

/** Says what is wrong with a value from outside, or nothing. */
export type Check = (value: unknown) => string | undefined;

/** The checks of a record's lines. */
export interface RecordChecks {
  readonly run: Check;
  readonly start: Check;
  readonly entry: Check;
  /** Where the package for full checks could not be loaded: only the essentials are checked. */
  readonly note?: Note;
}

/** What zod reports. */
export interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: string;
  readonly values?: readonly unknown[];
}

/** One sentence on the first thing that zod found wrong. */
export function problemOf(issue: Issue | undefined, value: unknown): string {
  if (issue === undefined) return "it has another shape";
  let found: unknown = value;
  for (const key of issue.path) found = (found as Record<PropertyKey, unknown> | undefined)?.[key];
  return problemAt(issue.path, wantedBy(issue), found);
}

function wantedBy(issue: Issue): string {
  if (issue.code === "invalid_type" && issue.expected !== undefined) {
    return `of type ${issue.expected}`;
  }
  if (issue.code === "invalid_value" && issue.values !== undefined) {
    return `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  return issue.message;
}

/** One sentence on a value that is not what was wanted. */
export function problemAt(path: readonly PropertyKey[], wanted: string, found: unknown): string {
  const name = path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("");
  const text = found === undefined ? "nothing" : JSON.stringify(found) ?? String(found);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `"${name.replace(/^\./, "")}" must be ${wanted}: current value is ${shown}`;
}
