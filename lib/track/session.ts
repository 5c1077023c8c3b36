/** One run from its first reading to its record: what `track()` and `startTracking()` share. */
import { accountRun } from "../carbon/account.ts";
import { equivalents } from "../carbon/equivalents.ts";
import { showingRun } from "../display/showing.ts";
import { firstLine, shownValue } from "../errors.ts";
import type { LiveState, RunLedger } from "../inside_run.ts";
import type { Metrics, Note, PowerSource, Prediction, Run } from "../model.ts";
import { countedJoules, isBeside } from "../counted_joules.ts";
import { settleLedger } from "../sample/settled_ledger.ts";
import type { Sample } from "../sample/curve.ts";
import { aboveIdle } from "./above_idle.ts";
import { blindBudgetNotes, shownBudget } from "./budget.ts";
import { type BookedEpoch, EpochBook } from "./epochs.ts";
import { Foretelling } from "./foretelling.ts";
import { clockNotes, deviceLedger, interimLedgers, troubleNotes } from "./ledger.ts";
import { limitNotes } from "./limits.ts";
import { stillNotes, tell } from "./live.ts";
import { checkMetrics } from "./metrics.ts";
import { notShown, type Opened, openRun, unwritable } from "./opening.ts";
import type { CheckedOptions } from "./options.ts";
import { beginOverlap, type Overlap } from "./overlap.ts";
import type { Counted } from "./predict_whole.ts";
import { SpanBook } from "./spans.ts";
import { Stopping } from "./stopping.ts";
import { withGapFilled } from "./unseen.ts";

const OVERLAP: Note = {
  code: "overlap",
  message:
    "Another run was tracked at the same time: each measures the whole machine, so their figures must not be added",
};

const UNHEARD: Note = {
  code: "stop-unheard",
  message: "The run was told to stop by its budget and went on to its end: the cell never asked",
  hint: "loop over t.epochs(), or pass t.signal to what can be aborted",
};

/** How a run ended. */
export type Outcome = Pick<RunLedger, "status" | "stoppedBy" | "error">;

/** A run under way. */
export class Session {
  readonly #options: CheckedOptions;
  readonly #opened: Opened;
  readonly #overlap: Overlap;
  readonly #foretelling: Foretelling;
  readonly epochs: EpochBook;
  readonly spans: SpanBook;
  readonly stopping: Stopping;
  #metrics: Record<string, number> = {};
  #left: BookedEpoch | undefined;
  #closed = false;
  #toldOver = false;
  #closing: Promise<Run> | undefined;
  #whenClosed: () => void = () => {};

  private constructor(options: CheckedOptions, opened: Opened, overlap: Overlap) {
    const { sampler } = opened;
    this.#options = options;
    this.#opened = opened;
    this.#overlap = overlap;
    this.epochs = new EpochBook(sampler);
    this.spans = new SpanBook(sampler);
    this.stopping = new Stopping(options.name, sampler, options.signal);
    this.#foretelling = new Foretelling({
      epochs: this.epochs,
      account: () => this.account(),
      seen: () => sampler.current().seen,
      counted: this.#counted,
      nowSeconds: () => sampler.nowSeconds(),
      note: (note) => this.note(note),
      stopByBudget: () => this.stopping.stopByBudget(),
      told: (prediction) => sampler.entry({ type: "prediction", prediction }),
    }, options);
    opened.live.follow(() => this.#liveState());
  }

  /** Looks at the machine, opens the record and takes the first readings. Throws for wrong arguments alone. */
  static async open(options: CheckedOptions): Promise<Session> {
    const overlap = beginOverlap();
    try {
      return new Session(options, await openRun(options), overlap);
    } catch (thrown) {
      overlap.end();
      throw thrown;
    }
  }

  /** Fixes the number of epochs where a loop gives it. */
  plan(count: number | undefined): number | undefined {
    if (count === undefined) return this.#foretelling.plannedEpochs;
    const { epochs } = this.#options;
    const wanted = !Number.isInteger(count) || count < 1
      ? "a whole number >= 1"
      : epochs !== undefined && count !== epochs
      ? `the option's ${epochs}`
      : undefined;
    if (wanted !== undefined) {
      throw new RangeError(
        `Cannot loop over epochs as "count" must be ${wanted}: current value is ${
          shownValue(count)
        }`,
      );
    }
    return this.#foretelling.plannedEpochs = count;
  }

  /** Begins an epoch. */
  epochStart(): BookedEpoch {
    this.stopping.check();
    if (this.#closed) this.#tellOver();
    // One still under way ends here, since the next begins.
    if (this.epochs.open !== undefined && !this.#closed) this.epochEnd(undefined);
    const epoch = this.epochs.start();
    this.#opened.live.update();
    return epoch;
  }

  /** Ends it; the prediction after it, where there is one. */
  epochEnd(
    metrics: Metrics | undefined,
    complete = true,
    foretell = complete,
  ): Prediction | undefined {
    this.stopping.check();
    if (this.#closed) return undefined;
    this.#left = undefined;
    if (metrics !== undefined) this.log(metrics);
    if (this.epochs.end({ complete }) === undefined) {
      this.note({
        code: "epoch-end-alone",
        message: "An epoch was ended that was not begun: it is left out",
        hint: "call epochStart() before epochEnd()",
      });
      return undefined;
    }
    const prediction = foretell ? this.#foretold(() => this.#foretelling.afterEpoch()) : undefined;
    this.#opened.live.update();
    return prediction;
  }

  /** The end of an epoch of a loop: one that is left by `break` is complete if it was logged. */
  loopEnd(complete: boolean, left: boolean): void {
    if (this.stopping.pressed()) {
      this.epochs.end({ complete: false });
      return;
    }
    // After a `break` no epoch is to come, and after an error this one may be taken back: nothing is foretold.
    this.epochEnd(undefined, complete, complete && !left);
    if (complete && left) this.#left = this.epochs.last;
  }

  /** The cell threw. If nothing of ours was called since a loop was left, it was left by that error: its epoch is taken back. */
  epochThrew(): void {
    if (this.#left !== undefined && this.#left === this.epochs.last) this.epochs.takeBack();
  }

  /** Runs a part of the cell as a span. */
  span<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    this.#left = undefined;
    if (this.#closed) return Promise.resolve().then(work);
    this.#foretold(() => this.#foretelling.keepBudget());
    return this.spans.run(name, work);
  }

  /** Keeps metrics of the epoch under way, else of the last one. */
  log(metrics: Metrics, of?: BookedEpoch): void {
    this.stopping.check();
    if (this.#closed) return;
    this.#left = undefined;
    const { kept, notes } = checkMetrics(metrics);
    for (const note of notes) this.note(note);
    this.#metrics = { ...this.#metrics, ...kept };
    const epoch = of ?? this.epochs.open ?? this.epochs.last;
    if (epoch !== undefined) epoch.metrics = { ...epoch.metrics, ...kept };
    const { sampler, live } = this.#opened;
    sampler.entry({
      type: "log",
      atSeconds: sampler.nowSeconds(),
      ...(epoch === undefined ? {} : { epoch: epoch.index }),
      metrics: Object.fromEntries(
        Object.entries(kept).map((
          [key, value],
        ) => [key, Number.isFinite(value) ? value : String(value)]),
      ),
    });
    live.update();
  }

  /** Notes how far the epoch under way is. */
  step(done: number, of: number): void {
    this.stopping.check();
    if (this.#closed) return;
    this.#left = undefined;
    if (Number.isFinite(done) && Number.isFinite(of) && done >= 0 && of > 0) {
      this.epochs.step(done, of);
    } else {
      this.note({
        code: "step-left-out",
        message: "A step of an epoch was left out: its two numbers must be 0 or more, and above 0",
        hint: "epoch.step(done, of)",
      });
    }
    this.#foretold(() => this.#foretelling.keepBudget());
    this.#opened.live.update();
  }

  /** Says once that a run which has ended measures no more. */
  #tellOver(): void {
    if (this.#toldOver || this.#options.quiet) return;
    this.#toldOver = true;
    tell(
      `Footnote: the run "${this.#options.name}" has ended, this is not measured; startTracking() begins another\n`,
    );
  }

  /** The latest prediction. */
  get prediction(): Prediction | undefined {
    return this.#foretelling.predictions.at(-1);
  }

  /** Waits for what a budget asks for. */
  settle(): Promise<void> {
    return this.#foretelling.settle();
  }

  /** Adds a note once. */
  note(note: Note): void {
    const { notes, sampler } = this.#opened;
    const same = ({ code, device, message }: Note) =>
      code === note.code && device === note.device && message === note.message;
    if (notes.some(same)) return;
    notes.push(note);
    sampler.entry({ type: "note", note });
  }

  /** What the run has taken so far; of one that has ended, all. */
  async soFar(): Promise<Run> {
    if (this.#closing !== undefined) return await this.#closing;
    this.#foretold(() => this.#foretelling.keepBudget());
    return this.account();
  }

  /** The account of the run so far. */
  account(sample: Sample = this.#opened.sampler.current()): Run {
    return accountRun(settleLedger({
      ...this.#opened.start,
      status: "finished",
      endedAt: this.#endedAt(sample.atSeconds),
      durationSeconds: sample.atSeconds,
      devices: interimLedgers(this.#opened.sampler.sources, sample),
      epochs: [],
      spans: [],
      predictions: [],
      metrics: {},
    }));
  }

  #counted: Counted = (joules, durationSeconds, missingSeconds) => {
    const { devices, calibration, rest } = this.#opened.start;
    const filled = withGapFilled(devices, joules, { durationSeconds, missingSeconds });
    return countedJoules(devices, filled, { durationSeconds, calibration, rest });
  };

  #endedAt(seconds: number): string {
    return new Date(Date.parse(this.#opened.start.startedAt) + seconds * 1000).toISOString();
  }

  #liveState(): LiveState {
    const { sampler } = this.#opened;
    const sample = sampler.current();
    const soFar = this.account(sample);
    const step = this.epochs.open?.steps.at(-1);
    const { last } = this.epochs;
    const { plannedEpochs } = this.#foretelling;
    const { budget, name, predictAfterEpochs } = this.#options;
    return {
      name,
      elapsedSeconds: sample.atSeconds,
      ...(last === undefined ? {} : { epoch: last.index }),
      ...(plannedEpochs === undefined ? {} : { epochs: plannedEpochs }),
      ...(step === undefined ? {} : { step: { done: step.done, of: step.of } }),
      powerWatts: this.#counted(sample.watts, 1, []),
      recentWatts: sampler.recentWatts(),
      energyKwh: soFar.energyKwh,
      energyRange: soFar.ranges.energyKwh,
      emissionsGrams: soFar.emissionsGrams,
      emissionsRange: soFar.ranges.emissionsGrams,
      ...(this.prediction === undefined ? {} : { prediction: this.prediction }),
      predictAfterEpochs,
      ...(budget === undefined ? {} : { budget: shownBudget(budget) }),
    };
  }

  /** Ends the run: the last readings, the account, the record, the line. A second call gives the same run. */
  close(outcome: Outcome): Promise<Run> {
    return this.#closing ??= this.#close(outcome).finally(() => this.#whenClosed());
  }

  /** Calls back when the run has ended. */
  onClosed(then: () => void): void {
    this.#whenClosed = then;
  }

  async #close(outcome: Outcome): Promise<Run> {
    // What a budget called in a loop that never yields is waited for here; after a Stop nobody wants to wait.
    if (this.stopping.error === undefined) await this.settle();
    this.#foretold(() => this.#foretelling.end());
    this.epochs.end({ complete: false });
    this.spans.endAll();
    this.#closed = true;
    const { sampler, record, live } = this.#opened;
    const { durationSeconds, clockJumpSeconds, devices, ended } = await sampler.finish();
    const { start, notes, others } = this.#opened;
    notes.push(...clockNotes(clockJumpSeconds), ...others(), ...await limitNotes(start.devices));
    notes.push(...stillNotes(live.stillSeconds));
    if (this.stopping.unheard) notes.push(UNHEARD);
    this.stopping.end();
    this.#overlap.end();
    if (this.#overlap.overlapped) this.#opened.notes.push(OVERLAP);
    this.#foretold(() => this.#foretelling.atEnd());
    void disposeOpened(this.#opened.opened);
    let run = accountRun(settleLedger(this.#ledger(outcome, durationSeconds, devices)));
    let path = record?.path;
    try {
      await record?.end(run);
    } catch (thrown) {
      path = undefined;
      run = { ...run, notes: [...run.notes, unwritable(this.#options.directory, thrown)] };
    }
    const shown = showingRun(run, { equivalents: () => equivalents(run), record: path });
    // What only shows must not harm the training.
    await live.end(shown, ended, path).catch((thrown) => this.note(notShown(thrown)));
    return shown;
  }

  #ledger(
    outcome: Outcome,
    durationSeconds: number,
    devices: Parameters<typeof troubleNotes>[0],
  ): RunLedger {
    const { start, notes, baseline } = this.#opened;
    const own = devices.filter(({ source }) => !isBeside(source));
    notes.push(...troubleNotes(own));
    if (!own.some(({ energyJoules }) => energyJoules > 0)) {
      notes.push(...blindBudgetNotes(this.#options.budget));
    }
    const ledgers = devices.map(deviceLedger);
    if (this.#options.scope !== "process") {
      notes.push(...aboveIdle(ledgers, durationSeconds, baseline));
    }
    const { plannedEpochs, predictions } = this.#foretelling;
    return {
      ...start,
      ...outcome,
      ...(plannedEpochs === undefined ? {} : { plannedEpochs }),
      endedAt: this.#endedAt(durationSeconds),
      durationSeconds,
      devices: ledgers,
      epochs: this.epochs.ledger(),
      spans: this.spans.ledger(),
      predictions,
      metrics: this.#metrics,
      notes,
    };
  }

  /** What only foretells must not harm the training. */
  #foretold<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (thrown) {
      this.note({ code: "prediction-failed", message: `No prediction: ${firstLine(thrown)}` });
      return undefined;
    }
  }
}

/** Closes the sources that were opened for this run; one that cannot be closed costs nobody the run. */
async function disposeOpened(sources: readonly PowerSource[]): Promise<void> {
  for (const source of sources) {
    try {
      await source[Symbol.asyncDispose]?.();
    } catch {
      // It is closed as far as it can be.
    }
  }
}
