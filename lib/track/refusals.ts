/** How a wrong option is refused: what was wrong, what is wanted, what was found. */

/** Refuses a key that is none of those known, and names the nearest. */
export function refuseUnknown(given: object, known: readonly string[], what: string): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    throw new TypeError(
      `Cannot track as "${key}" is no ${what}: did you mean "${nearest(key, known)}"?`,
    );
  }
}

/** The known name that shares the most with a mistyped one: for an error message, never for a guess that is acted on. */
function nearest(word: string, known: readonly string[]): string {
  const pairs = (text: string) =>
    new Set(
      Array.from({ length: text.length + 1 }, (_, i) => ` ${text} `.slice(i, i + 2).toLowerCase()),
    );
  const own = pairs(word);
  const score = (other: string) => {
    const theirs = pairs(other);
    return [...own].filter((pair) => theirs.has(pair)).length / (own.size + theirs.size);
  };
  return known.reduce((best, one) => score(one) > score(best) ? one : best, known[0] ?? "");
}

/** Text, or absent. */
export function text(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "string") {
    throw new TypeError(`Cannot track as "${name}" must be text: current value is ${shown(value)}`);
  }
}

/** True or false, or absent. */
export function truth(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(
      `Cannot track as "${name}" must be true or false: current value is ${shown(value)}`,
    );
  }
}

/** A finite number within its ends, or absent. */
export function number(name: string, value: unknown, least: number, most = Infinity): void {
  if (value === undefined) return;
  if (typeof value !== "number") {
    throw new TypeError(
      `Cannot track as "${name}" must be a number: current value is ${shown(value)}`,
    );
  }
  if (!Number.isFinite(value) || value < least || value > most) {
    const wanted = most === Infinity ? `>= ${least}` : `from ${least} to ${most}`;
    throw new RangeError(`Cannot track as "${name}" must be ${wanted}: current value is ${value}`);
  }
}

/** A whole number, or absent. */
export function whole(name: string, value: unknown, least: number): void {
  number(name, value, least);
  if (value !== undefined && !Number.isInteger(value)) {
    throw new RangeError(
      `Cannot track as "${name}" must be a whole number: current value is ${value}`,
    );
  }
}

/** One of a few words, or absent. */
export function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  throw new RangeError(
    `Cannot track as "${name}" must be one of ${
      allowed.map((one) => `"${one}"`).join(", ")
    }: current value is ${shown(value)}`,
  );
}

/** A value as an error shows it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "an object";
  }
  return String(value);
}
