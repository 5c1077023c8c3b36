/** A budget at work: what is done when a run passes it, or will. The rule itself is `predict/budget.ts`. */
import { figureText, givenText, plainText } from "../display/numbers.ts";
import { durationText } from "../display/times.ts";
import { firstLine } from "../errors.ts";
import type { LiveState } from "../inside_run.ts";
import type { Budget, Note, Prediction } from "../model.ts";
import { LIMITS } from "../predict/check_budget.ts";
import type { Limited } from "../predict/chance_over.ts";
import { type BudgetDecision, decideBudget, type Measured } from "../predict/budget.ts";

/** What the budget asks of the run. */
export interface BudgetedRun {
  stop(): void;
  note(note: Note): void;
}

/** The user's `onExceeded` has this long. */
const TIMEOUT_SECONDS = 60;

/** The budget of one run; it acts once. */
export class BudgetKeeper {
  readonly #budget: Budget;
  readonly #run: BudgetedRun;
  #acted = false;
  /** How many predictions there were when a deciding function was last asked. */
  #askedAfter: number | undefined;
  #pending: Promise<void>[] = [];

  constructor(budget: Budget, run: BudgetedRun) {
    this.#budget = budget;
    this.#run = run;
  }

  /** How the run stands, without acting. */
  decide(predictions: readonly Prediction[], measured: Measured): BudgetDecision | undefined {
    return decideBudget({ budget: this.#budget, predictions, measured });
  }

  /** Acts if the run passes its budget, or will. */
  keep(
    predictions: readonly Prediction[],
    measured: Measured & Pick<Prediction, "basis" | "boundary">,
    epochs: Pick<Prediction, "afterEpochs" | "totalEpochs">,
  ): void {
    if (this.#acted) return;
    const decision = this.decide(predictions, measured);
    if (!decision?.exceeded) return;
    const prediction = predictions.at(-1) ?? asPrediction(measured, epochs);
    const { action = "warn" } = this.#budget;
    if (typeof action === "function") {
      // Asked again after each prediction, until it says yes: "not yet" is no "never".
      if (predictions.length === this.#askedAfter) return;
      const isFirst = this.#askedAfter === undefined;
      this.#askedAfter = predictions.length;
      if (isFirst) this.#run.note(noteOf(decision, action, measured, prediction));
      this.#await(() => this.#decided(action, prediction));
      if (!isFirst) return;
    } else {
      this.#acted = true;
      this.#run.note(noteOf(decision, action, measured, prediction));
    }
    if (this.#budget.onExceeded !== undefined) {
      this.#await(async () => void await this.#budget.onExceeded?.(prediction));
    }
    // In a loop that awaits, a checkpoint is awaited before the loop ends; in one that does not, before the run is closed.
    if (action === "stop" || action === "checkpoint") this.#run.stop();
  }

  async #decided(
    action: (prediction: Prediction) => boolean | Promise<boolean>,
    prediction: Prediction,
  ): Promise<void> {
    const answer = action(prediction);
    // Decided at once: a loop that never yields ends with it.
    if (answer === true || (answer instanceof Promise && await answer === true)) {
      this.#acted = true;
      this.#run.stop();
    }
  }

  /** Calls the user's code: what it throws is a note, and it does not hold the run for ever. */
  #await(call: () => Promise<void>): void {
    const seconds = this.#budget.timeoutSeconds ?? TIMEOUT_SECONDS;
    const called = call().catch((thrown) =>
      this.#run.note({
        code: "budget-callback-failed",
        message: `The budget's callback failed: ${firstLine(thrown)}`,
      })
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#run.note({
          code: "budget-callback-late",
          message:
            `The budget's callback did not end within ${seconds} s: the run goes on without it`,
          hint: "budget: { timeoutSeconds: … } gives it longer",
        });
        resolve();
      }, seconds * 1000);
    });
    this.#pending.push(Promise.race([called, late]).finally(() => clearTimeout(timer)));
  }

  /** Waits for what was called. */
  async settle(): Promise<void> {
    while (this.#pending.length > 0) await Promise.all(this.#pending.splice(0));
  }
}

/** Said of a budget of energy or emissions that could not be kept, for nothing was measured. */
export function blindBudgetNotes(budget: Budget | undefined): Note[] {
  const limits = LIMITS.flatMap((of) => {
    const limit = budget?.[of];
    return limit === undefined || of === "durationSeconds" ? [] : [limitTextOf(of, limit)];
  });
  if (limits.length === 0) return [];
  return [{
    code: "budget-blind",
    message: plainText(
      `Budget not kept: no power source gave anything that could be held against ${
        limits.join(" or ")
      }`,
    ),
    hint:
      "await doctor() says what this machine can measure; a budget of durationSeconds needs no power source",
  }];
}

/** The limit as the live line draws it: the energy if it is limited, else the first that is. */
export function shownBudget(budget: Budget): NonNullable<LiveState["budget"]> {
  const of = LIMITS.find((name) => budget[name] !== undefined) ?? "energyKwh";
  const { action = "warn" } = budget;
  return { of, limit: budget[of] ?? 0, action: typeof action === "function" ? "decide" : action };
}

/** What is said of it: a budget is passed only where what was used is above it, and will be where that is predicted. */
function noteOf(
  { of, limit, chance, basis }: BudgetDecision,
  action: NonNullable<Budget["action"]>,
  measured: Measured,
  prediction: Prediction,
): Note {
  const limitText = limitTextOf(of, limit);
  const { afterEpochs, totalEpochs } = prediction;
  const isPredicted = basis === "predicted";
  // A limit may be held against the upper end (`on`): then the middle is below it, and the chance too.
  const will = (isPredicted ? prediction[of] : measured[of]) > limit;
  const says = isPredicted
    ? `Budget ${will ? "will" : "may"} be passed: the whole run ${
      will ? "will" : "may"
    } take more than ${limitText} (predicted after ${afterEpochs} of ${totalEpochs} epochs, chance ${
      Math.round(100 * chance)
    } %)`
    : will
    ? `Budget passed: the run has used more than ${limitText}`
    : `Budget may be passed: the upper end of what the run has used is more than ${limitText}`;
  const after = isPredicted ? ` after ${usedText(of, measured)}` : "";
  const then = action === "warn"
    ? "it goes on, as the budget only warns"
    : typeof action === "function"
    ? `your function was asked${isPredicted ? `, ${usedText(of, measured)} used so far` : ""}`
    : `the run was told to stop${after}`;
  return { code: "budget", message: plainText(`${says}; ${then}`) };
}

function limitTextOf(of: Limited, limit: number): string {
  return of === "durationSeconds"
    ? durationText(limit)
    : givenText(of === "energyKwh" ? "energy" : "emissions", limit);
}

/** What a run has used of the figure that a budget limits. */
function usedText(of: Limited, measured: Measured): string {
  const value = measured[of];
  if (of === "durationSeconds") return durationText(value);
  return figureText(of === "energyKwh" ? "energy" : "emissions", value, measured.ranges[of]).short;
}

/** Without a prediction (no planned epochs, or within the first) the callbacks are told what was used so far. */
function asPrediction(
  measured: Measured & Pick<Prediction, "basis" | "boundary">,
  epochs: Pick<Prediction, "afterEpochs" | "totalEpochs">,
): Prediction {
  const { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary } = measured;
  return {
    durationSeconds,
    energyKwh,
    emissionsGrams,
    basis,
    boundary,
    ranges: {
      ...ranges,
      durationSeconds: ranges.durationSeconds ?? [durationSeconds, durationSeconds],
    },
    ...epochs,
    level: 0.9,
    upTo: false,
    chanceOverBudget: 1,
  };
}
