import type { Range } from "../model.ts";
import { shownValue } from "../errors.ts";
import { foldName, nearestText } from "../nearest.ts";
import { checkOptionNames } from "../arguments.ts";
import { loadTable } from "./tables.ts";
import { findZone } from "./zones.ts";

interface PueRow {
  readonly scope: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly pue: Readonly<Record<string, number>>;
  readonly range: Range;
  readonly src: string;
}

/**
 * Power usage effectiveness of a provider's data centres, or of data centres at large, in a year: energy of the building over energy of the
 * machines. The range is the 90 % interval: a fleet's mean is used for one region, a survey's for one building.
 *
 * Sources: Uptime Institute surveys; reports of AWS, Microsoft, Google and Meta; European Union reporting of 2023; see `data/sources.json`.
 * @param scope "aws", "azure", "gcp", "meta", "ovh", a cloud region, "average", "EU" or "own" (a laptop or desktop: exactly 1).
 * @throws {RangeError} If no table has the scope or the year; the message names those there are.
 * @example A provider's fleet
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { pueOf } from "@footnote/footnote";
 * strictEqual((await pueOf("aws", { year: 2024 })).pue, 1.15);
 * strictEqual((await pueOf("own")).pue, 1);
 * ```
 */
export async function pueOf(
  scope: string,
  options: { readonly year?: number | undefined } = {},
): Promise<{
  readonly pue: number;
  readonly range: Range;
  readonly year: number;
  readonly source: string;
}> {
  const action = "look up PUE";
  if (typeof scope !== "string") {
    throw new TypeError(
      `Cannot ${action} as "scope" must be text: current value is ${shownValue(scope)}`,
    );
  }
  checkOptionNames(options, ["year"], action);
  const { rows } = await loadTable<{ readonly rows: readonly PueRow[] }>("pue.json");
  const row = await rowOf(scope, rows);
  const years = Object.keys(row.pue).map(Number).sort((a, b) => a - b);
  const year = options.year ?? years.at(-1)!;
  const pue = row.pue[year];
  if (pue === undefined) {
    throw new RangeError(
      `Cannot look up PUE as "year" must be one that ${row.name} has a value for (${
        years.join(", ")
      }): current value is ${shownValue(year)}`,
    );
  }
  // A building cannot use less than its machines.
  const range: Range = [Math.max(1, pue * row.range[0]), pue * row.range[1]];
  return { pue, range, year, source: row.src };
}

async function rowOf(scope: string, rows: readonly PueRow[]): Promise<PueRow> {
  const wanted = foldName(scope);
  const named = (text: string) =>
    rows.find((row) => [row.scope, ...row.aliases].some((name) => foldName(name) === text));
  const provider = wanted.includes(":") ? (await findZone(scope))?.provider : undefined;
  const found = named(provider ?? wanted);
  if (found !== undefined) return found;
  const scopes = rows.map((row) => row.scope);
  const near = nearestText(scope, rows.flatMap((row) => [row.scope, ...row.aliases]));
  throw new RangeError(
    `Cannot look up PUE as "scope" must be one of ${
      scopes.join(", ")
    } or a cloud region of theirs: current value is ${shownValue(scope)}${near}`,
  );
}
