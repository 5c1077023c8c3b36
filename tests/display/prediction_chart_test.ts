import { predictionChart } from "../../lib/display/prediction_chart.ts";
import type { Run } from "../../lib/model.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";
import { bareRun, compareRuns, sampleRun } from "./chart_samples.ts";
import { CHARTS } from "./preview_list.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("predictionChart() draws the stored picture: a ring a prediction, a bar an epoch, the end with its whisker", async () => {
  const { svg } = await predictionChart(sampleRun(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("energy of the whole run, devices only (kWh)"));
  assert(
    texts.some((text) => /^predicted after 1 epoch: 1\.21\u202FkWh \(0\.96 to 1\.46\)$/.test(text)),
    texts.join("|"),
  );
  assert(texts.includes("modelled"));
  assert(texts.includes("epochs seen"));
  // The ground and ten bars; nine rings and the dot of the end.
  assertEquals(count(svg, /<rect /g), 11);
  assertEquals(count(svg, /<circle/g), 10);
  await assertStored("prediction", svg);
});

Deno.test("predictionChart() of a run that did not get to its end does not call its energy the whole run's", async () => {
  const run = sampleRun({ epochs: 5, planned: 10 }, { status: "interrupted" });
  const { svg, caption } = await predictionChart(run, fixed());
  assert(textsOf(svg).includes("used"));
  assert(!textsOf(svg).includes("measured"));
  assertStringIncludes(caption, "did not get to its end");
});

Deno.test("predictionChart() says what came after the last epoch, where it is much", async () => {
  const run = sampleRun();
  const last = run.predictions.at(-1)!;
  const ended = (share: number): Run => ({
    ...run,
    energyKwh: 1,
    predictions: [
      ...run.predictions,
      { ...last, energyKwh: 1 - share, afterEpochs: 10, totalEpochs: 10 },
    ],
  });
  const { caption } = await predictionChart(ended(0.12), fixed());
  // 1 kWh, of which 0.88 when the epochs were over.
  assertStringIncludes(
    caption,
    "What came after the last epoch, 120\u202FWh, no prediction knew of.",
  );
  // A run that was told to end earlier has epochs in what came after.
  const early = { ...ended(0.12), predictions: [{ ...last, energyKwh: 0.88, totalEpochs: 11 }] };
  const failed = { ...ended(0.12), status: "failed" as const };
  for (const other of [ended(0.04), run, early, failed]) {
    assert(!(await predictionChart(other, fixed())).caption.includes("after the last epoch"));
  }
});

Deno.test("predictionChart() calls measured what was, and nothing else", async () => {
  const run = sampleRun();
  const modelled = { ...run, basis: { ...run.basis, energyKwh: "modelled" as const } };
  for (const given of [modelled, [modelled, modelled]]) {
    const { svg, caption } = await predictionChart(given, fixed());
    assert(textsOf(svg).some((text) => /^modelled/.test(text)), textsOf(svg).join("|"));
    // a clock measures the duration
    assert(
      !/measured/.test(`${svg} ${caption}`.replaceAll(/measured (\(|\d+\u202F)(min|h|s)/g, "")),
    );
  }
});

Deno.test("predictionChart() draws 400 predictions without rings", async () => {
  const { svg } = await predictionChart(sampleRun({ epochs: 400, points: 1000 }), fixed());
  assertEquals(problemsOf(svg), []);
  assertEquals(count(svg, /<circle/g), 1);
});

Deno.test("predictionChart() says what is missing and refuses what is none", async () => {
  assertEquals(
    textsOf((await predictionChart(bareRun(), fixed())).svg)[0],
    "No predictions in bare",
  );
  await assertRejects(() => predictionChart({} as Run), TypeError, '"run" must be a run');
});

Deno.test("predictionChart() of several runs sets the first prediction against the end", async () => {
  // Eight runs, one of them failed: seven rings in each of three panels.
  const { svg, caption } = await CHARTS.predicted!(fixed());
  assertEquals(problemsOf(svg), []);
  assertEquals(count(svg, /<circle/g), 21);
  const texts = textsOf(svg);
  assert(texts.includes("energy predicted (kWh)"), texts.join("|"));
  assert(texts.includes("modelled, devices only (gCO₂eq)"), texts.join("|"));
  // 1.3 times 2.41 h is above 150 min.
  assert(texts.includes("measured (h)"), texts.join("|"));
  assertStringIncludes(caption, "after the first epoch");
  assertStringIncludes(caption, "1 run unfinished");
  assertStringIncludes(caption, "7 runs, named where there is room for it.");
  // Whoever finds no room for its name is counted below the first panel.
  const names = texts.filter((text) => compareRuns().some(({ name }) => name === text)).length;
  const left = texts.find((text) => text.endsWith("without room for a name"));
  assertEquals(left, names === 7 ? undefined : `${7 - names} of 7 without room for a name`);
  // 1 - 0.94 = 6 %.
  assertStringIncludes(svg, "<desc>Off by 6.0\u202F% in energy");
  assertEquals(
    textsOf((await predictionChart([], fixed())).svg)[0],
    "No predictions of finished runs",
  );
  await assertRejects(() => predictionChart([{} as Run]), TypeError, "array of runs");
});
