import { compareChart } from "../../lib/display/compare_chart.ts";
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
  assert(texts.includes("2\u202FkWh"));
  // 0.79 of 2.41 kWh.
  assertStringIncludes(svg, "<title>vit-small, GPU: 1.90\u202FkWh, energy measured</title>");
  await assertStored("compare", svg);
});

Deno.test("compareChart() keeps failed runs in and says so by sign and word", async () => {
  const { svg, caption } = await compareChart(compareRuns(), fixed());
  assert(textsOf(svg).includes("× failed"));
  assertStringIncludes(caption, "Failed runs count.");
});

Deno.test("compareChart() of emissions carries their unit", async () => {
  const { svg } = await compareChart(compareRuns(), fixed({ of: "emissions" }));
  // 2.41 kWh x 114 g/kWh = 274.74 g, 90 to 140 g/kWh are 217 to 337 g.
  assert(textsOf(svg).includes("275\u202FgCO₂eq (217 to 337)"), textsOf(svg).join("|"));
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
