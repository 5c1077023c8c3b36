/**
 * Footnote: the carbon footnote of a training run. Measure a cell, see what the whole run will cost, and take the figure, the
 * table and the sentence for the paper.
 *
 * @module
 */
export { track } from "./lib/track/track.ts";
export { startTracking } from "./lib/track/start_tracking.ts";
export { loadRun, loadRuns } from "./lib/runs/load.ts";
export { powerChart } from "./lib/display/power_chart.ts";
export { epochChart } from "./lib/display/epoch_chart.ts";
export { intensityOf } from "./lib/carbon/intensity.ts";
export { bundledIntensity, fixedIntensity } from "./lib/carbon/providers.ts";
export { statement } from "./lib/display/statement.ts";
export { runsTable } from "./lib/display/runs_table.ts";
export type * from "./lib/model.ts";
