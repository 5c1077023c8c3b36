/** What a power chart has to draw: a line for each device, or for each kind where there are many. */
import type { DeviceKind, Part, Range, Run, TracePoint } from "../model.ts";
import { deviceWord, joinedPart, orderedParts } from "./device_words.ts";
import { KIND_WORDS } from "./theme.ts";
import { foldTrace } from "./trace_columns.ts";

/** Over so many devices those of a kind are joined. */
const MOST_LINES = 6;

/** Columns that a long trace is folded to at first. */
const FINE_COLUMNS = 8000;

/** Power of one device, or of several together. */
export interface PowerLine {
  readonly part: Part;
  /** "GPU 0", "8 GPUs". */
  readonly word: string;
  readonly traces: readonly (readonly TracePoint[])[];
  /** 90 % interval of the mean, in W; absent where nothing was used. */
  readonly meanRange?: Range;
}

/** Lines of a run, in the order of stacks; devices without a trace are left out and named in `silent`. */
export function powerLines(run: Run): { lines: readonly PowerLine[]; silent: readonly string[] } {
  const traces = new Map(run.traces.map(({ device, points }) => [device, points]));
  const known = new Set(run.parts.map(({ device }) => device));
  const strays = run.traces.filter(({ device }) => !known.has(device)).map(strayPart);
  const parts = orderedParts([...run.parts, ...strays]);
  const drawn = parts.filter(({ device }) => (traces.get(device)?.length ?? 0) > 0);
  const silent = parts.filter((part) => !drawn.includes(part)).map((part) =>
    deviceWord(part, parts)
  );
  const pointsOf = (part: Part) => thinned(traces.get(part.device) ?? [], run.durationSeconds);
  if (drawn.length <= MOST_LINES) {
    const lines = drawn.map((part) => lineOf(part, deviceWord(part, parts), [pointsOf(part)]));
    return { lines, silent };
  }
  const kinds = new Map<DeviceKind, Part[]>();
  for (const part of drawn) kinds.set(part.kind, [...(kinds.get(part.kind) ?? []), part]);
  const lines = [...kinds.values()].flatMap((members) => {
    const joined = joinedPart(members);
    if (joined === undefined) return [];
    const words = KIND_WORDS[joined.kind];
    const word = members.length === 1 ? words.one : `${members.length} ${words.many}`;
    return [lineOf(joined, word, members.map(pointsOf))];
  });
  return { lines, silent };
}

/** A long trace folded once, ten times finer than any drawing: the widths are then drawn from that. Peaks stay. */
function thinned(points: readonly TracePoint[], durationSeconds: number): readonly TracePoint[] {
  if (points.length <= 2 * FINE_COLUMNS) return points;
  return foldTrace(points, { durationSeconds, columns: FINE_COLUMNS }).segments.flat();
}

function lineOf(part: Part, word: string, traces: readonly (readonly TracePoint[])[]): PowerLine {
  const { energyKwh, energyRange: [low, high], meanWatts } = part;
  const whole = energyKwh > 0 && Number.isFinite(low) && Number.isFinite(high) &&
    Number.isFinite(meanWatts);
  if (!whole) return { part, word, traces };
  const scale = meanWatts / energyKwh;
  return { part, word, traces, meanRange: [Math.max(0, low * scale), high * scale] };
}

/** A trace of a device that is no part of the run's energy: shown, without an interval. */
function strayPart({ device, points }: Run["traces"][number]): Part {
  let seconds = 0;
  let joules = 0;
  for (const { fromSeconds, toSeconds, meanWatts } of points) {
    seconds += toSeconds - fromSeconds;
    joules += meanWatts * (toSeconds - fromSeconds);
  }
  return {
    device,
    kind: "rest",
    name: "",
    source: "",
    basis: "measured",
    energyKwh: 0,
    energyRange: [0, 0],
    meanWatts: seconds > 0 ? joules / seconds : 0,
    missingSeconds: 0,
  };
}
