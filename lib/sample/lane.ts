/**
 * Sources that are read together on one thread: one pass reads each, meters it and cuts the marks that have gone by. The same
 * code runs in the worker, in the second worker of a slow source, and on the calling thread for sources that live there.
 */
import { countedJoules } from "../counted_joules.ts";
import type { CounterReading, PowerSource, Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import type { Board } from "./board.ts";
import { OwnReadings } from "./early_readings.ts";
import { History } from "./history.ts";
import { type Mark, MarkCutter } from "./mark_cutter.ts";
import type { Meter, MeteredDevice } from "./meter.ts";
import { readAtOnce } from "./read_at_once.ts";
import { NOBODY_LOOKED } from "./reading_check.ts";
import type { Stretch } from "./stretch.ts";
import { joinPhases, TickWatch } from "./tick_clock.ts";

/** A pass waits this long for an answer, so that the others of its thread wait no longer. */
export const ANSWER_SECONDS = 0.4;
/** A model tells the mean since it was last asked: at a mark it is asked if that is this long ago. */
const MEAN_LOOK_SECONDS = 0.05;

/** Counters are watched for at most so long to find their tick: boards tick every 20 to 100 ms. */
const WATCH_SECONDS = 0.45;
/** … with a look this often. */
const POLL_SECONDS = 0.002;
/** … and those whose tick is known already are read this often meanwhile. */
const MEANWHILE_SECONDS = 0.02;
/** A look that takes longer is too slow to find ticks with; a busy machine may be so now and then. */
const SLOW_POLL_SECONDS = 0.02;
const SLOW_POLLS = 3;
/** A mark is followed for at most so long: a tick of the slowest counters. */
const FOLLOW_SECONDS = 0.15;

/** A source whose look takes longer is never read on the calling thread beside its passes, in s: that would be the training's time. */
export const SLOW_SECONDS = 0.005;
/** The end of an epoch and the start of the next are one look: so near to a mark a reading is one at it. */
export const JUST_NOW_SECONDS = 0.005;

/** Ends of stretches this close are one instant: times are doubles of seconds. */
const TOUCH_SECONDS = 1e-6;

/** How far apart two looks at a gauge may lie before the time between is missing, in s. */
export interface LongestStretch {
  readonly firstSeconds: number;
  readonly laterSeconds: number;
}

/** Sources read on one thread, and the board they write to. */
export class Lane {
  #board: Board;
  readonly #sources: readonly (PowerSource | undefined)[];
  /** What each is, for their sum; one that could not be opened draws nothing. */
  readonly #devices: readonly Pick<PowerSource, "device" | "kind">[];
  readonly #nowSeconds: () => number;
  readonly #longest: LongestStretch;
  readonly #histories: History[];
  readonly #own: readonly OwnReadings[];
  /** Since when each is waited for, in s; undefined where it is not. */
  readonly #asked: (number | undefined)[];
  /** Those whose counter ticks so often that there is no beat to learn. */
  readonly #fast: boolean[];
  /** Those that answer later or slowly: not to be asked beside the passes. */
  readonly #slow: boolean[];
  readonly #cutter: MarkCutter;

  constructor(options: {
    readonly board: Board;
    /** One a device of the board, in its order; absent where it could not be opened on this thread. */
    readonly sources: readonly (PowerSource | undefined)[];
    readonly nowSeconds: () => number;
    /** Between two looks at a gauge that lie further apart nobody knows its power. */
    readonly longest: LongestStretch;
  }) {
    this.#board = options.board;
    this.#sources = options.sources;
    this.#devices = options.sources.map((source) => source ?? { device: "", kind: "rest" });
    this.#nowSeconds = options.nowSeconds;
    this.#longest = options.longest;
    this.#histories = options.sources.map(() => new History());
    this.#own = options.sources.map(() => new OwnReadings());
    this.#asked = options.sources.map(() => undefined);
    this.#fast = options.sources.map(() => false);
    this.#slow = options.sources.map(() => false);
    this.#cutter = new MarkCutter(this.#histories, options.longest.laterSeconds);
  }

  /** The board written to. */
  get board(): Board {
    return this.#board;
  }

  /** Goes on on another board, with all that this one holds and what the calling thread has read on that one. */
  moveTo(board: Board): void {
    board.adopt(this.#board);
    this.#board = board;
    const early = board.early();
    for (const [index, own] of this.#own.entries()) {
      const readings = own.with(early[index] ?? []);
      own.end();
      if (readings === undefined) continue;
      this.#beginOne(index);
      for (const reading of readings) this.#take(index, reading);
    }
  }

  /** Takes the readings of the run's start. */
  begin(starts: readonly Reading[], metered: readonly MeteredDevice[]): void {
    this.#starts = starts;
    this.#metered = metered;
    for (const index of starts.keys()) this.#beginOne(index);
  }
  #starts: readonly Reading[] = [];
  #metered: readonly MeteredDevice[] = [];

  #beginOne(index: number): void {
    const start = this.#starts[index]!;
    this.#board.write(() => {
      this.#board.trace(index).reset();
      this.#board.meter(index).reset(this.#metered[index]).take(start);
    });
    this.#histories[index] = new History();
    this.#histories[index].add(start.atSeconds, 0);
  }

  /** Reads every source once. Answers at once where every source does. */
  pass(): void | Promise<void> {
    this.#board.write(() => this.#board.begin(this.#nowSeconds()));
    const waits: Promise<void>[] = [];
    for (const [index, source] of this.#sources.entries()) {
      const before = this.#nowSeconds();
      if (source === undefined || this.#asked[index] !== undefined) {
        // One that is slow by nature still gives its readings; one that has hung for so long is silent.
        const waited = before - (this.#asked[index] ?? -Infinity);
        if (waited > this.#longest.laterSeconds) {
          this.#take(index, { kind: "gap", atSeconds: before, why: "no answer" });
        }
        continue;
      }
      try {
        const answer = source.read();
        if (answer instanceof Promise) waits.push(this.#await(index, answer));
        else this.#take(index, { ...answer, atSeconds: (before + this.#nowSeconds()) / 2 });
      } catch (thrown) {
        this.#take(index, { kind: "gap", atSeconds: before, why: firstLine(thrown) });
      }
    }
    const after = () => {
      this.#board.write(() => {
        const watts = this.#sources.map((_, index) => this.#board.meter(index).watts);
        const total = countedJoules(this.#devices, watts, { durationSeconds: 1 });
        this.#board.pushPass(total, this.#nowSeconds());
      });
      this.#cutPending();
    };
    if (waits.length === 0) return after();
    return Promise.all(waits).then(after);
  }

  /**
   * Polls the counters quickly for a moment, to find when they tick. Without it the energy of a short run is unsure by a tick at
   * each end. Sources that are slow to read are left alone. `sleep` answers whether to go on.
   */
  async learnTicks(sleep: (seconds: number) => Promise<boolean>): Promise<void> {
    this.#board.write(() => this.#board.begin(this.#nowSeconds()));
    const watches = this.#sources.map((_, index) =>
      // What tells the mean since it was last asked is not to be asked in passing.
      this.#asked[index] !== undefined || this.#fast[index] || this.#board.meter(index).isMean
        ? undefined
        : new TickWatch(this.#board.meter(index).tick)
    );
    const end = this.#nowSeconds() + WATCH_SECONDS;
    let slow = 0;
    while (this.#nowSeconds() < end) {
      const before = this.#nowSeconds();
      for (const [index, watch] of watches.entries()) {
        if (watch === undefined) {
          this.#readMeanwhile(index);
          continue;
        }
        const reading = this.#quickCounter(index);
        if (reading !== undefined) watch.look(reading);
        // One that is done need not wait for the others.
        if (watch.done) this.#learnt(index, watch);
        if (reading === undefined || watch.done) watches[index] = undefined;
      }
      const now = this.#nowSeconds();
      const took = now - before;
      if (took > SLOW_POLL_SECONDS && ++slow > SLOW_POLLS) break;
      const waits = watches.flatMap((watch) => watch === undefined ? [] : watch.waitSeconds(now));
      if (waits.length === 0) break;
      const rest = Math.min(...waits, end - now);
      if (!await sleep(Math.max(POLL_SECONDS, rest, Math.min(took, SLOW_POLL_SECONDS)))) break;
    }
    for (const [index, watch] of watches.entries()) {
      if (watch !== undefined) this.#learnt(index, watch);
    }
  }

  #learnt(index: number, watch: TickWatch): void {
    if (watch.isFast) this.#fast[index] = true;
    const { phase, ticks } = watch;
    if (phase === undefined) return;
    this.#board.write(() => {
      const meter = this.#board.meter(index);
      meter.setTick(joinPhases(meter.tick, phase), ticks);
    });
    // What was seen at the ticks is as good as any reading, and the best there is of the start.
    for (const tick of ticks) {
      this.#take(index, { ...tick, atSeconds: tick.atSeconds + phase.periodSeconds / 2 });
    }
  }

  /** While the others' ticks are looked for, a source that is done is read about as densely as it ticks. */
  #readMeanwhile(index: number): void {
    const meter = this.#board.meter(index);
    if (this.#asked[index] !== undefined || meter.isMean) return;
    if (this.#nowSeconds() - meter.atSeconds < MEANWHILE_SECONDS) return;
    const reading = this.#quick(index);
    if (reading !== undefined) this.#take(index, reading);
  }

  /**
   * Follows the counters closely from a mark until each has ticked behind it, so that the cut there is as sharp as the ticks: a
   * line through readings 100 ms apart would not be.
   */
  async followMark(seconds: number, sleep: (seconds: number) => Promise<boolean>): Promise<void> {
    const end = this.#nowSeconds() + FOLLOW_SECONDS;
    const open = new Set(this.#sources.keys());
    const looks = new Map<number, CounterReading>();
    while (open.size > 0 && this.#nowSeconds() < end) {
      for (const index of [...open]) {
        const meter = this.#board.meter(index);
        const before = this.#nowSeconds();
        const skip = this.#asked[index] !== undefined ||
          meter.isMean && seconds - meter.atSeconds < MEAN_LOOK_SECONDS;
        const reading = skip ? undefined : this.#quick(index);
        if (reading?.kind === "counter" && meter.tick !== undefined) {
          const earlier = looks.get(index);
          looks.set(index, reading);
          if (earlier === undefined || earlier.energyJoules === reading.energyJoules) continue;
          this.#keep(index, (one) => one.takeTick(earlier, reading));
        } else if (reading !== undefined) this.#take(index, reading);
        const late = this.#nowSeconds() - before > SLOW_POLL_SECONDS;
        if (reading === undefined || late || meter.atSeconds >= seconds) open.delete(index);
      }
      if (open.size === 0 || !await sleep(POLL_SECONDS)) break;
    }
    this.#cutPending();
  }

  #quick(index: number): Reading | undefined {
    const source = this.#sources[index];
    return source && readAtOnce(source, this.#nowSeconds);
  }

  #quickCounter(index: number): CounterReading | undefined {
    const reading = this.#quick(index);
    return reading?.kind === "counter" && Number.isFinite(reading.energyJoules)
      ? reading
      : undefined;
  }

  /**
   * Reads those that answer at once and were not read just now. On the calling thread nobody else looks while it is blocked, so that its marks need
   * it; what is slow there would be the training's time.
   */
  lookNow(): void {
    for (const [index, source] of this.#sources.entries()) {
      const before = this.#nowSeconds();
      const { atSeconds } = this.#board.meter(index);
      if (source === undefined || this.#asked[index] !== undefined || this.#slow[index]) continue;
      if (before - atSeconds < JUST_NOW_SECONDS) continue;
      const reading = readAtOnce(source, this.#nowSeconds);
      this.#slow[index] = reading === undefined || this.#nowSeconds() - before > SLOW_SECONDS;
      if (reading !== undefined) this.#take(index, reading);
    }
    this.#cutPending();
  }

  /** Cuts the curve at an instant as soon as the readings behind it are there. */
  cut(mark: Mark): void {
    this.#cutter.add(mark);
  }

  /** Told of each mark that was cut. */
  onCut: (mark: Mark, joules: readonly number[]) => void = () => {};

  /** Waits for an answer, but no longer than a pass may take; one that comes later is taken when it comes. */
  async #await(index: number, answer: Promise<Reading>): Promise<void> {
    const asked = this.#nowSeconds();
    this.#asked[index] = asked;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ANSWER_SECONDS * 1000);
    });
    const taken = answer.catch((thrown): Reading => ({
      kind: "gap",
      atSeconds: this.#nowSeconds(),
      why: firstLine(thrown),
    })).then((reading) => {
      this.#asked[index] = undefined;
      // When it was read lies somewhere between the question and the answer.
      this.#take(index, { ...reading, atSeconds: (asked + this.#nowSeconds()) / 2 });
    });
    await Promise.race([taken, late]);
    clearTimeout(timer);
  }

  #take(index: number, reading: Reading): void {
    this.#own[index]?.keep(reading);
    this.#keep(index, (meter) => {
      breakStretch(meter, reading, this.#longest);
      const stretch = meter.take(reading);
      return stretch === undefined ? [] : [stretch];
    });
  }

  /** Lets a meter take readings, and keeps the stretches that they end. */
  #keep(index: number, take: (meter: Meter) => readonly Stretch[]): void {
    this.#board.write(() => {
      const meter = this.#board.meter(index);
      const before = meter.joules;
      let joules = before;
      for (const stretch of take(meter)) {
        const { fromSeconds, toSeconds, meanWatts } = stretch;
        this.#board.trace(index).add(stretch);
        const history = this.#histories[index]!;
        // Behind a gap: no line is drawn through it.
        if (fromSeconds - history.lastSeconds > TOUCH_SECONDS) history.add(fromSeconds, joules);
        joules += meanWatts * (toSeconds - fromSeconds);
        history.add(toSeconds, joules);
      }
    });
  }

  #cutPending(): void {
    this.#cutter.cutReady(this.#nowSeconds(), (index) => this.#board.meter(index), (cut) => {
      this.#board.write(() => this.#board.pushMark(cut.mark.id, cut.joules, cut.guessed));
      this.onCut(cut.mark, cut.joules);
    });
  }
}

/** Makes a gap of the time since the last look at a gauge, where that is too long for a line between the two. */
export function breakStretch(meter: Meter, reading: Reading, longest: LongestStretch): void {
  if (reading.kind !== "gauge" || !meter.begun) return;
  if (
    reading.atSeconds - meter.atSeconds >
      (meter.stretches === 0 ? longest.firstSeconds : longest.laterSeconds)
  ) {
    meter.take({ kind: "gap", atSeconds: reading.atSeconds, why: NOBODY_LOOKED });
  }
}
