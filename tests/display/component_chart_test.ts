import { componentChart } from "../../lib/display/component_chart.ts";
import { segmentsOf } from "../../lib/display/run_bars.ts";
import type { Run } from "../../lib/model.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { bareRun, compareRuns } from "./chart_samples.ts";
import { assertStored, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("segmentsOf() gives each kind's energy within the boundary: parts of 3 and 1 at a PUE of 1.5 are 4.5 and 1.5", () => {
  const [run] = compareRuns();
  const parts = run!.parts.slice(0, 2).map((part, i) => ({ ...part, energyKwh: i === 0 ? 3 : 1 }));
  const segments = segmentsOf({ ...run!, parts, pue: 1.5, energyKwh: 6 });
  assertEquals(segments.map(({ kind }) => kind), ["gpu", "cpu"]);
  assertAlmostEquals(segments[0]!.energyKwh, 4.5, 1e-12);
  assertAlmostEquals(segments[1]!.energyKwh, 1.5, 1e-12);
});

Deno.test("segmentsOf() does not part what the record does not", () => {
  assertEquals(segmentsOf(bareRun({ energyKwh: 2 })).map(({ kind }) => kind), [undefined]);
  assertEquals(segmentsOf(bareRun()), []);
});

Deno.test("componentChart() draws the stored picture of shares by device", async () => {
  const { svg, caption } = await componentChart(compareRuns(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assertEquals(texts.filter((text) => text === "GPU 79\u202F%").length, 8);
  assert(texts.includes("share of the run\u2019s energy, devices only (%)"));
  assert(texts.includes("2.41\u202FkWh 2.31 to 2.51"));
  assertStringIncludes(caption, "Hatched parts are modelled, the others measured.");
  await assertStored("component", svg);
});

Deno.test("componentChart() by purpose gives each purpose its share of all runs", async () => {
  // Runs 0, 3 and 6 are final: 2.41, 1.74 and 0.58 of 9.12 kWh; the GPU's 79 % of that are 41 %.
  const { svg } = await componentChart(compareRuns(), fixed({ by: "purpose" }));
  const texts = textsOf(svg);
  assert(texts.includes("final, 3 runs"));
  assert(texts.includes("search, 5 runs"));
  assert(texts.includes("GPU 41\u202F%"));
  assert(texts.includes("share of all runs\u2019 energy, devices only (%)"));
});

Deno.test("componentChart() takes one run, says what is missing and refuses what is none", async () => {
  const one = await componentChart(compareRuns()[0]!, fixed({ widthMm: 85 }));
  assertEquals(problemsOf(one.svg), []);
  assertEquals(textsOf((await componentChart([], fixed())).svg)[0], "No energy to share");
  await assertRejects(
    () => componentChart([{}] as Run[]),
    TypeError,
    '"runs" must be a run or an array',
  );
  await assertRejects(
    () => componentChart(compareRuns(), { by: "colour" as "device" }),
    RangeError,
    '"by" must be',
  );
});
