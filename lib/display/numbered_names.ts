/** Runs of one name, told apart in a chart, where a date beside each bar would leave no room for it. */
import type { Run } from "../model.ts";

/** The sentence of the caption, where `numberedNames()` has numbered any. */
const NUMBERED = "Runs of one name are numbered in the order of their start.";

/** The runs in their order; where several have one name it carries their number by start: "digits (1)", "digits (2)". */
export function numberedNames(
  runs: readonly Run[],
): { readonly runs: readonly Run[]; readonly sentence: string } {
  const groups = Map.groupBy(runs, ({ name }) => name);
  const numbers = new Map<Run, number>();
  for (const group of groups.values()) {
    // One run that is given twice is one.
    const alike = [...new Set(group)];
    if (alike.length < 2) continue;
    alike.toSorted((a, b) => compared(a.startedAt, b.startedAt))
      .forEach((run, i) => numbers.set(run, i + 1));
  }
  if (numbers.size === 0) return { runs, sentence: "" };
  return {
    runs: runs.map((run) => {
      const number = numbers.get(run);
      return number === undefined ? run : { ...run, name: `${run.name} (${number})` };
    }),
    sentence: NUMBERED,
  };
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
