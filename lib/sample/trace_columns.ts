/** Traces of all devices on one grid of columns, for what follows from all of them together. */
import type { DeviceLedger } from "../inside_run.ts";
import type { TracePoint } from "../model.ts";

/** A figure draws no more columns than this (judgement). */
const TRACE_COLUMNS = 300;

/**
 * A trace whose power in each column follows from the joules of every device in it; empty where one of them has no trace yet.
 *
 * @param wattsOf Power in W from the devices' joules, in their order, over so many seconds.
 */
export function traceOver(
  devices: readonly DeviceLedger[],
  durationSeconds: number,
  wattsOf: (joules: readonly number[], seconds: number) => number,
): readonly TracePoint[] {
  if (devices.length === 0 || devices.some(({ points }) => points.length === 0)) return [];
  const longest = Math.max(...devices.map(({ points }) => points.length));
  const columns = Math.min(TRACE_COLUMNS, longest);
  const width = durationSeconds / columns;
  const joules = devices.map(({ points }) => inColumns(points, columns, width));
  return Array.from({ length: columns }, (_, column) => {
    const meanWatts = Math.max(0, wattsOf(joules.map((one) => one[column] ?? 0), width));
    return {
      fromSeconds: column * width,
      toSeconds: (column + 1) * width,
      meanWatts,
      lowWatts: meanWatts,
      highWatts: meanWatts,
    };
  });
}

function inColumns(points: readonly TracePoint[], columns: number, width: number): Float64Array {
  const joules = new Float64Array(columns);
  for (const { fromSeconds, toSeconds, meanWatts } of points) {
    const last = Math.min(columns - 1, Math.floor(toSeconds / width));
    for (let column = Math.max(0, Math.floor(fromSeconds / width)); column <= last; column++) {
      const from = Math.max(fromSeconds, column * width);
      const to = Math.min(toSeconds, (column + 1) * width);
      if (to > from) joules[column]! += meanWatts * (to - from);
    }
  }
  return joules;
}
