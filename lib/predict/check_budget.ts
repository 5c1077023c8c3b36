/** Whether a budget can be kept: checked before anything starts. */
import { shownValue } from "../errors.ts";
import type { Budget } from "../model.ts";
import { nearestOptionText } from "../nearest.ts";
import type { Limited } from "./chance_over.ts";

/** The figures that can be limited, in the order in which they are named. */
export const LIMITS: readonly Limited[] = ["energyKwh", "emissionsGrams", "durationSeconds"];
const ACTIONS = ["warn", "stop", "checkpoint"];
const KNOWN: readonly string[] = [
  ...LIMITS,
  "basis",
  "on",
  "patience",
  "action",
  "onExceeded",
  "timeoutSeconds",
];

/**
 * Refuses a budget that could not be kept: a name misspelt would never stop anything.
 *
 * @throws {TypeError} If something is not of its type, no limit is given, or an option is unknown.
 * @throws {RangeError} If a limit, the patience or the time is not > 0 or not finite, or a word is none of those known.
 */
export function checkBudget(budget: Budget): void {
  if (typeof budget !== "object" || budget === null || Array.isArray(budget)) {
    refuse(TypeError, "budget", "an object", budget);
  }
  for (const name of Object.keys(budget)) {
    if (KNOWN.includes(name)) continue;
    throw new TypeError(
      `Cannot keep budget as "${name}" is no option${nearestOptionText(name, KNOWN)}`,
    );
  }
  const limits = LIMITS.filter((name) => budget[name] !== undefined);
  if (limits.length === 0) {
    throw new TypeError(
      `Cannot keep budget as one of ${LIMITS.join(", ")} must be given`,
    );
  }
  for (const name of limits) checkPositive(budget[name], name);
  checkWord(budget.basis, "basis", ["predicted", "measured"]);
  checkWord(budget.on, "on", ["median", "upper"]);
  if (budget.patience !== undefined) {
    checkPositive(budget.patience, "patience");
    if (!Number.isSafeInteger(budget.patience)) {
      refuse(RangeError, "patience", "a whole number", budget.patience);
    }
  }
  if (typeof budget.action !== "function") checkWord(budget.action, "action", ACTIONS);
  if (budget.onExceeded !== undefined && typeof budget.onExceeded !== "function") {
    refuse(TypeError, "onExceeded", "a function", budget.onExceeded);
  }
  if (budget.action === "checkpoint" && budget.onExceeded === undefined) {
    refuse(TypeError, "onExceeded", `a function where "action" is "checkpoint"`, undefined);
  }
  if (budget.timeoutSeconds !== undefined) checkPositive(budget.timeoutSeconds, "timeoutSeconds");
}

function checkPositive(value: unknown, name: string): void {
  if (typeof value !== "number") refuse(TypeError, name, "a number", value);
  if (!Number.isFinite(value) || value <= 0) refuse(RangeError, name, "finite and > 0", value);
}

function checkWord(value: unknown, name: string, words: readonly string[]): void {
  if (value === undefined) return;
  const wanted = words.map((word) => `"${word}"`).join(" or ");
  if (typeof value !== "string") refuse(TypeError, name, wanted, value);
  if (!words.includes(value)) refuse(RangeError, name, wanted, value);
}

function refuse(
  Kind: RangeErrorConstructor | TypeErrorConstructor,
  name: string,
  wanted: string,
  found: unknown,
): never {
  throw new Kind(
    `Cannot keep budget as "${name}" must be ${wanted}: current value is ${shownValue(found)}`,
  );
}
