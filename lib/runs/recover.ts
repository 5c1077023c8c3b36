/** A run whose process ended without closing its record, put together from what had been written. */
import type {
  DeviceLedger,
  JournalEntry,
  RunLedger,
  RunStart,
  StretchLedger,
} from "../inside_run.ts";
import type { Metrics, Note, Prediction, TracePoint } from "../model.ts";
import { readMetrics } from "../record/metric_text.ts";
import { ThinTrace, traceFields } from "../sample/thin_trace.ts";

type Entry<Type extends JournalEntry["type"]> = Extract<JournalEntry, { readonly type: Type }>;
type Mark = Entry<"mark">;

/** Points of a device's trace at most: two a pixel column of the widest chart (judgement). */
const TRACE_POINTS = 1500;
/** A source that gives nothing for longer, in s, is missing: counters tick every 20 to 100 ms, lines of a record come every second. */
const STILL_SECONDS = 2.5;

/** An instant of the curve. */
interface Instant {
  readonly atSeconds: number;
  readonly joules: readonly number[];
}

/**
 * The ledger of a run from its unfinished record: cut at the marks, up to the last line that was written. Its status is what a
 * `closed` entry says, else "recovered"; an epoch under way is there, incomplete.
 * @param record What `readRecord()` gave of a run that did not end; `mayGoOn`: it was written to a moment ago, so nobody can tell whether it did.
 */
export function recoverLedger(
  record: {
    readonly start: RunStart;
    readonly entries: readonly JournalEntry[];
    readonly notes?: readonly Note[];
    readonly mayGoOn?: boolean;
  },
): RunLedger {
  const { start, entries } = record;
  const closed = entriesOf(entries, "closed").at(-1);
  const instants = curveOf(start, entries);
  const last = instants.at(-1) ?? { atSeconds: 0, joules: [] };
  const durationSeconds = Math.max(last.atSeconds, closed?.atSeconds ?? 0);
  const end: Instant = { atSeconds: durationSeconds, joules: last.joules };
  const marks = entriesOf(entries, "mark");
  const logs = entriesOf(entries, "log");
  const ends = firstOf(marks, ({ what, id }) => `${what} ${id}`);
  const logsOf = Map.groupBy(logs, ({ epoch }) => epoch);
  const stretches = (what: "epoch" | "span") =>
    marks.filter((mark) => mark.what === `${what}-start`).map((from) => {
      const to = ends.get(`${what}-end ${from.id}`);
      const metrics = what === "epoch" ? metricsOf(logsOf.get(from.id) ?? []) : {};
      return { ...stretchOf(from, to, end, metrics), mark: from };
    });
  const { devices: _, ...known } = start;
  return {
    ...known,
    status: closed?.status ?? "recovered",
    ...(closed?.stoppedBy === undefined ? {} : { stoppedBy: closed.stoppedBy }),
    endedAt: new Date(Date.parse(start.startedAt) + durationSeconds * 1000).toISOString(),
    durationSeconds,
    devices: devicesOf(start, entries, instants),
    epochs: stretches("epoch").map(({ mark: _mark, ...epoch }) => epoch),
    spans: stretches("span").map(({ mark, ...span }) => ({
      ...span,
      name: mark.name ?? `span ${mark.id}`,
      ...(mark.parent === undefined ? {} : { parent: mark.parent }),
    })),
    predictions: entriesOf(entries, "prediction").map(({ prediction }): Prediction => prediction),
    intensities: [
      ...start.intensities,
      ...entriesOf(entries, "intensity").map(({ point }) => point),
    ].toSorted((a, b) => a.atSeconds - b.atSeconds),
    metrics: metricsOf(logs),
    notes: [
      ...start.notes,
      ...entriesOf(entries, "note").map(({ note }) => note),
      ...(record.notes ?? []),
      ...(closed !== undefined
        ? []
        : record.mayGoOn === true
        ? [MAY_GO_ON]
        : [recoveredNote(durationSeconds)]),
    ],
  };
}

const MAY_GO_ON: Note = {
  code: "maybe-running",
  message:
    "The record was written to a moment ago: the run may still go on, and this is how far it had come",
  hint: "load it again when it has ended",
};

function recoveredNote(durationSeconds: number): Note {
  return {
    code: "recovered",
    message:
      `The process ended before the run did (killed, out of memory, or the kernel was restarted): the figures reach to the last line of the record, ${
        durationSeconds.toFixed(1)
      } s after its start, and up to a second more was drawn`,
    atSeconds: durationSeconds,
  };
}

function entriesOf<Type extends JournalEntry["type"]>(
  entries: readonly JournalEntry[],
  type: Type,
): Entry<Type>[] {
  return entries.filter((entry): entry is Entry<Type> => entry.type === type);
}

/** Every instant at which the joules are known, in order; marks lie between the ticks. */
function curveOf(start: RunStart, entries: readonly JournalEntry[]): Instant[] {
  const known = entries.filter((entry): entry is Entry<"tick"> | Mark =>
    (entry.type === "tick" || entry.type === "mark") &&
    entry.joules.length === start.devices.length
  );
  return known.toSorted((a, b) => a.atSeconds - b.atSeconds);
}

function stretchOf(
  from: Mark,
  to: Mark | undefined,
  end: Instant,
  metrics: Metrics,
): StretchLedger {
  const until = to ?? end;
  return {
    startedAtSeconds: from.atSeconds,
    durationSeconds: Math.max(0, until.atSeconds - from.atSeconds),
    joules: from.joules.map((joules, device) =>
      Math.max(0, (until.joules[device] ?? joules) - joules)
    ),
    complete: to !== undefined && to.complete !== false,
    metrics,
  };
}

/** Later figures of a name go before earlier ones. */
function metricsOf(logs: readonly Entry<"log">[]): Metrics {
  return Object.fromEntries(logs.flatMap(({ metrics }) => Object.entries(readMetrics(metrics))));
}

/** The first of each key. */
function firstOf<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  return new Map(items.toReversed().map((item) => [keyOf(item), item]));
}

function devicesOf(
  start: RunStart,
  entries: readonly JournalEntry[],
  instants: readonly Instant[],
): DeviceLedger[] {
  const ticks = entriesOf(entries, "tick");
  const lastTick = ticks.at(-1);
  return start.devices.map((identity, device) => {
    const at = (values: readonly number[] | undefined) => values?.[device];
    const energyJoules = at(instants.at(-1)?.joules) ?? 0;
    const ticked = at(lastTick?.joules) ?? 0;
    // Since the last tick the readings' own range is taken to be what it was until then.
    const ratio = (end: number | undefined) => end === undefined || ticked <= 0 ? 1 : end / ticked;
    const trace = traceOf(instants, ticks, device);
    const peakWatts = Math.max(0, ...trace.points.map((point) => point.highWatts));
    return {
      ...identity,
      energyJoules,
      lowJoules: energyJoules * ratio(at(lastTick?.low)),
      highJoules: energyJoules * ratio(at(lastTick?.high)),
      ...(trace.points.length > 0 ? { peakWatts } : {}),
      missingSeconds: (at(lastTick?.missingSeconds) ?? 0) + trace.stillSeconds,
      points: trace.points,
    };
  });
}

/**
 * Mean power between the instants. Time without joules belongs to the next joules that come, as a counter may tick slowly, but
 * for what the ticks call missing: there the trace has a gap.
 */
function traceOf(
  instants: readonly Instant[],
  ticks: readonly Entry<"tick">[],
  device: number,
): { readonly points: readonly TracePoint[]; readonly stillSeconds: number } {
  const missing = new Map(
    ticks.map((tick) => [tick.atSeconds, tick.missingSeconds?.[device] ?? 0]),
  );
  const trace = new ThinTrace(new Float64Array(traceFields(TRACE_POINTS))).reset();
  let from: Instant = { atSeconds: 0, joules: [] };
  let gone = 0;
  for (const to of instants) {
    const joules = (to.joules[device] ?? 0) - (from.joules[device] ?? 0);
    if (joules <= 0) continue;
    const now = missing.get(to.atSeconds) ?? gone;
    const gap = Math.min(Math.max(0, now - gone), to.atSeconds - from.atSeconds);
    gone = now;
    const seconds = to.atSeconds - from.atSeconds - gap;
    if (seconds <= 0) continue;
    trace.add({
      fromSeconds: to.atSeconds - seconds,
      toSeconds: to.atSeconds,
      meanWatts: joules / seconds,
    });
    from = to;
  }
  const end = instants.at(-1)?.atSeconds ?? 0;
  const still = end - from.atSeconds;
  const points = trace.points();
  // A device that drew nothing at all has a flat trace; one that fell silent is missing since.
  if (points.length === 0 && end > 0 && gone === 0 && (missing.get(end) ?? 0) === 0) {
    return {
      points: [{ fromSeconds: 0, toSeconds: end, meanWatts: 0, lowWatts: 0, highWatts: 0 }],
      stillSeconds: 0,
    };
  }
  return { points, stillSeconds: still > STILL_SECONDS ? still : 0 };
}
