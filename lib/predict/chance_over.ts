/** The chance that a run passes a limit. */
import { normalBelow, Z_95 } from "../interval.ts";
import type { Prediction, Range } from "../model.ts";
import { checkFigure } from "./check_seen.ts";

/** What can be limited: a figure of a prediction. */
export type Limited = "energyKwh" | "emissionsGrams" | "durationSeconds";

/**
 * Chance, 0..1, that the whole run passes a limit on one of its figures, of a prediction with its 90 % interval.
 *
 * The figure is taken as two half normal curves in the logarithm, one to each end of the interval: 5 % lie below `low` and 5 % above `high`.
 * @throws {RangeError} If `limit` is negative or not finite.
 */
export function chanceOver(
  prediction: Pick<Prediction, Limited | "ranges">,
  limit: number,
  of: Limited = "energyKwh",
): number {
  checkFigure(limit, "limit");
  return chanceAbove(prediction[of], prediction.ranges[of], limit);
}

function chanceAbove(middle: number, [low, high]: Range, limit: number): number {
  if (limit < middle) {
    if (low >= middle) return 1;
    if (limit <= 0) return 1;
    // A low end of 0 has no logarithm: a straight line stands in for the curve.
    if (low <= 0) return 1 - 0.5 * limit / middle;
    return 1 - normalBelow(-Z_95 * Math.log(limit / middle) / Math.log(low / middle));
  }
  if (high <= middle) return 0;
  if (middle <= 0) return limit >= high ? 0 : 0.5 * (1 - limit / high);
  return 1 - normalBelow(Z_95 * Math.log(limit / middle) / Math.log(high / middle));
}
