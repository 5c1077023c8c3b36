/** Whether a run keeps within its budget: a rule, no clock and no action. */
import type { Budget, Footprint, Prediction } from "../model.ts";
import { chanceOver, type Limited } from "./chance_over.ts";
import { LIMITS } from "./check_budget.ts";

/** How one limit stands. */
export interface BudgetDecision {
  /** The limit is passed, or will be by the budget's rule: act. */
  readonly exceeded: boolean;
  /** Which figure is limited, and to what, in its own unit. */
  readonly of: Limited;
  readonly limit: number;
  /** The figure that was held against the limit. */
  readonly value: number;
  /** Chance, 0..1, that the whole run passes the limit. */
  readonly chance: number;
  /** Predictions in a row above the limit, up to the newest. */
  readonly inARow: number;
  /** "measured" where what was used already passes the limit. */
  readonly basis: "predicted" | "measured";
}

/** What has been used so far. */
export type Measured = Pick<Footprint, Limited | "ranges">;

/**
 * How a run stands against its budget; of several limits the one that is exceeded, else the one most likely to be. Nothing where nothing is known yet.
 *
 * Predicted: exceeded once `patience` predictions in a row (newest last) lie above the limit, by their middle or by the upper end of their
 * interval (`on`). Measured: exceeded once what was used lies above it. What was used already counts under either basis: it cannot come back.
 * @param state A budget that `checkBudget()` let pass, the predictions so far, and what has been measured so far.
 */
export function decideBudget(
  state: {
    readonly budget: Budget;
    readonly predictions: readonly Prediction[];
    readonly measured?: Measured | undefined;
  },
): BudgetDecision | undefined {
  const decisions = LIMITS.flatMap((of) => {
    const limit = state.budget[of];
    const decision = limit === undefined ? undefined : decideLimit(state, of, limit);
    return decision === undefined ? [] : [decision];
  });
  decisions.sort((a, b) => Number(b.exceeded) - Number(a.exceeded) || b.chance - a.chance);
  return decisions[0];
}

function decideLimit(
  { budget, predictions, measured }: Parameters<typeof decideBudget>[0],
  of: Limited,
  limit: number,
): BudgetDecision | undefined {
  const on = budget.on ?? "median";
  const inARow = countNewest(predictions, (prediction) => figureOf(prediction, of, on) > limit);
  const newest = predictions.at(-1);
  const used = measured === undefined ? undefined : figureOf(measured, of, on);
  const passed = measured !== undefined && measured[of] > limit;
  if (used !== undefined && (passed || budget.basis === "measured")) {
    const chance = passed ? 1 : newest === undefined ? 0 : chanceOver(newest, limit, of);
    return {
      exceeded: passed || used > limit,
      of,
      limit,
      value: used,
      chance,
      inARow,
      basis: "measured",
    };
  }
  if (newest === undefined || budget.basis === "measured") return undefined;
  return {
    exceeded: inARow >= (budget.patience ?? 1),
    of,
    limit,
    value: figureOf(newest, of, on),
    chance: chanceOver(newest, limit, of),
    inARow,
    basis: "predicted",
  };
}

function figureOf(footprint: Measured, of: Limited, on: "median" | "upper"): number {
  return on === "upper" ? footprint.ranges[of]?.[1] ?? footprint[of] : footprint[of];
}

function countNewest<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const last = items.findLastIndex((item) => !holds(item));
  return items.length - 1 - last;
}
