/**
 * How the cumulative curve lies in a record. A whole tick says the joules of each device since the start; between two of them
 * stand short lines that say only what was added since the line before. Whole numbers of 10 mJ are written, so that the short
 * lines add up to the whole ones exactly and nothing drifts, in a day as in a minute.
 */
import type { JournalEntry, Tick } from "../inside_run.ts";

/** A tick as the reader gives it: the cumulative curve. */
export type TickEntry = Extract<JournalEntry, { readonly type: "tick" }>;

/** Steps in a joule: 10 mJ is 0.02 W over half a second, below what any sensor tells apart (judgement). */
const STEPS_PER_JOULE = 100;
/** Steps in a second of missing time, and of the clock: a millisecond. */
const STEPS_PER_SECOND = 1000;

/** Differences of one device: its place among the devices, then how far the low and high ends moved beyond the joules, in 10 mJ. */
type RangeStep = readonly [device: number, low: number, high: number];

/** A short line: `t` seconds; `j` 10 mJ added by each device; `r` where a reading's own range differs; `m` missing time added, in ms. */
interface ShortTick {
  readonly t: number;
  readonly j: readonly number[];
  readonly r?: readonly RangeStep[];
  readonly m?: readonly (readonly [device: number, milliseconds: number])[];
}

/** The curve in whole steps. */
interface Steps {
  readonly joules: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly missing: readonly number[];
}

/** Writes the curve as lines of a record, without the line end. Its ticks must come in order. */
export class TickWriter {
  #before: Steps | undefined;

  /** The line of a tick: whole where asked for, and where no line came before. */
  line(tick: Tick, whole: boolean): string {
    const now: Steps = {
      joules: tick.joules.map((joules) => steps(joules, STEPS_PER_JOULE)),
      low: tick.lowJoules.map((joules) => steps(joules, STEPS_PER_JOULE)),
      high: tick.highJoules.map((joules) => steps(joules, STEPS_PER_JOULE)),
      missing: tick.missingSeconds.map((seconds) => steps(seconds, STEPS_PER_SECOND)),
    };
    const before = this.#before;
    this.#before = now;
    return JSON.stringify(
      whole || before === undefined
        ? wholeTick(tick.atSeconds, now)
        : shortTick(tick.atSeconds, now, before),
    );
  }
}

/** Reads the lines of `TickWriter` back into the cumulative curve. */
export class TickReader {
  #now: Steps | undefined;

  /** Whether a parsed line is a short tick. */
  static isShort(line: unknown): line is ShortTick {
    if (typeof line !== "object" || line === null || "type" in line) return false;
    const { t, j, r, m } = line as Partial<Record<keyof ShortTick, unknown>>;
    return typeof t === "number" && isNumbers(j) && (r === undefined || isRows(r, 3)) &&
      (m === undefined || isRows(m, 2));
  }

  /** Takes a whole tick: what follows adds to it. */
  whole(tick: TickEntry): TickEntry {
    const joules = tick.joules.map((value) => steps(value, STEPS_PER_JOULE));
    const ends = (values: readonly number[] | undefined) =>
      values?.map((value) => steps(value, STEPS_PER_JOULE)) ?? joules;
    this.#now = {
      joules,
      low: ends(tick.low),
      high: ends(tick.high),
      missing: tick.missingSeconds?.map((value) => steps(value, STEPS_PER_SECOND)) ??
        joules.map(() => 0),
    };
    return tick;
  }

  /** The cumulative curve at a short tick; `undefined` where a line before it was lost and no whole tick has come since. */
  short(line: ShortTick): TickEntry | undefined {
    const before = this.#now;
    if (before === undefined) return undefined;
    const added = before.joules.map((_, device) => line.j[device] ?? 0);
    const beyond = (side: 1 | 2) => {
      const ends = [...added];
      for (const row of line.r ?? []) ends[row[0]] = (ends[row[0]] ?? 0) + row[side];
      return ends;
    };
    const missing = before.joules.map(() => 0);
    for (const [device, milliseconds] of line.m ?? []) missing[device] = milliseconds;
    this.#now = {
      joules: sum(before.joules, added),
      low: sum(before.low, beyond(1)),
      high: sum(before.high, beyond(2)),
      missing: sum(before.missing, missing),
    };
    return wholeTick(line.t, this.#now);
  }

  /** A line could not be read: short ticks are left out until the next whole one, which covers the time. */
  lost(): void {
    this.#now = undefined;
  }
}

function wholeTick(atSeconds: number, now: Steps): TickEntry {
  const joulesOf = (values: readonly number[]) => values.map((value) => value / STEPS_PER_JOULE);
  const same = (values: readonly number[]) =>
    values.every((value, device) => value === now.joules[device]);
  return {
    type: "tick",
    atSeconds: steps(atSeconds, STEPS_PER_SECOND) / STEPS_PER_SECOND,
    joules: joulesOf(now.joules),
    ...(same(now.low) ? {} : { low: joulesOf(now.low) }),
    ...(same(now.high) ? {} : { high: joulesOf(now.high) }),
    ...(now.missing.every((value) => value === 0)
      ? {}
      : { missingSeconds: now.missing.map((value) => value / STEPS_PER_SECOND) }),
  };
}

function shortTick(atSeconds: number, now: Steps, before: Steps): ShortTick {
  const j = now.joules.map((value, device) => value - (before.joules[device] ?? 0));
  const r = j.flatMap((added, device): RangeStep[] => {
    const low = (now.low[device] ?? 0) - (before.low[device] ?? 0) - added;
    const high = (now.high[device] ?? 0) - (before.high[device] ?? 0) - added;
    return low === 0 && high === 0 ? [] : [[device, low, high]];
  });
  const m = now.missing.flatMap((value, device): [number, number][] => {
    const added = value - (before.missing[device] ?? 0);
    return added === 0 ? [] : [[device, added]];
  });
  return {
    t: steps(atSeconds, STEPS_PER_SECOND) / STEPS_PER_SECOND,
    j,
    ...(r.length > 0 ? { r } : {}),
    ...(m.length > 0 ? { m } : {}),
  };
}

function steps(value: number, perUnit: number): number {
  return Math.round(value * perUnit);
}

function sum(before: readonly number[], added: readonly number[]): number[] {
  return before.map((value, device) => value + (added[device] ?? 0));
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}

function isRows(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.every((row) => isNumbers(row) && row.length === length);
}
