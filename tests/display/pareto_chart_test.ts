import { paretoChart } from "../../lib/display/pareto_chart.ts";
import { betterOf, paretoFront } from "../../lib/display/pareto_front.ts";
import type { Run } from "../../lib/model.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";
import { bareRun, compareRuns, paretoRuns } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

const point = (name: string, cost: number, quality: number) => ({ name, cost, quality });

Deno.test("paretoFront() keeps what no other beats", () => {
  const points = [point("b", 2, 5), point("a", 1, 3), point("worse", 3, 4), point("c", 4, 6)];
  assertEquals(paretoFront(points, "higher").map(({ name }) => name), ["a", "b", "c"]);
  assertEquals(paretoFront(points, "lower").map(({ name }) => name), ["a"]);
});

Deno.test("paretoFront() of equal cost takes the better, of equal points both", () => {
  assertEquals(
    paretoFront([point("a", 1, 3), point("b", 1, 4)], "higher").map(({ name }) => name),
    ["b"],
  );
  assertEquals(paretoFront([point("a", 1, 3), point("b", 1, 3)], "higher").length, 2);
  assertEquals(paretoFront([point("a", 1, 3), point("dearer", 2, 3)], "higher").length, 1);
});

Deno.test("betterOf() knows losses and errors by name", () => {
  assertEquals(["accuracy", "val_loss", "perplexity", "f1", "rmse"].map(betterOf), [
    "higher",
    "lower",
    "lower",
    "higher",
    "lower",
  ]);
});

Deno.test("paretoChart() says of a failed run that it failed, on the front too", async () => {
  const runs = [
    bareRun({ name: "done", id: "a", energyKwh: 2, metrics: { accuracy: 0.8 } }),
    bareRun({ name: "cheap", id: "b", energyKwh: 1, metrics: { accuracy: 0.7 }, status: "failed" }),
  ];
  const { svg } = await paretoChart(runs, fixed({ metric: "accuracy" }));
  const texts = textsOf(svg);
  assert(texts.includes("cheap × failed"), texts.join("|"));
  assert(texts.includes("done"));
});

Deno.test("paretoChart() draws the stored picture on a log scale: filled on the front, rings beside it", async () => {
  const { svg } = await paretoChart(paretoRuns(), fixed({ metric: "accuracy" }));
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("accuracy (%)"));
  assert(texts.includes("energy, devices only (kWh), log scale"));
  assert(texts.includes("convnext-tiny"));
  // Beaten: squeezenet, VGG-11, resnet101 and vit-small.
  assertEquals(count(svg, /<circle [^>]*fill="#1a1c20"/g), 9);
  assertEquals(count(svg, /<circle [^>]*fill="#ffffff"/g), 4);
  assertEquals(count(svg, /<title>/g), 14);
  await assertStored("pareto", svg);
});

Deno.test("paretoChart() keeps a plain scale where runs span little", async () => {
  const runs = compareRuns().slice(2, 5);
  const { svg } = await paretoChart(runs, fixed({ metric: "accuracy", of: "emissions" }));
  assert(textsOf(svg).includes("emissions, devices only (gCO₂eq)"));
});

Deno.test("paretoChart() leaves out runs without the metric, and counts them", async () => {
  const { caption } = await paretoChart(compareRuns(), fixed({ metric: "accuracy" }));
  assertStringIncludes(caption, "1 run without the metric or without energy left out.");
  const none = await paretoChart(compareRuns(), fixed({ metric: "f1" }));
  assertStringIncludes(none.caption, "They have accuracy.");
});

Deno.test("paretoChart() stands one run, equal runs and a metric of any size", async () => {
  const run = (energyKwh: number, loss: number) =>
    bareRun({
      energyKwh,
      ranges: { energyKwh: [0, energyKwh * 2], emissionsGrams: [0, 0] },
      metrics: { loss },
    });
  for (
    const runs of [[run(1, 0)], [run(1, 2), run(1, 2)], [run(1e-9, 1e12), run(1, -1e-9)], [
      run(1, NaN),
    ]]
  ) {
    const { svg } = await paretoChart(runs, fixed({ metric: "loss", widthMm: 85 }));
    assertEquals(problemsOf(svg), []);
  }
});

Deno.test("paretoChart() refuses what is none", async () => {
  await assertRejects(
    () => paretoChart({} as Run[], { metric: "a" }),
    TypeError,
    "must be an array",
  );
  await assertRejects(() => paretoChart([], { metric: "" }), TypeError, '"metric" must be a name');
  await assertRejects(
    () => paretoChart([], { metric: "a", better: "up" as "higher" }),
    RangeError,
    '"better"',
  );
});
