/** How long an epoch takes now: a change point filter on the logarithms of the epochs' durations. */
import type { LevelConstants } from "./constants_shape.ts";

/** A stretch without a change, as one hypothesis: it began some epochs ago and goes on. */
interface Stretch {
  /** Epochs in it, pauses left out; a part of an epoch where that is in doubt. */
  readonly epochs: number;
  readonly mean: number;
  readonly squares: number;
  /** All epochs in it, and the sum of their durations, relative to the first epoch seen. */
  readonly all: number;
  readonly sum: number;
  /** Against the others; set anew after each epoch. */
  logWeight: number;
}

/** Hypotheses under this weight, in logarithms against the best, are dropped. */
const NEGLIGIBLE = -8;
/** Most hypotheses that are kept: the newest. */
const MOST = 32;

/**
 * Logarithm of the present level of a series of logarithms of durations.
 *
 * Bayesian change point detection: each hypothesis is a start of the present stretch; a new epoch is weighed against the stretch going on
 * (Student's t), a change (down: a warm-up that ends; up: another phase) and a pause, which leaves the level alone. The level is the mean
 * over the middle half of the weight, so that one doubtful hypothesis does not pull it.
 *
 * Source: Adams and MacKay (2007), Bayesian online changepoint detection, arXiv 0710.3742; pauses and the middle half are ours.
 * @param logs Logarithms of durations, oldest first, one or more.
 * @param whole Whether `logs` begins with the run's first epoch: the chances of a change are higher there.
 */
export function levelOf(
  logs: readonly number[],
  constants: LevelConstants,
  whole = true,
): number {
  const first = logs[0] ?? 0;
  const begin = (log: number, logWeight: number): Stretch => ({
    epochs: 1,
    mean: log,
    squares: 0,
    all: 1,
    sum: Math.exp(log - first),
    logWeight,
  });
  const pauses = {
    none: Math.log1p(-constants.pauseChance),
    one: Math.log(constants.pauseChance) - Math.log(constants.pauseScale),
  };
  let stretches: Stretch[] = [begin(first, 0)];
  for (let index = 1; index < logs.length; index++) {
    const log = logs[index]!;
    const relative = Math.exp(log - first);
    const chances = constants.changeChances;
    const chance = chances[whole ? Math.min(index, chances.length) - 1 : chances.length - 1]!;
    const stay = Math.log1p(-chance);
    const next: Stretch[] = [];
    let before = -Infinity;
    let best = -Infinity;
    for (const stretch of stretches) {
      before = logSum(before, stretch.logWeight);
      const grown = grow(stretch, log, relative, stay, pauses, constants);
      best = Math.max(best, grown.logWeight);
      next.push(grown);
    }
    const jump = jumpDensity(log - logs[index - 1]!, constants);
    next.push(begin(log, before + Math.log(chance) + jump));
    best = Math.max(best, next.at(-1)!.logWeight);
    stretches = [];
    for (const stretch of next.slice(-MOST)) {
      stretch.logWeight -= best;
      if (stretch.logWeight > NEGLIGIBLE) stretches.push(stretch);
    }
  }
  return middleHalf(stretches.map((stretch) => ({
    value: levelOfStretch(stretch, first, constants),
    weight: Math.exp(stretch.logWeight),
  })));
}

/** The stretch with one more epoch, which is an ordinary one or a pause. */
function grow(
  stretch: Stretch,
  log: number,
  relative: number,
  stay: number,
  pauses: { readonly none: number; readonly one: number },
  constants: LevelConstants,
): Stretch {
  const { shape, noise, pauseScale } = constants;
  const half = shape + (stretch.epochs - 1) / 2;
  const degrees = 2 * half;
  const variance = (shape * noise * noise + stretch.squares / 2) / half * (1 + 1 / stretch.epochs);
  const away = log - stretch.mean;
  const ordinary = pauses.none + studentConstant(degrees) - 0.5 * Math.log(variance) -
    (degrees + 1) / 2 * Math.log1p(away * away / (degrees * variance));
  const pause = away > 0 ? pauses.one - away / pauseScale : -Infinity;
  const density = logSum(ordinary, pause);
  const share = Math.exp(ordinary - density);
  const epochs = stretch.epochs + share;
  const mean = stretch.mean + share * away / epochs;
  return {
    epochs,
    mean,
    squares: stretch.squares + share * away * (log - mean),
    all: stretch.all + 1,
    sum: stretch.sum + relative,
    logWeight: stretch.logWeight + stay + density,
  };
}

/** Density of a change by so much: warm-ups end in falls, rises are rarer. */
function jumpDensity(by: number, constants: LevelConstants): number {
  const { fallScale, riseScale, riseShare } = constants;
  return by < 0
    ? Math.log1p(-riseShare) - Math.log(fallScale) + by / fallScale
    : Math.log(riseShare) - Math.log(riseScale) - by / riseScale;
}

/** The longer a stretch, the more its plain mean counts, which holds the pauses too. */
function levelOfStretch(stretch: Stretch, first: number, constants: LevelConstants): number {
  const plain = Math.log(stretch.sum / stretch.all) + first;
  return stretch.mean +
    (plain - stretch.mean) * stretch.all / (stretch.all + constants.plainEpochs);
}

function middleHalf(items: { readonly value: number; readonly weight: number }[]): number {
  items.sort((a, b) => a.value - b.value);
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  let below = 0;
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of items) {
    const share = Math.min(below + weight, 0.75 * total) - Math.max(below, 0.25 * total);
    if (share > 0) {
      sum += share * value;
      weights += share;
    }
    below += weight;
  }
  return sum / weights;
}

/** Logarithm of the constant of Student's t, by Stirling's series; error under 2e-4 from 3 degrees on. */
function studentConstant(degrees: number): number {
  return -0.5 * Math.log(2 * Math.PI) - 1 / (4 * degrees) + 1 / (24 * degrees ** 3);
}

function logSum(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
