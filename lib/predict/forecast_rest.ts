/** How long the epochs still to come will take. */
import type { Range, SeenEpoch } from "../model.ts";

/** Time of the epochs to come, in s: the middle, and the 90 % interval. */
export interface RestForecast {
  readonly durationSeconds: number;
  readonly range: Range;
}

/**
 * Time of the `rest` epochs that follow the ones seen, in s: the mean of the epochs seen, the first left out from the second on.
 */
export function forecastRest(epochs: readonly SeenEpoch[], rest: number): RestForecast {
  const used = epochs.length > 1 ? epochs.slice(1) : epochs;
  const mean = used.reduce((sum, epoch) => sum + epoch.durationSeconds, 0) / used.length;
  const durationSeconds = mean * rest;
  const [low, high] = epochs.length > 1 ? [0.75, 1.35] : [0.3, 1.5];
  return { durationSeconds, range: [durationSeconds * low, durationSeconds * high] };
}
