/** A long first epoch that may come back: a validation every so many epochs often comes in the first one too. */

/**
 * So many times the present level the first epoch must have taken. Of the nine configurations in the runs learnt from where it did, two had
 * it come back, each fifth epoch; of thirteen others where it took 2.5 to 5 times as long, none (data).
 */
const TIMES = 5;
/** Epochs after which what has not come back is held for a warm-up (judgement; those that did came back in the sixth). */
const LATEST = 8;

/** How far the mean of the epochs to come would lie above the present level, in logarithms, if the first came back at the soonest; 0 where it is not to be feared. */
export function firstAgain(logs: readonly number[], level: number): number {
  const times = Math.exp(logs[0]! - level);
  if (logs.length < 2 || logs.length > LATEST || times < TIMES) return 0;
  return Math.log1p((times - 1) / logs.length);
}
