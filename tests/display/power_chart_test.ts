import { powerChart } from "../../lib/display/power_chart.ts";
import type { Part, Run } from "../../lib/model.ts";
import {
  assert,
  assertEquals,
  assertLess,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { bareRun, sampleRun } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

/** A minute with one GPU at 100 W, then at 300 W: mean 200 W. */
function twoSteps(given: Partial<Part> = {}, of: Partial<Run> = {}): Run {
  const part: Part = {
    device: "gpu:0",
    kind: "gpu",
    name: "GPU of a test",
    source: "nvml-energy",
    basis: "measured",
    energyKwh: 1 / 300,
    energyRange: [0.9 / 300, 1.1 / 300],
    meanWatts: 200,
    peakWatts: 310,
    missingSeconds: 0,
    ...given,
  };
  const point = (fromSeconds: number, meanWatts: number) => ({
    fromSeconds,
    toSeconds: fromSeconds + 30,
    meanWatts,
    lowWatts: meanWatts - 10,
    highWatts: meanWatts + 10,
  });
  return bareRun({
    name: "two steps",
    durationSeconds: 60,
    energyKwh: 1 / 300,
    parts: [part],
    traces: [{ device: "gpu:0", points: [point(0, 100), point(30, 300)] }],
    ...of,
  });
}

Deno.test("powerChart() draws the stored picture of a run with four devices and a gap", async () => {
  const figure = await powerChart(sampleRun({ points: 120 }), fixed());
  assertEquals(problemsOf(figure.svg), []);
  await assertStored("power", figure.svg);
});

Deno.test("powerChart() draws the stored picture for a column of a paper", async () => {
  const figure = await powerChart(sampleRun({ points: 120 }), fixed({ widthMm: 85 }));
  assertEquals(problemsOf(figure.svg), []);
  assertStringIncludes(figure.svg, ' width="85mm"');
  await assertStored("power_85mm", figure.svg);
});

Deno.test("powerChart() writes mean, peak, basis, units and epochs", async () => {
  const texts = textsOf((await powerChart(sampleRun(), fixed())).svg);
  assert(texts.includes("epoch"));
  assert(texts.includes("10"));
  assert(texts.includes("time since start (min)"));
  assert(
    texts.some((text) =>
      /^GPU 0 NVIDIA RTX A6000 · mean 29\d\u202FW, peak 3\d\d\u202FW · measured$/.test(text)
    ),
  );
  assert(texts.some((text) => /^CPU .* · mean 1\d0\u202FW \(\d+ to \d+\) · modelled$/.test(text)));
  assert(texts.some((text) => text.endsWith("no reading for 3\u202Fmin 24\u202Fs")));
});

Deno.test("powerChart() draws stretches of time as steps: 100 W, then 300 W on an axis to 400 W", async () => {
  const { svg } = await powerChart(twoSteps(), fixed());
  // The panel is 74.4 px high: 100 W lies at 55.8, 300 W at 18.6; it is 649.2 px wide.
  assertStringIncludes(svg, "M0 55.8h324.6v-37.2h324.6");
  assert(textsOf(svg).includes("400\u202FW"));
});

Deno.test("powerChart() leaves a gap empty, bounded by two dotted lines", async () => {
  const whole = await powerChart(sampleRun({ gap: false }), fixed());
  const broken = await powerChart(sampleRun(), fixed());
  const bounds = /stroke="#1a1c20" stroke-width="1.3" stroke-dasharray/g;
  assertEquals(count(whole.svg, bounds), 0);
  assertEquals(count(broken.svg, bounds), 2);
  assert(textsOf(broken.svg).includes("gap"));
  assertStringIncludes(broken.caption, "GPU 1 gave no reading for 3\u202Fmin 24\u202Fs.");
});

Deno.test("powerChart() hatches what is modelled and says so", async () => {
  const { svg, caption } = await powerChart(sampleRun(), fixed());
  assertEquals(count(svg, /<pattern /g), 2);
  assertStringIncludes(caption, "GPUs measured; CPU and memory modelled, hatched.");
});

Deno.test("powerChart() joins the devices of a kind over six", async () => {
  const { svg } = await powerChart(sampleRun({ gpus: 8 }), fixed());
  const texts = textsOf(svg);
  assert(
    texts.some((text) => text.startsWith("8 GPUs NVIDIA RTX A6000 · mean 2.")),
    texts.join("\n"),
  );
  assertEquals(texts.filter((text) => text.includes(" mean ")).length, 3);
});

Deno.test("powerChart() keeps the drawing of 10,000 points below 100 KB", async () => {
  const { svg, html } = await powerChart(sampleRun({ points: 10_000 }), fixed());
  assertLess(svg.length, 100_000);
  assertLess(html.length, 200_000);
});

Deno.test("powerChart() keeps the one peak of a long trace", async () => {
  const points = Array.from({ length: 100_000 }, (_, i) => ({
    fromSeconds: i / 10,
    toSeconds: (i + 1) / 10,
    meanWatts: 200,
    lowWatts: 190,
    highWatts: i === 43_210 ? 450 : 210,
  }));
  const run = twoSteps({}, { durationSeconds: 10_000, traces: [{ device: "gpu:0", points }] });
  const { svg } = await powerChart(run, fixed());
  assert(textsOf(svg).includes("600\u202FW"));
  // 450 of 600 W are three quarters of the panel's 74.4 px: from 210 W at 48.4 up to 18.6.
  assertMatch(svg, /48\.4h\d[^"]*-29\.8/);
});

Deno.test("powerChart() says what is missing where there is nothing to draw", async () => {
  const nothing = await powerChart(bareRun(), fixed());
  assertEquals(textsOf(nothing.svg)[0], "No power over time in bare");
  assertEquals(problemsOf(nothing.svg), []);
  const totals = await powerChart(twoSteps({}, { traces: [] }), fixed());
  assertStringIncludes(totals.caption, "totals only");
});

Deno.test("powerChart() stands one point, no energy and figures that are none", async () => {
  const point = { fromSeconds: 0, toSeconds: 60, meanWatts: 0, lowWatts: 0, highWatts: 0 };
  const runs = [
    twoSteps({ energyKwh: 0, energyRange: [0, 0], meanWatts: 0, peakWatts: 0 }, {
      energyKwh: 0,
      traces: [{ device: "gpu:0", points: [point] }],
    }),
    twoSteps({ meanWatts: NaN, peakWatts: Infinity }, {
      traces: [{
        device: "gpu:0",
        points: [{ ...point, meanWatts: NaN }, { ...point, highWatts: Infinity }],
      }],
    }),
    twoSteps({}, { traces: [{ device: "wall", points: [point] }], durationSeconds: 60 }),
    twoSteps({}, { durationSeconds: 0 }),
  ];
  for (const run of runs) {
    for (const options of [fixed(), fixed({ widthMm: 85 })]) {
      assertEquals(problemsOf((await powerChart(run, options)).svg), []);
    }
  }
});

Deno.test("powerChart() lets no name out of its place", async () => {
  const hostile = '<script>alert(1)</script>"&\' fill="var(--fn-ink)"\u0000 \u202e';
  const run = twoSteps({ name: hostile }, { name: hostile });
  const figure = await powerChart(run, fixed());
  assertEquals(problemsOf(figure.svg), []);
  assert(!figure.html.includes("<script"));
  assert(!figure.svg.includes("\u202e"));
});

Deno.test("powerChart() gives every drawing patterns of its own", async () => {
  const run = sampleRun({ points: 100 });
  const page = (await powerChart(run)).html + (await powerChart(run)).html;
  const ids = [...page.matchAll(/<pattern id="([^"]*)"/g)].map(([, id]) => id);
  // Two patterns, two widths, two figures.
  assertEquals(ids.length, 8);
  assertEquals(new Set(ids).size, 8);
});

Deno.test("powerChart() refuses what is no run", async () => {
  await assertRejects(() => powerChart({} as Run), TypeError, '"run" must be a run');
});

Deno.test("powerChart() names kilowatts where there are thousands of watts", async () => {
  const points = [{
    fromSeconds: 0,
    toSeconds: 60,
    meanWatts: 6400,
    lowWatts: 6000,
    highWatts: 6900,
  }];
  const { svg } = await powerChart(
    twoSteps({ meanWatts: 6400 }, { traces: [{ device: "gpu:0", points }] }),
    fixed(),
  );
  assertMatch(textsOf(svg).join("|"), /8\u202FkW/);
});
