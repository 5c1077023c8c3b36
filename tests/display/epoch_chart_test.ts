import { epochChart } from "../../lib/display/epoch_chart.ts";
import { cumulativeView } from "../../lib/display/epoch_cumulative.ts";
import { epochView } from "../../lib/display/epoch_view.ts";
import { epochPredictions, epochStacks } from "../../lib/display/epoch_stacks.ts";
import type { Epoch, Part, Prediction, Run } from "../../lib/model.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { bareRun, sampleRun } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

function epoch(index: number, given: Partial<Epoch> = {}): Epoch {
  return {
    index,
    startedAtSeconds: index * 60,
    durationSeconds: 60,
    energyKwh: 0.01,
    energyRange: [0.009, 0.011],
    emissionsGrams: 1,
    complete: true,
    metrics: {},
    ...given,
  };
}

function part(device: string, kind: Part["kind"], basis: Part["basis"]): Part {
  return {
    device,
    kind,
    name: device,
    source: "test",
    basis,
    energyKwh: 0.01,
    energyRange: [0.009, 0.011],
    meanWatts: 300,
    missingSeconds: 0,
  };
}

/** GPU 300 W over 120 s, CPU 100 W in the first minute and 200 W in the second. */
function twoEpochs(given: Partial<Run> = {}): Run {
  const watts = (fromSeconds: number, toSeconds: number, meanWatts: number) => ({
    fromSeconds,
    toSeconds,
    meanWatts,
    lowWatts: meanWatts,
    highWatts: meanWatts,
  });
  return bareRun({
    durationSeconds: 120,
    parts: [part("gpu:0", "gpu", "measured"), part("cpu:0", "cpu", "modelled")],
    traces: [
      { device: "gpu:0", points: [watts(0, 120, 300)] },
      { device: "cpu:0", points: [watts(0, 60, 100), watts(60, 120, 200)] },
    ],
    epochs: [epoch(0, { energyKwh: 0.008 }), epoch(1)],
    ...given,
  });
}

Deno.test("epochStacks() cuts each kind's energy out of the traces, scaled to the epoch's own", () => {
  // Epoch 1: 300 W and 100 W for 60 s are 5 and 1.667 Wh, 3 to 1; its own 8 Wh are then 6 and 2 Wh. Epoch 2: 3 to 2 of 10 Wh.
  const run = twoEpochs();
  const [gpu, cpu] = epochStacks(run, run.epochs);
  assertEquals([gpu?.kind, gpu?.basis, cpu?.kind, cpu?.basis], [
    "gpu",
    "measured",
    "cpu",
    "modelled",
  ]);
  assertAlmostEquals(gpu!.energiesKwh[0]!, 0.006, 1e-12);
  assertAlmostEquals(cpu!.energiesKwh[0]!, 0.002, 1e-12);
  assertAlmostEquals(gpu!.energiesKwh[1]!, 0.006, 1e-12);
  assertAlmostEquals(cpu!.energiesKwh[1]!, 0.004, 1e-12);
});

Deno.test("epochStacks() keeps the energy of epochs whose devices the record does not know", () => {
  const run = twoEpochs({ traces: [] });
  const stacks = epochStacks(run, run.epochs);
  assertEquals(stacks.map(({ kind, energiesKwh }) => [kind, energiesKwh]), [[undefined, [
    0.008,
    0.01,
  ]]]);
});

function prediction(given: Partial<Prediction>): Prediction {
  return {
    durationSeconds: 600,
    energyKwh: 0.1,
    emissionsGrams: 10,
    ranges: { durationSeconds: [510, 690], energyKwh: [0.082, 0.118], emissionsGrams: [8, 12] },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "device",
    afterEpochs: 1,
    totalEpochs: 10,
    level: 0.9,
    upTo: true,
    ...given,
  };
}

Deno.test("epochPredictions() gives the mean of the epochs then still to come", () => {
  // After 1 of 10 epochs of exactly 0.01 kWh in 60 s: 0.1 kWh (0.082 to 0.118) leaves 0.01 (0.008 to 0.012) for each of nine.
  const epochs = [epoch(0, { energyRange: [0.01, 0.01] }), epoch(1)];
  const rings = epochPredictions(epochs, [prediction({})], 2);
  assertEquals(rings.map(({ at }) => at), [1]);
  assertAlmostEquals(rings[0]!.energyKwh.value, 0.01, 1e-12);
  assertAlmostEquals(rings[0]!.energyKwh.range[0], 0.008, 1e-12);
  assertAlmostEquals(rings[0]!.energyKwh.range[1], 0.012, 1e-12);
  assertAlmostEquals(rings[0]!.durationSeconds.range[0], 50, 1e-9);
  assertAlmostEquals(rings[0]!.durationSeconds.range[1], 70, 1e-9);
});

Deno.test("epochPredictions() takes the sensors' own error out of the interval", () => {
  // A future known exactly and a sensor of -20 %/+25 %: the whole interval is the sensor's.
  const epochs = [epoch(0, { energyRange: [0.008, 0.0125] }), epoch(1)];
  const ranges = {
    ...prediction({}).ranges,
    durationSeconds: [600, 600] as const,
    energyKwh: [0.08, 0.125] as const,
  };
  const [ring] = epochPredictions(epochs, [prediction({ ranges })], 2);
  assertAlmostEquals(ring!.energyKwh.range[0], 0.01, 1e-9);
  assertAlmostEquals(ring!.energyKwh.range[1], 0.01, 1e-9);
});

Deno.test("epochPredictions() makes no energy surer than its time", () => {
  // The same, its time known to 50 to 70 s of 60: then the energy is 8.3 to 11.7 of 10 Wh.
  const epochs = [epoch(0, { energyRange: [0.008, 0.0125] }), epoch(1)];
  const ranges = { ...prediction({}).ranges, energyKwh: [0.08, 0.125] as const };
  const [ring] = epochPredictions(epochs, [prediction({ ranges })], 2);
  assertAlmostEquals(ring!.energyKwh.range[0], 0.01 * 50 / 60, 1e-9);
  assertAlmostEquals(ring!.energyKwh.range[1], 0.01 * 70 / 60, 1e-9);
});

Deno.test("epochPredictions() never uses what was predicted later", () => {
  const epochs = [epoch(0), epoch(1), epoch(2)];
  assertEquals(epochPredictions(epochs, [prediction({ afterEpochs: 3 })], 3), []);
  const two = [prediction({}), prediction({ afterEpochs: 2, energyKwh: 0.18 })];
  const values = epochPredictions(epochs, two, 3).map(({ energyKwh }) => energyKwh.value);
  assertAlmostEquals(values[0]!, 0.01, 1e-12);
  assertAlmostEquals(values[1]!, 0.02, 1e-12);
});

Deno.test("epochChart() draws the stored picture of ten epochs", async () => {
  const { svg } = await epochChart(sampleRun(), fixed());
  assertEquals(problemsOf(svg), []);
  await assertStored("epoch", svg);
});

Deno.test("epochChart() names quantity, unit and boundary, and draws a bar a kind and epoch and a ring a prediction", async () => {
  const { svg, caption } = await epochChart(sampleRun(), fixed());
  const texts = textsOf(svg);
  assert(texts.includes("energy of the epoch, devices only (Wh)"));
  assert(texts.includes("duration (min)"));
  assert(texts.includes("warm-up"));
  // The ground, 30 bars of energy, 10 of duration, 3 swatches, 2 patterns; nine rings above and nine below, one in the key.
  assertEquals(count(svg, /<rect /g), 1 + 3 + 2);
  // A path a kind holds its ten bars, and one the durations.
  const bars = [...svg.matchAll(/ d="([^"]*Z)"/g)].map(([, data]) => count(data!, /Z/g));
  assertEquals(bars, [10, 10, 10, 10]);
  assertEquals(count(svg, /<circle/g), 19);
  assertStringIncludes(
    caption,
    "Rings: mean of the epochs to come as predicted before the epoch began",
  );
});

Deno.test("epochChart() draws epochs that never came as dashed outlines", async () => {
  const run = sampleRun({ epochs: 5, planned: 10 }, { status: "stopped" });
  const { svg, caption } = await epochChart(run, fixed());
  assertEquals(count(svg, /<rect [^>]*fill="none"[^>]*stroke-dasharray/g), 10);
  assertStringIncludes(caption, "Dashed: 5 planned epochs that did not run.");
});

Deno.test("epochChart() draws over 40 epochs as a line with its band", async () => {
  const { svg } = await epochChart(sampleRun({ epochs: 400, points: 2000 }), fixed());
  assert(textsOf(svg).includes("90\u202F% interval"));
  assertEquals(count(svg, /<circle/g), 0);
  assertEquals(problemsOf(svg), []);
});

Deno.test("epochChart() says what is missing where there are no epochs", async () => {
  const { svg } = await epochChart(bareRun(), fixed());
  assertEquals(textsOf(svg)[0], "No epochs in bare");
  assertEquals(problemsOf(svg), []);
});

Deno.test("epochChart() stands one epoch, no energy and no traces", async () => {
  const zero = { energyKwh: 0, energyRange: [0, 0] as const };
  const runs = [
    twoEpochs({ epochs: [epoch(0)] }),
    twoEpochs({ epochs: [epoch(0, zero)], traces: [] }),
    twoEpochs({ epochs: [epoch(0, { ...zero, durationSeconds: 0, complete: false })] }),
    twoEpochs({
      epochs: [epoch(0, { energyKwh: NaN }), epoch(1)],
      predictions: [prediction({ energyKwh: NaN })],
    }),
    twoEpochs({ traces: [], status: "failed", plannedEpochs: 5 }),
  ];
  for (const run of runs) {
    for (const options of [fixed(), fixed({ widthMm: 85 })]) {
      assertEquals(problemsOf((await epochChart(run, options)).svg), []);
    }
  }
});

Deno.test("epochChart() refuses what is no run", async () => {
  await assertRejects(() => epochChart({} as Run), TypeError, '"run" must be a run');
  await assertRejects(() => epochChart([{} as Run]), TypeError, "an array of runs");
  const wrong = { cumulative: "yes" as unknown as boolean };
  await assertRejects(() => epochChart(twoEpochs(), wrong), TypeError, '"cumulative" must be');
});

Deno.test("cumulativeView() adds epochs up, and the course that the first prediction foretold", () => {
  const epochs = [0, 1, 2, 3].map((index) => epoch(index));
  const first: Prediction = {
    durationSeconds: 270,
    energyKwh: 0.05,
    emissionsGrams: 5,
    ranges: {
      durationSeconds: [270, 330],
      // The sensors' own 10 %, which the bars share: nothing is left of it.
      energyKwh: [0.045, 0.055],
      emissionsGrams: [4, 6],
    },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "device",
    afterEpochs: 1,
    totalEpochs: 4,
    level: 0.9,
    upTo: false,
  };
  const later = { ...first, afterEpochs: 2, energyKwh: 0.04, durationSeconds: 240 };
  const run = bareRun({ epochs, predictions: [later, first], plannedEpochs: 4 });
  const sums = cumulativeView(run, epochView(run));
  const near = (found: readonly number[], wanted: readonly number[]) => {
    assertEquals(found.length, wanted.length);
    found.forEach((value, i) => assertAlmostEquals(value, wanted[i]!, 1e-12));
  };
  near(sums.epochs.map(({ energyKwh }) => energyKwh), [0.01, 0.02, 0.03, 0.04]);
  near(sums.epochs.map(({ energyRange }) => energyRange[1]), [0.011, 0.022, 0.033, 0.044]);
  near(sums.epochs.map(({ durationSeconds }) => durationSeconds), [60, 120, 180, 240]);
  // 210 s and 0.04 kWh for three epochs: 70 s and 0.01333 kWh each, from 60 s and 0.01 kWh on.
  near(sums.rings.map((ring) => ring.durationSeconds.value), [130, 200, 270]);
  near(sums.rings.map((ring) => ring.durationSeconds.range[1]), [150, 240, 330]);
  near(sums.rings.map((ring) => ring.energyKwh.value), [0.01 + 0.04 / 3, 0.01 + 0.08 / 3, 0.05]);
  // An energy is no surer than its time: 270 / 210 of it above the used.
  near([sums.rings.at(-1)!.energyKwh.range[1]], [0.01 + 0.04 * 270 / 210]);
});

Deno.test("epochChart() draws several runs below each other, and with cumulative their sums beside them", async () => {
  const runs = [sampleRun(), sampleRun({ epochs: 30, gap: false }, { name: "long" })];
  const { svg, caption } = await epochChart(runs, fixed({ cumulative: true }));
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("resnet50") && texts.includes("long"));
  assertEquals(texts.filter((text) => text === "energy of the epoch, devices only (Wh)").length, 2);
  assertEquals(texts.filter((text) => text === "energy so far, devices only (kWh)").length, 2);
  // 95 min, and 115 s + 30 x 562 s = 4.7 h.
  assert(texts.includes("time so far (min)") && texts.includes("time so far (h)"));
  // One key for all four panels; thirty epochs in half a width are a line.
  assertEquals(texts.filter((text) => text === "GPU, measured").length, 1);
  assertEquals(texts.filter((text) => text === "predicted, 90\u202F%").length, 2);
  assertStringIncludes(caption, "as the first prediction foretold them");
  assertEquals(textsOf((await epochChart([], fixed())).svg)[0], "No runs to draw");
});
