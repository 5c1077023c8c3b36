import { compareChart } from "../../lib/display/compare_chart.ts";
import { boxOf } from "../../lib/display/epoch_boxes.ts";
import { qualityMetric } from "../../lib/display/quality_metric.ts";
import type { Run } from "../../lib/model.ts";
import {
  assert,
  assertEquals,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { bareRun, compareRuns } from "./chart_samples.ts";
import { assertStored, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("compareChart() draws the stored picture, the most costly run first", async () => {
  const { svg } = await compareChart(compareRuns(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assertLess(texts.indexOf("vit-small"), texts.indexOf("mobilenet-v3"));
  assert(texts.includes("2.41\u202FkWh (2.31 to 2.51)"));
  assert(texts.includes("81.9\u202F%"));
  assert(texts.includes("accuracy"));
  assert(texts.includes("energy, devices only (kWh)"));
  // 0.79 of 2.41 kWh.
  assertStringIncludes(svg, "<title>vit-small, GPU: 1.90\u202FkWh, energy measured</title>");
  await assertStored("compare", svg);
});

Deno.test("compareChart() keeps failed runs in and says so by sign and word", async () => {
  const { svg, caption } = await compareChart(compareRuns(), fixed());
  assert(textsOf(svg).includes("× failed"));
  assertStringIncludes(caption, "Failed runs count.");
});

Deno.test("compareChart() names the runs that were stopped or interrupted, which look like finished ones", async () => {
  const runs = compareRuns();
  const caption = async (given: typeof runs) => (await compareChart(given, fixed())).caption;
  const cut = runs.map((run, i) => ({ ...run, status: i < 2 ? "stopped" as const : run.status }));
  const names = cut.filter(({ status }) => status === "stopped").map(({ name }) => `“${name}”`);
  assertStringIncludes(await caption(cut), `Cut short: ${names.join(", ")}.`);
  const all = runs.map((run) => ({ ...run, status: "interrupted" as const }));
  assertStringIncludes(await caption(all), `${runs.length} runs were cut short.`);
  const finished = runs.map((run) => ({ ...run, status: "finished" as const }));
  assert(!(await caption(finished)).includes("ut short"));
});

Deno.test("compareChart() of emissions carries their unit", async () => {
  const { svg } = await compareChart(compareRuns(), fixed({ of: "emissions" }));
  // 2.41 kWh x 114 g/kWh = 274.74 g, 90 to 140 g/kWh are 217 to 337 g.
  // Half of it is 60: tens.
  assert(textsOf(svg).includes("270\u202FgCO₂eq (220 to 340)"), textsOf(svg).join("|"));
});

Deno.test("compareChart() gives a run of milliwatt-hours beside one of kilowatt-hours its own unit", async () => {
  const small = bareRun({
    name: "small",
    energyKwh: 17e-6,
    ranges: { energyKwh: [10e-6, 34e-6], emissionsGrams: [0, 0] },
  });
  const texts = textsOf((await compareChart([...compareRuns(), small], fixed())).svg);
  assert(texts.includes("17\u202FmWh (10 to 34)"), texts.join("|"));
  assert(texts.includes("2.41\u202FkWh (2.31 to 2.51)"));
});

Deno.test("compareChart() says where boundaries differ", async () => {
  const runs = compareRuns().map((run, i) => i === 0 ? { ...run, boundary: "node" as const } : run);
  const { caption } = await compareChart(runs, fixed());
  assertStringIncludes(caption, "(whole machine, devices only)");
  assertStringIncludes(caption, "Their energies are of different extent.");
});

Deno.test("compareChart() joins what is over forty runs, names of one run many times among them", async () => {
  const runs = Array.from({ length: 60 }, () => compareRuns()[1]!);
  const { svg } = await compareChart(runs, fixed());
  assert(textsOf(svg).includes("21 more runs"));
  assertEquals(problemsOf(svg), []);
});

Deno.test("compareChart() has no 0 for a run that measured nothing, wide or narrow", async () => {
  const dark = bareRun({ name: "dark", energyKwh: 0, emissionsGrams: 0, parts: [] });
  for (const quantity of ["energy", "emissions"] as const) {
    const { svg, caption, html } = await compareChart(
      [...compareRuns(), dark],
      fixed({ of: quantity }),
    );
    assert(textsOf(svg).includes("not measured"));
    // The axis begins with a plain 0.
    assert(textsOf(html).every((text) => !/^0(?:\.0+)?\u202F/.test(text)), textsOf(html).join("|"));
    assertStringIncludes(caption, "Of one run nothing was measured: it has no bar.");
  }
  const none = await compareChart([dark, dark], fixed());
  assertEquals(textsOf(none.svg)[0], "The runs measured nothing");
});

Deno.test("compareChart() says what is missing and refuses what is none", async () => {
  assertEquals(textsOf((await compareChart([], fixed())).svg)[0], "No runs to compare");
  assertEquals(problemsOf((await compareChart([bareRun()], fixed())).svg), []);
  await assertRejects(() => compareChart({} as Run[]), TypeError, "must be an array of runs");
  await assertRejects(
    () => compareChart([], { of: "water" as "energy" }),
    RangeError,
    '"of" must be',
  );
});

Deno.test("qualityMetric() takes what most runs have, quality before loss", () => {
  const run = (metrics: Record<string, number>) => bareRun({ metrics });
  assertEquals(qualityMetric([run({ loss: 1, accuracy: 0.5 })])?.name, "accuracy");
  assertEquals(qualityMetric([run({ loss: 1 }), run({ loss: 2, accuracy: 0.5 })])?.name, "loss");
  assertEquals(qualityMetric([run({})]), undefined);
  assertEquals(qualityMetric([run({ accuracy: 0.819 })])?.text(0.819), "81.9\u202F%");
  assertEquals(qualityMetric([run({ loss: NaN })])?.text(NaN), "NaN");
});

Deno.test("boxOf() gives quartiles, between two values by a straight line", () => {
  assertEquals(boxOf([4, 1, 3, 2]), { least: 1, first: 1.75, middle: 2.5, third: 3.25, most: 4 });
  assertEquals(boxOf([7]), { least: 7, first: 7, middle: 7, third: 7, most: 7 });
});

Deno.test("compareChart() of the duration of epochs draws a box a name, the slowest first", async () => {
  const timed = (name: string, seconds: readonly number[]) =>
    bareRun({
      name,
      epochs: seconds.map((durationSeconds, index) => ({
        index,
        startedAtSeconds: 0,
        durationSeconds,
        energyKwh: 0,
        energyRange: [0, 0],
        emissionsGrams: 0,
        complete: index < 4,
        metrics: {},
      })),
    });
  // The fifth epoch was cut short; runs of one name are joined.
  const runs = [timed("fast", [1, 2]), timed("slow", [2, 3, 5, 4, 99]), timed("fast", [3, 4])];
  const { svg, caption } = await compareChart(runs, fixed({ of: "epochDuration" }));
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assertLess(texts.indexOf("slow"), texts.indexOf("fast"));
  assert(texts.includes("duration of an epoch (s)"));
  assert(texts.includes("3.50\u202Fs (2.75 to 4.25)"), texts.join("|"));
  assert(texts.includes("2.50\u202Fs (1.75 to 3.25)"), texts.join("|"));
  assertStringIncludes(caption, "Duration of 8 epochs");
  assertStringIncludes(caption, "Runs of one name are joined.");
  const none = await compareChart([bareRun()], fixed({ of: "epochDuration" }));
  assertEquals(textsOf(none.svg)[0], "No epochs to compare");
});
