/** Sources that carry their own description, so that a worker can open them again. */
import type { PowerSource, SourceDescription } from "../model.ts";

/** Under this symbol a source carries the description that opens it. */
export const DESCRIPTION: unique symbol = Symbol.for("footnote.sourceDescription");

/** The same source, carrying its description where no listing of its fields shows it. */
export function described<S extends PowerSource>(source: S, description: SourceDescription): S {
  return Object.defineProperty(source, DESCRIPTION, { value: description, enumerable: false });
}

/** The description that a source carries; undefined where it lives on the calling thread alone. */
export function descriptionOf(source: PowerSource): SourceDescription | undefined {
  return (source as { readonly [DESCRIPTION]?: SourceDescription })[DESCRIPTION];
}
