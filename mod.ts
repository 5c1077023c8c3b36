/**
 * Footnote: the carbon footnote of a training run. Measure a cell, see what the whole run will cost, and take the figure, the
 * table and the sentence for the paper.
 *
 * @module
 */
export { track } from "./lib/track/track.ts";
export { startTracking } from "./lib/track/start_tracking.ts";
