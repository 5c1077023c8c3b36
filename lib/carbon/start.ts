import type {
  GridIntensity,
  IntensityPoint,
  IntensityProvider,
  Place,
  SourceRef,
} from "../model.ts";
import { intensityOf } from "./intensity.ts";
import { checkIntensity } from "./providers.ts";
import { sourceRefs } from "./sources.ts";
import { SPREAD_OF_COUNTRIES } from "./world.ts";

/** How a run's first intensity is chosen. */
export interface StartIntensityOptions {
  readonly place: Place;
  /** A figure in gCO2eq/kWh, a grid's value, or a provider; the yearly mean of the place. */
  readonly intensity?: number | GridIntensity | IntensityProvider | undefined;
  /** Year of the grid's yearly value; the newest. */
  readonly year?: number | undefined;
  /** When the run begins. Now. */
  readonly at?: Date | undefined;
}

/**
 * The carbon intensity a run begins with, in gCO2eq/kWh, and its sources: the user's own figure, what a provider says of this
 * instant, else the yearly mean of the place. A guessed place or the world's mean has the basis `default`; where the place is not known
 * at all, the range is that of all countries.
 *
 * @throws {RangeError} If the figure is negative or not finite, or there is no value for the place and year.
 */
export async function startIntensity(
  options: StartIntensityOptions,
): Promise<{ readonly point: IntensityPoint; readonly sources: readonly SourceRef[] }> {
  const { place, intensity, year, at = new Date() } = options;
  const action = "track";
  if (typeof intensity === "number") {
    checkIntensity(intensity, undefined, action, "intensity");
    const range = [intensity, intensity] as const;
    const given = {
      intensityGramsPerKwh: intensity,
      range,
      basis: "modelled",
      source: "given",
    } as const;
    return { point: { atSeconds: 0, ...given }, sources: [] };
  }
  if (intensity !== undefined && "at" in intensity) {
    const { intensityGramsPerKwh, range, basis = "measured", source } = await intensity.at(at);
    checkIntensity(intensityGramsPerKwh, range, `ask "${intensity.name}"`, "intensityGramsPerKwh");
    const point = {
      atSeconds: 0,
      intensityGramsPerKwh,
      range: range ?? LIVE_RANGE.map((factor) => factor * intensityGramsPerKwh) as [number, number],
      basis,
      source: source ?? intensity.name,
    };
    return { point, sources: [] };
  }
  const grid = intensity ?? await intensityOf(place.zone, { year, at });
  checkIntensity(grid.intensityGramsPerKwh, grid.range, action, "intensity");
  const unsure = intensity === undefined && (place.how === "guessed" || place.zone === "WORLD");
  const lost = unsure && place.zone === "WORLD" && place.how === "guessed";
  const point: IntensityPoint = {
    atSeconds: 0,
    intensityGramsPerKwh: grid.intensityGramsPerKwh,
    range: lost
      ? [
        SPREAD_OF_COUNTRIES[0] * grid.intensityGramsPerKwh,
        SPREAD_OF_COUNTRIES[1] * grid.intensityGramsPerKwh,
      ]
      : grid.range,
    basis: unsure || grid.zone === "WORLD" ? "default" : "modelled",
    source: grid.source,
    year: grid.year,
    emissionScope: grid.emissionScope,
    accounting: grid.accounting,
  };
  return { point, sources: await sourceRefs([grid.source]) };
}

/** Error of a live hourly value, as factors of it. Grade: judgement (factors of the fuels, imports, later revision). */
const LIVE_RANGE = [0.90, 1.10] as const;
