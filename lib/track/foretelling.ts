/** What the run says of its own future: a prediction after each epoch, held against the budget. */
import { showingPrediction } from "../display/prediction_line.ts";
import type { Budget, Note, Prediction, Run } from "../model.ts";
import { BudgetKeeper } from "./budget.ts";
import type { EpochBook } from "./epochs.ts";
import { type Counted, predictWhole } from "./predict_whole.ts";

/** A budget is looked at this often within an epoch, in s. */
const KEEP_SECONDS = 0.1;
/** Of thousands of short epochs not each is followed by a prediction: one may cost this share of the time. */
const COST_SHARE = 0.005;
/** Where the time has a budget, sources that have told nothing for so long are waited for no longer, in s. */
const UNSEEN_SECONDS = 1;
/** The first epochs are, whatever it costs. */
const ALWAYS_EPOCHS = 20;

/** What a foretelling asks of its run. */
export interface ForetoldRun {
  readonly epochs: EpochBook;
  account(): Run;
  /** Whether each device has told some energy: until then 0 J says that nothing is known. */
  seen(): boolean;
  counted: Counted;
  nowSeconds(): number;
  note(note: Note): void;
  stopByBudget(): void;
  /** Told of each prediction: the record keeps them. */
  told(prediction: Prediction): void;
}

/** The predictions of one run. */
export class Foretelling {
  readonly #run: ForetoldRun;
  readonly #afterEpochs: number;
  readonly #budget: BudgetKeeper | undefined;
  readonly #predictions: Prediction[] = [];
  readonly #upTo: boolean | undefined;
  /** Whether the time is limited: it is foretold of a run that draws nothing, too. */
  readonly #isTimed: boolean;
  /** The planned number of epochs, where it is known. */
  plannedEpochs: number | undefined;
  /** Looks at the budget while a cell awaits and calls nothing of ours. */
  #timer: ReturnType<typeof setInterval> | undefined;
  #nextSeconds = -Infinity;
  #keptAt = -Infinity;
  #keptAfter = 0;
  #seen = false;

  constructor(
    run: ForetoldRun,
    options: {
      readonly predictAfterEpochs: number;
      readonly epochs?: number | undefined;
      readonly upTo?: boolean | undefined;
      readonly budget?: Budget | undefined;
    },
  ) {
    this.#run = run;
    this.#afterEpochs = options.predictAfterEpochs;
    this.plannedEpochs = options.epochs;
    this.#upTo = options.upTo;
    this.#isTimed = options.budget?.durationSeconds !== undefined;
    this.#budget = options.budget &&
      new BudgetKeeper(options.budget, {
        stop: () => run.stopByBudget(),
        note: (note) => run.note(note),
      });
    if (this.#budget === undefined) return;
    this.#timer = setInterval(() => {
      try {
        this.keepBudget();
      } catch {
        // Noted where the user's next call meets it.
      }
    }, 1000 * KEEP_SECONDS);
  }

  /** All that were made, oldest first. */
  get predictions(): readonly Prediction[] {
    return this.#predictions;
  }

  /** An epoch was completed: the prediction after it, if one is due. */
  afterEpoch(): Prediction | undefined {
    const completed = this.#run.epochs.completed;
    const due = this.#afterEpochs > 0 && completed >= this.#afterEpochs;
    const now = this.#run.nowSeconds();
    const isLast = completed === this.plannedEpochs;
    if (due && (now >= this.#nextSeconds || completed <= ALWAYS_EPOCHS || isLast)) {
      const before = performance.now();
      const prediction = this.#predict(completed);
      this.#nextSeconds = now + (performance.now() - before) / 1000 / COST_SHARE;
      if (prediction !== undefined) this.#run.told(prediction);
    }
    this.keepBudget();
    return due ? this.#predictions.at(-1) : undefined;
  }

  /** The one prediction that was asked for at the end. */
  atEnd(): void {
    if (this.#afterEpochs === -1) this.#predict(this.#run.epochs.completed);
  }

  /** Holds the run against its budget, ten times a second at most. */
  keepBudget(): void {
    if (this.#budget === undefined) return;
    const now = this.#run.nowSeconds();
    const { completed } = this.#run.epochs;
    if (now - this.#keptAt < KEEP_SECONDS && this.#keptAfter === completed) return;
    this.#keptAt = now;
    this.#keptAfter = completed;
    this.#budget.keep(this.#predictions, this.#run.account(), {
      afterEpochs: completed,
      totalEpochs: this.plannedEpochs ?? 0,
    });
  }

  /** The run ends: a budget that nobody had a chance to look at is looked at once more, for its note. */
  end(): void {
    clearInterval(this.#timer);
    const planned = this.plannedEpochs ?? Infinity;
    if (this.#afterEpochs > planned) {
      this.#run.note({
        code: "predict-never",
        message:
          `No prediction: the first was asked for after ${this.#afterEpochs} epochs, and ${planned} were planned`,
        hint: "set `predictAfterEpochs` below `epochs`, or leave it out",
      });
    }
    this.#keptAt = -Infinity;
    this.keepBudget();
  }

  /** Waits for what the budget called. */
  async settle(): Promise<void> {
    await this.#budget?.settle();
  }

  #predict(completed: number): Prediction | undefined {
    const totalEpochs = this.plannedEpochs;
    if (totalEpochs === undefined || completed === 0 || completed > totalEpochs) return undefined;
    const isTimed = this.#isTimed && this.#run.nowSeconds() > UNSEEN_SECONDS;
    // Of the first milliseconds nothing is known: no prediction is better than one of 0 kWh.
    if (!(this.#seen ||= this.#run.seen()) && !isTimed) return undefined;
    const soFar = this.#run.account();
    let drawnKwh = 0;
    const whole = predictWhole({
      soFar,
      seen: (kwhOf) => {
        const seen = this.#run.epochs.seen(kwhOf);
        drawnKwh = seen.epochs.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
        return seen;
      },
      counted: this.#run.counted,
      totalEpochs,
      upTo: this.#upTo,
    });
    // Nor is anything known of a process that has hardly run yet.
    if (drawnKwh === 0 && soFar.parts.length > 0 && !isTimed) return undefined;
    const chance = this.#budget?.decide([...this.#predictions, whole], soFar)?.chance;
    const prediction = showingPrediction(
      chance === undefined ? whole : { ...whole, chanceOverBudget: chance },
    );
    this.#predictions.push(prediction);
    return prediction;
  }
}
