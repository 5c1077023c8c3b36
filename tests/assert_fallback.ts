/**
 * A stand-in for `@std/assert` where its registry cannot be reached, over `node:assert/strict`: the same names, the same verdicts.
 * Node's own strict comparison tells 0 from -0 and a bare object from one without a prototype; `@std/assert` does not, so equality is decided here
 * and Node only words the failure.
 */
import { AssertionError } from "node:assert/strict";
import { inspect } from "node:util";

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

export { AssertionError };

/** Throws unless `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError({ message: msg });
}

/** Throws: this point must not be reached. */
export function fail(msg?: string): never {
  throw new AssertionError({ message: `Failed assertion${suffix(msg)}` });
}

/** Deep equality: 0 equals -0, NaN equals NaN, a key that is absent is not one that is undefined, what is not enumerable is left aside. */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b, new Map());
}

/** Throws unless both are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw different(actual, expected, "deepStrictEqual", msg);
}

/** Throws if both are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw wrong(`Expected actual: ${inspect(actual)} not to be: ${inspect(expected)}`, msg);
}

/** Throws unless both are the same value by `Object.is()`: here 0 is not -0. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  throw different(actual, expected, "strictEqual", msg);
}

/** Throws unless the two figures are within `tolerance`; without one within 1e-7 of the expected. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  const delta = Math.abs(expected - actual);
  if (delta <= allowed) return;
  throw wrong(
    `Expected ${actual} to be close to ${expected}: ${delta} is greater than ${allowed}`,
    msg,
  );
}

/** Throws unless `actual` is neither undefined nor null. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual !== undefined && actual !== null) return;
  throw wrong(`Expected actual: ${actual} to not be null or undefined`, msg);
}

/** Throws unless `actual` is an instance of the class. */
export function assertInstanceOf<
  // deno-lint-ignore no-explicit-any
  T extends abstract new (...args: any[]) => any,
>(actual: unknown, expectedType: T, msg = ""): asserts actual is InstanceType<T> {
  if (actual instanceof expectedType) return;
  throw wrong(
    `Expected ${inspect(actual)} to be an instance of ${expectedType.name || "a class"}`,
    msg,
  );
}

/** Throws unless the text holds the other text. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (actual.includes(expected)) return;
  throw wrong(`Expected ${inspect(actual)} to contain ${inspect(expected)}`, msg);
}

/** Throws unless the text matches. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (expected.test(actual)) return;
  throw wrong(`Expected ${inspect(actual)} to match ${expected}`, msg);
}

/** Throws if the text matches. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) return;
  throw wrong(`Expected ${inspect(actual)} not to match ${expected}`, msg);
}

/** Throws unless every expected element is found in the array, by deep equality. */
export function assertArrayIncludes<T>(
  actual: ArrayLike<T> & object,
  expected: ArrayLike<T> & object,
  msg?: string,
): void {
  const there = Array.from(actual);
  const missing = Array.from(expected).filter((wanted) => !there.some((one) => equal(one, wanted)));
  if (missing.length === 0) return;
  throw wrong(
    `Expected ${inspect(actual)} to include ${inspect(expected)}, missing: ${inspect(missing)}`,
    msg,
  );
}

/** Throws unless `actual` has all that `expected` has, at every depth; what it has beside that does not count. */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  if (covers(actual, expected)) return;
  throw different(actual, expected, "match", msg);
}

/** Throws unless actual > expected. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (actual > expected) return;
  throw wrong(`Expected ${inspect(actual)} > ${inspect(expected)}`, msg);
}

/** Throws unless actual >= expected. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (actual >= expected) return;
  throw wrong(`Expected ${inspect(actual)} >= ${inspect(expected)}`, msg);
}

/** Throws unless actual < expected. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (actual < expected) return;
  throw wrong(`Expected ${inspect(actual)} < ${inspect(expected)}`, msg);
}

/** Throws unless actual <= expected. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (actual <= expected) return;
  throw wrong(`Expected ${inspect(actual)} <= ${inspect(expected)}`, msg);
}

/** Throws unless the function throws (an error of that class, its message holding that text); gives back what was thrown. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(
  fn: () => unknown,
  classOrMsg?: ErrorClass<Error> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  try {
    fn();
  } catch (thrown) {
    return checkThrown(thrown, classOrMsg, msgIncludes, msg);
  }
  throw wrong("Expected function to throw", typeof classOrMsg === "string" ? classOrMsg : msg);
}

/** Throws unless the function's promise is rejected; a function that throws at once is as wrong as one that does not throw. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  classOrMsg?: ErrorClass<Error> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const said = typeof classOrMsg === "string" ? classOrMsg : msg;
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch {
    throw wrong("Function throws when expected to reject", said);
  }
  try {
    await promise;
  } catch (thrown) {
    return checkThrown(thrown, classOrMsg, msgIncludes, msg);
  }
  throw wrong("Expected function to reject", said);
}

function checkThrown(
  thrown: unknown,
  classOrMsg: ErrorClass<Error> | string | undefined,
  msgIncludes: string | undefined,
  msg: string | undefined,
): unknown {
  if (classOrMsg === undefined || typeof classOrMsg === "string") return thrown;
  if (!(thrown instanceof Error)) throw wrong("A non-Error object was thrown or rejected", msg);
  assertInstanceOf(thrown, classOrMsg, msg);
  if (msgIncludes !== undefined) assertStringIncludes(thrown.message, msgIncludes, msg);
  return thrown;
}

function compare(a: unknown, b: unknown, seen: Map<unknown, unknown>): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (
    (a instanceof RegExp && b instanceof RegExp) || (a instanceof URL && b instanceof URL)
  ) return String(a) === String(b);
  if (!sameMaker(a, b)) return false;
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a instanceof Map && b instanceof Map) return compareEntries([...a], [...b], seen);
  if (a instanceof Set && b instanceof Set) return compareEntries([...a], [...b], seen);
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  const keys = new Set([...enumerableKeys(a), ...enumerableKeys(b)]);
  return [...keys].every((key) =>
    key in a && key in b &&
    compare(
      (a as Record<PropertyKey, unknown>)[key],
      (b as Record<PropertyKey, unknown>)[key],
      seen,
    )
  );
}

function compareEntries(a: unknown[], b: unknown[], seen: Map<unknown, unknown>): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  return a.every((one) => {
    const at = left.findIndex((other) => compare(one, other, new Map(seen)));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function covers(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected) !== Array.isArray(actual)) return false;
  const plain = isObject(expected) && isObject(actual) &&
    [expected, actual].every((one) =>
      !(one instanceof RegExp || one instanceof Date || one instanceof URL || one instanceof Map ||
        one instanceof Set)
    );
  if (!plain) return equal(actual, expected);
  return Reflect.ownKeys(expected).every((key) =>
    key in actual && covers(
      (actual as Record<PropertyKey, unknown>)[key],
      (expected as Record<PropertyKey, unknown>)[key],
    )
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function sameMaker(a: object, b: object): boolean {
  const made = (one: object) => Object.getPrototypeOf(one) ?? Object.prototype;
  return made(a) === made(b);
}

function enumerableKeys(of: object): PropertyKey[] {
  return Reflect.ownKeys(of).filter((key) => Object.prototype.propertyIsEnumerable.call(of, key));
}

function suffix(msg: string | undefined): string {
  return msg ? `: ${msg}` : ".";
}

function wrong(what: string, msg: string | undefined): AssertionError {
  return new AssertionError({ message: what + suffix(msg) });
}

/** The difference as Node words it. */
function different(
  actual: unknown,
  expected: unknown,
  operator: string,
  msg: string | undefined,
): AssertionError {
  const shown = new AssertionError({ actual, expected, operator });
  return new AssertionError({
    message: `Values are not as expected${suffix(msg)}\n${shown.message}`,
  });
}
