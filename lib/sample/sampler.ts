/**
 * Sampling as the calling thread sees it: begin, mark, ask, finish. Nothing here waits for a worker: what the worker has
 * measured lies in shared memory, and the first and the last reading are taken here.
 */
import type {
  CounterReading,
  Note,
  PowerSource,
  Reading,
  SourceDescription,
  TracePoint,
} from "../model.ts";
import { Board } from "./board.ts";
import { monotonicSeconds, wallZeroMs } from "./clock.ts";
import type { Job, MarkEntry, ToWorker } from "./job.ts";
import { breakStretch, Lane } from "./lane.ts";
import { type LanePlan, type LookedAt, readHere } from "./lanes.ts";
import { joulesUntil } from "./cut.ts";
import type { Meter, Stretch, Trouble } from "./meter.ts";
import type { ThinTrace } from "./thin_trace.ts";
import { nextRun, takeWorker, type WorkerHandle } from "./worker_handle.ts";

/** A curve not renewed for longer is renewed by the calling thread itself: the worker is not awake yet. */
const STALE_SECONDS = 0.3;
/** The last reading of a slow source may lie this much behind the end. */
const SLOW_TAIL_SECONDS = 1.5;

/** Readings of a timer on the calling thread may lie this far apart; beyond, that time is missing. */
const LATE_SECONDS = 1;

/** A worker that begins this long after a mark knows less of it than the reading taken here. */
const OWN_CUT_SECONDS = 0.15;
/** A tick that comes this soon after the end is waited for; `stop()` is to take under 50 ms. */
const AWAITED_TICK_SECONDS = 0.035;

/** What one device gave over a run. */
export interface SampledDevice {
  readonly source: PowerSource;
  readonly energyJoules: number;
  readonly lowJoules: number;
  readonly highJoules: number;
  readonly peakWatts: number;
  readonly missingSeconds: number;
  readonly points: readonly TracePoint[];
  readonly trouble: { readonly what: Trouble; readonly atSeconds: number };
  /** Read by a timer on the calling thread, which a blocking cell holds up. */
  readonly byTimer: boolean;
}

/** The curve at an instant. */
export interface Sample {
  readonly atSeconds: number;
  readonly joules: readonly number[];
  /** The same at the low and the high end of the readings' own ranges. */
  readonly lowJoules: readonly number[];
  readonly highJoules: readonly number[];
  readonly watts: readonly number[];
}

/** A run that was sampled. */
export interface Finished {
  readonly durationSeconds: number;
  readonly devices: readonly SampledDevice[];
  readonly ended: Promise<unknown>;
}

/** How a run is to be sampled. */
export interface SamplingOptions {
  readonly plans: readonly LanePlan[];
  readonly intervalSeconds: number;
  readonly listeners: readonly SourceDescription[];
  /** Keep the worker for the next run: in a notebook kernel. */
  readonly keep: boolean;
  readonly onNote: (note: Note) => void;
}

interface Running {
  readonly plan: LanePlan;
  readonly board: Board;
  readonly handle?: WorkerHandle;
  readonly lane?: Lane;
  readonly timer?: ReturnType<typeof setInterval>;
}

/** A run being sampled. */
export class Sampler {
  readonly #options: SamplingOptions;
  readonly #zeroSeconds: number;
  readonly #lanes: Running[] = [];
  readonly #run = nextRun();
  readonly #own = new Map<number, Sample>();
  readonly #pending = new Map<number, number>();
  readonly #cuts = new Map<number, readonly number[]>();
  readonly #seen: number[] = [];
  #nextMark = 0;

  private constructor(options: SamplingOptions, zeroSeconds: number) {
    this.#options = options;
    this.#zeroSeconds = zeroSeconds;
  }

  /** Takes the first readings and starts the workers; time 0 of the run is when this resolves, but for some µs. */
  static async begin(options: SamplingOptions): Promise<Sampler> {
    // A source that is quick is looked at again: since the first look a record was opened.
    const starts: (readonly Reading[])[] = [];
    for (const plan of options.plans) {
      starts.push(
        await Promise.all(plan.sources.map((one) => one.slow ? one.first : readHere(one.source))),
      );
    }
    const sampler = new Sampler(options, monotonicSeconds());
    for (const [index, plan] of options.plans.entries()) sampler.#start(plan, starts[index] ?? []);
    sampler.#share();
    return sampler;
  }

  /** Time since the run's start, in s. */
  nowSeconds(): number {
    return monotonicSeconds() - this.#zeroSeconds;
  }

  /** The sources, in the order of the joules. */
  get sources(): readonly PowerSource[] {
    return this.#all().map(({ source }) => source);
  }

  /** The curve now: the worker's last reading, carried on at its last power; read here where the worker is not awake. */
  current(): Sample {
    const atSeconds = this.nowSeconds();
    const sample = {
      joules: [] as number[],
      lowJoules: [] as number[],
      highJoules: [] as number[],
      watts: [] as number[],
    };
    for (const { board, plan } of this.#lanes) {
      const copy = board.copy();
      for (const [index, one] of plan.sources.entries()) {
        const meter = copy.meter(index);
        const stale = board.readings === 0 || atSeconds - meter.atSeconds > STALE_SECONDS;
        if (stale && !one.slow && plan.thread === "worker") {
          const reading = readNow(one.source, this.#zeroSeconds);
          if (reading !== undefined) meter.take(reading);
        }
        const ahead = Math.min(Math.max(0, atSeconds - meter.atSeconds), STALE_SECONDS);
        const carried = meter.joules > 0 ? 1 + meter.watts * ahead / meter.joules : 1;
        sample.joules.push(meter.joules * carried);
        sample.lowJoules.push(meter.lowJoules * carried);
        sample.highJoules.push(meter.highJoules * carried);
        sample.watts.push(meter.watts);
      }
    }
    return { atSeconds, ...sample };
  }

  /** Total power of the last minute, oldest first, in W. */
  recentWatts(): number[] {
    const [first, ...rest] = this.#lanes.map(({ board }) => board.recentWatts());
    if (rest.length === 0) return first ?? [];
    const longest = Math.max(0, ...[first ?? [], ...rest].map((row) => row.length));
    return Array.from(
      { length: longest },
      (_, back) =>
        [first ?? [], ...rest].reduce(
          (sum, row) => sum + (row[row.length - longest + back] ?? row[0] ?? 0),
          0,
        ),
    );
  }

  /** Stop presses that the worker has seen. */
  get interrupts(): number {
    return this.#lanes[0]?.board.interrupts ?? 0;
  }

  /** The calling thread has seen the Stop itself: it does not block. */
  hear(): void {
    this.#lanes[0]?.board.hear();
  }

  /** Passes over the worker's sources so far; 0 while it is not awake. */
  get readings(): number {
    return this.#lanes[0]?.board.readings ?? 0;
  }

  /** Marks an instant (now) at which the curve is cut; the cut is known when the readings behind it are there. */
  mark(entry: Omit<MarkEntry, "type" | "atSeconds">, now: Sample): number {
    const id = this.#nextMark++;
    this.#pending.set(id, now.atSeconds);
    // While the worker sleeps the reading taken here is better than a line through its first one.
    if (this.readings === 0) this.#own.set(id, now);
    const mark = { id, atSeconds: now.atSeconds };
    for (const [index, { handle, lane }] of this.#lanes.entries()) {
      lane?.cut(mark);
      if (handle !== undefined) {
        handle.post({
          type: "mark",
          run: this.#run,
          mark,
          entry: { type: "mark", atSeconds: now.atSeconds, ...entry },
        });
      }
      this.#seen[index] ??= 0;
    }
    this.#fetchCuts();
    return id;
  }

  /** Hands an entry to the record. */
  entry(entry: Extract<ToWorker, { type: "entry" }>["entry"]): void {
    this.#lanes[0]?.handle?.post({ type: "entry", run: this.#run, entry });
  }

  /** Joules of each device at a mark, as far as known: the cut, else the curve as it was seen at the mark. */
  cut(id: number): readonly number[] | undefined {
    this.#fetchCuts();
    return this.#cuts.get(id) ?? this.#own.get(id)?.joules;
  }

  /**
   * Takes the last readings and ends the sampling: under 50 ms. `ended` resolves when the worker has closed the record.
   */
  async finish(): Promise<Finished> {
    const finals = this.#all().map(({ source, slow }) =>
      slow ? undefined : readNow(source, this.#zeroSeconds)
    );
    const durationSeconds = this.nowSeconds();
    const copies = this.#lanes.map(({ board, timer }) => {
      clearInterval(timer);
      return board.copy();
    });
    const ends = this.#lanes.flatMap(({ plan }, lane) =>
      plan.sources.map((one, index) => ({
        ...one,
        plan,
        meter: copies[lane]!.meter(index),
        trace: copies[lane]!.trace(index),
      }))
    );
    for (const [index, { meter, trace, plan }] of ends.entries()) {
      meter.endSeconds = durationSeconds;
      const last = finals[index];
      if (last === undefined) continue;
      if (plan.thread === "calling") breakStretch(meter, last, this.#longestSeconds());
      addTo(trace, meter.take(last));
    }
    await this.#awaitTicks(ends, durationSeconds);
    this.#fetchCuts();
    const devices = ends.map(({ source, slow, plan, meter, trace }): SampledDevice => {
      addTo(trace, meter.finish(durationSeconds, slow ? SLOW_TAIL_SECONDS : undefined));
      return {
        source,
        energyJoules: meter.joules,
        lowJoules: meter.lowJoules,
        highJoules: meter.highJoules,
        peakWatts: meter.peakWatts,
        // A device that never answered gave nothing for the whole run.
        missingSeconds: meter.begun
          ? Math.min(meter.missingSeconds, durationSeconds)
          : durationSeconds,
        points: trace.points(),
        trouble: meter.trouble,
        byTimer: plan.thread === "calling",
      };
    });
    // Marks that no worker came to cut are cut here, out of the finished traces.
    for (const [id, atSeconds] of this.#pending) {
      this.#cuts.set(
        id,
        this.#ownCut(id) ?? devices.map(({ points }) => joulesUntil(points, atSeconds)),
      );
    }
    this.#pending.clear();
    const ended = Promise.all(
      this.#lanes.map(({ handle }) => handle?.release({ keep: this.#options.keep })),
    );
    return { durationSeconds, devices, ended };
  }

  /** The energy at the end lies between two ticks of a counter: where the second is near it is waited for, and tells it exactly. */
  async #awaitTicks(
    ends: readonly {
      readonly source: PowerSource;
      readonly slow: boolean;
      readonly meter: Meter;
      readonly trace: ThinTrace;
    }[],
    end: number,
  ): Promise<void> {
    let open = ends.filter(({ slow, meter }) =>
      !slow && meter.atSeconds < end &&
      (meter.nextTickSeconds ?? Infinity) < end + AWAITED_TICK_SECONDS
    );
    const looks = new Map<Meter, CounterReading>();
    while (open.length > 0 && this.nowSeconds() < end + AWAITED_TICK_SECONDS) {
      for (const { source, meter, trace } of open) {
        const reading = readNow(source, this.#zeroSeconds);
        const earlier = looks.get(meter);
        if (reading?.kind !== "counter") continue;
        looks.set(meter, reading);
        if (earlier === undefined || earlier.energyJoules === reading.energyJoules) continue;
        for (const stretch of meter.takeTick(earlier, reading)) trace.add(stretch);
      }
      open = open.filter(({ meter }) => meter.atSeconds < end);
      if (open.length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** A timer that is late by more was blocked by the training. */
  #longestSeconds(): number {
    return Math.max(LATE_SECONDS, 5 * this.#options.intervalSeconds);
  }

  #all(): LookedAt[] {
    return this.#lanes.flatMap(({ plan }) => plan.sources);
  }

  #start(plan: LanePlan, starts: readonly Reading[]): void {
    const onRunClock = starts.map((reading) => ({
      ...reading,
      atSeconds: reading.atSeconds - this.#zeroSeconds,
    }));
    const limits = plan.sources.map(({ source }) => source.limitWatts ?? 0);
    const board = new Board(plan.sources.length);
    // The shared memory begins with the start readings, so that it can be asked before the worker is awake.
    const seed = new Lane({
      board,
      sources: plan.sources.map(({ source }) => source),
      nowSeconds: () => this.nowSeconds(),
      ...(plan.thread === "calling" ? { longestSeconds: this.#longestSeconds() } : {}),
    });
    seed.begin(onRunClock, limits);
    if (plan.thread === "calling") {
      this.#lanes.push(this.#onTimer(plan, board, seed));
      return;
    }
    const first = this.#lanes.length === 0;
    const job: Job = {
      run: this.#run,
      wallZeroMs: ownWallZeroMs(),
      zeroSeconds: this.#zeroSeconds,
      intervalSeconds: this.#options.intervalSeconds,
      devices: plan.sources.map(({ source }) => source.device),
      descriptions: distinct(
        plan.sources.flatMap(({ description }) => description === undefined ? [] : [description]),
      ),
      starts: onRunClock,
      limits,
      listeners: first ? this.#options.listeners : [],
      others: this.#options.plans.slice(1).reduce((sum, { sources }) => sum + sources.length, 0),
      signals: first,
    };
    try {
      const handle = takeWorker(job, {
        note: ({ note }) => this.#options.onNote(note),
        failed: (why) =>
          this.#options.onNote({
            code: "worker-failed",
            message: `Readings stopped: the sampling worker failed (${why})`,
            hint: "run Deno with -A",
          }),
      });
      this.#lanes.push({ plan, board, handle });
    } catch (thrown) {
      this.#options.onNote({
        code: "no-worker",
        message: `Readings only between cells: no worker could start (${
          thrown instanceof Error ? thrown.message : thrown
        })`,
        hint: "run Deno with -A",
      });
      this.#lanes.push(this.#onTimer(plan, board, seed));
    }
  }

  #onTimer(plan: LanePlan, board: Board, lane: Lane): Running {
    let busy = false;
    const timer = setInterval(async () => {
      if (busy) return;
      busy = true;
      await lane.pass();
      busy = false;
    }, this.#options.intervalSeconds * 1000);
    return { plan, board, lane, timer };
  }

  #share(): void {
    const others = this.#lanes.slice(1).map(({ board }) => ({
      board: board.buffer as SharedArrayBuffer,
      devices: board.devices,
    }));
    for (const [index, { board, handle }] of this.#lanes.entries()) {
      handle?.post({
        type: "share",
        run: this.#run,
        board: board.buffer as SharedArrayBuffer,
        others: index === 0 ? others : [],
      });
    }
  }

  /** What was read here at a mark, if the worker began so much later that its line through the first stretch is the worse. */
  #ownCut(id: number): readonly number[] | undefined {
    const own = this.#own.get(id);
    const began = this.#lanes[0]?.board.beganSeconds ?? Infinity;
    return own !== undefined && began - own.atSeconds > OWN_CUT_SECONDS ? own.joules : undefined;
  }

  /** A mark is cut when every lane has cut it. */
  #fetchCuts(): void {
    for (const [index, { board }] of this.#lanes.entries()) {
      const { count, marks } = board.marksSince(this.#seen[index] ?? 0);
      this.#seen[index] = count;
      const offset = this.#lanes.slice(0, index).reduce(
        (sum, { plan }) => sum + plan.sources.length,
        0,
      );
      for (const { id, joules } of marks) {
        const row = this.#parts.get(id) ?? { lanes: 0, joules: [] };
        for (const [device, value] of joules.entries()) row.joules[offset + device] = value;
        row.lanes++;
        this.#parts.set(id, row);
        if (row.lanes < this.#lanes.length) continue;
        this.#parts.delete(id);
        this.#pending.delete(id);
        this.#cuts.set(id, this.#ownCut(id) ?? row.joules);
      }
    }
  }
  readonly #parts = new Map<number, { lanes: number; joules: number[] }>();
}

function addTo(trace: ThinTrace, stretch: Stretch | undefined): void {
  if (stretch !== undefined) trace.add(stretch);
}

/** A reading taken here and now on the run's clock; a source that needs to be awaited gives none. */
function readNow(source: PowerSource, zeroSeconds: number): Reading | undefined {
  const before = monotonicSeconds();
  try {
    const reading = source.read();
    if (reading instanceof Promise) {
      reading.catch(() => {});
      return undefined;
    }
    return { ...reading, atSeconds: (before + monotonicSeconds()) / 2 - zeroSeconds };
  } catch {
    return undefined;
  }
}

function distinct(descriptions: readonly SourceDescription[]): SourceDescription[] {
  return [...new Map(descriptions.map((one) => [JSON.stringify(one), one])).values()];
}

let known: number | undefined;
/** Found once: it takes up to a millisecond. */
function ownWallZeroMs(): number {
  return known ??= wallZeroMs();
}
