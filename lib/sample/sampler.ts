/**
 * Sampling as the calling thread sees it: begin, mark, ask, finish. Nothing here waits for a worker: what the worker has
 * measured lies in shared memory, and the first and the last reading are taken here.
 */
import type { JournalEntry } from "../inside_run.ts";
import type { Note, PowerSource, Reading, SourceDescription } from "../model.ts";
import { type Board, recentWattsOf } from "./board.ts";
import { monotonicSeconds, wallZeroMs } from "./clock.ts";
import type { MarkEntry, ToWorker } from "./job.ts";
import { JUST_NOW_SECONDS, type LongestStretch } from "./lane.ts";
import { type LanePlan, longestStretch, type LookedAt, readHere } from "./lanes.ts";
import { endDevices, type SampledDevice } from "./ending.ts";
import type { MeterView } from "./meter_view.ts";
import { MarkBook, type MarkedBoard } from "./mark_book.ts";
import { readAtOnce } from "./read_at_once.ts";
import { type RunningLane, startLane } from "./running_lane.ts";
import { nextRun, prepareWorker } from "./worker_handle.ts";

/** A curve is carried on at its last power for so long, or for two intervals of the readings: then nobody knows. */
const STALE_SECONDS = 0.3;
/** A worker that has not come round for so long, and two intervals, hangs. */
const HANGING_SECONDS = 0.5;

/** A model whose last look is so far back is asked once more at the end, and waited for so long. */
const FAR_SECONDS = 0.05;
const AWAITED_LOOK_SECONDS = 0.03;

/** The curve at an instant. */
export interface Sample {
  readonly atSeconds: number;
  readonly joules: readonly number[];
  /** The same at the low and the high end of the readings' own ranges. */
  readonly lowJoules: readonly number[];
  readonly highJoules: readonly number[];
  /** Of one that is silent, or has said nothing for long, 0. */
  readonly watts: readonly number[];
  /** Time of which nothing is known, in s. */
  readonly missingSeconds: readonly number[];
  /** Whether each device that answers has told a first stretch of energy, or had the time to: before, 0 J means that nothing is known. */
  readonly seen: boolean;
}

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

  private constructor(options: SamplingOptions, wallZero: number, zeroSeconds: number) {
    this.#options = options;
    this.#wallZeroMs = wallZero;
    this.#zeroSeconds = zeroSeconds;
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
    return sampler;
  }

  /** Time since the run's start, in s. */
  nowSeconds(): number {
    return monotonicSeconds() - this.#zeroSeconds;
  }

  #readAtOnce(source: PowerSource): Reading | undefined {
    return readAtOnce(source, () => this.nowSeconds());
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
      missingSeconds: [] as number[],
    };
    let seen = true;
    let begun = this.sources.length === 0;
    const most = Math.max(STALE_SECONDS, 2 * this.#options.intervalSeconds);
    for (const running of this.#lanes) {
      const meters = this.#curveOf(running);
      const { laterSeconds } = this.#longest(running.plan.thread);
      for (const meter of meters) {
        begun ||= meter.begun;
        // One that is in trouble, or says nothing for so long, may never: the others are not to wait.
        const waits = atSeconds < most && !meter.isSilent && meter.trouble.what === "none";
        if (meter.begun && meter.stretches === 0 && waits) seen = false;
        const since = meter.isSilent ? 0 : Math.max(0, atSeconds - meter.atSeconds);
        const ahead = Math.min(since, most);
        const carried = meter.joules > 0 ? 1 + meter.watts * ahead / meter.joules : 1;
        sample.joules.push(meter.joules * carried);
        sample.lowJoules.push(meter.lowJoules * carried);
        sample.highJoules.push(meter.highJoules * carried);
        sample.watts.push(since > laterSeconds ? 0 : meter.watts);
        sample.missingSeconds.push(meter.missingUntil(atSeconds, laterSeconds));
      }
    }
    return { atSeconds, ...sample, seen: seen && begun };
  }

  /**
   * The curve of a lane, to be looked at and added to. Until its worker has looked for the first time the sources are read here, onto a curve
   * that is kept: a source that tells the mean since it was last asked tells it only once. Later never, for what hangs in the worker would hang
   * here; but a model of which the worker has no reading yet, which is a while where the readings are far apart.
   */
  #curveOf(running: RunningLane): readonly MeterView[] {
    const { board, plan } = running;
    if (plan.thread !== "worker") return board.meters();
    const awake = board.readings > 0;
    if (awake && this.#hangs(running)) return this.#metersOf(running);
    for (const [index, one] of plan.sources.entries()) {
      const live = board.meter(index);
      if (one.slow || awake && !(live.isMean && live.stretches === 0)) continue;
      const early = running.early ??= board.copy();
      const reading = this.#readAtOnce(one.source);
      const stretch = reading && early.meter(index).take(reading);
      if (stretch !== undefined) early.trace(index).add(stretch);
    }
    return this.#metersOf(running);
  }

  #metersOf({ board, early }: RunningLane): readonly MeterView[] {
    const meters = board.meters();
    return early === undefined
      ? meters
      : meters.map((meter, index) => isUnseen(board, meter) ? early.meter(index) : meter);
  }

  /** A copy of what the worker knows, and of what was read here where it knows nothing yet. */
  #known({ board, early }: RunningLane): Board {
    const copy = board.copy();
    if (early === undefined) return copy;
    for (let index = 0; index < copy.devices; index++) {
      if (isUnseen(copy, copy.meter(index))) copy.takeDevice(index, early);
    }
    return copy;
  }

  /** Whether a lane's worker was awake and has not come round for so long that it must hang in a source. */
  #hangs({ board }: RunningLane): boolean {
    const most = HANGING_SECONDS + 2 * this.#options.intervalSeconds;
    return board.readings > 0 && this.nowSeconds() - board.passedSeconds > most;
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
    const mark = this.#marks.set(atSeconds, this.#ownAt(atSeconds));
    for (const { handle, lane } of this.#lanes) {
      lane?.cut(mark);
      lane?.lookNow();
      handle?.post({
        type: "mark",
        run: this.#run,
        mark,
        entry: { type: "mark", atSeconds, ...entry },
      });
    }
    if (this.#lanes[0]?.handle === undefined) {
      this.#options.withoutWorker?.({ type: "mark", atSeconds, ...entry, joules: now.joules });
    }
    return mark.id;
  }

  /**
   * What was read here just now of sources whose worker sleeps: it is better than a line through the worker's first reading. Nothing of those that were
   * not read here, as they answer later or live on another thread; nothing of a counter that has not moved, for its tick is some time ago.
   */
  #ownAt(seconds: number): readonly (number | undefined)[] {
    return this.#lanes.flatMap(({ plan, board, early }) =>
      plan.sources.map((_, index) => {
        if (early === undefined || board.readings > 0) return undefined;
        const { atSeconds, joules, watts, stretches } = early.meter(index);
        return stretches > 0 && seconds - atSeconds < JUST_NOW_SECONDS
          ? Math.max(0, joules + watts * (seconds - atSeconds))
          : undefined;
      })
    );
  }

  /** Hands an entry to the record. */
  entry(entry: Extract<ToWorker, { type: "entry" }>["entry"]): void {
    const handle = this.#lanes[0]?.handle;
    if (handle === undefined) this.#options.withoutWorker?.(entry);
    else handle.post({ type: "entry", run: this.#run, entry });
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
    const lanes = this.#lanes.filter((running) => behind(running) && !this.#hangs(running));
    for (const { handle } of lanes) handle?.post({ type: "look", run: this.#run, atSeconds });
    while (lanes.some(behind) && this.nowSeconds() - atSeconds < AWAITED_LOOK_SECONDS) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Takes the last readings and ends the sampling: under 50 ms. `ended` resolves when the worker has closed the record. */
  async finish(): Promise<Finished> {
    await this.#lookOnce();
    const lasts = this.#lanes.map((running) => {
      const hangs = this.#hangs(running);
      return running.plan.sources.map(({ source, slow }) =>
        slow || hangs ? undefined : this.#readAtOnce(source)
      );
    });
    const durationSeconds = this.nowSeconds();
    const lanes = this.#lanes.map((running, index) => {
      clearInterval(running.timer);
      return { plan: running.plan, board: this.#known(running), lasts: lasts[index] ?? [] };
    });
    const devices = await endDevices({
      lanes,
      endSeconds: durationSeconds,
      nowSeconds: () => this.nowSeconds(),
      readNow: (source) => this.#readAtOnce(source),
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
      nowSeconds: () => this.nowSeconds(),
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

/** Whether the worker knows nothing of a device yet: then what was read here counts. */
function isUnseen({ readings }: Board, { isMean, stretches }: MeterView): boolean {
  return readings === 0 || isMean && stretches === 0;
}
