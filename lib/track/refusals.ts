/** How a wrong option is refused: what was wrong, what is wanted, what was found. */
import { shownValue } from "../errors.ts";
import { nearestOptions } from "../nearest.ts";

/** Refuses a key that is none of those known, and names the nearest. */
export function refuseUnknown(given: object, known: readonly string[], what: string): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const [near] = nearestOptions(key, known, 1);
    const cure = near === undefined ? `there are ${known.join(", ")}` : `did you mean "${near}"?`;
    throw new TypeError(`Cannot track as "${key}" is no ${what}: ${cure}`);
  }
}

/** Text, or absent. */
export function text(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "string") {
    throw new TypeError(
      `Cannot track as "${name}" must be text: current value is ${shownValue(value)}`,
    );
  }
}

/** True or false, or absent. */
export function truth(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(
      `Cannot track as "${name}" must be true or false: current value is ${shownValue(value)}`,
    );
  }
}

/** A finite number within its ends, or absent. */
export function number(name: string, value: unknown, least: number, most = Infinity): void {
  if (value === undefined) return;
  if (typeof value !== "number") {
    throw new TypeError(
      `Cannot track as "${name}" must be a number: current value is ${shownValue(value)}`,
    );
  }
  if (!Number.isFinite(value) || value < least || value > most) {
    const wanted = most === Infinity ? `>= ${least}` : `a number from ${least} to ${most}`;
    throw new RangeError(
      `Cannot track as "${name}" must be ${wanted}: current value is ${shownValue(value)}`,
    );
  }
}

/** A whole number, or absent. */
export function whole(name: string, value: unknown, least: number): void {
  number(name, value, least);
  if (value !== undefined && !Number.isInteger(value)) {
    throw new RangeError(
      `Cannot track as "${name}" must be a whole number: current value is ${shownValue(value)}`,
    );
  }
}

/** One of a few words, or absent. */
export function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  throw new RangeError(
    `Cannot track as "${name}" must be one of ${
      allowed.map((one) => `"${one}"`).join(", ")
    }: current value is ${shownValue(value)}`,
  );
}
