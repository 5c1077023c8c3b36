/** How long the epochs still to come will take. */
import type { Range, SeenEpoch } from "../model.ts";
import { LEARNT } from "./constants.ts";
import type { PredictConstants, WidthKnot } from "./constants_shape.ts";
import { driftOf, growthAhead } from "./drift.ts";
import { levelOf } from "./level.ts";
import { periodOf } from "./period.ts";
import { steadySeconds } from "./steady_seconds.ts";

/** Time of the epochs to come, in s: the middle, and the 90 % interval. */
export interface RestForecast {
  readonly durationSeconds: number;
  readonly range: Range;
}

/** How far the interval reaches each way, in logarithms. */
interface HalfWidths {
  readonly down: number;
  readonly up: number;
}
/** What follows the last epoch. */
const NOTHING: RestForecast = { durationSeconds: 0, range: [0, 0] };
/** Newest epochs that the level is taken from: more say no more about now (judgement), and 10,000 stay quick. */
const NEWEST = 64;
/**
 * Ends of the interval go no further than this from the middle, in logarithms: a factor of 7.4 down, for a warm-up may be that much slower,
 * and of 3 up (judgement; of the runs learnt from, none rose by more than 2.1 after two epochs or more).
 */
const WIDEST = { down: 2, up: 1.1 };
/** A step from one epoch to the next counts as no larger, in logarithms: a pause of an hour says no more than one of a minute (judgement). */
const LARGEST_STEP = 0.5;
/** Unrest, in logarithms, under which a run is no more to be trusted: a few quiet epochs are soon seen by chance, or rounded (judgement, by the width at equal coverage). */
const QUIET = 0.02;
/** So much of the fall from the first epoch to the second counts as unrest after two epochs, a quarter of it after three (judgement, by the width at equal coverage). */
const WARM_UP = 0.12;
/** And a rise there counts as so much of a step (judgement, likewise). */
const RISE = 0.5;
/** Ends nearer than this are not held for surer: about two and a half minutes ahead, by half its logarithm less 3.5 (judgement: fewer runs were learnt from there). */
const SOONEST = -1;

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
  const { down, up } = steady === undefined
    ? widthsOf(logs, middle, rest, constants.widths)
    : steppedWidths(logs, middle, rest, constants.widths);
  const at = (log: number) => rest * Math.exp(log);
  // What a run of seconds has not seen yet is a cause of its own: it joins in quadrature.
  const youth = 2 ** (-sumOf(epochs) / YOUNG_SECONDS);
  const low = at(middle - Math.hypot(down, youth * YOUNG.down));
  const high = at(middle + Math.hypot(up, youth * YOUNG.up));
  return { durationSeconds: at(middle), range: [low, high] };
}

/** After one epoch with steps: as after two, but half as wide at least as after one without, for steps tell the warm-up and not how epochs differ (judgement). */
function steppedWidths(...[logs, middle, rest, knots]: Parameters<typeof widthsOf>): HalfWidths {
  const two = widthsOf(logs, middle, rest, knots);
  const one = widthsOf(logs.slice(0, 1), middle, rest, knots);
  return { down: Math.max(two.down, one.down / 2), up: Math.max(two.up, one.up / 2) };
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
  if (logs.length === 1) return first + dot(constants.warmUp, warmUpTerms(first));
  const cycle = periodOf(logs);
  if (cycle > 0) return cycleRate(logs, rest, cycle, constants);
  const drift = driftOf(logs);
  if (drift !== 0) return logs.at(-1)! + drift * growthAhead(rest);
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

/** What the width of the interval depends on: the unrest seen, how far ahead the end is, in s, and how many of the epochs seen are still to come. */
export function widthTerms(logs: readonly number[], middle: number, rest: number): number[] {
  const ahead = Math.max(SOONEST, (Math.log(rest) + middle) / 2 - 3.5);
  if (logs.length === 1) return [1, Math.min(7, Math.max(0, logs[0]!)) / 2 - 2, ahead];
  // Where a cycle shows, epochs are compared with those a cycle before.
  const apart = Math.max(1, periodOf(logs));
  let unrest = 0;
  let steps = 0;
  const count = (step: number, weight = 1) => {
    unrest += weight * Math.min(LARGEST_STEP, Math.abs(step));
    steps += weight;
  };
  for (let index = Math.max(1 + apart, logs.length - 8); index < logs.length; index++) {
    count(logs[index]! - logs[index - apart]!);
  }
  // A first epoch shorter than the second did not warm up: that step tells of unrest as the others do.
  const first = logs[1]! - logs[0]!;
  if (first > 0 && logs.length <= 8) count(first, RISE);
  // The more epochs lie between, the less a warm-up says about those to come.
  const warmUp = Math.min(4 * LARGEST_STEP, Math.max(0, -first)) / (logs.length - 1) ** 2;
  return [
    1,
    Math.log(QUIET + unrest / Math.max(1, steps) + WARM_UP * warmUp),
    ahead,
    Math.log(rest / logs.length) / 2,
  ];
}

/** Half widths of the 90 % interval, in logarithms of the rest: between the epochs that were learnt, in line over the logarithm of their number. */
export function widthsOf(
  logs: readonly number[],
  middle: number,
  rest: number,
  knots: readonly WidthKnot[],
): HalfWidths {
  const terms = widthTerms(logs, middle, rest);
  const after = Math.max(0, knots.findIndex((knot) => knot.afterEpochs >= logs.length));
  const high = logs.length > (knots.at(-1)?.afterEpochs ?? 0) ? knots.at(-1)! : knots[after]!;
  // After one epoch other terms count, so nothing lies between one and two.
  const low = high.afterEpochs <= 2 || high.afterEpochs <= logs.length ? high : knots[after - 1]!;
  const span = Math.log(high.afterEpochs) - Math.log(low.afterEpochs);
  const share = span > 0 ? (Math.log(logs.length) - Math.log(low.afterEpochs)) / span : 1;
  const width = (side: "down" | "up") =>
    Math.min(
      WIDEST[side],
      Math.exp((1 - share) * dot(low[side], terms) + share * dot(high[side], terms)),
    );
  // A drift may as well go on to the end.
  const drift = driftOf(logs);
  const further = Math.min(LARGEST_STEP, Math.abs(drift) * (rest / 2 - growthAhead(rest)));
  const on = (side: boolean) => side ? Math.max(0, further) : 0;
  return { down: width("down") + on(drift < 0), up: width("up") + on(drift > 0) };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOf(epochs: readonly SeenEpoch[]): number {
  return epochs.reduce((sum, epoch) => sum + epoch.durationSeconds, 0);
}
