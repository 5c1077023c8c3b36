/** The place and grid that an estimate was made for, so that it can be asked again; not part of the figures, so beside them. */
import { weakestBasis } from "../interval.ts";
import type { GridIntensity, IntensityPoint, Place, Run } from "../model.ts";

/** What an intensity means: unlike ones are not compared in silence. A figure given by hand says neither scope nor accounting. */
export interface GridMeaning extends Partial<Pick<GridIntensity, "emissionScope" | "accounting">> {
  readonly basis: IntensityPoint["basis"];
}
interface Remembered {
  readonly place?: Place | undefined;
  readonly grid?: GridMeaning | undefined;
}

const kept = new WeakMap<object, Remembered>();

/** Keeps the place and grid of an estimate or a what-if. */
export function remember(of: object, what: Remembered): void {
  kept.set(of, what);
}

/** The place of a run, or the one that was kept; nothing where another tool's file names no country: the world's grids are not its own. */
export function placeOf(of: object): Place | undefined {
  const place = "place" in of ? of.place as Place : kept.get(of)?.place;
  return place?.zone === "WORLD" && place.namedBy !== undefined ? undefined : place;
}

/** What the intensities of a run mean, or those that were kept; nothing where that is not known, as of a total. */
export function gridOf(of: object): GridMeaning | undefined {
  if (!("intensities" in of)) return kept.get(of)?.grid;
  const { intensities } = of as Run;
  const [first] = intensities;
  if (first === undefined) return undefined;
  const { emissionScope, accounting } = first;
  return {
    basis: weakestBasis(...intensities.map(({ basis }) => basis)),
    ...(emissionScope === undefined ? {} : { emissionScope }),
    ...(accounting === undefined ? {} : { accounting }),
  };
}
