import type { Note, Place, Zone } from "../model.ts";
import { pueOf } from "./pue.ts";
import { loadTable, type TimeZoneTable } from "./tables.ts";
import { findZone, zoneOf } from "./zones.ts";

/** What may tell where the electricity comes from. */
export interface PlaceOptions {
  /** A zone, as `findZone()` takes it. */
  readonly zone?: string | undefined;
  /** What the environment variable `FOOTNOTE_ZONE` says; used where no zone is given. */
  readonly environment?: string | undefined;
  /** Name of a time zone, whose country is the guess where nothing else is known. The machine's own. */
  readonly timeZone?: string | undefined;
}

/**
 * Where a run draws its electricity: the zone given, else `FOOTNOTE_ZONE`, else a guess by the country of the time zone, else the
 * world. Nothing is asked over the network. A guess carries a note that says so and what cures it.
 *
 * @throws {RangeError} If the zone given, or the one in `FOOTNOTE_ZONE`, is in no table; the message names the nearest.
 */
export async function findPlace(
  options: PlaceOptions = {},
): Promise<{ readonly place: Place; readonly notes: readonly Note[] }> {
  const { zone, environment } = options;
  if (zone !== undefined) {
    const given = await zoneOf(zone, "find the place");
    return { place: placeOf(given, "given"), notes: await fleetNotes(given) };
  }
  const named = environment?.trim();
  if (named !== undefined && named !== "") {
    const found = await zoneOf(named, "find the place", "FOOTNOTE_ZONE");
    return { place: placeOf(found, "environment"), notes: await fleetNotes(found) };
  }
  // Asked only where it is needed: what the runtime knows of languages and clocks takes 6 MB to load.
  const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { zones } = await loadTable<TimeZoneTable>("time_zones.json");
  const country = Object.hasOwn(zones, timeZone) ? zones[timeZone] : undefined;
  const found = country === undefined ? undefined : await findZone(country);
  if (found !== undefined) {
    return { place: placeOf(found, "guessed"), notes: [guessNote(timeZone, found)] };
  }
  const world = (await findZone("WORLD"))!;
  return { place: placeOf(world, "guessed"), notes: [unknownNote(timeZone, country)] };
}

function placeOf(zone: Zone, how: Place["how"]): Place {
  const { provider, region } = zone;
  return {
    zone: zone.zone,
    name: zone.name,
    how,
    ...(provider === undefined ? {} : { provider }),
    ...(region === undefined ? {} : { region }),
  };
}

/** Of a cloud region, the PUE that its provider states; the account leaves the note out where a PUE is given. */
async function fleetNotes({ zone, provider }: Zone): Promise<readonly Note[]> {
  if (provider === undefined) return [];
  const fleet = await pueOf(zone).catch(() => undefined); // a provider that states none
  if (fleet === undefined) return [];
  return [{
    code: "pue-one",
    message:
      `PUE 1.0 counts the machine alone: the mean of the provider's data centres was ${fleet.pue} in ${fleet.year}`,
    hint: `track({ pue: ${fleet.pue} }, …)`,
  }];
}

function guessNote(timeZone: string, zone: Zone): Note {
  return {
    code: "place-guessed",
    message: `Place guessed from the time zone ${timeZone}`,
    hint: `track({ zone: "${zone.zone}" }, …) or FOOTNOTE_ZONE=${zone.zone}`,
  };
}

function unknownNote(timeZone: string, country: string | undefined): Note {
  const why = country === undefined
    ? "names no country"
    : `is in ${country}, for which no grid is known`;
  return {
    code: "place-guessed",
    message:
      `Place not known, as the time zone ${timeZone} ${why}: the mean of the world's grids is used`,
    hint: `track({ zone: "DK" }, …) or FOOTNOTE_ZONE=DK, with the code of your country`,
  };
}
