import type { Zone } from "../model.ts";
import { shownValue } from "../errors.ts";
import { foldName, nearestText } from "../nearest.ts";
import {
  type CloudRegionRow,
  type GridRegionRow,
  type GridRow,
  type GridTable,
  loadTable,
  type RegionTable,
} from "./tables.ts";

interface ZoneIndex {
  readonly byName: ReadonlyMap<string, Zone>;
  /** What a suggestion may say: the names, and the codes of two letters and more. */
  readonly names: readonly string[];
}
let index: Promise<ZoneIndex> | undefined;

/**
 * The zone a text names: an ISO 3166 code of two or three letters, an English country name, "EU", "WORLD", a continent, a
 * subregion of the United States' grid ("US-NWPP", "California") or a cloud region ("gcp:us-west3", "aws:eu-south-2", "azure:westus2", of OVH and
 * Scaleway too). `grid` is the zone whose intensity it has: Google publishes its own, other clouds draw from a country or a subregion.
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
    throw new TypeError(
      `Cannot find zone as "text" must be text: current value is ${shownValue(text)}`,
    );
  }
  return await countryOfCode(text) ?? (await zoneIndex()).byName.get(foldName(text));
}

/** The zone of a plain code ("DK", "DNK", "EU") from the table itself: most runs need no index of all names, which takes 3 MB. */
async function countryOfCode(text: string): Promise<Zone | undefined> {
  if (index !== undefined || !/^[A-Za-z]{2,5}$/.test(text)) return undefined;
  const wanted = text.toUpperCase();
  const { rows } = await loadTable<GridTable>("grid.json");
  const row = rows.find(({ code, iso3 }) => code === wanted || iso3 === wanted);
  return row && countryZone(row);
}

function countryZone({ code, iso3, name }: GridRow): Zone {
  return { zone: code, name, ...(iso3 === undefined ? {} : { country: code }), grid: code };
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
      `current value is ${shownValue(text)}${near}`,
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
  const [grid, regions, clouds] = await Promise.all([
    loadTable<GridTable>("grid.json"),
    loadTable<RegionTable<GridRegionRow>>("grid_regions.json"),
    loadTable<RegionTable<CloudRegionRow>>("cloud_regions.json"),
  ]);
  const byName = new Map<string, Zone>();
  const names: string[] = [];
  const add = (zone: Zone, texts: readonly string[]) => {
    for (const text of texts) {
      const folded = foldName(text);
      if (!byName.has(folded)) byName.set(folded, zone);
    }
  };
  for (const row of grid.rows) {
    const { code, iso3, name, aliases = [] } = row;
    add(countryZone(row), [name, code, ...(iso3 === undefined ? [] : [iso3]), ...aliases]);
    names.push(name, code);
  }
  for (const { code, country, name, where } of regions.rows) {
    add({ zone: code, name: `${name} (${where})`, country, grid: code }, [
      code,
      code.replace(/^\w\w-/, ""),
      name,
      // "California", "Texas": a place of its own, where no country has the name.
      ...(/[,(]/.test(where) ? [] : [where]),
    ]);
    names.push(code, name, ...(/[,(]/.test(where) ? [] : [where]));
  }
  for (const { provider, region, location, country, grid: drawnFrom } of clouds.rows) {
    const code = `${provider}:${region}`;
    const zone = { zone: code, name: location, country, provider, region, grid: drawnFrom ?? code };
    const maker = MAKERS[provider];
    add(zone, [code, ...(maker === undefined ? [] : [`${maker}:${region}`]), region]);
    names.push(code, region);
  }
  return { byName, names };
}

/** Other names of the providers, before the colon. */
const MAKERS: Readonly<Record<string, string>> = {
  gcp: "google",
  aws: "amazon",
  azure: "microsoft",
};
