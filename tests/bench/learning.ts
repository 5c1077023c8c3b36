/** Learns the constants of `lib/predict/constants.ts` from real runs; the same runs give the same constants. */
import type { LevelConstants, PredictConstants } from "../../lib/predict/constants_shape.ts";
import { firstAgain } from "../../lib/predict/first_again.ts";
import { logRate, warmUpTerms } from "../../lib/predict/forecast_rest.ts";
import { widthTerms } from "../../lib/predict/half_widths.ts";
import { type Prefix, prefixesOf } from "./prefixes.ts";
import { regressQuantile, weightedQuantile } from "./quantile_regression.ts";
import type { TracedRun } from "./traces.ts";

/** Where the search begins: round figures, of which it departs only for a gain that is no chance. */
const START: LevelConstants = {
  shape: 1.5,
  noise: 0.012,
  fallScale: 0.3,
  riseScale: 0.4,
  riseShare: 0.15,
  changeChances: [0.7, 0.35, 0.1, 0.07],
  pauseChance: 0.01,
  pauseScale: 3,
  plainEpochs: 40,
  lastShare: 0.25,
  lastMost: 0.25,
};
/** Least gain in the mean cost for which a constant is changed. */
const GAIN = 0.004;
/** An error after one epoch counts as no larger, as a share of the truth: a first epoch of 50 times the rest is no sign for others (judgement). */
const WORST = 1;
/** Quantile of each half width in the regression, before the widths are set by what they hold. */
const WIDTH_QUANTILE = 0.945;
/** Widths go with so much more than the regression's slope: a regression of logarithms smooths the contrast between quiet runs and restless ones (judgement, by the width at equal coverage). Not after one epoch, which shows no unrest. */
const CONTRAST = 1.6;
/**
 * Share of the learning runs outside each end, in runs of owners that the regression did not see. Not 0.05: there the quiet runs of
 * clusters were held in 96 to 99 of 100 cases; here they are in 93 to 95, those of people's own machines in 85 to 88 (judgement).
 */
const OUTSIDE = 0.062;
/** How far small families are raised in the slopes of the widths: 0 a vote a configuration, 1 a vote a family (judgement). */
const BALANCE = 0.3;
/** Smallest error that is told from none, in logarithms. */
const SMALLEST = 0.002;
/** Runs are cut into so many folds by owner for the widths. */
const FOLDS = 12;
/**
 * After how many epochs widths are learnt, from which prefixes, and by how many of their terms. How far ahead the end is counts early on alone:
 * from ten epochs on, the unrest seen says as much without it, and after two the share still to come said nothing in unseen owners' runs (data).
 */
const KNOTS: readonly (readonly [after: number, from: readonly number[], terms: number])[] = [
  [1, [1], 3],
  [2, [2], 3],
  [3, [3, 4], 4],
  [5, [4, 5, 6], 4],
  [10, [8, 10, 12, 15, 20, 30], 2],
];

/** All constants, learnt from these runs. */
export function learnConstants(runs: readonly TracedRun[]): PredictConstants {
  const level = learnLevel(runs);
  const warmUp = learnWarmUp(runs);
  const point: PredictConstants = { level, warmUp, widths: [] };
  const widths = KNOTS.map(([afterEpochs, from, terms]) => {
    const prefixes = from.flatMap((epochs) => prefixesOf(runs, { epochs }))
      .filter(({ after, rest }) => after < 4 * rest);
    return { afterEpochs, ...learnWidths(prefixes, point, terms) };
  });
  return { level, warmUp, widths };
}

function learnLevel(runs: readonly TracedRun[]): LevelConstants {
  const prefixes = [2, 3, 4, 5, 7, 10, 15].flatMap((epochs) => prefixesOf(runs, { epochs }))
    .concat(prefixesOf(runs, { share: 0.25 }).filter(({ after }) => after > 5 && after < 100))
    .filter(({ after, rest }) => after < 2 * rest);
  const cost = (level: LevelConstants) => {
    let sum = 0;
    let weights = 0;
    for (const prefix of prefixes) {
      const { weight, rest, pastSeconds, restSeconds } = prefix;
      const rate = logRate(prefix.logs, rest, { level, warmUp: [0], widths: [] });
      const error = Math.abs(rest * Math.exp(rate) - restSeconds) / (pastSeconds + restSeconds);
      // The logarithm minds the many small errors, the second term the few large ones.
      sum += weight * (Math.log(0.005 + error) + Math.min(1, error));
      weights += weight;
    }
    return sum / weights;
  };
  let best = START;
  let lowest = cost(best);
  for (const factor of [1.6, 1.25]) {
    for (const change of changesOf(factor)) {
      for (let tries = 0; tries < 4; tries++) {
        const tried = change(best);
        const paid = cost(tried);
        if (paid >= lowest - GAIN) break;
        best = tried;
        lowest = paid;
      }
    }
  }
  return best;
}

/** Each constant larger and smaller by a factor; chances by the odds. */
function changesOf(factor: number): ((level: LevelConstants) => LevelConstants)[] {
  const odds = (chance: number, by: number) => by * chance / (1 - chance + by * chance);
  const scales = ["noise", "shape", "fallScale", "riseScale", "pauseScale", "plainEpochs"] as const;
  const chances = ["riseShare", "pauseChance", "lastShare"] as const;
  return [factor, 1 / factor].flatMap((by) => [
    ...scales.map((name) => (level: LevelConstants) => ({ ...level, [name]: by * level[name] })),
    ...chances.map((name) => (level: LevelConstants) => ({
      ...level,
      [name]: odds(level[name], by),
    })),
    ...START.changeChances.map((_, at) => (level: LevelConstants) => ({
      ...level,
      changeChances: level.changeChances.map((chance, index) =>
        index === at ? odds(chance, by) : chance
      ),
    })),
  ]);
}

/** The correction with the least mean error of the whole run's duration, in the percent that the tables show, on a grid of a hundredth. */
function learnWarmUp(runs: readonly TracedRun[]): number[] {
  const prefixes = prefixesOf(runs, { epochs: 1 }).map((
    { logs, rest, pastSeconds, restSeconds, weight },
  ) => ({
    terms: warmUpTerms(logs[0]!),
    rest: rest * pastSeconds / (pastSeconds + restSeconds),
    truth: restSeconds / (pastSeconds + restSeconds),
    weight,
  }));
  let best: number[] = [];
  let lowest = Infinity;
  for (let constant = -20; constant <= 10; constant++) {
    for (let slope = -150; slope <= 0; slope++) {
      let sum = 0;
      for (const { terms, rest, truth, weight } of prefixes) {
        const log = (constant * terms[0]! + slope * terms[1]!) / 100;
        sum += weight * Math.min(WORST, Math.abs(rest * Math.exp(log) - truth));
      }
      if (sum >= lowest) continue;
      lowest = sum;
      best = [constant / 100, slope / 100];
    }
  }
  return best;
}

/** Half widths: a regression on the logarithm of the errors, then a factor so that unseen owners' runs lie outside as often as they should. */
function learnWidths(
  prefixes: readonly Prefix[],
  point: PredictConstants,
  howMany: number,
): { down: number[]; up: number[] } {
  const votes = new Map<string, number>();
  for (const { run, weight } of prefixes) {
    votes.set(run.family, (votes.get(run.family) ?? 0) + weight);
  }
  const items = prefixes.map((prefix) => {
    const middle = logRate(prefix.logs, prefix.rest, point);
    return {
      fold: foldOf(prefix.run.owner, FOLDS),
      weight: prefix.weight,
      // Small families count for more in the slopes, so that what is rare is not lost.
      balanced: prefix.weight * votes.get(prefix.run.family)! ** -BALANCE,
      terms: widthTerms(prefix.logs, middle, prefix.rest).slice(0, howMany),
      error: besides(
        firstAgain(prefix.logs, middle),
        Math.log(prefix.restSeconds / prefix.rest) - middle,
      ),
    };
  });
  const contrast = prefixes[0]?.after === 1 ? 1 : CONTRAST;
  const side = (sign: 1 | -1) => {
    const fit = (of: typeof items) =>
      regressQuantile({
        terms: of.map(({ terms }) => terms),
        values: of.map(({ error }) => Math.log(Math.max(sign * error, SMALLEST))),
        weights: of.map(({ balanced }) => balanced),
        quantile: WIDTH_QUANTILE,
      }).map((coefficient) => contrast * coefficient);
    const scores = [];
    for (let fold = 0; fold < FOLDS; fold++) {
      const left = items.filter((item) => item.fold === fold);
      if (left.length === 0 || left.length === items.length) continue;
      const fitted = fit(items.filter((item) => item.fold !== fold));
      for (const { terms, error, weight } of left) {
        const logWidth = terms.reduce((sum, term, at) => sum + term * fitted[at]!, 0);
        scores.push({ value: Math.log(Math.max(sign * error, 1e-9)) - logWidth, weight });
      }
    }
    const [constant, ...slopes] = fit(items);
    return [constant! + weightedQuantile(scores, 1 - OUTSIDE), ...slopes];
  };
  return { down: side(-1), up: side(1) };
}

/** What of an error upwards is left for the learnt widths, where a long first epoch that comes back has its own share in quadrature. */
function besides(again: number, error: number): number {
  return error > 0 ? Math.sqrt(Math.max(0, error * error - again * again)) : error;
}

/** The fold of a name, the same on every machine. */
export function foldOf(name: string, folds: number): number {
  let hash = 7;
  for (const letter of name) hash = (31 * hash + letter.charCodeAt(0)) % 4294967296;
  return hash % folds;
}
