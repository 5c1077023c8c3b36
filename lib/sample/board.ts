/**
 * Shared memory between the thread that samples and the thread that asks: the meters, their traces, the marks that were cut, and
 * a few flags. One thread writes, any thread may copy; neither waits for the other (a sequence number tells a torn copy).
 */
import { Meter } from "./meter.ts";
import { METER_FIELDS } from "./meter_fields.ts";
import { MeterView } from "./meter_view.ts";
import { ThinTrace, traceFields } from "./thin_trace.ts";

/** Points of a kept trace: one a pixel of the widest chart, and some. */
const TRACE_POINTS = 1200;
/** A write takes microseconds; a thread that was put aside in one comes back within milliseconds. */
const COPY_MS = 20;
/** Marks that were cut and not yet fetched. */
const MARKS = 512;
/** Seconds of total power kept for the sparkline, ten a second. */
const RECENT = 600;
/** Readings of a device that the calling thread takes while the worker wakes: for 5 s, as far apart as below. */
const EARLY = 256;
const EARLY_APART_SECONDS = 0.02;
const EARLY_FIELDS = 3; // device, time, power

const SEQUENCE = 0; // odd while the writer writes
const INTERRUPTS = 1; // Stop presses seen by the worker
const HEARD = 2; // Stop presses that the calling thread has seen itself
const MARK_COUNT = 3; // marks cut so far
const READINGS = 4; // passes over all sources
const RECENT_COUNT = 5;
const POSTS = 6; // messages posted to the worker
const EARLY_COUNT = 7; // readings taken by the calling thread
const FLAGS = 8; // Int32

/** The memory of one sampling thread. */
export class Board {
  /** Shared between the threads. */
  readonly buffer: ArrayBufferLike;
  /** How many devices it has. */
  readonly devices: number;
  /** The flags, for `Atomics`. */
  readonly flags: Int32Array;
  readonly #numbers: Float64Array;

  constructor(
    devices: number,
    buffer: ArrayBufferLike = new SharedArrayBuffer(Board.#bytes(devices)),
  ) {
    this.devices = devices;
    this.buffer = buffer;
    this.flags = new Int32Array(buffer, 0, FLAGS);
    this.#numbers = new Float64Array(buffer, FLAGS * 4);
  }

  static #bytes(devices: number): number {
    return FLAGS * 4 +
      8 *
        (devices * (METER_FIELDS + traceFields(TRACE_POINTS) + EARLY * EARLY_FIELDS) +
          MARKS * (1 + devices) + RECENT + 2);
  }

  /** The state of a device's meter, live. */
  meter(index: number): Meter {
    const at = index * METER_FIELDS;
    return this.#meters[index] ??= new Meter(this.#numbers.subarray(at, at + METER_FIELDS));
  }
  readonly #meters: Meter[] = [];

  /** A device's trace, live. */
  trace(index: number): ThinTrace {
    const size = traceFields(TRACE_POINTS);
    const at = this.devices * METER_FIELDS + index * size;
    return this.#traces[index] ??= new ThinTrace(this.#numbers.subarray(at, at + size));
  }
  readonly #traces: ThinTrace[] = [];

  /** Takes one device over from a copy of this board. */
  takeDevice(index: number, from: Board): void {
    const at = index * METER_FIELDS;
    this.#numbers.set(from.#numbers.subarray(at, at + METER_FIELDS), at);
    const size = traceFields(TRACE_POINTS);
    const trace = this.devices * METER_FIELDS + index * size;
    this.#numbers.set(from.#numbers.subarray(trace, trace + size), trace);
  }

  #marksAt(): number {
    return this.devices * (METER_FIELDS + traceFields(TRACE_POINTS));
  }

  #recentAt(): number {
    return this.#marksAt() + MARKS * (1 + this.devices);
  }

  #earlyAt(): number {
    return this.#recentAt() + RECENT + 2;
  }

  /** Runs a change so that nobody copies it half done. */
  write(change: () => void): void {
    Atomics.add(this.flags, SEQUENCE, 1);
    try {
      change();
    } finally {
      Atomics.add(this.flags, SEQUENCE, 1);
    }
  }

  /** A whole copy, in memory of its own. Where the writer does not end its write in time (it died), the copy may be torn. */
  copy(): Board {
    const bytes = new Uint8Array(this.buffer);
    return new Board(this.devices, this.#whole(() => bytes.slice()).buffer);
  }

  /** A copy of the meters alone, which are a hundredth of it. */
  meters(): readonly MeterView[] {
    const row = this.#whole(() => this.#numbers.slice(0, this.devices * METER_FIELDS));
    return Array.from(
      { length: this.devices },
      (_, index) => new MeterView(row.subarray(index * METER_FIELDS, (index + 1) * METER_FIELDS)),
    );
  }

  /** What is taken while nobody writes. */
  #whole<T>(take: () => T): T {
    const giveUp = performance.now() + COPY_MS;
    for (;;) {
      const before = Atomics.load(this.flags, SEQUENCE);
      const taken = take();
      const whole = before % 2 === 0 && Atomics.load(this.flags, SEQUENCE) === before;
      if (whole || performance.now() > giveUp) return taken;
    }
  }

  /**
   * Keeps what the calling thread read of a gauge before the writer took this board over; no two of a device that are near to each other. It writes
   * nothing else.
   */
  keepEarly(index: number, atSeconds: number, powerWatts: number): void {
    const count = Atomics.load(this.flags, EARLY_COUNT);
    const last = this.#earlyLast[index] ?? -Infinity;
    if (this.beganSeconds < Infinity || count >= EARLY * this.devices) return;
    if (atSeconds - last < EARLY_APART_SECONDS) return;
    this.#earlyLast[index] = atSeconds;
    this.#numbers.set([index, atSeconds, powerWatts], this.#earlyAt() + count * EARLY_FIELDS);
    Atomics.store(this.flags, EARLY_COUNT, count + 1);
  }
  readonly #earlyLast: number[] = [];

  /** What the calling thread read of each device before, oldest first. */
  early(): readonly (readonly { readonly atSeconds: number; readonly powerWatts: number }[])[] {
    const rows = Array.from(
      { length: this.devices },
      () => [] as { atSeconds: number; powerWatts: number }[],
    );
    for (let one = 0; one < Atomics.load(this.flags, EARLY_COUNT); one++) {
      const at = this.#earlyAt() + one * EARLY_FIELDS;
      rows[this.#numbers[at]!]?.push({
        atSeconds: this.#numbers[at + 1]!,
        powerWatts: this.#numbers[at + 2]!,
      });
    }
    return rows;
  }

  /** Takes over all that another board holds, but for what was read early: a worker begins before the shared memory reaches it. */
  adopt(other: Board): void {
    this.write(() => {
      this.#numbers.set(other.#numbers.subarray(0, this.#earlyAt()));
      for (const flag of [MARK_COUNT, READINGS, RECENT_COUNT]) {
        Atomics.store(this.flags, flag, Atomics.load(other.flags, flag));
      }
      Atomics.add(this.flags, INTERRUPTS, Atomics.load(other.flags, INTERRUPTS));
    });
  }

  /** Adds a mark that was cut: its id and each device's joules, those that were guessed told apart. Call inside `write()`. */
  pushMark(id: number, joules: readonly number[], guessed: readonly boolean[]): void {
    const count = Atomics.load(this.flags, MARK_COUNT);
    const at = this.#marksAt() + (count % MARKS) * (1 + this.devices);
    this.#numbers[at] = id;
    for (const [index, value] of joules.entries()) {
      this.#numbers[at + 1 + index] = guessed[index] ? -value - 1 : value;
    }
    Atomics.store(this.flags, MARK_COUNT, count + 1);
  }

  /** Marks cut since a count, oldest first, and the count now. Those overwritten meanwhile are left out. */
  marksSince(
    seen: number,
  ): {
    readonly count: number;
    readonly marks: readonly {
      readonly id: number;
      readonly joules: readonly number[];
      readonly guessed: readonly boolean[];
    }[];
  } {
    const count = Atomics.load(this.flags, MARK_COUNT);
    const marks = [];
    for (let index = Math.max(seen, count - MARKS); index < count; index++) {
      const at = this.#marksAt() + (index % MARKS) * (1 + this.devices);
      const row = Array.from(this.#numbers.subarray(at + 1, at + 1 + this.devices));
      marks.push({
        id: this.#numbers[at] ?? -1,
        joules: row.map((value) => value < 0 ? -value - 1 : value),
        guessed: row.map((value) => value < 0),
      });
    }
    // Of those read meanwhile the oldest may have been written over, up to the one that is being written.
    const kept = Atomics.load(this.flags, MARK_COUNT) - MARKS + 1;
    return { count, marks: marks.slice(Math.max(0, kept - Math.max(seen, count - MARKS))) };
  }

  /** When the writer first looked at its sources, in s; Infinity before. */
  get beganSeconds(): number {
    return this.#numbers[this.#recentAt() + RECENT] || Infinity;
  }

  /** The writer looks for the first time. Call inside `write()`. */
  begin(seconds: number): void {
    const at = this.#recentAt() + RECENT;
    if (this.#numbers[at] === 0) this.#numbers[at] = Math.max(seconds, Number.MIN_VALUE);
  }

  /** When the latest pass over all sources ended, in s; -Infinity before the first. */
  get passedSeconds(): number {
    return this.readings === 0
      ? -Infinity
      : this.#numbers[this.#recentAt() + RECENT + 1] ?? -Infinity;
  }

  /** Adds the total power of a pass, and when it ended. Call inside `write()`. */
  pushPass(watts: number, atSeconds: number): void {
    this.#numbers[this.#recentAt() + RECENT + 1] = atSeconds;
    const count = Atomics.load(this.flags, RECENT_COUNT);
    this.#numbers[this.#recentAt() + count % RECENT] = watts;
    Atomics.store(this.flags, RECENT_COUNT, count + 1);
    Atomics.add(this.flags, READINGS, 1);
  }

  /** Total power of the latest passes, oldest first, in W. */
  recentWatts(): number[] {
    const count = Atomics.load(this.flags, RECENT_COUNT);
    const length = Math.min(count, RECENT);
    return Array.from(
      { length },
      (_, index) => this.#numbers[this.#recentAt() + (count - length + index) % RECENT] ?? 0,
    );
  }

  /** Messages posted to the worker so far. */
  get posts(): number {
    return Atomics.load(this.flags, POSTS);
  }

  /** A message was posted to the worker: one that waits is woken. */
  notePost(): void {
    Atomics.add(this.flags, POSTS, 1);
    Atomics.notify(this.flags, POSTS);
  }

  /** Blocks the worker until a message is posted; false where the time was up first. `posts` is what it has seen of them. */
  waitForPost(posts: number, seconds: number): boolean {
    return Atomics.wait(this.flags, POSTS, posts, seconds * 1000) !== "timed-out";
  }

  /** Passes over all sources so far. */
  get readings(): number {
    return Atomics.load(this.flags, READINGS);
  }

  /** Stop presses the worker has seen. */
  get interrupts(): number {
    return Atomics.load(this.flags, INTERRUPTS);
  }

  /** The worker has seen a Stop press. */
  addInterrupt(): void {
    Atomics.add(this.flags, INTERRUPTS, 1);
  }

  /** Whether the calling thread has heard of the Stop by itself: then it is not blocked. */
  get heard(): boolean {
    return Atomics.load(this.flags, HEARD) > 0;
  }

  /** The calling thread has heard of the Stop. */
  hear(): void {
    Atomics.add(this.flags, HEARD, 1);
  }
}

/** Total power of several boards in the last minute, oldest first, in W: a row that is shorter is carried back at its first value. */
export function recentWattsOf(boards: readonly Board[]): number[] {
  const rows = boards.map((board) => board.recentWatts());
  const longest = Math.max(0, ...rows.map((row) => row.length));
  return Array.from(
    { length: longest },
    (_, back) =>
      rows.reduce((sum, row) => sum + (row[row.length - longest + back] ?? row[0] ?? 0), 0),
  );
}
