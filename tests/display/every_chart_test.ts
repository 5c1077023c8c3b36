/** What holds of every chart, whatever it is given. */
import { compareChart } from "../../lib/display/compare_chart.ts";
import { componentChart } from "../../lib/display/component_chart.ts";
import { energyChart } from "../../lib/display/energy_chart.ts";
import { epochChart } from "../../lib/display/epoch_chart.ts";
import { intensityChart } from "../../lib/display/intensity_chart.ts";
import { paretoChart } from "../../lib/display/pareto_chart.ts";
import { powerChart } from "../../lib/display/power_chart.ts";
import { predictionChart } from "../../lib/display/prediction_chart.ts";
import type { Figure, FigureOptions, Run } from "../../lib/model.ts";
import { assert, assertEquals, assertLess } from "../assert.ts";
import { bareRun, sampleRun } from "./chart_samples.ts";
import { withKernel } from "./fake_kernel.ts";
import { CHARTS as PREVIEWS } from "./preview_list.ts";
import { fixed, problemsOf } from "./stored_charts.ts";

type Draw = (run: Run, options: FigureOptions) => Promise<Figure>;
const OF_RUN: Readonly<Record<string, Draw>> = {
  power: powerChart,
  epoch: epochChart,
  energy: energyChart,
  prediction: predictionChart,
  intensity: intensityChart,
  component: componentChart,
  compare: (run, options) => compareChart([run, run], options),
  cumulative: (run, options) => epochChart([run, run], { ...options, cumulative: true }),
  grids: (run, options) => intensityChart([run, run], options),
  durations: (run, options) => compareChart([run, run], { ...options, of: "epochDuration" }),
  predictions: (run, options) => predictionChart([run, run], options),
  purposes: (run, options) => componentChart([run, run], { ...options, by: "purpose" }),
  pareto: (run, options) =>
    paretoChart([run, run], { ...options, metric: Object.keys(run.metrics)[0] ?? "accuracy" }),
};

const HOSTILE = "<img src=x onerror=alert(1)>\"'&]]> \u202Eabc\u0007 שלום مرحبا 🐳".repeat(3);
const RUNS: Readonly<Record<string, () => Run>> = {
  "nothing": () => bareRun(),
  "one epoch": () => sampleRun({ epochs: 1, points: 40 }),
  "one point": () => sampleRun({ epochs: 1, points: 1, gap: false }),
  "no energy": () => {
    const run = sampleRun({ points: 40 });
    const zero = { energyKwh: 0, energyRange: [0, 0] as const };
    return {
      ...run,
      energyKwh: 0,
      itEnergyKwh: 0,
      emissionsGrams: 0,
      ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
      parts: run.parts.map((part) => ({ ...part, ...zero, meanWatts: 0, peakWatts: 0 })),
      epochs: run.epochs.map((epoch) => ({ ...epoch, ...zero, emissionsGrams: 0 })),
      traces: run.traces.map((trace) => ({
        ...trace,
        points: trace.points.map((point) => ({
          ...point,
          meanWatts: 0,
          lowWatts: 0,
          highWatts: 0,
        })),
      })),
    };
  },
  "8 GPUs": () => sampleRun({ gpus: 8, points: 200 }),
  "50 GPUs": () => sampleRun({ gpus: 50, points: 200 }),
  "400 epochs": () => sampleRun({ epochs: 400, points: 2000 }),
  "hostile names": () => {
    const run = sampleRun({ points: 40 });
    return {
      ...run,
      name: HOSTILE,
      place: { ...run.place, name: HOSTILE },
      parts: run.parts.map((part) => ({ ...part, name: HOSTILE })),
      metrics: { [HOSTILE]: 1 },
      job: { purpose: HOSTILE as "other" },
    };
  },
  "figures that are none": () => {
    const run = sampleRun({ points: 40 });
    return {
      ...run,
      ranges: { energyKwh: [NaN, Infinity], emissionsGrams: [-Infinity, NaN] },
      epochs: run.epochs.map((epoch) => ({ ...epoch, energyRange: [NaN, Infinity] as const })),
      parts: run.parts.map((part) => ({
        ...part,
        energyRange: [NaN, NaN] as const,
        meanWatts: Infinity,
      })),
    };
  },
  "a millisecond": () => {
    const run = sampleRun({ points: 40 });
    return { ...run, durationSeconds: 0.001 };
  },
};

for (const [chart, draw] of Object.entries(OF_RUN)) {
  Deno.test(`${chart}Chart() stands every kind of run, in a notebook and on paper`, async () => {
    for (const [name, run] of Object.entries(RUNS)) {
      for (const widthMm of [undefined, 85, 180]) {
        const { svg, html } = await draw(run(), fixed({ widthMm }));
        assertEquals(problemsOf(svg), [], `${name} ${widthMm}`);
        assert(!/<img src=x|<script/.test(html), `${name} ${widthMm}`);
        assertLess(svg.length, 300_000, `${name} ${widthMm}`);
      }
    }
  });
}

Deno.test("a sheet of many epochs stays below 300 KB in a cell, its picture coarser rather than missing", async () => {
  for (const cumulative of [true, false]) {
    const runs = Array.from({ length: 20 }, (_, i) => sampleRun({ epochs: 40 }, { name: `${i}` }));
    const figure = await epochChart(runs, { cumulative });
    assert(/1[46] runs beyond the first [46] left out\./.test(figure.caption), figure.caption);
    const bundle = await withKernel(async (told) => {
      await figure.show();
      return told[0]![1] as Readonly<Record<string, string>>;
    });
    assertLess(Object.values(bundle).reduce((sum, text) => sum + text.length, 0), 300_000);
    assert(bundle["image/png"]!.length > 1000);
    // 720 px and 12 on either side, however many points the picture has.
    assert(/<img alt="[^"]*" width="744" src="data:/.test(bundle["text/html"]!));
  }
});

Deno.test("every chart stays below 300 KB a figure and has both drawings, a caption and patterns of its own", async () => {
  const ids: string[] = [];
  for (const [name, draw] of Object.entries(PREVIEWS)) {
    const { svg, html, caption } = await draw({});
    assertEquals(problemsOf(svg), [], name);
    assertLess(html.length, 300_000, name);
    assert(html.includes('width="720"') && html.includes('width="372"'), name);
    assert(caption.endsWith("."), name);
    assert(!(svg + html + caption).replace(/<style>.*?<\/style>/gs, "").includes("`"), name);
    ids.push(...[...html.matchAll(/<pattern id="([^"]*)"/g)].map(([, id]) => id!));
  }
  assertEquals(new Set(ids).size, ids.length);
});
