/** Holds a schema to a type that was written by hand: what differs, optional fields included, does not compile. */

/** A type without `readonly`, for zod's outputs have none, and without `undefined`, for JSON has none. */
type Plain<T> = T extends string | number | boolean | undefined ? T
  : T extends readonly [infer A, infer B] ? [Plain<A>, Plain<B>]
  : T extends readonly (infer E)[] ? Plain<E>[]
  : { -readonly [K in keyof T]: Plain<Exclude<T[K], undefined>> };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;
/** Compiles only where a schema describes a type exactly. */
export function held<T>() {
  return <S extends { readonly _zod: { readonly output: unknown } }>(
    schema: S,
    _same: Same<Plain<S["_zod"]["output"]>, Plain<T>>,
  ): S => schema;
}
