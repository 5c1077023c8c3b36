/** The place an estimate was made for, so that it can be asked again with another year; not part of the figures, so beside them. */
import type { Place } from "../model.ts";

const places = new WeakMap<object, Place>();

/** Keeps the place of an estimate or a what-if. */
export function rememberPlace(of: object, place: Place | undefined): void {
  if (place !== undefined) places.set(of, place);
}

/** The place of a run, or the one that was kept. */
export function placeOf(of: object): Place | undefined {
  return "place" in of ? of.place as Place : places.get(of);
}
