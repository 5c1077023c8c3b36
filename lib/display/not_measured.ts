/** What stands in a text where nothing was measured, and what to do about it. */
import type { Note } from "../model.ts";

/** What stands where a figure was not measured. */
export const NOT_MEASURED = "not measured";

/** The next step where the run's own notes name none. */
const CURE = "`await doctor()` says what this machine can measure";

/** The first reading of a run may be so many s away: until then nothing is known, and after that nothing is measured (judgement). */
const FIRST_READING_SECONDS = 5;

/** What stands for the figures of a run under way of which nothing was read; `undefined` where something was. */
export function unreadWord(
  { energyKwh, powerWatts, elapsedSeconds }: {
    readonly energyKwh: number;
    readonly powerWatts?: number | undefined;
    readonly elapsedSeconds: number;
  },
): string | undefined {
  if (energyKwh > 0 || (powerWatts ?? 0) > 0) return undefined;
  return elapsedSeconds < FIRST_READING_SECONDS ? "not read yet" : NOT_MEASURED;
}

/** What to do about it: the hint of the note that says so, else the first hint. */
export function cureOf(notes: readonly Note[]): string {
  const hinted = notes.filter(({ hint }) => hint !== undefined && hint !== "");
  return (hinted.find(({ code }) => code === "nothing-measured") ?? hinted[0])?.hint ?? CURE;
}
