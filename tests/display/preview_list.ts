/** Every chart with a run to draw. */
import { powerChart } from "../../lib/display/power_chart.ts";
import type { Figure, FigureOptions } from "../../lib/model.ts";
import { sampleRun } from "./chart_samples.ts";

/** Charts by name. */
export const CHARTS: Readonly<Record<string, (options: FigureOptions) => Promise<Figure>>> = {
  power: (options) => powerChart(sampleRun(), options),
};
