/** A pattern that comes back every so many epochs: validation, a checkpoint, an evaluation. */

/** Longest cycle looked for, in epochs (judgement). */
const LONGEST = 25;
/** Newest epochs that are looked at (judgement). */
const NEWEST = 200;
/** Largest share of the variance between neighbours that may be left between epochs a cycle apart (judgement: 0 is a perfect cycle, 1 none). */
const LEFT = 0.35;
/** Neighbours that differ by less than this, in logarithms, need no cycle. */
const FLAT = 0.001;

/**
 * Length of the cycle in a series of logarithms of durations, in epochs; 0 where there is none.
 *
 * Epochs one cycle apart have to be far more alike than neighbours, over two cycles or more; the first epoch, which warms up, may stand in the first.
 */
export function periodOf(logs: readonly number[]): number {
  const series = logs.slice(Math.max(1, logs.length - NEWEST));
  const neighbours = meanSquare(series, 1);
  if (series.length < 6 || neighbours < FLAT ** 2) return 0;
  let best = 0;
  let left = LEFT;
  const longest = Math.min(LONGEST, Math.floor((series.length + 1) / 2));
  for (let cycle = 2; cycle <= longest; cycle++) {
    const pairs = series.length - cycle;
    // A few pairs are alike by chance.
    const ratio = meanSquare(series, cycle) / neighbours * (1 + 2 / pairs);
    // A longer cycle, such as twice the true one, has to be clearly better.
    if (ratio < (best === 0 ? left : 0.8 * left)) {
      best = cycle;
      left = ratio;
    }
  }
  return best;
}

/** Mean square of the difference of values so many steps apart. */
function meanSquare(series: readonly number[], apart: number): number {
  let sum = 0;
  for (let index = apart; index < series.length; index++) {
    sum += (series[index]! - series[index - apart]!) ** 2;
  }
  return sum / Math.max(1, series.length - apart);
}
