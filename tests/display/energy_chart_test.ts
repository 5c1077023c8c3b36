import { energyChart } from "../../lib/display/energy_chart.ts";
import { cumulativeLayers } from "../../lib/display/energy_layers.ts";
import { overlap, pushedApart } from "../../lib/display/label_places.ts";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";
import { bareRun, sampleRun } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("cumulativeLayers() end at each part's energy times PUE, measured below modelled", () => {
  const run = sampleRun();
  const layers = cumulativeLayers({ ...run, pue: 1.5 }, 50);
  assertEquals(layers.map(({ word }) => word), ["GPU 0", "GPU 1", "CPU", "Memory"]);
  layers.forEach((layer, i) =>
    assertAlmostEquals(layer.energyKwh, run.parts[i]!.energyKwh * 1.5, 1e-9)
  );
  const last = layers.at(-1)!.rows.at(-1)!;
  assertAlmostEquals(last.y2, run.energyKwh * 1.5, 1e-9);
});

Deno.test("cumulativeLayers() grow with the power: 100 W, then 300 W are a quarter at half time", () => {
  const point = (fromSeconds: number, meanWatts: number) => ({
    fromSeconds,
    toSeconds: fromSeconds + 30,
    meanWatts,
    lowWatts: meanWatts,
    highWatts: meanWatts,
  });
  const run = bareRun({
    durationSeconds: 60,
    parts: [{ ...sampleRun({ points: 10 }).parts[0]!, energyKwh: 0.004 }],
    traces: [{ device: "gpu:0", points: [point(0, 100), point(30, 300)] }],
  });
  const [layer] = cumulativeLayers(run, 4);
  assertEquals(layer!.rows.map(({ y2 }) => Number(y2.toFixed(12))), [
    0,
    0.0005,
    0.001,
    0.0025,
    0.004,
  ]);
});

Deno.test("pushedApart() keeps the gap and the wanted places where they fit", () => {
  assertEquals(pushedApart([10, 40, 42], { gap: 10, from: 0, to: 100 }), [10, 40, 50]);
  assertEquals(pushedApart([90, 95], { gap: 10, from: 0, to: 95 }), [85, 95]);
  assertEquals(pushedApart([], { gap: 10, from: 0, to: 95 }), []);
});

Deno.test("overlap() is true where boxes share more than an edge", () => {
  const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
  assertEquals([overlap(box(0), box(9)), overlap(box(0), box(10))], [true, false]);
});

Deno.test("energyChart() draws the stored picture: four layers, total with its interval, a leader a device", async () => {
  const { svg, caption } = await energyChart(sampleRun(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("energy used so far, devices only (kWh)"));
  assert(texts.includes("1.10\u202FkWh"));
  assert(texts.includes("1.01 to 1.18"));
  assert(texts.some((text) => /^CPU 1\d\d\u202FWh modelled$/.test(text)), texts.join("|"));
  assertEquals(count(svg, /<path fill="(#1d4e9e|url)/g) + count(svg, /<g fill="(#1d4e9e|url)/g), 4);
  assertStringIncludes(caption, "Whisker: 90\u202F% interval of the total.");
  await assertStored("energy", svg);
});
