/** The devices of several runs as those of one, with their traces on the common clock. */
import { partRange, weakestBasis } from "../interval.ts";
import type { Part, Trace, TracePoint } from "../model.ts";
import { meanWatts } from "../units.ts";
import type { CountedPart, CountedRun, Stretch } from "./counted.ts";
import { addStretch, uncertaintyOf } from "./joined.ts";
import type { MergedClock } from "./merge_clock.ts";

/** Points that overlap by less, in s, follow one another: the rest is rounding. */
const ROUNDING_SECONDS = 1e-6;

interface Piece {
  readonly from: CountedRun;
  readonly counted: CountedPart;
}

/** The parts and traces of a merged run: a physical device is one part, whichever run read it. */
export function mergeParts(
  runs: readonly CountedRun[],
  clock: MergedClock,
): { readonly parts: readonly Part[]; readonly traces: readonly Trace[] } {
  const pieces = new Map<string, Piece[]>();
  for (const from of runs) {
    for (const counted of from.parts) {
      const known = pieces.get(counted.key);
      if (known === undefined) pieces.set(counted.key, [{ from, counted }]);
      else known.push({ from, counted });
    }
  }
  const names = deviceNames([...pieces.values()].map((some) => some[0]!));
  const parts: Part[] = [];
  const traces: Trace[] = [];
  for (const [index, some] of [...pieces.values()].entries()) {
    const device = names[index]!;
    const points = addUp(some.map((piece) => pointsOf(piece, clock)));
    parts.push(partOf(device, some, points, clock.durationSeconds));
    if (points.length > 0) traces.push({ device, points });
  }
  return { parts, traces };
}

/** "gpu:0"; with the machine before it where several have one: "node1/gpu:0". */
function deviceNames(firsts: readonly Piece[]): readonly string[] {
  const count = (name: string, names: readonly string[]) =>
    names.filter((one) => one === name).length;
  const plain = firsts.map(({ counted }) => counted.part.device);
  const withHost = firsts.map(({ from: { run } }, index) =>
    `${run.machine.hostname || run.name}/${plain[index]}`
  );
  return firsts.map(({ from: { run } }, index) => {
    if (count(plain[index]!, plain) === 1) return plain[index]!;
    const named = withHost[index]!;
    return count(named, withHost) === 1 ? named : `${run.id}/${plain[index]}`;
  });
}

function partOf(
  device: string,
  pieces: readonly Piece[],
  points: readonly TracePoint[],
  durationSeconds: number,
): Part {
  const [first, ...rest] = pieces.map(({ counted: { part, key, share } }) => ({
    energyKwh: part.energyKwh * share,
    ...uncertaintyOf(part, key),
  }));
  const sum = rest.reduce((all, one) => addStretch(all, one.energyKwh, one), first!);
  const { key, shared, own } = sum;
  const parts = pieces.map(({ counted }) => counted.part);
  const peaks = parts.flatMap(({ peakWatts }) => peakWatts ?? []);
  // Shares of processes side by side are more than each alone.
  if (peaks.length > 0) { for (const point of points) peaks.push(point.meanWatts); }
  // What an earlier run read all the while is not missing, nor what a later one read in its gaps.
  const unread = pieces.reduce(
    (all, { counted: { part, share } }) => all + part.missingSeconds * (share > 0 ? 1 : 0),
    0,
  );
  const read = points.reduce((all, { fromSeconds, toSeconds }) => all + toSeconds - fromSeconds, 0);
  const missingSeconds = points.length === 0
    ? unread
    : Math.min(unread, Math.max(0, durationSeconds - read));
  const { kind, name, source } = parts[0]!;
  return {
    device,
    kind,
    name,
    source: parts.every((part) => part.source === source) ? source : "several",
    basis: weakestBasis(...parts.map((part) => part.basis)),
    energyKwh: sum.energyKwh,
    energyRange: partRange(sum),
    uncertainty: { key, shared, own },
    meanWatts: meanWatts({
      energyKwh: sum.energyKwh,
      durationSeconds: Math.max(0, durationSeconds - missingSeconds),
    }),
    ...(peaks.length > 0 ? { peakWatts: peaks.reduce((a, b) => Math.max(a, b)) } : {}),
    missingSeconds,
  };
}

/** The trace of one piece on the common clock, without what an earlier run has counted. */
function pointsOf({ from, counted }: Piece, clock: MergedClock): TracePoint[] {
  const { run, fromMs } = from;
  const points = run.traces.find(({ device }) => device === counted.part.device)?.points ?? [];
  return points.flatMap((point) => {
    const there: Stretch = [fromMs + point.fromSeconds * 1000, fromMs + point.toSeconds * 1000];
    return without(there, counted.covered).map(([start, end]) => ({
      ...point,
      fromSeconds: clock.at(start),
      toSeconds: clock.at(end),
    }));
  });
}

/** Traces of one device as one: at each time the sum of those that have it, as shares of processes do. */
function addUp(traces: readonly (readonly TracePoint[])[]): TracePoint[] {
  const points = traces.flat().toSorted((a, b) => a.fromSeconds - b.fromSeconds);
  const overlap = points.some(({ toSeconds }, at) =>
    toSeconds - (points[at + 1]?.fromSeconds ?? Infinity) > ROUNDING_SECONDS
  );
  if (!overlap) return points;
  const edges = [...new Set(points.flatMap((point) => [point.fromSeconds, point.toSeconds]))]
    .toSorted((a, b) => a - b);
  const sums: TracePoint[] = [];
  let open: TracePoint[] = [];
  let next = 0;
  for (const [at, toSeconds] of edges.slice(1).entries()) {
    const fromSeconds = edges[at]!;
    open = open.filter((point) => point.toSeconds > fromSeconds);
    while ((points[next]?.fromSeconds ?? Infinity) <= fromSeconds) open.push(points[next++]!);
    if (open.length === 0 || toSeconds - fromSeconds < ROUNDING_SECONDS) continue;
    const sum = (of: "meanWatts" | "lowWatts" | "highWatts") =>
      open.reduce((all, point) => all + point[of], 0);
    sums.push({
      fromSeconds,
      toSeconds,
      meanWatts: sum("meanWatts"),
      lowWatts: sum("lowWatts"),
      highWatts: sum("highWatts"),
    });
  }
  return sums;
}

/** What is left of a stretch when others, in order, are taken out. */
function without(stretch: Stretch, others: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let [from] = stretch;
  const [, to] = stretch;
  for (const [start, end] of others) {
    if (end <= from || start >= to) continue;
    if (start > from) left.push([from, start]);
    from = Math.max(from, end);
  }
  if (to > from) left.push([from, to]);
  return left;
}
