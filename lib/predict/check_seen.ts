/** What `predictRun()` is handed, and how it is checked. */
import { shownValue } from "../errors.ts";
import type { Boundary, Range, SeenEpoch } from "../model.ts";
import { nearestOptionText } from "../nearest.ts";
import type { IntensityAhead } from "./intensity_ahead.ts";

/** Epochs seen so far, and what is known of the rest. */
export interface SeenRun {
  /** The complete epochs so far, in order; at least one. */
  readonly epochs: readonly SeenEpoch[];
  /** Planned number of epochs, those seen included. */
  readonly totalEpochs: number;
  /** Mean intensity of the epochs seen, in gCO2eq/kWh; of those to come too where `intensityAhead` is not given. */
  readonly intensityGramsPerKwh?: number | undefined;
  /** Its 90 % interval; without it the intensity is taken as exact. */
  readonly intensityRange?: Range | undefined;
  /** Mean intensity over a window that lies ahead: a forecast, or a value held with the range for its length. */
  readonly intensityAhead?: IntensityAhead | undefined;
  /** Training may stop before `totalEpochs`; false. */
  readonly upTo?: boolean | undefined;
  /** What the energies are of; "device". */
  readonly boundary?: Boundary | undefined;
}

const KNOWN: readonly (keyof SeenRun)[] = [
  "epochs",
  "totalEpochs",
  "intensityGramsPerKwh",
  "intensityRange",
  "intensityAhead",
  "upTo",
  "boundary",
];

/** Largest figure taken, so that sums and products stay finite. */
const LARGEST = 1e15;

/**
 * Refuses figures that cannot be predicted from.
 *
 * @throws {TypeError} If something is not of its type, or of a name that is none of those above; the message names the nearest.
 * @throws {RangeError} If a figure is negative or not finite, a range does not hold its figure, or more epochs were seen than planned.
 */
export function checkSeen(seen: SeenRun): void {
  if (typeof seen !== "object" || seen === null) {
    throw new TypeError(
      `Cannot predict run as "seen" must be an object: current value is ${shownValue(seen)}`,
    );
  }
  // A figure of another name would be left out without a word.
  for (const name of Object.keys(seen)) {
    if (KNOWN.some((known) => known === name)) continue;
    throw new TypeError(
      `Cannot predict run as "${name}" is no field${nearestOptionText(name, KNOWN)}`,
    );
  }
  if (!Array.isArray(seen.epochs)) {
    refuse(TypeError, "epochs", "an array", seen.epochs);
  }
  if (seen.epochs.length === 0) refuse(RangeError, "epochs", "one epoch or more", []);
  if (typeof seen.totalEpochs !== "number") {
    refuse(TypeError, "totalEpochs", "a number", seen.totalEpochs);
  }
  const many = seen.epochs.length;
  if (!Number.isSafeInteger(seen.totalEpochs) || seen.totalEpochs < many) {
    refuse(RangeError, "totalEpochs", `a whole number >= the ${many} seen`, seen.totalEpochs);
  }
  // There may be thousands: no iterator, and names are only put together for an epoch that is refused.
  for (let index = 0; index < many; index++) {
    const epoch = seen.epochs[index] as SeenEpoch;
    if (!isPlain(epoch)) checkEpoch(epoch, `epochs[${index}]`);
  }
  if (seen.intensityGramsPerKwh !== undefined) {
    checkFigure(seen.intensityGramsPerKwh, "intensityGramsPerKwh");
    checkRange(seen.intensityRange, seen.intensityGramsPerKwh, "intensityRange");
  } else if (seen.intensityRange !== undefined) {
    refuse(TypeError, "intensityGramsPerKwh", "given beside intensityRange", undefined);
  }
  if (seen.intensityAhead !== undefined && typeof seen.intensityAhead !== "function") {
    refuse(TypeError, "intensityAhead", "a function", seen.intensityAhead);
  }
}

/** Refuses what an `intensityAhead` answered if it is no figure in a range around it. */
export function checkAhead(ahead: ReturnType<IntensityAhead>): ReturnType<IntensityAhead> {
  if (typeof ahead !== "object" || ahead === null) {
    refuse(TypeError, "intensityAhead()", "an object", ahead);
  }
  checkFigure(ahead.intensityGramsPerKwh, "intensityAhead().intensityGramsPerKwh");
  checkRange(ahead.range, ahead.intensityGramsPerKwh, "intensityAhead().range");
  return ahead;
}

/** Whether an epoch is plainly in order: figures finite and >= 0, the range around its energy, no steps. Comparisons with NaN are false. */
function isPlain(epoch: SeenEpoch): boolean {
  if (typeof epoch !== "object" || epoch === null || epoch.steps !== undefined) return false;
  const seconds = epoch.durationSeconds;
  if (typeof seconds !== "number" || !(seconds >= 0 && seconds <= LARGEST)) return false;
  const kwh = epoch.energyKwh;
  if (kwh === undefined) return true;
  if (typeof kwh !== "number" || !(kwh >= 0 && kwh <= LARGEST)) return false;
  const range = epoch.energyRange;
  if (range === undefined) return true;
  if (!Array.isArray(range) || range.length !== 2) return false;
  const low = range[0];
  const high = range[1];
  return typeof low === "number" && typeof high === "number" && low >= 0 && low <= kwh &&
    kwh <= high && high <= LARGEST;
}

function isFigure(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= LARGEST;
}

function checkEpoch(epoch: SeenEpoch, name: string): void {
  if (typeof epoch !== "object" || epoch === null) refuse(TypeError, name, "an object", epoch);
  checkFigure(epoch.durationSeconds, `${name}.durationSeconds`);
  if (epoch.energyKwh !== undefined) {
    checkFigure(epoch.energyKwh, `${name}.energyKwh`);
    checkRange(epoch.energyRange, epoch.energyKwh, `${name}.energyRange`);
  }
  if (epoch.steps === undefined) return;
  if (!Array.isArray(epoch.steps)) refuse(TypeError, `${name}.steps`, "an array", epoch.steps);
  for (const [index, step] of epoch.steps.entries()) {
    const at = `${name}.steps[${index}]`;
    if (typeof step !== "object" || step === null) refuse(TypeError, at, "an object", step);
    checkFigure(step.done, `${at}.done`);
    checkFigure(step.of, `${at}.of`);
    checkFigure(step.atSeconds, `${at}.atSeconds`);
  }
}

/** Refuses a figure that is not a number from 0 to 1e15, by the path of its name. */
export function checkFigure(value: unknown, name: string): asserts value is number {
  if (typeof value !== "number") refuse(TypeError, name, "a number", value);
  if (!isFigure(value)) refuse(RangeError, name, "a number from 0 to 1e15", value);
}

/** Refuses a range that is not two finite ends around its figure; an absent one passes. */
function checkRange(range: Range | undefined, value: number, name: string): void {
  if (range === undefined) return;
  if (!Array.isArray(range) || range.length !== 2) {
    refuse(TypeError, name, "[low, high]", range);
  }
  const [low, high] = range;
  checkFigure(low, `${name}[0]`);
  checkFigure(high, `${name}[1]`);
  // A hair of slack: the ends are sums of floats.
  const slack = 1e-9 * Math.max(value, high);
  if (low > value + slack || high < value - slack) {
    refuse(RangeError, name, `around ${value}`, [low, high]);
  }
}

function refuse(
  Kind: RangeErrorConstructor | TypeErrorConstructor,
  name: string,
  wanted: string,
  found: unknown,
): never {
  throw new Kind(
    `Cannot predict run as "${name}" must be ${wanted}: current value is ${shownValue(found)}`,
  );
}
