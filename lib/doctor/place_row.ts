/** The row of the place: where the electricity is taken to come from. */
import { intensityOf } from "../carbon/intensity.ts";
import { findPlace } from "../carbon/place.ts";
import { SPREAD_OF_COUNTRIES } from "../carbon/world.ts";
import type { Row } from "./device_rows.ts";

/** What may tell the place. */
export interface PlaceClues {
  /** What `FOOTNOTE_ZONE` says. */
  readonly environment?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** The place, its grid and how that is known. */
export async function placeRow({ environment, timeZone }: PlaceClues): Promise<Row> {
  const { place } = await findPlace({
    environment,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const { intensityGramsPerKwh: grams, range, year } = await intensityOf(place.zone);
  const guessed = place.how === "guessed";
  const lost = guessed && place.zone === "WORLD"; // any country may be meant
  return {
    device: "place",
    source: guessed ? "time zone" : "FOOTNOTE_ZONE",
    state: guessed ? "instead" : "open",
    says: `${place.name}, ${Math.round(grams)} gCO2eq/kWh (${year})`,
    ...(lost
      ? { relativeRange: SPREAD_OF_COUNTRIES }
      : grams > 0
      ? { relativeRange: [range[0] / grams, range[1] / grams] as const }
      : {}),
    ...(guessed
      ? { command: place.zone === "WORLD" ? "FOOTNOTE_ZONE=DK" : `FOOTNOTE_ZONE=${place.zone}` }
      : {}),
  };
}
