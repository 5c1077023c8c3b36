/** How long the epochs still to come will take. */
import type { Range, SeenEpoch } from "../model.ts";
import { LEARNT } from "./constants.ts";
import type { PredictConstants } from "./constants_shape.ts";
import { driftAhead, driftOf } from "./drift.ts";
import { steppedWidths, widthsOf } from "./half_widths.ts";
import { levelOf } from "./level.ts";
import { periodOf } from "./period.ts";
import { steadySeconds } from "./steady_seconds.ts";

/** Time of the epochs to come, in s: the middle, and the 90 % interval. */
export interface RestForecast {
  readonly durationSeconds: number;
  readonly range: Range;
}

/** What follows the last epoch. */
const NOTHING: RestForecast = { durationSeconds: 0, range: [0, 0] };
/** Newest epochs that the level is taken from: more say no more about now (judgement), and 10,000 stay quick. */
const NEWEST = 64;
/**
 * A run that has lasted for seconds has not seen what else a machine does: others' programs come and go over minutes. So much, in
 * logarithms, when nothing was seen, half of it after each `YOUNG_SECONDS` (judgement, on six runs of 1 to 30 s on a shared machine whose truth
 * lay 0.87 to 1.45 times the prediction; the runs learnt from lasted minutes to days and are not touched).
 */
const YOUNG = { down: 0.2, up: 0.4 };
const YOUNG_SECONDS = 6;

/**
 * Time of the `rest` epochs that follow the ones seen, in s.
 *
 * After one epoch the first is taken for slower than the rest, the shorter the more; where steps were marked in it, they stand for a second epoch.
 * After more, the level of the newest stretch without a change counts; where a cycle shows, whole cycles are counted instead of epochs.
 */
export function forecastRest(
  epochs: readonly SeenEpoch[],
  rest: number,
  constants: PredictConstants = LEARNT,
): RestForecast {
  if (rest <= 0) return NOTHING;
  const durations = newestOf(epochs).map((epoch) => epoch.durationSeconds);
  const [first] = epochs;
  const steady = epochs.length === 1 && first !== undefined ? steadySeconds(first) : undefined;
  if (steady !== undefined) durations.push(steady);
  if (durations.every((seconds) => seconds === 0)) return NOTHING;
  const logs = logsOf(durations);
  const middle = logRate(logs, rest, constants);
  const reach = steady === undefined ? widthsOf : steppedWidths;
  const { down, up } = reach(logs, middle, rest, constants.widths);
  const at = (log: number) => rest * Math.exp(log);
  // What a run of seconds has not seen yet is a cause of its own: it joins in quadrature.
  const youth = 2 ** (-sumOf(epochs) / YOUNG_SECONDS);
  const low = at(middle - Math.hypot(down, youth * YOUNG.down));
  const high = at(middle + Math.hypot(up, youth * YOUNG.up));
  return { durationSeconds: at(middle), range: [low, high] };
}

/** The first two epochs and the newest: more than any of the rules below looks at. */
function newestOf(epochs: readonly SeenEpoch[]): readonly SeenEpoch[] {
  const most = 2 * NEWEST + 100;
  return epochs.length <= most ? epochs : [...epochs.slice(0, 2), ...epochs.slice(2 - most)];
}

/** Logarithms of durations in s, an epoch of no length as a millionth of the mean. */
export function logsOf(durations: readonly number[]): number[] {
  const mean = durations.reduce((sum, seconds) => sum + seconds, 0) / durations.length;
  return durations.map((seconds) => Math.log(Math.max(seconds, 1e-6 * mean, Number.MIN_VALUE)));
}

/** Logarithm of the mean duration of the `rest` epochs to come, in s, from the logarithms of those seen. */
export function logRate(
  logs: readonly number[],
  rest: number,
  constants: PredictConstants,
): number {
  const first = logs[0]!;
  if (logs.length === 1) {
    const terms = warmUpTerms(first);
    return constants.warmUp.reduce((log, value, index) => log + value * terms[index]!, first);
  }
  const cycle = periodOf(logs);
  if (cycle > 0) return cycleRate(logs, rest, cycle, constants);
  const drift = driftOf(logs);
  if (drift !== 0) return logs.at(-1)! + driftAhead(drift, rest);
  const level = levelOf(logs.slice(-NEWEST), constants.level, logs.length <= NEWEST);
  // The newest epoch often knows most; a long one may be a pause.
  const newest = Math.min(logs.at(-1)! - level, constants.level.lastMost);
  return level + constants.level.lastShare * newest;
}

/** The same where a cycle shows: whole cycles at the level of the cycles seen, and the epochs of the last one as they were. */
function cycleRate(
  logs: readonly number[],
  rest: number,
  cycle: number,
  constants: PredictConstants,
): number {
  const newest = logs.slice(-NEWEST * 2).map(Math.exp);
  const cycles: number[] = [];
  for (let end = newest.length; end >= cycle; end -= cycle) {
    cycles.unshift(Math.log(meanOf(newest.slice(end - cycle, end))));
  }
  // A cycle that begins with the run's first epoch warms up.
  if (logs.length % cycle === 0 && cycles.length > 2 && newest.length === logs.length) {
    cycles.shift();
  }
  const level = levelOf([logs[0]!, ...cycles], constants.level, newest.length === logs.length);
  const over = rest % cycle;
  const begun = newest.length - cycle;
  const tail = newest.slice(begun, begun + over).reduce((sum, seconds) => sum + seconds, 0);
  return Math.log(((rest - over) * Math.exp(level) + tail) / rest);
}

/** What the correction after one epoch depends on: its length in s, by its logarithm. */
export function warmUpTerms(first: number): readonly number[] {
  const seconds = Math.exp(first);
  return [1, 10 / (10 + seconds)];
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOf(epochs: readonly SeenEpoch[]): number {
  return epochs.reduce((sum, epoch) => sum + epoch.durationSeconds, 0);
}
