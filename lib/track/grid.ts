/** Where a run draws its electricity and how much carbon that carries: from the options, the environment or the time zone. */
import { intensityOf } from "../carbon/intensity.ts";
import { findPlace } from "../carbon/place.ts";
import { slipNotes } from "../carbon/slips.ts";
import { findZone } from "../carbon/zones.ts";
import { firstLine } from "../errors.ts";
import { SPREAD_OF_COUNTRIES, WORLD_GRAMS_PER_KWH } from "../carbon/world.ts";
import type { GridIntensity, IntensityPoint, IntensityProvider, Note, Place } from "../model.ts";
import { pointOfAnswer } from "./handed_in.ts";
import type { CheckedOptions } from "./options.ts";

/** A provider that has not answered by then is left aside: the training does not wait for a network. */
const PROVIDER_SECONDS = 2;

/** The place and the intensity of a run, and what there is to say of them. */
export interface Grid {
  readonly place: Place;
  readonly point: IntensityPoint;
  readonly notes: readonly Note[];
}

/**
 * Finds both, and goes on without the tables where they cannot be read: a script without permissions is to train all the same. Throws a
 * RangeError for a zone or a year that is not there.
 */
export async function findGrid(options: CheckedOptions): Promise<Grid> {
  const grid = await findOrWorld(options);
  const isGiven = options.intensity !== undefined &&
    !grid.notes.some(({ code }) => code === "provider-failed");
  const slips = slipNotes({
    ...(options.pueGiven ? { pue: options.pue } : {}),
    ...(isGiven ? { intensityGramsPerKwh: grid.point.intensityGramsPerKwh } : {}),
  });
  return { ...grid, notes: [...grid.notes, ...slips] };
}

async function findOrWorld(options: CheckedOptions): Promise<Grid> {
  try {
    return await findByTables(options);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw thrown;
    const point: IntensityPoint = typeof options.intensity === "number"
      ? givenPoint(options.intensity)
      : {
        atSeconds: 0,
        intensityGramsPerKwh: WORLD_GRAMS_PER_KWH,
        range: [
          WORLD_GRAMS_PER_KWH * SPREAD_OF_COUNTRIES[0],
          WORLD_GRAMS_PER_KWH * SPREAD_OF_COUNTRIES[1],
        ],
        basis: "default",
        source: "Ember",
        year: 2025,
        emissionScope: "life-cycle",
        accounting: "generation",
      };
    return {
      place: { zone: "WORLD", name: "World", how: "guessed" },
      point,
      notes: [{
        code: "grid-closed",
        message: `Grid not known: the tables of Footnote could not be read (${
          firstLine(thrown)
        }), so the world's mean is used`,
        hint: "run it with `deno run -A`",
      }],
    };
  }
}

function givenPoint(intensity: number): IntensityPoint {
  return {
    atSeconds: 0,
    intensityGramsPerKwh: intensity,
    range: [intensity, intensity],
    basis: "modelled",
    source: "given",
  };
}

async function findByTables(options: CheckedOptions): Promise<Grid> {
  const { intensity } = options;
  const { place, notes } = await findPlaceOf(options);
  if (typeof intensity === "number") return { place, notes, point: givenPoint(intensity) };
  if (intensity !== undefined && "intensityGramsPerKwh" in intensity) {
    return { place, notes, point: pointOf(intensity, "modelled") };
  }
  if (intensity !== undefined) {
    const asked = await ask(intensity);
    if ("point" in asked) return { place, notes, point: asked.point };
    return { place, notes: [...notes, asked.note], point: await ofTable(place, options) };
  }
  return { place, notes, point: await ofTable(place, options) };
}

/** The place: of the option; else of the value or provider that was handed in, if that is a zone we know; else of the environment or a guess. */
async function findPlaceOf(
  { zone, intensity }: CheckedOptions,
): Promise<{ readonly place: Place; readonly notes: readonly Note[] }> {
  const environment = zoneOfEnvironment();
  const implied = typeof intensity === "object" ? intensity.zone : undefined;
  if (zone === undefined && implied !== undefined && await findZone(implied) !== undefined) {
    return await findPlace({ zone: implied });
  }
  const found = await findPlace({ zone, environment });
  // Two places at once: the figure follows the intensity, and that is to be said.
  if (
    zone !== undefined && implied !== undefined && await findZone(implied) !== undefined &&
    (await findZone(implied))?.zone !== found.place.zone
  ) {
    return {
      place: found.place,
      notes: [...found.notes, {
        code: "grid-elsewhere",
        message:
          `Grid of "${implied}": the intensity was handed in for there, the place for "${zone}"`,
        hint: "leave one of them out",
      }],
    };
  }
  return found;
}

async function ofTable(place: Place, { year }: CheckedOptions): Promise<IntensityPoint> {
  const grid = await intensityOf(place.zone, year === undefined ? {} : { year });
  const weak = place.how === "guessed" || place.zone === "WORLD";
  return pointOf(grid, weak ? "default" : "modelled");
}

function pointOf(grid: GridIntensity, basis: IntensityPoint["basis"]): IntensityPoint {
  const { intensityGramsPerKwh, range, source, year, emissionScope, accounting } = grid;
  return {
    atSeconds: 0,
    intensityGramsPerKwh,
    range,
    basis,
    source,
    year,
    emissionScope,
    accounting,
  };
}

async function ask(
  provider: IntensityProvider,
): Promise<{ point: IntensityPoint } | { note: Note }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer within ${PROVIDER_SECONDS} s`)),
        PROVIDER_SECONDS * 1000,
      );
    });
    const now = await Promise.race([provider.at(new Date()), late]);
    return { point: pointOfAnswer(provider, now) };
  } catch (thrown) {
    return {
      note: {
        code: "provider-failed",
        message: `Yearly mean instead of ${
          typeof provider.name === "string" ? `"${provider.name}"` : "the intensity handed in"
        }: the provider failed (${firstLine(thrown)})`,
        hint: "check the provider's settings and the network",
      },
    };
  } finally {
    clearTimeout(timer);
  }
}

function zoneOfEnvironment(): string | undefined {
  try {
    return Deno.env.get("FOOTNOTE_ZONE");
  } catch {
    // No permission to read the environment: the zone is the option or a guess.
    return undefined;
  }
}
