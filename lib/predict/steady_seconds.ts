/** What the marks inside an epoch say about its warm-up. */
import type { SeenEpoch } from "../model.ts";

/** Fewest marks from which a pace can be told. */
const FEWEST = 4;

/**
 * How long an epoch would have taken at the pace of the later half of its steps, in s; nothing where the marks do not say.
 *
 * What came after the last mark (validation, saving) is kept as it was. Marks that do not rise in time and in steps are left out.
 */
export function steadySeconds(epoch: SeenEpoch): number | undefined {
  const marks: { done: number; atSeconds: number }[] = [];
  for (const { done, atSeconds } of epoch.steps ?? []) {
    const before = marks.at(-1) ?? { done: 0, atSeconds: 0 };
    if (done > before.done && atSeconds >= before.atSeconds && atSeconds <= epoch.durationSeconds) {
      marks.push({ done, atSeconds });
    }
  }
  const last = marks.at(-1);
  if (marks.length < FEWEST || last === undefined) return undefined;
  const middle = marks.find((mark) => mark.done >= last.done / 2);
  if (middle === undefined || middle.done >= last.done) return undefined;
  const secondsPerStep = (last.atSeconds - middle.atSeconds) / (last.done - middle.done);
  const seconds = secondsPerStep * last.done + epoch.durationSeconds - last.atSeconds;
  return seconds > 0 ? seconds : undefined;
}
