/**
 * Sampling as the calling thread sees it: begin, mark, ask, finish. Nothing here waits for a worker: what the worker has
 * measured lies in shared memory, and the first and the last reading are taken here.
 */
import type { JournalEntry } from "../inside_run.ts";
import type { Note, PowerSource, Reading, SourceDescription } from "../model.ts";
import { recentWattsOf } from "./board.ts";
import { monotonicSeconds, wallZeroMs } from "./clock.ts";
import { Curve, type Sample } from "./curve.ts";
import type { MarkEntry, ToWorker } from "./job.ts";
import type { LongestStretch } from "./lane.ts";
import { type LanePlan, longestStretch, type LookedAt, readHere, WAKING_SECONDS } from "./lanes.ts";
import { endDevices, type SampledDevice } from "./ending.ts";
import { MarkBook, type MarkedBoard } from "./mark_book.ts";
import { MarkOutbox } from "./mark_outbox.ts";
import { readAtOnce } from "./read_at_once.ts";
import { type RunningLane, startLane } from "./running_lane.ts";
import { nextRun, prepareWorker } from "./worker_handle.ts";

/** A model whose last look is so far back is asked once more at the end, and waited for so long. */
const FAR_SECONDS = 0.05;
const AWAITED_LOOK_SECONDS = 0.03;

/** A run that was sampled. */
export interface Finished {
  readonly durationSeconds: number;
  /** How much further the world's clock went than the run's, in s: the machine slept, or its clock was set. */
  readonly clockJumpSeconds: number;
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
  /** Who is told of ticks and entries where no worker runs that could tell the listeners. */
  readonly withoutWorker?: ((entry: JournalEntry) => void) | undefined;
}

/** A run being sampled. */
export class Sampler {
  readonly #options: SamplingOptions;
  readonly #wallZeroMs: number;
  readonly #zeroSeconds: number;
  readonly #lanes: RunningLane[] = [];
  readonly #startedAtMs = Date.now();
  readonly #run = nextRun();
  readonly #marks = new MarkBook(() => this.#markedBoards());
  readonly #curve: Curve;
  readonly #outbox = new MarkOutbox((marks) => {
    for (const { handle } of this.#lanes) handle?.post({ type: "marks", run: this.#run, marks });
  });

  private constructor(options: SamplingOptions, wallZero: number, zeroSeconds: number) {
    this.#options = options;
    this.#wallZeroMs = wallZero;
    this.#zeroSeconds = zeroSeconds;
    this.#curve = new Curve({
      lanes: this.#lanes,
      nowSeconds: this.nowSeconds,
      intervalSeconds: options.intervalSeconds,
    });
  }

  /** Takes the first readings and starts the workers; time 0 of the run is when this resolves, but for some µs. */
  static async begin(options: SamplingOptions): Promise<Sampler> {
    const workers = options.plans.map(({ thread }) =>
      thread === "calling" ? undefined : prepareWorker(options)
    );
    // Anew for each run: since the last one the machine may have slept, or its clock been set. Before the readings: it takes up to a millisecond.
    const wallZero = wallZeroMs();
    // A source that is quick is looked at again: since the first look a record was opened.
    const starts: (readonly Reading[])[] = [];
    for (const plan of options.plans) {
      starts.push(
        await Promise.all(plan.sources.map((one) => one.slow ? one.first : readHere(one.source))),
      );
    }
    const sampler = new Sampler(options, wallZero, monotonicSeconds());
    for (const [index, plan] of options.plans.entries()) {
      sampler.#lanes.push(sampler.#start(plan, starts[index] ?? [], workers[index]));
    }
    sampler.#share();
    sampler.#lookUntilAwake();
    return sampler;
  }

  /** While the worker wakes, this thread reads whenever it has a turn. */
  #lookUntilAwake(): void {
    if (!this.#curve.sleeps) return;
    this.#early = setInterval(() => {
      if (this.#curve.sleeps && this.nowSeconds() < WAKING_SECONDS) this.#curve.now();
      else clearInterval(this.#early);
    }, this.#options.intervalSeconds * 1000);
  }
  #early: ReturnType<typeof setInterval> | undefined;

  /** Time since the run's start, in s. */
  nowSeconds = (): number => monotonicSeconds() - this.#zeroSeconds;

  /** The sources, in the order of the joules. */
  get sources(): readonly PowerSource[] {
    return this.#all().map(({ source }) => source);
  }

  /** The curve now. */
  current(): Sample {
    return this.#curve.now();
  }

  /** Total power of the last minute, oldest first, in W. */
  recentWatts(): number[] {
    return recentWattsOf(this.#lanes.map(({ board }) => board));
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
    const { atSeconds } = now;
    const mark = this.#marks.set(atSeconds, this.#curve.readAt(atSeconds));
    for (const { lane } of this.#lanes) {
      lane?.cut(mark);
      lane?.lookNow();
    }
    this.#outbox.add({ mark, entry: { type: "mark", atSeconds, ...entry } });
    if (this.#lanes[0]?.handle === undefined) {
      this.#options.withoutWorker?.({ type: "mark", atSeconds, ...entry, joules: now.joules });
    }
    return mark.id;
  }

  /** Hands an entry to the record. */
  entry(entry: Extract<ToWorker, { type: "entry" }>["entry"]): void {
    const handle = this.#lanes[0]?.handle;
    if (handle === undefined) this.#options.withoutWorker?.(entry);
    else {
      this.#outbox.flush();
      handle.post({ type: "entry", run: this.#run, entry });
    }
  }

  /** Joules of each device at a mark, as far as known: the cut, else the curve as it was seen at the mark. */
  cut(id: number): readonly number[] | undefined {
    return this.#marks.get(id);
  }

  /**
   * Has the workers ask their models once more. What this thread asks them tells the mean since it last did, which may be the run's start, and
   * would be taken for the power since the worker's last look.
   */
  async #lookOnce(): Promise<void> {
    const atSeconds = this.nowSeconds();
    const behind = ({ board, plan, handle }: RunningLane) =>
      handle !== undefined &&
      plan.sources.some((_, index) => {
        const { isMean, stretches, atSeconds: last } = board.meter(index);
        return isMean && stretches > 0 && atSeconds - last > FAR_SECONDS;
      });
    const lanes = this.#lanes.filter((running) => behind(running) && !this.#curve.hangs(running));
    for (const { handle } of lanes) handle?.post({ type: "look", run: this.#run, atSeconds });
    while (lanes.some(behind) && this.nowSeconds() - atSeconds < AWAITED_LOOK_SECONDS) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Takes the last readings and ends the sampling: under 50 ms. `ended` resolves when the worker has closed the record. */
  async finish(): Promise<Finished> {
    clearInterval(this.#early);
    const askedSeconds = this.nowSeconds();
    this.#outbox.flush();
    await this.#lookOnce();
    const lasts = this.#lanes.map((running) => {
      const hangs = this.#curve.hangs(running);
      return running.plan.sources.map(({ source, slow }) =>
        slow || hangs ? undefined : readAtOnce(source, this.nowSeconds)
      );
    });
    const durationSeconds = this.nowSeconds();
    const lanes = this.#lanes.map((running, index) => {
      clearInterval(running.timer);
      return { plan: running.plan, board: this.#curve.known(running), lasts: lasts[index] ?? [] };
    });
    const devices = await endDevices({
      lanes,
      endSeconds: durationSeconds,
      askedSeconds,
      nowSeconds: this.nowSeconds,
      readNow: (source) => readAtOnce(source, this.nowSeconds),
      intervalSeconds: this.#options.intervalSeconds,
      longest: (thread) => this.#longest(thread),
    });
    this.#marks.finish(devices.map(({ points }) => points));
    const ended = Promise.all(
      this.#lanes.map(({ handle }) => handle?.release({ keep: this.#options.keep })),
    );
    const clockJumpSeconds = (Date.now() - this.#startedAtMs) / 1000 - this.nowSeconds();
    return { durationSeconds, clockJumpSeconds, devices, ended };
  }

  #markedBoards(): readonly MarkedBoard[] {
    let offset = 0;
    return this.#lanes.map(({ board, plan }) => {
      const marked = { board, offset };
      offset += plan.sources.length;
      return marked;
    });
  }

  #longest(thread: LanePlan["thread"]): LongestStretch {
    return longestStretch(thread, this.#options.intervalSeconds);
  }

  #all(): LookedAt[] {
    return this.#lanes.flatMap(({ plan }) => plan.sources);
  }

  #start(plan: LanePlan, starts: readonly Reading[], prepared: Worker | undefined): RunningLane {
    const { intervalSeconds, listeners, onNote, plans } = this.#options;
    const first = this.#lanes.length === 0;
    return startLane({
      plan,
      starts,
      prepared,
      run: this.#run,
      wallZeroMs: this.#wallZeroMs,
      zeroSeconds: this.#zeroSeconds,
      nowSeconds: this.nowSeconds,
      intervalSeconds,
      ...(first
        ? {
          first: {
            listeners,
            others: plans.slice(1).reduce((sum, { sources }) => sum + sources.length, 0),
          },
        }
        : {}),
      onNote,
      onPass: () => this.#tellTick(),
    });
  }

  /** The tick that the worker would have told. */
  #tellTick(): void {
    if (this.#lanes[0]?.handle !== undefined) return;
    const { atSeconds, joules, lowJoules, highJoules } = this.current();
    this.#options.withoutWorker?.({
      type: "tick",
      atSeconds,
      joules,
      low: lowJoules,
      high: highJoules,
    });
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
}
