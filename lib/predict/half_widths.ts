/** How far the interval of the epochs still to come reaches each way. */
import type { WidthKnot } from "./constants_shape.ts";
import { driftOf, growthAhead } from "./drift.ts";
import { firstAgain } from "./first_again.ts";
import { periodOf } from "./period.ts";

/** How far the interval reaches each way, in logarithms. */
export interface HalfWidths {
  readonly down: number;
  readonly up: number;
}
/**
 * What was learnt, and what may come back of a first epoch, reaches no further than this from the middle, in logarithms: a factor of 7.4 down, for
 * a warm-up may be that much slower, and of 3 up (judgement; of the runs learnt from, none rose by more than 2.1 after two epochs or more).
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
/**
 * From so many epochs on the rest is held to go on no faster than the shortest seen by more than this, over the number seen, in logarithms: of 100
 * runs learnt from, 99 stayed within 0.38, 0.26 and 0.23 of it after 4, 5 and 10 epochs (data). Earlier a long warm-up may hold.
 */
const FASTER = { from: 4, by: 2 };
/** Ends nearer than this are not held for surer: about two and a half minutes ahead, by half its logarithm less 3.5 (judgement: fewer runs were learnt from there). */
const SOONEST = -1;

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

/**
 * Half widths of the 90 % interval, in logarithms of the rest. What may come back of a long first epoch is a cause of its own: it joins in
 * quadrature. A newest epoch far beyond all this is a pause, or how it will go on: half of it is allowed for until the next one tells (judgement:
 * in the runs learnt from, epochs of three times the pace are too few to say; one of five configurations went on so).
 */
export function widthsOf(
  logs: readonly number[],
  middle: number,
  rest: number,
  knots: readonly WidthKnot[],
): HalfWidths {
  const { down, up } = learntWidths(logs, middle, rest, knots);
  const newest = logs.length > 1 ? logs.at(-1)! - middle - Math.LN2 : 0;
  const again = Math.min(WIDEST.up, Math.hypot(up, firstAgain(logs, middle)));
  return { down, up: Math.max(up, again, newest) };
}

/** How far below the middle the end of the interval may lie for the shortest epoch seen. */
function lowest(logs: readonly number[], middle: number): number {
  if (logs.length < FASTER.from) return Infinity;
  return Math.max(0, middle - Math.min(...logs)) + FASTER.by / logs.length;
}

/** After one epoch with steps: as after two, but half as wide at least as after one without, for steps tell the warm-up and not how epochs differ (judgement). */
export function steppedWidths(
  logs: readonly number[],
  middle: number,
  rest: number,
  knots: readonly WidthKnot[],
): HalfWidths {
  const two = learntWidths(logs, middle, rest, knots);
  const one = learntWidths(logs.slice(0, 1), middle, rest, knots);
  return { down: Math.max(two.down, one.down / 2), up: Math.max(two.up, one.up / 2) };
}

/** What the epochs learnt from say: between the numbers of epochs that were learnt, in line over the logarithm of their number. */
function learntWidths(
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
  const further = Math.max(
    0,
    Math.min(LARGEST_STEP, Math.abs(drift) * (rest / 2 - growthAhead(rest))),
  );
  return {
    down: Math.min(width("down"), lowest(logs, middle)) + (drift < 0 ? further : 0),
    up: width("up") + (drift > 0 ? further : 0),
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
