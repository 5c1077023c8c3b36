/** What a caller hands in, looked at before anything starts: options by their names, runs by their shape. */
import { shownValue } from "./errors.ts";
import type { Footprint, Run } from "./model.ts";
import { nearestOptionText } from "./nearest.ts";

/**
 * Refuses options that are no object, or of a name that is none of those known: a slip of the keyboard must not pass as the default.
 * @param action What cannot be done, for the message: "look up intensity".
 * @throws {TypeError} Which option is none, and the nearest that is one.
 */
export function checkOptionNames(
  options: unknown,
  names: readonly string[],
  action: string,
): asserts options is object {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot ${action} as "options" must be an object: current value is ${shownValue(options)}`,
    );
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    throw new TypeError(
      `Cannot ${action} as "${name}" is no option${nearestOptionText(name, names)}`,
    );
  }
}

/**
 * Refuses what is no run.
 * @param name What the argument is called, for the message.
 * @throws {TypeError} What was found, and of an object what it lacks.
 */
export function checkRun(value: unknown, action: string, name = "run"): asserts value is Run {
  const why = whyNoRun(value);
  if (why !== undefined) refuse(action, name, "a run", why);
}

/**
 * Refuses what is no array of runs.
 * @throws {TypeError} What was found; of an array which item is no run.
 */
export function checkRuns(
  value: unknown,
  action: string,
  name = "runs",
  wanted = "an array of runs",
): asserts value is readonly Run[] {
  if (!Array.isArray(value)) {
    refuse(action, name, wanted, isRun(value) ? "one run (write [run])" : shownValue(value));
  }
  // Not by forEach(), which passes over holes.
  for (const [index, item] of value.entries()) {
    const why = whyNoRun(item);
    if (why !== undefined) refuse(action, name, wanted, `one whose item ${index} is ${why}`);
  }
}

/**
 * One run or several as an array.
 * @throws {TypeError} If it is neither.
 */
export function runsOf(
  value: unknown,
  action: string,
  name: string,
  wanted = "a run or an array of runs",
): readonly Run[] {
  if (Array.isArray(value)) {
    checkRuns(value, action, name, wanted);
    return value;
  }
  const why = whyNoRun(value);
  if (why !== undefined) refuse(action, name, wanted, why);
  return [value as Run];
}

/**
 * Refuses what is no footprint: neither a run, nor an estimate, nor a total.
 * @throws {TypeError} What was found.
 */
export function checkFootprint(value: unknown, action: string): asserts value is Footprint {
  if (isFootprint(value)) return;
  throw new TypeError(
    `Cannot ${action} as the first argument must be a run, an estimate or a total: current value is ${
      shownValue(value)
    }`,
  );
}

/**
 * Refuses a promise, where anything else is looked at field by field: of one that was not awaited every field is missing.
 * @throws {TypeError} That it is a promise.
 */
export function refusePromise(value: unknown, action: string, name: string, wanted: string): void {
  if (value instanceof Promise) refuse(action, name, wanted, shownValue(value));
}

/**
 * Refuses an option that is none of the words it may be; left out it passes.
 * @throws {RangeError} What it may be, and what was found.
 */
export function checkWord(
  options: object,
  name: string,
  words: readonly [string, string, ...string[]],
  action: string,
): void {
  const value = (options as Readonly<Record<string, unknown>>)[name];
  if (value === undefined || words.some((word) => word === value)) return;
  const quoted = words.map((word) => `"${word}"`);
  throw new RangeError(
    `Cannot ${action} as "${name}" must be ${quoted.slice(0, -1).join(", ")} or ${
      quoted.at(-1)
    }: current value is ${shownValue(value)}`,
  );
}

/** Whether a value has energy and emissions with their ranges. */
export function isFootprint(value: unknown): value is Footprint {
  const { energyKwh, emissionsGrams, ranges, basis } = (value ?? {}) as Partial<Footprint>;
  return typeof energyKwh === "number" && typeof emissionsGrams === "number" &&
    isRanges(ranges) && typeof basis === "object" && basis !== null;
}

const TEXTS = ["id", "name", "status", "startedAt", "boundary"] as const;
const NUMBERS = ["durationSeconds", "energyKwh", "emissionsGrams"] as const;
const OBJECTS = ["basis", "place", "machine", "metrics"] as const;
const LISTS = [
  "parts",
  "epochs",
  "predictions",
  "intensities",
  "traces",
  "notes",
  "sources",
] as const;

/** Whether a value has all that a run is read by. */
export function isRun(value: unknown): value is Run {
  return whyNoRun(value) === undefined;
}

/** What a value is that is no run; `undefined` of a run. */
function whyNoRun(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return shownValue(value);
  if (value instanceof Promise) return shownValue(value);
  const run = value as Partial<Record<string, unknown>>;
  const lacking = [
    ...TEXTS.filter((name) => typeof run[name] !== "string"),
    ...NUMBERS.filter((name) => typeof run[name] !== "number"),
    ...OBJECTS.filter((name) => typeof run[name] !== "object" || run[name] === null),
    ...LISTS.filter((name) => !isListOfObjects(run[name])),
    ...(isRanges(run.ranges) ? [] : ["ranges"]),
  ];
  return lacking.length === 0 ? undefined : `an object without a run's "${lacking[0]}"`;
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);
}

function isRanges(value: unknown): boolean {
  const ranges = value as Partial<Run["ranges"]> | null | undefined;
  return [ranges?.energyKwh, ranges?.emissionsGrams].every((range) =>
    Array.isArray(range) && range.length === 2 && range.every((end) => typeof end === "number")
  );
}

function refuse(action: string, name: string, wanted: string, found: string): never {
  throw new TypeError(
    `Cannot ${action} as "${name}" must be ${wanted}: current value is ${found}`,
  );
}
