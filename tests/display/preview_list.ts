/** Every chart with a run to draw. */
import { compareChart } from "../../lib/display/compare_chart.ts";
import { componentChart } from "../../lib/display/component_chart.ts";
import { energyChart } from "../../lib/display/energy_chart.ts";
import { epochChart } from "../../lib/display/epoch_chart.ts";
import { paretoChart } from "../../lib/display/pareto_chart.ts";
import { predictionChart } from "../../lib/display/prediction_chart.ts";
import { drawZoneChart } from "../../lib/display/zone_chart.ts";
import { drawEquivalentsChart } from "../../lib/display/equivalents_chart.ts";
import { intensityChart } from "../../lib/display/intensity_chart.ts";
import { drawIntensityChart } from "../../lib/display/intensity_figure.ts";
import { powerChart } from "../../lib/display/power_chart.ts";
import type { Figure, FigureOptions, Run } from "../../lib/model.ts";
import {
  bareRun,
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
  cumulative: (options) =>
    epochChart([sampleRun(), sampleRun({ epochs: 30 }, { name: "thirty epochs" })], {
      ...options,
      cumulative: true,
    }),
  durations: (options) =>
    compareChart([sampleRun(), sampleRun({ epochs: 30 }, { name: "thirty epochs" })], {
      ...options,
      of: "epochDuration",
    }),
  energy: (options) => energyChart(sampleRun(), options),
  component: (options) => componentChart(compareRuns(), options),
  purpose: (options) => componentChart(compareRuns(), { ...options, by: "purpose" }),
  compare: (options) => compareChart(compareRuns(), options),
  prediction: (options) => predictionChart(sampleRun(), options),
  predicted: (options) => predictionChart(compareRuns().map(withPrediction), options),
  zone: (options) => drawZoneChart(zoneData(), options),
  pareto: (options) => paretoChart(paretoRuns(), { ...options, metric: "accuracy" }),
  equivalents: (options) => drawEquivalentsChart(equivalentsData(), options),
  intensity: (options) => drawIntensityChart(intensityData(), options),
  grids: (options) => intensityChart(["Denmark", "United Kingdom"].map(weekOf), options),
};

/** The run as one epoch of ten foretold it, 6 % too low. */
function withPrediction(run: Run): Run {
  const { energyKwh, emissionsGrams, durationSeconds, boundary } = run;
  const about = (value: number) => [0.7 * value, 1.3 * value] as const;
  return {
    ...run,
    predictions: [{
      energyKwh: 0.94 * energyKwh,
      emissionsGrams: 0.94 * emissionsGrams,
      durationSeconds: 0.94 * durationSeconds,
      ranges: {
        energyKwh: about(energyKwh),
        emissionsGrams: about(emissionsGrams),
        durationSeconds: about(durationSeconds),
      },
      basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
      boundary,
      afterEpochs: 1,
      totalEpochs: 10,
      level: 0.9,
      upTo: false,
    }],
  };
}

/** A week of an invented grid, a figure every two hours. */
function weekOf(name: string, at: number): Run {
  return bareRun({
    name: `a week in ${name}`,
    place: { zone: at === 0 ? "DK" : "GB", name, how: "given" },
    durationSeconds: 7 * 86_400,
    intensities: Array.from({ length: 84 }, (_, i) => {
      const value = 110 + 70 * at + 45 * Math.sin(i * Math.PI / 6) + 25 * Math.sin(i / 9 + at);
      return {
        atSeconds: i * 7200,
        intensityGramsPerKwh: value,
        range: [0.9 * value, 1.1 * value],
        basis: "measured",
        source: "sample",
      };
    }),
  });
}
