import type { SeenEpoch } from "../../lib/model.ts";
import { predictRun } from "../../lib/predict/predict_run.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "../assert.ts";

const of = (...durations: number[]): SeenEpoch[] =>
  durations.map((durationSeconds) => ({ durationSeconds }));
const times = (count: number, seconds: number): number[] => new Array(count).fill(seconds);
/** Within so many percent of the truth, and the truth within the interval. */
function assertPredicts(
  epochs: readonly SeenEpoch[],
  totalEpochs: number,
  truth: number,
  percent: number,
) {
  const { durationSeconds, ranges: { durationSeconds: [low, high] } } = predictRun({
    epochs,
    totalEpochs,
  });
  assertAlmostEquals(durationSeconds, truth, truth * percent / 100);
  assert(low <= truth && truth <= high, `${truth} is not in [${low}, ${high}]`);
}

Deno.test("predictRun() takes the first epoch for slower than the rest, the shorter the more", () => {
  const short = predictRun({ epochs: of(5), totalEpochs: 100 }).durationSeconds / 500;
  const long = predictRun({ epochs: of(600), totalEpochs: 100 }).durationSeconds / 60_000;
  assertLess(short, 0.85);
  assertLess(short, long);
  assertGreater(long, 0.9);
  assertLess(long, 1);
  assertPredicts(of(60), 10, 600, 15);
});

Deno.test("predictRun() leaves a slow first epoch behind", () => {
  // 90 + 9 x 60.
  assertPredicts(of(90, 60), 10, 630, 1);
  assertPredicts(of(90, 60, 60), 10, 630, 1);
});

Deno.test("predictRun() sees the end of a warm-up of several epochs", () => {
  // 120 + 90 + 70 + 17 x 60.
  assertPredicts(of(120, 90, 70, 60, 60), 20, 1300, 1);
});

Deno.test("predictRun() counts only the newest phase once past a change", () => {
  // 10 frozen epochs of 30 s, 40 of fine-tuning of 45 s.
  assertPredicts(of(...times(10, 30), ...times(4, 45)), 50, 2100, 1);
});

Deno.test("predictRun() knows a validation every fifth epoch", () => {
  const seen = (count: number) =>
    of(...Array.from({ length: count }, (_, index) => (index + 1) % 5 === 0 ? 120 : 60));
  // 40 x 60 + 10 x 120.
  assertPredicts(seen(25), 50, 3600, 0.5);
  // The newest epoch was a validation: the five after it are four plain ones and one more.
  assertPredicts(seen(25), 30, 2160, 0.5);
  // Two epochs beyond whole cycles are plain ones.
  assertPredicts(seen(25), 52, 3720, 0.5);
});

Deno.test("predictRun() follows a steady drift for a while and opens the interval to its end", () => {
  const all = Array.from({ length: 40 }, (_, index) => 60 * 1.01 ** index);
  const truth = all.reduce((sum, seconds) => sum + seconds, 0);
  assertPredicts(of(...all.slice(0, 12)), 40, truth, 8);
});

Deno.test("predictRun() follows a growth by as many seconds an epoch along its line", () => {
  // 10, 15, ... 105 s: 20 epochs of 57.5 s in the mean. Ten were seen; the line goes on for eight, then stays: 325 + 10 x (55 + 5 x 5.2) = 1135 s.
  const seen = Array.from({ length: 10 }, (_, index) => 10 + 5 * index);
  const { durationSeconds, ranges } = predictRun({ epochs: of(...seen), totalEpochs: 20 });
  assertAlmostEquals(durationSeconds, 1135, 1);
  assert(ranges.durationSeconds[0] < 1150 && 1150 < ranges.durationSeconds[1]);
});

Deno.test("predictRun() does not take a pause for the new pace", () => {
  // One epoch held a pause of 9 minutes: 19 x 60 + 600.
  for (const seen of [[...times(6, 60), 600, 60, 60], [600, 60, 60, 60]]) {
    assertPredicts(of(...seen), 20, 1740, 8);
  }
  const { durationSeconds } = predictRun({ epochs: of(...times(6, 60), 600), totalEpochs: 20 });
  // The pace of the pause would say 8760.
  assertAlmostEquals(durationSeconds, 1740, 300);
});

Deno.test("predictRun() averages noise and says how much of it there is", () => {
  // A shared machine: 60 s give or take 10 %, evenly and without chance.
  const noisy = Array.from({ length: 60 }, (_, i) => 60 * (0.9 + 0.2 * ((7 * i) % 11) / 10));
  const truth = noisy.reduce((sum, seconds) => sum + seconds, 0);
  assertPredicts(of(...noisy.slice(0, 15)), 60, truth, 3);
  const width = (epochs: SeenEpoch[]) => {
    const { durationSeconds, ranges } = predictRun({ epochs, totalEpochs: 60 });
    return (ranges.durationSeconds[1] - ranges.durationSeconds[0]) / durationSeconds;
  };
  assertGreater(width(of(...noisy.slice(0, 15))), 2 * width(of(...times(15, 60))));
});

Deno.test("predictRun() tells warm-up from pace by the steps of the first epoch", () => {
  // Compiled for 20.9 s, then ten steps of 0.25 s.
  const steps = Array.from({ length: 10 }, (_, index) => ({
    done: index + 1,
    of: 10,
    atSeconds: 20.9 + 0.25 * (index + 1),
  }));
  // 23.4 + 9 x 2.5.
  assertPredicts([{ durationSeconds: 23.4, steps }], 10, 45.9, 1);
});

Deno.test("predictRun() of one epoch with steps is surer than without, and less sure than of two epochs", () => {
  const steps = Array.from(
    { length: 10 },
    (_, i) => ({ done: i + 1, of: 10, atSeconds: 6 * (i + 1) }),
  );
  const width = (epochs: readonly SeenEpoch[]) => {
    const { ranges: { durationSeconds: [low, high] } } = predictRun({ epochs, totalEpochs: 20 });
    return Math.log(high / low);
  };
  const stepped = width([{ durationSeconds: 60, steps }]);
  assertLess(stepped, width(of(60)));
  assertGreater(stepped, width(of(60, 60)));
});

Deno.test("predictRun() of a run that is over is what was measured", () => {
  const prediction = predictRun({
    epochs: [
      { durationSeconds: 60, energyKwh: 0.02, energyRange: [0.018, 0.024] },
      { durationSeconds: 90, energyKwh: 0.03, energyRange: [0.027, 0.036] },
    ],
    totalEpochs: 2,
    intensityGramsPerKwh: 300,
    intensityRange: [200, 420],
  });
  assertEquals(prediction.durationSeconds, 150);
  assertEquals(prediction.ranges.durationSeconds, [150, 150]);
  assertAlmostEquals(prediction.energyKwh, 0.05, 1e-12);
  assertAlmostEquals(prediction.ranges.energyKwh[0], 0.045, 1e-12);
  assertAlmostEquals(prediction.ranges.energyKwh[1], 0.06, 1e-12);
  assertAlmostEquals(prediction.emissionsGrams, 15, 1e-9);
  // Factors 0.9 and 2/3 down, 1.2 and 1.4 up, in quadrature of logarithms.
  const down = Math.exp(-Math.hypot(Math.log(0.9), Math.log(2 / 3)));
  const up = Math.exp(Math.hypot(Math.log(1.2), Math.log(1.4)));
  assertAlmostEquals(prediction.ranges.emissionsGrams[0], 15 * down, 1e-9);
  assertAlmostEquals(prediction.ranges.emissionsGrams[1], 15 * up, 1e-9);
  assertEquals(prediction.upTo, false);
  assertEquals(prediction.level, 0.9);
});

Deno.test("predictRun() is never surer than what was measured", () => {
  const epochs = times(8, 60).map((durationSeconds) => ({
    durationSeconds,
    energyKwh: 0.01,
    energyRange: [0.005, 0.02] as const,
  }));
  const { energyKwh, ranges } = predictRun({
    epochs,
    totalEpochs: 100,
    intensityGramsPerKwh: 300,
  });
  assertAlmostEquals(energyKwh, 1, 1e-6);
  assert(ranges.energyKwh[0] < 0.5 && ranges.energyKwh[1] > 2);
  assert(ranges.emissionsGrams[0] <= 300 * ranges.energyKwh[0] * (1 + 1e-9));
});

Deno.test("predictRun() is no surer of no energy than what was measured", () => {
  const epoch = { durationSeconds: 60, energyKwh: 0, energyRange: [0, 0.001] as const };
  const { energyKwh, ranges } = predictRun({ epochs: [epoch, epoch], totalEpochs: 10 });
  assertEquals(energyKwh, 0);
  // Up to 0.001 in each of ten epochs.
  assertAlmostEquals(ranges.energyKwh![1], 0.01, 1e-12);
});

Deno.test("predictRun() takes the mean power of the others for epochs without energy", () => {
  const prediction = predictRun({
    epochs: [{ durationSeconds: 60, energyKwh: 0.02 }, { durationSeconds: 60 }],
    totalEpochs: 10,
    intensityGramsPerKwh: 300,
  });
  assertAlmostEquals(prediction.energyKwh!, 0.2, 1e-9);
  assertEquals("emissionsGrams" in prediction, false);
  assertEquals("basis" in prediction, false);
});

Deno.test("predictRun() says what can be said without energy, and without an intensity", () => {
  const bare = predictRun({ epochs: of(60, 60), totalEpochs: 4 });
  assertEquals(Object.keys(bare.ranges), ["durationSeconds"]);
  assertEquals(bare.energyKwh, undefined);
  const energy = predictRun({
    epochs: [{ durationSeconds: 60, energyKwh: 0.02 }, { durationSeconds: 60, energyKwh: 0.02 }],
    totalEpochs: 4,
  });
  assertAlmostEquals(energy.energyKwh!, 0.08, 1e-9);
  assertEquals("emissionsGrams" in energy, false);
});

Deno.test("predictRun() draws the rest at the power since the last change", () => {
  const frozen = { durationSeconds: 60, energyKwh: 0.001 };
  const tuned = { durationSeconds: 60, energyKwh: 0.004 };
  const { energyKwh } = predictRun({
    epochs: [...new Array(6).fill(frozen), ...new Array(5).fill(tuned)],
    totalEpochs: 50,
    intensityGramsPerKwh: 0,
  });
  // 6 x 0.001 + 44 x 0.004.
  assertAlmostEquals(energyKwh, 0.182, 0.004);
});

Deno.test("predictRun() allows for a later phase that draws more, until a quarter of the run", () => {
  const epoch = { durationSeconds: 60, energyKwh: 0.01 };
  const upper = (seen: number) => {
    const { ranges, ...whole } = predictRun({
      epochs: new Array(seen).fill(epoch),
      totalEpochs: 80,
    });
    return [
      ranges.energyKwh![1] / whole.energyKwh!,
      ranges.durationSeconds[1] / whole.durationSeconds,
    ];
  };
  // 4 of 80 seen, 76 at up to exp(0.25 x (1 - 0.05 / 0.25)) = 1.221 times the power: 0.05 + 0.95 x 1.221 = 1.210 of the energy.
  const [energy, duration] = upper(4) as [number, number];
  assertGreater(energy, 1.2);
  assertAlmostEquals(energy, 0.05 + 1.2214 * (duration - 0.05), 0.002);
  // From 20 of 80 on, no more than the time may grow.
  const [later, time] = upper(20) as [number, number];
  assertAlmostEquals(later, time, 1e-9);
});

Deno.test("predictRun() of a restless beginning opens the range to three times, no further", () => {
  const { durationSeconds, ranges } = predictRun({ epochs: of(9, 300, 20), totalEpochs: 1003 });
  assertLess(ranges.durationSeconds[1], 3.1 * durationSeconds);
});

Deno.test("predictRun() weighs the intensity ahead by the energy of its window", () => {
  const windows: unknown[] = [];
  const prediction = predictRun({
    epochs: times(2, 300).map((durationSeconds) => ({ durationSeconds, energyKwh: 0.1 })),
    totalEpochs: 6,
    intensityGramsPerKwh: 100,
    intensityAhead: (window) => {
      windows.push(window);
      return { intensityGramsPerKwh: 200, range: [150, 260] };
    },
  });
  // 10 minutes at 100 g seen, 20 minutes at 200 g to come.
  assertAlmostEquals(prediction.emissionsGrams / prediction.energyKwh, 500 / 3, 1e-6);
  assertEquals(windows.length, 1);
  const { fromSeconds, toSeconds } = windows[0] as { fromSeconds: number; toSeconds: number };
  assertEquals(fromSeconds, 600);
  assertAlmostEquals(toSeconds, 1800, 1e-6);
});

Deno.test("predictRun() gives 0 for epochs of no length and no energy", () => {
  const zero = predictRun({
    epochs: [{ durationSeconds: 0, energyKwh: 0 }, { durationSeconds: 0, energyKwh: 0 }],
    totalEpochs: 10,
    intensityGramsPerKwh: 300,
  });
  assertEquals([zero.durationSeconds, zero.energyKwh, zero.emissionsGrams], [0, 0, 0]);
  assertEquals(zero.ranges, {
    durationSeconds: [0, 0],
    energyKwh: [0, 0],
    emissionsGrams: [0, 0],
  });
});

Deno.test("predictRun() counts energy by the epoch where the clock saw no time pass", () => {
  const { energyKwh, ranges } = predictRun({
    epochs: [{ durationSeconds: 0, energyKwh: 0.01 }, { durationSeconds: 0, energyKwh: 0.03 }],
    totalEpochs: 10,
    intensityGramsPerKwh: 300,
  });
  assertAlmostEquals(energyKwh, 0.2, 1e-12);
  assert(ranges.energyKwh[0] < energyKwh && energyKwh < ranges.energyKwh[1]);
});

Deno.test("predictRun() says up to N only where it is told that training may stop early", () => {
  assertEquals(predictRun({ epochs: of(60), totalEpochs: 10, upTo: true }).upTo, true);
  assertEquals(predictRun({ epochs: of(60), totalEpochs: 10 }).upTo, false);
  assertEquals(predictRun({ epochs: of(60), totalEpochs: 1, upTo: true }).upTo, false);
});

Deno.test("predictRun() makes no prediction where N is unknown or unlike what was seen", () => {
  const at = (totalEpochs: unknown) => () =>
    predictRun({ epochs: of(60, 60), totalEpochs: totalEpochs as number });
  assertThrows(at(undefined), TypeError, `"totalEpochs" must be a number`);
  for (const bad of [NaN, Infinity, 0, -3, 2.5, 1]) assertThrows(at(bad), RangeError, String(bad));
});

Deno.test("predictRun() refuses figures that are none, by their path", () => {
  const epoch = (fields: object) => () =>
    predictRun({
      epochs: [{ durationSeconds: 60 }, { durationSeconds: 60, ...fields }],
      totalEpochs: 10,
    });
  for (const durationSeconds of [NaN, Infinity, -1, 1e16]) {
    assertThrows(epoch({ durationSeconds }), RangeError, `"epochs[1].durationSeconds"`);
  }
  assertThrows(epoch({ durationSeconds: "60" }), TypeError, `"epochs[1].durationSeconds"`);
  assertThrows(epoch({ energyKwh: -1 }), RangeError, `"epochs[1].energyKwh"`);
  assertThrows(
    epoch({ energyKwh: 1, energyRange: [2, 3] }),
    RangeError,
    `"epochs[1].energyRange" must be around 1`,
  );
  assertThrows(epoch({ energyKwh: 1, energyRange: [0] }), TypeError, `"epochs[1].energyRange"`);
  assertThrows(epoch({ steps: [{ done: 1 }] }), TypeError, `"epochs[1].steps[0].of"`);
  assertThrows(() => predictRun({ epochs: [], totalEpochs: 3 }), RangeError, `"epochs"`);
  assertThrows(
    () => predictRun({ epochs: [null as unknown as SeenEpoch], totalEpochs: 3 }),
    TypeError,
    `"epochs[0]"`,
  );
  assertThrows(
    () => predictRun({ epochs: of(60), totalEpochs: 3, intensityGramsPerKwh: -1 }),
    RangeError,
    `"intensityGramsPerKwh"`,
  );
  assertThrows(
    () => predictRun({ epochs: of(60), totalEpochs: 3, intensityRange: [1, 2] }),
    TypeError,
    `"intensityGramsPerKwh"`,
  );
});

Deno.test("predictRun() never says NaN, and its middle lies in its interval", () => {
  const lists = [
    [1e15, 5e-324, 0],
    [0, 0, 7],
    [1e-300, 1e-300],
    [1, 1e15, 1],
    ...Array.from(
      { length: 40 },
      (_, seed) => Array.from({ length: 1 + seed }, (_, i) => Math.exp(3 * Math.sin(seed + i * i))),
    ),
  ];
  for (const durations of lists) {
    for (const more of [1, 7, 1_000_000_000]) {
      const prediction = predictRun({
        epochs: durations.map((durationSeconds) => ({ durationSeconds, energyKwh: 0.1 })),
        totalEpochs: durations.length + more,
        intensityGramsPerKwh: 300,
      });
      for (const figure of ["durationSeconds", "energyKwh", "emissionsGrams"] as const) {
        const [low, high] = prediction.ranges[figure];
        const value = prediction[figure];
        assert(Number.isFinite(high), `${figure} of ${durations}`);
        assert(0 <= low && low <= value && value <= high, `${figure} of ${durations}`);
      }
    }
  }
});

Deno.test("predictRun() is pure: frozen epochs, the same figures again", () => {
  const epochs = Object.freeze(of(90, 61, 60, 62).map((epoch) => Object.freeze(epoch)));
  const once = predictRun({ epochs, totalEpochs: 30 });
  assertEquals(predictRun({ epochs, totalEpochs: 30 }), once);
});

Deno.test("predictRun() of 10,000 epochs takes under 10 ms", () => {
  const epochs = Array.from({ length: 10_000 }, (_, index) => ({
    durationSeconds: 60 * Math.exp(0.3 * Math.sin(index * index)),
    energyKwh: 0.01,
    energyRange: [0.009, 0.012] as const,
  }));
  let best = Infinity;
  for (let round = 0; round < 20; round++) {
    const start = performance.now();
    predictRun({ epochs, totalEpochs: 20_000, intensityGramsPerKwh: 300 });
    best = Math.min(best, performance.now() - start);
  }
  assertLess(best, 10);
});
