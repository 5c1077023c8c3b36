/** Every chart with a run to draw. */
import { compareChart } from "../../lib/display/compare_chart.ts";
import { componentChart } from "../../lib/display/component_chart.ts";
import { energyChart } from "../../lib/display/energy_chart.ts";
import { epochChart } from "../../lib/display/epoch_chart.ts";
import { paretoChart } from "../../lib/display/pareto_chart.ts";
import { predictionChart } from "../../lib/display/prediction_chart.ts";
import { drawZoneChart } from "../../lib/display/zone_chart.ts";
import { drawEquivalentsChart } from "../../lib/display/equivalents_chart.ts";
import { drawIntensityChart } from "../../lib/display/intensity_chart.ts";
import { powerChart } from "../../lib/display/power_chart.ts";
import type { Figure, FigureOptions } from "../../lib/model.ts";
import {
  compareRuns,
  equivalentsData,
  intensityData,
  paretoRuns,
  sampleRun,
  zoneData,
} from "./chart_samples.ts";

/** Charts by name. */
export const CHARTS: Readonly<Record<string, (options: FigureOptions) => Promise<Figure>>> = {
  power: (options) => powerChart(sampleRun(), options),
  epoch: (options) => epochChart(sampleRun(), options),
  stopped: (options) =>
    epochChart(sampleRun({ epochs: 5, planned: 10, gap: false }, { status: "stopped" }), options),
  many: (options) => epochChart(sampleRun({ epochs: 400, points: 9000 }), options),
  energy: (options) => energyChart(sampleRun(), options),
  component: (options) => componentChart(compareRuns(), options),
  purpose: (options) => componentChart(compareRuns(), { ...options, by: "purpose" }),
  compare: (options) => compareChart(compareRuns(), options),
  prediction: (options) => predictionChart(sampleRun(), options),
  zone: (options) => drawZoneChart(zoneData(), options),
  pareto: (options) => paretoChart(paretoRuns(), { ...options, metric: "accuracy" }),
  equivalents: (options) => drawEquivalentsChart(equivalentsData(), options),
  intensity: (options) => drawIntensityChart(intensityData(), options),
};
