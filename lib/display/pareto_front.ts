/** Which of some runs no other beats. */

/** A run on two scales. */
export interface ParetoPoint {
  readonly name: string;
  /** Less is better. */
  readonly cost: number;
  readonly quality: number;
}

/** Whether more of a metric is better, by its name: loss, error, perplexity and their kin are better when lower. */
export function betterOf(metric: string): "higher" | "lower" {
  return /loss|err|perplex|ppl|wer|cer|fid|mse|mae|rmse|nll/i.test(metric) ? "lower" : "higher";
}

/** The points that no other beats in one without being worse in the other, by rising cost. Equal points are all on the front. */
export function paretoFront<T extends ParetoPoint>(
  points: readonly T[],
  better: "higher" | "lower",
): readonly T[] {
  const sign = better === "higher" ? 1 : -1;
  const sorted = [...points].sort((a, b) => a.cost - b.cost || sign * (b.quality - a.quality));
  const front: T[] = [];
  for (const point of sorted) {
    const last = front.at(-1);
    const beats = last === undefined || sign * (point.quality - last.quality) > 0 ||
      point.quality === last.quality && point.cost === last.cost;
    if (beats) front.push(point);
  }
  return front;
}
