/** Rules of others, to compare with: each says the total of N epochs, in the unit of the epochs, from those seen. */

/** From the epochs seen and the planned number to the total. */
export type Rule = (seen: readonly number[], totalEpochs: number) => number;

/** Carbontracker's rule: the mean of the epochs seen, times N. Source: Anthony, Kanding and Selvan (2020), arXiv 2007.03051. */
export const meanTimesN: Rule = (seen, totalEpochs) => mean(seen) * totalEpochs;

/** So far, and the mean without the first epoch for the rest. */
export const dropFirst: Rule = (seen, totalEpochs) =>
  sum(seen) + mean(seen.length > 1 ? seen.slice(1) : seen) * (totalEpochs - seen.length);

/** So far, and the median for the rest. */
export const medianRest: Rule = (seen, totalEpochs) =>
  sum(seen) + median(seen) * (totalEpochs - seen.length);

/** So far, and the newest epoch for the rest. */
export const lastEpoch: Rule = (seen, totalEpochs) =>
  sum(seen) + (seen.at(-1) ?? 0) * (totalEpochs - seen.length);

/** So far, and the median of the last five for the rest. */
export const medianOfFive: Rule = (seen, totalEpochs) =>
  sum(seen) + median(seen.slice(-5)) * (totalEpochs - seen.length);

/** So far, and the mean of the newer half for the rest. */
export const lastHalf: Rule = (seen, totalEpochs) =>
  sum(seen) + mean(seen.slice(Math.floor(seen.length / 2))) * (totalEpochs - seen.length);

/**
 * STEP: projection from stable epochs: the longest newest stretch in which each epoch is within 5 % of the one before; where none is, the newest epoch.
 *
 * Source: after del Rey, Martinez-Fernandez, Cruz and Franch (2023), arXiv 2307.05520, who profile until epochs are stable and project from those.
 */
export const stableEpochs: Rule = (seen, totalEpochs) => {
  let from = seen.length - 1;
  while (from > 0 && Math.abs(seen[from - 1]! / seen[from]! - 1) <= 0.05) from--;
  return sum(seen) + mean(seen.slice(from)) * (totalEpochs - seen.length);
};

/** Error of a prediction in percent of what came; negative where it was under. */
export function errorPercent(predicted: number, truth: number): number {
  return 100 * (predicted / truth - 1);
}

/** The rules by the names that the table prints. */
export const RULES: Readonly<Record<string, Rule>> = {
  "mean x N": meanTimesN,
  "drop first": dropFirst,
  "median": medianRest,
  "last epoch": lastEpoch,
  "median of 5": medianOfFive,
  "last half": lastHalf,
  "STEP": stableEpochs,
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
