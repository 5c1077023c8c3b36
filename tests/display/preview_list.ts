/** Every chart with a run to draw. */
import { epochChart } from "../../lib/display/epoch_chart.ts";
import { powerChart } from "../../lib/display/power_chart.ts";
import type { Figure, FigureOptions } from "../../lib/model.ts";
import { sampleRun } from "./chart_samples.ts";

/** Charts by name. */
export const CHARTS: Readonly<Record<string, (options: FigureOptions) => Promise<Figure>>> = {
  power: (options) => powerChart(sampleRun(), options),
  epoch: (options) => epochChart(sampleRun(), options),
  stopped: (options) =>
    epochChart(sampleRun({ epochs: 5, planned: 10, gap: false }, { status: "stopped" }), options),
  many: (options) => epochChart(sampleRun({ epochs: 400, points: 9000 }), options),
};
