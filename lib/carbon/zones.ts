import type { Zone } from "../model.ts";
import { foldName, nearestText } from "./nearest.ts";
import { type GridTable, loadTable } from "./tables.ts";

interface ZoneIndex {
  readonly byName: ReadonlyMap<string, Zone>;
  /** What a suggestion may say: the names, and the codes of two letters and more. */
  readonly names: readonly string[];
}
let index: Promise<ZoneIndex> | undefined;

/**
 * The zone a text names: an ISO 3166 code of two or three letters, an English country name, "EU", "WORLD" or a continent.
 * Upper and lower case, accents and punctuation do not matter; nothing is guessed from a misspelt name.
 *
 * @returns The zone, or `undefined` where no table has it.
 * @throws {TypeError} If `text` is no text.
 * @example The same country by code and by name
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { findZone } from "@footnote/footnote";
 * strictEqual((await findZone("Denmark"))?.zone, "DK");
 * strictEqual((await findZone("DNK"))?.zone, "DK");
 * ```
 */
export async function findZone(text: string): Promise<Zone | undefined> {
  if (typeof text !== "string") {
    throw new TypeError(`Cannot find zone as "text" must be text: current value is ${text}`);
  }
  return (await zoneIndex()).byName.get(foldName(text));
}

/**
 * The zone a text names, for an argument that must name one.
 *
 * @param what What cannot be done without it, for the message: "look up intensity".
 * @throws {RangeError} If no table has the zone; the message names the nearest.
 */
export async function zoneOf(text: string, what: string, argument = "zone"): Promise<Zone> {
  const zone = await findZone(text);
  if (zone !== undefined) return zone;
  const near = nearestText(text, (await zoneIndex()).names);
  throw new RangeError(
    `Cannot ${what} as "${argument}" must be a country, a subregion, a cloud region, "EU" or "WORLD": ` +
      `current value is "${text}"${near}`,
  );
}

function zoneIndex(): Promise<ZoneIndex> {
  index ??= buildIndex().catch((error) => {
    index = undefined; // a table that could not be fetched may be there next time
    throw error;
  });
  return index;
}

async function buildIndex(): Promise<ZoneIndex> {
  const grid = await loadTable<GridTable>("grid.json");
  const byName = new Map<string, Zone>();
  const names: string[] = [];
  for (const row of grid.rows) {
    const zone: Zone = {
      zone: row.code,
      name: row.name,
      ...(row.iso3 === undefined ? {} : { country: row.code }),
      grid: row.code,
    };
    const texts = [
      row.name,
      row.code,
      ...(row.iso3 === undefined ? [] : [row.iso3]),
      ...(row.aliases ?? []),
    ];
    for (const text of texts) {
      const folded = foldName(text);
      if (!byName.has(folded)) byName.set(folded, zone);
    }
    names.push(row.name, row.code);
  }
  return { byName, names };
}
