/** Runs cut off after some epochs: what a prediction sees, and what came. */
import { logsOf } from "../../lib/predict/forecast_rest.ts";
import type { TracedRun } from "./traces.ts";

/** The first epochs of a run, and the truth. */
export interface Prefix {
  readonly run: TracedRun;
  /** Epochs seen. */
  readonly after: number;
  readonly logs: readonly number[];
  readonly rest: number;
  readonly pastSeconds: number;
  readonly restSeconds: number;
  /** One vote a configuration, shared by its runs. */
  readonly weight: number;
}

/** After so many epochs, or after this share of them. */
export type When = { readonly epochs: number } | { readonly share: number };

/** How many epochs that are of a run. */
export function epochsSeen(run: TracedRun, when: When): number {
  return "epochs" in when ? when.epochs : Math.ceil(when.share * run.durations.length);
}

/** All runs that were longer, cut off there. */
export function prefixesOf(runs: readonly TracedRun[], when: When): Prefix[] {
  const cut = runs.filter((run) => run.timed).flatMap((run) => {
    const after = epochsSeen(run, when);
    return after >= 1 && after < run.durations.length ? [{ run, after }] : [];
  });
  const repeats = new Map<string, number>();
  for (const { run } of cut) {
    const key = `${run.part} ${run.config}`;
    repeats.set(key, (repeats.get(key) ?? 0) + 1);
  }
  return cut.map(({ run, after }) => {
    const seen = run.durations.slice(0, after);
    return {
      run,
      after,
      logs: logsOf(seen),
      rest: run.durations.length - after,
      pastSeconds: sum(seen),
      restSeconds: sum(run.durations.slice(after)),
      weight: 1 / (repeats.get(`${run.part} ${run.config}`) ?? 1),
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
