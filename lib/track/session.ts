/** One run from its first reading to its record: what `track()` and `startTracking()` share. */
import { accountRun } from "../carbon/account.ts";
import { equivalents } from "../carbon/equivalents.ts";
import { showingRun } from "../display/showing.ts";
import { inNotebook } from "../display/jupyter.ts";
import { firstLine } from "../errors.ts";
import type { LiveState, Metrics, Note, Prediction, Run, RunLedger, RunStart } from "../model.ts";
import { describeMachine } from "../probe/machine.ts";
import type { MachineFile } from "../probe/machine_file.ts";
import { openRecord, type RecordFile } from "../record/writer.ts";
import { countedJoules, isBeside } from "../sample/counted_joules.ts";
import { planLanes } from "../sample/lanes.ts";
import { type Sample, Sampler } from "../sample/sampler.ts";
import { settleLedger } from "../sample/settled_ledger.ts";
import { aboveIdle } from "./above_idle.ts";
import { BudgetKeeper, shownBudget } from "./budget.ts";
import { findCalibration } from "./calibration.ts";
import { EpochBook } from "./epochs.ts";
import { findGrid } from "./grid.ts";
import {
  type Interruptible,
  listenForStop,
  runsUnderWay,
  stopError,
  stopListening,
} from "./interrupt.ts";
import { deviceLedger, identityOf, interimLedgers, troubleNotes } from "./ledger.ts";
import { type LiveLine, liveLine } from "./live.ts";
import { checkMetrics } from "./metrics.ts";
import type { CheckedOptions } from "./options.ts";
import { predictWhole } from "./predict_whole.ts";
import { gatherSources } from "./sources.ts";
import { SpanBook } from "./spans.ts";

/** A cell that ignores the Stop has this long once it yields. */
const GRACE_SECONDS = 2;

/** A budget is looked at this often within an epoch, in s. */
const KEEP_SECONDS = 0.1;
/** An error thrown out of an epoch reaches `track()` this soon after the loop was left. */
const THROWN_WITHIN_MS = 5;

/** How a run ended. */
export type Outcome = Pick<RunLedger, "status" | "stoppedBy" | "error">;

/** A run under way. */
export class Session implements Interruptible {
  readonly #options: CheckedOptions;
  readonly #start: RunStart;
  readonly #sampler: Sampler;
  readonly #record: RecordFile | undefined;
  readonly #live: LiveLine;
  readonly #abort = new AbortController();
  readonly #notes: Note[];
  readonly #baseline: MachineFile["baseline"];
  readonly #predictions: Prediction[] = [];
  #metrics: Record<string, number> = {};
  #plannedEpochs: number | undefined;
  #leftAt: number | undefined;
  #whenClosed: () => void = () => {};
  readonly #budget: BudgetKeeper | undefined;
  #budgetStopped = false;
  #stop: DOMException | undefined;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #graceIsOver: () => void = () => {};
  #closing: Promise<Run> | undefined;
  /** Resolves when a cell that was stopped has had its time. */
  readonly graceOver: Promise<void> = new Promise((resolve) => this.#graceIsOver = resolve);
  readonly epochs: EpochBook;
  readonly spans: SpanBook;

  private constructor(
    options: CheckedOptions,
    parts: {
      start: RunStart;
      sampler: Sampler;
      record: RecordFile | undefined;
      live: LiveLine;
      notes: Note[];
      baseline: MachineFile["baseline"];
    },
  ) {
    this.#options = options;
    this.#start = parts.start;
    this.#sampler = parts.sampler;
    this.#record = parts.record;
    this.#live = parts.live;
    this.#notes = parts.notes;
    this.#baseline = parts.baseline;
    this.#plannedEpochs = options.epochs;
    this.epochs = new EpochBook(parts.sampler);
    this.spans = new SpanBook(parts.sampler);
    this.#budget = options.budget && new BudgetKeeper(options.budget, {
      stop: () => this.#stopByBudget(),
      note: (note) => this.note(note),
    });
  }

  /** Looks at the machine, opens the record and takes the first readings. Throws for wrong arguments alone. */
  static async open(options: CheckedOptions): Promise<Session> {
    const [grid, gathered, machine] = await Promise.all([
      findGrid(options),
      gatherSources(options),
      describeMachine({}),
    ]);
    const notes: Note[] = [...grid.notes, ...gathered.notes];
    const calibration = await findCalibration(options, machine.hostname, notes);
    const plans = await planLanes(gathered.sources);
    const sources = plans.flatMap((plan) => plan.sources.map(({ source }) => source));
    for (const source of sources) notes.push(...source.notes ?? []);
    if (runsUnderWay() > 0) {
      notes.push({
        code: "overlap",
        message:
          "Another run was tracked at the same time: each measures the whole machine, so their figures must not be added",
      });
    }
    const start: RunStart = {
      version: 1,
      id: crypto.randomUUID(),
      name: options.name,
      startedAt: new Date().toISOString(),
      devices: sources.map(identityOf),
      pue: options.pue,
      pueGiven: options.pueGiven,
      place: grid.place,
      machine,
      ...(options.job === undefined ? {} : { job: options.job }),
      ...(options.epochs === undefined ? {} : { plannedEpochs: options.epochs }),
      ...(calibration === undefined ? {} : { calibration }),
      intensities: [grid.point],
      notes,
      sources: [],
    };
    const record = await beginRecord(options, start, notes);
    const budget = options.budget && shownBudget(options.budget);
    const live = liveLine({
      live: options.live,
      quiet: options.quiet,
      predictAfterEpochs: options.predictAfterEpochs,
      ...(budget === undefined ? {} : { budget }),
    });
    const sampler = await Sampler.begin({
      plans,
      intervalSeconds: options.intervalSeconds,
      listeners: [...(record === undefined ? [] : [record.listener]), ...live.listeners],
      keep: inNotebook(),
      onNote: (note) => notes.push(note),
    });
    const session = new Session(options, {
      start,
      sampler,
      record,
      live,
      notes,
      baseline: gathered.kept?.baseline,
    });
    // The line in a terminal is told what the record knows already.
    if (live.listeners.length > 0 && record === undefined) {
      sampler.entry({ type: "start", run: start });
    }
    listenForStop(session);
    options.signal?.addEventListener("abort", session.#onCallerSignal, { once: true });
    if (options.signal?.aborted) session.#onCallerSignal();
    await session.#safely(() => live.begin(() => session.#liveState()));
    return session;
  }

  /** Aborts on a Stop, a budget, or the caller's own signal. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The error that Stop makes, once it was pressed. */
  get stopError(): DOMException | undefined {
    return this.#stop;
  }

  /** Throws the AbortError once Stop was pressed: called at the head of each call of the user's. */
  check(): void {
    if (this.#stop === undefined && this.#sampler.interrupts > 0) this.#stopNow();
    if (this.#stop !== undefined) throw this.#stop;
  }

  /** Whether the epochs are over before their number. */
  over(): boolean {
    this.check();
    return this.#abort.signal.aborted;
  }

  /** The Stop button, heard on this thread. */
  interrupt(): void {
    this.#sampler.hear();
    this.#stopNow();
  }

  #stopNow(): void {
    if (this.#stop !== undefined) return;
    this.#stop = stopError(this.#options.name);
    this.#graceTimer = setTimeout(this.#graceIsOver, GRACE_SECONDS * 1000);
    this.#abort.abort(this.#stop);
  }

  #stopByBudget(): void {
    if (this.#abort.signal.aborted) return;
    this.#budgetStopped = true;
    this.#abort.abort(
      new DOMException(`The run "${this.#options.name}" was stopped by its budget`, "AbortError"),
    );
  }

  #onCallerSignal = (): void => {
    this.#abort.abort(this.#options.signal?.reason);
  };

  /** Who ended the epochs before their number. */
  get stoppedBy(): "budget" | "signal" {
    return this.#budgetStopped ? "budget" : "signal";
  }

  /** Whether training is to stop; unlike `check()` it never throws. */
  stopped(): boolean {
    if (this.#stop === undefined && this.#sampler.interrupts > 0) this.#stopNow();
    return this.#abort.signal.aborted;
  }

  /** Waits for what a budget asks for. */
  async settle(): Promise<void> {
    await this.#budget?.settle();
  }

  /** Fixes the number of epochs where a loop gives it. */
  plan(count: number | undefined): number | undefined {
    if (count === undefined) return this.#plannedEpochs;
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(
        `Cannot loop over epochs as "count" must be a whole number >= 1: current value is ${count}`,
      );
    }
    if (this.#options.epochs !== undefined && count !== this.#options.epochs) {
      throw new RangeError(
        `Cannot loop over epochs as "count" must be the option's ${this.#options.epochs}: current value is ${count}`,
      );
    }
    return this.#plannedEpochs = count;
  }

  epochStart() {
    this.check();
    const epoch = this.epochs.start();
    this.#live.update();
    return epoch;
  }

  epochEnd(metrics: Metrics | undefined, complete = true): Prediction | undefined {
    this.check();
    if (metrics !== undefined) this.log(metrics);
    if (this.epochs.end({ complete }) === undefined) {
      this.note({
        code: "epoch-end-alone",
        message: "An epoch was ended that was not begun: it is left out",
        hint: "call epochStart() before epochEnd()",
      });
      return undefined;
    }
    const prediction = complete ? this.#safelyNow(() => this.#predict()) : undefined;
    if (complete) this.#keepBudget();
    this.#live.update();
    return prediction;
  }

  /** The end of an epoch of a loop: one that is left by `break` is complete if it was logged. */
  loopEnd(complete: boolean): void {
    if (this.#stop !== undefined || this.#sampler.interrupts > 0) {
      this.epochs.end({ complete: false });
      return;
    }
    this.#leftAt = complete ? performance.now() : undefined;
    this.epochEnd(undefined, complete);
  }

  /** The cell threw. If it did so out of an epoch, the loop took that for a `break`: the epoch is taken back. */
  epochThrew(): void {
    const last = this.epochs.last;
    if (
      last !== undefined && this.#leftAt !== undefined &&
      performance.now() - this.#leftAt < THROWN_WITHIN_MS
    ) last.complete = false;
  }

  log(metrics: Metrics): void {
    this.check();
    const { kept, notes } = checkMetrics(metrics);
    for (const note of notes) this.note(note);
    this.#metrics = { ...this.#metrics, ...kept };
    const epoch = this.epochs.open ?? this.epochs.last;
    if (epoch !== undefined) epoch.metrics = { ...epoch.metrics, ...kept };
    this.#sampler.entry({
      type: "log",
      atSeconds: this.#sampler.nowSeconds(),
      ...(epoch === undefined ? {} : { epoch: epoch.index }),
      metrics: Object.fromEntries(
        Object.entries(kept).map((
          [key, value],
        ) => [key, Number.isFinite(value) ? value : String(value)]),
      ),
    });
    this.#live.update();
  }

  step(done: number, of: number): void {
    this.check();
    if (Number.isFinite(done) && Number.isFinite(of) && of > 0) this.epochs.step(done, of);
    this.#keepBudget();
    this.#live.update();
  }

  /** Holds the run against its budget, ten times a second at most. */
  #keepBudget(): void {
    const now = this.#sampler.nowSeconds();
    if (
      this.#budget === undefined ||
      (now - this.#keptAt < KEEP_SECONDS && this.#keptAfter === this.epochs.completed)
    ) return;
    this.#keptAt = now;
    this.#keptAfter = this.epochs.completed;
    this.#safelyNow(() => this.#budget?.keep(this.#predictions, this.account()));
  }
  #keptAt = -Infinity;
  #keptAfter = 0;

  /** The latest prediction. */
  get prediction(): Prediction | undefined {
    return this.#predictions.at(-1);
  }

  /** Adds a note once. */
  note(note: Note): void {
    if (
      this.#notes.some(({ code, device, message }) =>
        code === note.code && device === note.device && message === note.message
      )
    ) return;
    this.#notes.push(note);
    this.#sampler.entry({ type: "note", note });
  }

  #predict(): Prediction | undefined {
    const { predictAfterEpochs } = this.#options;
    const totalEpochs = this.#plannedEpochs;
    const completed = this.epochs.completed;
    const due = predictAfterEpochs > 0 && completed >= predictAfterEpochs;
    if (!due || totalEpochs === undefined || completed === 0 || completed > totalEpochs) {
      return undefined;
    }
    const prediction = this.#predictionOf(totalEpochs);
    this.#predictions.push(prediction);
    this.#sampler.entry({ type: "prediction", prediction });
    return prediction;
  }

  /** The account of the run so far. */
  account(sample: Sample = this.#sampler.current()): Run {
    return accountRun(settleLedger({
      ...this.#start,
      status: "finished",
      endedAt: this.#endedAt(sample.atSeconds),
      durationSeconds: sample.atSeconds,
      devices: interimLedgers(this.#sampler.sources, sample),
      epochs: [],
      spans: [],
      predictions: [],
      metrics: {},
    }));
  }

  /** Joules of a stretch as the account counts them. */
  #counted(joules: readonly number[], durationSeconds: number): number {
    const { devices, calibration } = this.#start;
    return countedJoules(devices, joules, { durationSeconds, calibration });
  }

  #endedAt(seconds: number): string {
    return new Date(Date.parse(this.#start.startedAt) + seconds * 1000).toISOString();
  }

  #liveState(): LiveState {
    const sample = this.#sampler.current();
    const soFar = this.account(sample);
    const epoch = this.epochs.open;
    const step = epoch?.steps.at(-1);
    const last = this.epochs.last;
    return {
      name: this.#options.name,
      elapsedSeconds: sample.atSeconds,
      ...(last === undefined ? {} : { epoch: last.index }),
      ...(this.#plannedEpochs === undefined ? {} : { epochs: this.#plannedEpochs }),
      ...(step === undefined ? {} : { step: { done: step.done, of: step.of } }),
      powerWatts: this.#counted(sample.watts, 1),
      recentWatts: this.#sampler.recentWatts(),
      energyKwh: soFar.energyKwh,
      energyRange: soFar.ranges.energyKwh,
      emissionsGrams: soFar.emissionsGrams,
      emissionsRange: soFar.ranges.emissionsGrams,
      ...(this.prediction === undefined ? {} : { prediction: this.prediction }),
      predictAfterEpochs: this.#options.predictAfterEpochs,
      ...(this.#options.budget === undefined ? {} : { budget: shownBudget(this.#options.budget) }),
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
    clearTimeout(this.#graceTimer);
    // What a budget called in a loop that never yields is waited for here; after a Stop nobody wants to wait.
    if (this.#stop === undefined) await this.settle();
    this.epochs.end({ complete: false });
    this.spans.endAll();
    const { durationSeconds, devices, ended } = await this.#sampler.finish();
    stopListening(this);
    this.#options.signal?.removeEventListener("abort", this.#onCallerSignal);
    this.#notes.push(...troubleNotes(devices.filter(({ source }) => !isBeside(source))));
    const ledgers = devices.map(deviceLedger);
    if (this.#options.scope !== "process") {
      this.#notes.push(...aboveIdle(ledgers, durationSeconds, this.#baseline));
    }
    if (this.#options.predictAfterEpochs === -1) this.#safelyNow(() => this.#predictAtEnd());
    const ledger: RunLedger = {
      ...this.#start,
      ...outcome,
      ...(this.#plannedEpochs === undefined ? {} : { plannedEpochs: this.#plannedEpochs }),
      endedAt: this.#endedAt(durationSeconds),
      durationSeconds,
      devices: ledgers,
      epochs: this.epochs.ledger(),
      spans: this.spans.ledger(),
      predictions: this.#predictions,
      metrics: this.#metrics,
      notes: this.#notes,
    };
    let run = accountRun(settleLedger(ledger));
    if (this.#record !== undefined) {
      try {
        await this.#record.end(run);
      } catch (thrown) {
        run = { ...run, notes: [...run.notes, unwritable(this.#options.directory, thrown)] };
      }
    }
    const shown = showingRun(run, { equivalents: () => equivalents(run) });
    await this.#safely(() => this.#live.end(shown, ended));
    return shown;
  }

  /** A prediction with all that was seen, for the record: how far off would it have been. */
  #predictAtEnd(): void {
    const totalEpochs = this.#plannedEpochs;
    if (
      totalEpochs === undefined || this.epochs.completed === 0 ||
      this.epochs.completed > totalEpochs
    ) return;
    this.#predictions.push(this.#predictionOf(totalEpochs));
  }

  #predictionOf(totalEpochs: number): Prediction {
    const soFar = this.account();
    const whole = predictWhole({
      soFar,
      seen: (kwhOf) => this.epochs.seen(kwhOf),
      counted: (joules, seconds) => this.#counted(joules, seconds),
      totalEpochs,
    });
    const chance = this.#budget?.decide([...this.#predictions, whole], soFar)?.chance;
    return chance === undefined ? whole : { ...whole, chanceOverBudget: chance };
  }

  /** What only shows or foretells must not harm the training. */
  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.note({
        code: "display-failed",
        message: `The run was measured but not shown: ${firstLine(thrown)}`,
      });
    }
  }

  #safelyNow<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (thrown) {
      this.note({ code: "prediction-failed", message: `No prediction: ${firstLine(thrown)}` });
      return undefined;
    }
  }
}

async function beginRecord(
  options: CheckedOptions,
  start: RunStart,
  notes: Note[],
): Promise<RecordFile | undefined> {
  if (options.directory === null) return undefined;
  try {
    return await openRecord({ directory: options.directory, start });
  } catch (thrown) {
    notes.push(unwritable(options.directory, thrown));
    return undefined;
  }
}

function unwritable(directory: string | null, thrown: unknown): Note {
  return {
    code: "no-record",
    message: `Not recorded: folder "${directory}" cannot be written (${firstLine(thrown)})`,
    hint: `track({ directory: "a/folder/of/yours" }, …)`,
  };
}
