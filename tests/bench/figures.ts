/**
 * How long charts take and how large they are: `deno run -A --v8-flags=--max-old-space-size=4096 tests/bench/figures.ts [POINTS]`.
 * Every preview once warm, then a trace of 10,000,000 points.
 */
import { powerChart } from "../../lib/display/power_chart.ts";
import type { TracePoint } from "../../lib/model.ts";
import { bareRun } from "../display/chart_samples.ts";
import { CHARTS } from "../display/preview_list.ts";

const points = Number(Deno.args[0] ?? 10_000_000);
const lines: string[] = [];
for (const [name, draw] of Object.entries(CHARTS)) {
  await draw({});
  const started = performance.now();
  const figure = await draw({});
  const took = performance.now() - started;
  const kb = (text: string) => (text.length / 1000).toFixed(1);
  lines.push(
    `${name.padEnd(12)} ${took.toFixed(0).padStart(5)} ms ${kb(figure.svg).padStart(7)} KB SVG ${
      kb(figure.html).padStart(7)
    } KB HTML`,
  );
}

const trace: TracePoint[] = Array.from({ length: points }, (_, i) => ({
  fromSeconds: i / 10,
  toSeconds: (i + 1) / 10,
  meanWatts: 200 + 50 * Math.sin(i / 1000),
  lowWatts: 150,
  highWatts: i === points >> 1 ? 450 : 260,
}));
const run = bareRun({
  durationSeconds: points / 10,
  energyKwh: 1,
  parts: [{
    device: "gpu:0",
    kind: "gpu",
    name: "GPU",
    source: "bench",
    basis: "measured",
    energyKwh: 1,
    energyRange: [0.9, 1.1],
    meanWatts: 200,
    peakWatts: 450,
    missingSeconds: 0,
  }],
  traces: [{ device: "gpu:0", points: trace }],
});
const started = performance.now();
const { svg } = await powerChart(run);
const took = performance.now() - started;
lines.push(
  `${points} points: ${took.toFixed(0)} ms, ${(svg.length / 1000).toFixed(1)} KB SVG`,
);
Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
