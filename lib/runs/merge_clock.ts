/** One clock for several runs: it goes on while any of them goes on, and stands still in the pauses between them. */
import type { CountedRun } from "./counted.ts";
import { joinStretches, lengthOf, type Stretch } from "./counted.ts";

/** The clock of a merged run. */
export interface MergedClock {
  /** Length of the merged run, in s. */
  readonly durationSeconds: number;
  /** Lengths of the pauses between the runs, in s. */
  readonly pausesSeconds: readonly number[];
  /** Reading of the clock at an instant of the world, in s. */
  at(ms: number): number;
}

/** The clock that runs share. */
export function mergedClock(runs: readonly CountedRun[]): MergedClock {
  const stretches = joinStretches(runs.map(({ fromMs, toMs }): Stretch => [fromMs, toMs]));
  return {
    durationSeconds: lengthOf(stretches) / 1000,
    pausesSeconds: stretches.slice(1).map(([from], index) => (from - stretches[index]![1]) / 1000),
    at: (ms) =>
      stretches.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(ms, to) - from), 0) / 1000,
  };
}

/** Runs side by side: the ranks of one job. A run belongs to the group whose first it overlaps by more than half of the shorter. */
export function sideBySide(runs: readonly CountedRun[]): CountedRun[][] {
  const groups: CountedRun[][] = [];
  for (const run of runs) {
    const group = groups.find(([first]) => overlapShare(first!, run) > 0.5);
    if (group === undefined) groups.push([run]);
    else group.push(run);
  }
  return groups;
}

function overlapShare(a: CountedRun, b: CountedRun): number {
  const both = Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs);
  return both / Math.max(1, Math.min(a.toMs - a.fromMs, b.toMs - b.fromMs));
}
