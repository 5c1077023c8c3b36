/** Whether a reading can be believed: what a source of the user's gives may not be what its type says. */
import type { Reading } from "../model.ts";
import type { Trouble } from "./trouble.ts";

/** Why there is a gap where the thread that reads was held up. */
export const NOBODY_LOOKED = "nobody looked";

/** What is wrong with a reading of a device that draws so many watts at most; undefined where it can be taken. */
export function troubleOf(reading: Reading, mostWatts: number): Trouble | undefined {
  if (reading.kind === "gap") {
    return reading.why === NOBODY_LOOKED ? "nobody-looked" : "no-reading";
  }
  if (reading.kind === "counter") {
    const { energyJoules, wrapsAtJoules = Infinity } = reading;
    const isSound = Number.isFinite(energyJoules) && energyJoules >= 0 && wrapsAtJoules > 0;
    return isSound ? undefined : "not-a-number";
  }
  const { powerWatts, overSeconds = 0, relativeRange = [1, 1] } = reading;
  const isSound = Number.isFinite(powerWatts) && powerWatts >= 0 && isRange(relativeRange);
  if (!isSound) return "not-a-number";
  if (powerWatts > mostWatts) return "implausible";
  return Number.isFinite(overSeconds) ? undefined : "not-a-number";
}

function isRange(range: unknown): boolean {
  if (!Array.isArray(range) || range.length !== 2) return false;
  const [low, high] = range;
  return Number.isFinite(low) && Number.isFinite(high) && low >= 0 && high >= low;
}
