/**
 * Carbontracker's rules for the carbon intensity of a run, to compare with: plain means of the values fetched, whatever was drawn at their time.
 * Source: Anthony, Kanding and Selvan (2020), arXiv 2007.03051, and its program of 2025 (version 2.4, MIT).
 */

/** It fetches a value as often, in s. */
const FETCH_SECONDS = 900;

/** Mean intensity that it takes for a run that is over, in gCO2eq/kWh: of the values fetched, in no weights. */
export function plainMean(fetchedGramsPerKwh: readonly number[]): number {
  return fetchedGramsPerKwh.reduce((sum, value) => sum + value, 0) / fetchedGramsPerKwh.length;
}

/**
 * Mean intensity that it predicts with, in gCO2eq/kWh: of the values fetched so far, the newest, and one more of the newest for each whole 15 minutes of
 * the time predicted for the whole run.
 */
export function predictedMean(of: {
  readonly fetchedGramsPerKwh: readonly number[];
  readonly newestGramsPerKwh: number;
  readonly predictedSeconds: number;
}): number {
  const { fetchedGramsPerKwh, newestGramsPerKwh, predictedSeconds } = of;
  const times = 1 + Math.floor(predictedSeconds / FETCH_SECONDS);
  return plainMean([...fetchedGramsPerKwh, ...new Array<number>(times).fill(newestGramsPerKwh)]);
}
