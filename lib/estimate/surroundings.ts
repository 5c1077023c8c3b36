/** What stands around the machine of a job: the building's PUE and the grid's intensity. */
import { windowRange } from "../carbon/grid_range.ts";
import { intensityOf } from "../carbon/intensity.ts";
import { findPlace } from "../carbon/place.ts";
import { pueOf } from "../carbon/pue.ts";
import { findZone } from "../carbon/zones.ts";
import { SPREAD_OF_COUNTRIES } from "../carbon/world.ts";
import { joinFactors } from "../interval.ts";
import type { Basis, EstimateJob, Note, Place, Range } from "../model.ts";
import type { GridMeaning } from "./remembered.ts";

/** A factor of the product, with where it comes from. */
export interface Factor {
  readonly value: number;
  /** Error as factors. */
  readonly range: Range;
  readonly basis: Basis;
  /** Who says so, and of which year. */
  readonly from: string;
  readonly sources: readonly string[];
  readonly notes: readonly Note[];
  /** What would narrow it. */
  readonly cure: string;
}
/** The grid of a job. */
export interface Grid extends Factor {
  readonly place: Place | undefined;
  /** What the intensity means, for a comparison with another. */
  readonly meaning: GridMeaning;
}

/** Cloud providers as people call them. */
const PROVIDERS: Readonly<Record<string, string>> = {
  aws: "AWS",
  azure: "Microsoft",
  gcp: "Google",
  ovh: "OVHcloud",
  scaleway: "Scaleway",
};

/** The PUE given, else that of the cloud region's provider, else 1: the machine alone. */
export async function pueFactor(
  { pue, zone }: EstimateJob,
  place: Place | undefined,
): Promise<Factor & { readonly isFacility: boolean }> {
  const plain = { basis: "modelled", sources: [], cure: "the building's own PUE" } as const;
  if (pue !== undefined) {
    return { ...plain, value: pue, range: [1, 1], from: "you", notes: [], isFacility: true };
  }
  const fleet = place?.provider === undefined
    ? undefined
    : await pueOf(zone!).catch(() => undefined); // a provider that publishes none
  if (fleet !== undefined) {
    return {
      value: fleet.pue,
      range: [fleet.range[0] / fleet.pue, fleet.range[1] / fleet.pue],
      basis: "default",
      from: `${PROVIDERS[place!.provider!] ?? place!.provider} fleet, ${fleet.year}`,
      sources: [fleet.source],
      notes: [{
        code: "pue-proposed",
        message:
          `PUE not given: ${fleet.pue} is the mean of the provider's data centres in ${fleet.year}`,
        hint: "estimate({ pue: 1.2, … })",
      }],
      cure: "estimate({ pue: 1.2, … })",
      isFacility: true,
    };
  }
  return {
    ...plain,
    value: 1,
    range: [1, 1],
    from: "machine alone",
    notes: [{
      code: "pue-one",
      message: "PUE 1.0 counts the machine alone",
      hint: "estimate({ pue: 1.2, … })",
    }],
    isFacility: false,
  };
}

/** The intensity given, else the yearly mean of the zone, else that of the place that the machine seems to be in. */
export async function gridFactor(job: EstimateJob, durationSeconds: number): Promise<Grid> {
  const { zone, year, intensityGramsPerKwh } = job;
  if (intensityGramsPerKwh !== undefined) {
    return {
      value: intensityGramsPerKwh,
      range: [1, 1],
      basis: "modelled",
      from: "you",
      sources: [],
      notes: [],
      cure: "",
      place: zone === undefined ? undefined : (await findPlace({ zone })).place,
      meaning: { basis: "modelled" },
    };
  }
  const { place, notes } = await findPlace({ zone, environment: zoneOfEnvironment() });
  // A year that is named is the year of the run: its value is not old then.
  const at = year === undefined ? new Date() : new Date(Date.UTC(year, 6, 1));
  const grid = await intensityOf(place.zone, { year, at });
  const { intensityGramsPerKwh: value, range: [low, high], source } = grid;
  const lost = place.how === "guessed" && place.zone === "WORLD";
  const country = (await findZone(place.zone))?.country;
  const unsure = place.how === "guessed" || place.zone === "WORLD";
  const basis = unsure ? "default" : "modelled";
  return {
    value,
    range: joinFactors([
      lost ? SPREAD_OF_COUNTRIES : value > 0 ? [low / value, high / value] : [1, 1],
      windowRange(durationSeconds),
    ]),
    basis,
    from: `${source}, ${place.name} ${grid.year}`,
    sources: [source],
    notes: [
      // What is said of a PUE here is said by who takes one.
      ...notes.filter(({ code }) => code !== "pue-one").map((note) => ({
        ...note,
        hint: `estimate({ zone: "${lost ? "DK" : place.zone}", … })`,
      })),
      ...(grid.emissionScope === "direct"
        ? [{
          code: "direct-emissions",
          message:
            `The grid's figure is of direct emissions (${source}): life-cycle figures are about 1.1 to 1.8 times that, more on clean grids`,
          hint: `estimate({ zone: "${country ?? "US"}", … }) for a life-cycle figure`,
        }]
        : []),
    ],
    cure: unsure
      ? `estimate({ zone: "${place.zone === "WORLD" ? "DK" : place.zone}", … })`
      : "the hour's own intensity, estimate({ intensityGramsPerKwh: 120, … })",
    place,
    meaning: { basis, emissionScope: grid.emissionScope, accounting: grid.accounting },
  };
}

function zoneOfEnvironment(): string | undefined {
  try {
    return Deno.env.get("FOOTNOTE_ZONE");
  } catch {
    return undefined; // no permission to read it: the place is the option or a guess
  }
}
