/** A trace of any length as one bucket a pixel column, with its peaks and its gaps kept. */
import type { TracePoint } from "../model.ts";

/** Stretches that follow each other without a gap. */
export type Segment = readonly TracePoint[];
/** A stretch without readings, in s of the run. */
export interface Gap {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** A trace ready to be drawn. */
export interface FoldedTrace {
  readonly segments: readonly Segment[];
  readonly gaps: readonly Gap[];
}

/**
 * Folds a trace into at most `columns` buckets over `[0, durationSeconds]`: the mean weighs by time, low and high are the extremes.
 *
 * Gaps narrower than a column are not reported; they are in the energy all the same. What is not finite is left out.
 */
export function foldTrace(
  points: readonly TracePoint[],
  options: { readonly durationSeconds: number; readonly columns: number },
): FoldedTrace {
  const { durationSeconds, columns } = options;
  if (!(durationSeconds > 0)) return { segments: [], gaps: [] };
  const step = durationSeconds / columns;
  const gaps: Gap[] = [];
  let until = 0;
  const seconds = new Float64Array(columns);
  const joules = new Float64Array(columns);
  const low = new Float64Array(columns).fill(Infinity);
  const high = new Float64Array(columns).fill(-Infinity);
  const kept: TracePoint[] = [];
  const few = points.length <= columns;
  for (const point of points) {
    const from = Math.max(0, point.fromSeconds);
    const to = Math.min(durationSeconds, point.toSeconds);
    if (!(to > from) || !Number.isFinite(point.meanWatts)) continue;
    if (from - until > step * 0.999) gaps.push({ fromSeconds: until, toSeconds: from });
    until = Math.max(until, to);
    const least = Number.isFinite(point.lowWatts) ? point.lowWatts : point.meanWatts;
    const most = Number.isFinite(point.highWatts) ? point.highWatts : point.meanWatts;
    if (few) {
      kept.push({
        fromSeconds: from,
        toSeconds: to,
        meanWatts: point.meanWatts,
        lowWatts: least,
        highWatts: most,
      });
      continue;
    }
    const last = Math.min(columns - 1, Math.floor(to / step));
    for (let i = Math.min(columns - 1, Math.floor(from / step)); i <= last; i++) {
      const inside = Math.min(to, (i + 1) * step) - Math.max(from, i * step);
      if (inside <= 0) continue;
      seconds[i]! += inside;
      joules[i]! += inside * point.meanWatts;
      if (least < low[i]!) low[i] = least;
      if (most > high[i]!) high[i] = most;
    }
  }
  if (until > 0 && durationSeconds - until > step * 0.999) {
    gaps.push({ fromSeconds: until, toSeconds: durationSeconds });
  }
  for (let i = 0; !few && i < columns; i++) {
    if (seconds[i]! > 0) {
      kept.push({
        fromSeconds: i * step,
        toSeconds: (i + 1) * step,
        meanWatts: joules[i]! / seconds[i]!,
        lowWatts: low[i]!,
        highWatts: high[i]!,
      });
    }
  }
  return { segments: cutAtGaps(kept, step), gaps };
}

/** Sum of several traces on one grid of columns. Where one of them has no reading the sum has none. */
export function foldSum(
  traces: readonly (readonly TracePoint[])[],
  options: { readonly durationSeconds: number; readonly columns: number },
): FoldedTrace {
  const { durationSeconds, columns } = options;
  if (!(durationSeconds > 0)) return { segments: [], gaps: [] };
  const step = durationSeconds / columns;
  const sums = Array.from({ length: columns }, () => ({ count: 0, mean: 0, low: 0, high: 0 }));
  for (const points of traces) {
    const { segments } = foldTrace(points, options);
    const seen = new Uint8Array(columns);
    for (const point of segments.flat()) {
      const first = Math.max(0, Math.round(point.fromSeconds / step - 0.001));
      const last = Math.min(columns, Math.max(first + 1, Math.round(point.toSeconds / step)));
      for (let i = first; i < last; i++) {
        if (seen[i]) continue;
        seen[i] = 1;
        sums[i]!.count++;
        sums[i]!.mean += point.meanWatts;
        sums[i]!.low += point.lowWatts;
        sums[i]!.high += point.highWatts;
      }
    }
  }
  const kept = sums.flatMap(({ count, mean, low, high }, i) =>
    count < traces.length ? [] : [{
      fromSeconds: i * step,
      toSeconds: (i + 1) * step,
      meanWatts: mean,
      lowWatts: low,
      highWatts: high,
    }]
  );
  const segments = cutAtGaps(kept, step);
  const gaps: Gap[] = [];
  let until = 0;
  for (const segment of segments) {
    const from = segment[0]!.fromSeconds;
    if (from - until > step * 0.999) gaps.push({ fromSeconds: until, toSeconds: from });
    until = segment.at(-1)!.toSeconds;
  }
  if (until > 0 && durationSeconds - until > step * 0.999) {
    gaps.push({ fromSeconds: until, toSeconds: durationSeconds });
  }
  return { segments, gaps };
}

function cutAtGaps(points: readonly TracePoint[], step: number): Segment[] {
  const segments: TracePoint[][] = [];
  for (const point of points) {
    const before = segments.at(-1)?.at(-1);
    if (before === undefined || point.fromSeconds - before.toSeconds > step * 0.999) {
      segments.push([point]);
    } else segments.at(-1)!.push(point);
  }
  return segments;
}
