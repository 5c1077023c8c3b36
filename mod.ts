/**
 * Footnote: the carbon footnote of a training run. Measure a cell, see what the whole run will cost, and take the figure, the
 * table and the sentence for the paper.
 *
 * @module
 */
export type * from "./lib/model.ts";

// Measuring
export { type Cell, track } from "./lib/track/track.ts";
export { startTracking } from "./lib/track/start_tracking.ts";
export { type FixedOptions, fixedSource } from "./lib/probe/fixed.ts";
export type { MeterAddress } from "./lib/probe/wall_meters.ts";
export { type WallOptions, wallSource } from "./lib/probe/wall.ts";
export { type CpuModelOptions, modelCpuPower } from "./lib/hardware/cpu_model.ts";
export { doctor, type DoctorOptions } from "./lib/doctor/doctor.ts";
export { type BaselineOptions, measureBaseline } from "./lib/doctor/baseline.ts";
export { calibrate, type CalibrateOptions } from "./lib/doctor/calibrate.ts";
export { applyCalibration } from "./lib/sample/calibration.ts";

// Estimating, predicting
export { estimate } from "./lib/estimate/estimate.ts";
export { whatIf } from "./lib/estimate/what_if.ts";
export { equivalents } from "./lib/estimate/equivalents.ts";
export { sci } from "./lib/estimate/sci.ts";
export { predictRun } from "./lib/predict/predict_run.ts";
export type { IntensityAhead, Window, WindowIntensity } from "./lib/predict/intensity_ahead.ts";
export type { SeenRun } from "./lib/predict/check_seen.ts";
export { findAccelerator } from "./lib/hardware/find_accelerator.ts";
export { findCpu } from "./lib/hardware/find_cpu.ts";
export { findZone } from "./lib/carbon/zones.ts";
export { intensityOf } from "./lib/carbon/intensity.ts";
export { pueOf } from "./lib/carbon/pue.ts";
export { bundledIntensity, fixedIntensity } from "./lib/carbon/providers.ts";

// Records
export { loadRun, loadRuns } from "./lib/runs/load.ts";
export { mergeRuns } from "./lib/runs/merge.ts";
export { totalOf } from "./lib/runs/total.ts";
export { readCarbontrackerLogs, readCodeCarbonCsv } from "./lib/runs/import_runs.ts";
export { toCsv } from "./lib/record/to_csv.ts";
export { toJson } from "./lib/record/to_json.ts";
export { type FlatRecord, toRecords } from "./lib/record/records.ts";
export { latexTable } from "./lib/runs/latex_table.ts";
export { modelCard } from "./lib/runs/model_card.ts";
export { bibtex } from "./lib/runs/bibtex.ts";
export { statement } from "./lib/runs/statement.ts";
export type { StatementOptions } from "./lib/display/statement.ts";
export { runsTable } from "./lib/display/runs_table.ts";

// Figures
export { powerChart } from "./lib/display/power_chart.ts";
export { epochChart } from "./lib/display/epoch_chart.ts";
export { energyChart } from "./lib/display/energy_chart.ts";
export { componentChart } from "./lib/display/component_chart.ts";
export { predictionChart } from "./lib/display/prediction_chart.ts";
export { intensityChart } from "./lib/display/intensity_chart.ts";
export { zoneChart } from "./lib/estimate/zone_chart.ts";
export { compareChart } from "./lib/display/compare_chart.ts";
export { paretoChart } from "./lib/display/pareto_chart.ts";
export { equivalentsChart } from "./lib/estimate/equivalents_chart.ts";
export { report } from "./lib/runs/report.ts";
