import { assertAlmostEquals, assertEquals } from "../assert.ts";
import { simpleRun } from "../runs/simple_run.ts";
import { predictWhole } from "../../lib/track/predict_whole.ts";
import {
  asSeenWhole,
  missingOfStretches,
  takenBack,
  withGapFilled,
} from "../../lib/track/unseen.ts";

const DEVICES = [
  { device: "wall", kind: "system" },
  { device: "gpu:0", kind: "gpu" },
  { device: "cpu:0", kind: "cpu" },
] as const;

Deno.test("withGapFilled() counts the devices in the share of a stretch in which the meter was silent", () => {
  // Of 10 s the meter saw 6 s at 700 W; the devices draw 350 W all the time: 4200 + 0.4 x 3500.
  const stretch = { durationSeconds: 10, missingSeconds: [4, 0, 0] };
  assertEquals(withGapFilled(DEVICES, [4200, 2500, 1000], stretch), [5600, 2500, 1000]);
  // Of a device there is nothing to fill its gap with, and nobody can tell which of two meters feeds which device.
  const silent = { durationSeconds: 10, missingSeconds: [0, 4, 0] };
  assertEquals(withGapFilled(DEVICES, [7000, 1500, 1000], silent), [7000, 1500, 1000]);
  const two = [DEVICES[0], { device: "wall:1", kind: "system" as const }, DEVICES[1]];
  assertEquals(withGapFilled(two, [4200, 7000, 2500], stretch), [4200, 7000, 2500]);
});

Deno.test("asSeenWhole() goes on at the power that was seen, and tells nothing of a device that hardly was", () => {
  const drawnJoules = [9000, 2500, 0];
  const of = (missingSeconds: readonly number[], joules: readonly number[]) =>
    asSeenWhole(joules, { durationSeconds: 10, missingSeconds, drawnJoules });
  // 4200 J in 6 of 10 s; the last device never gave anything.
  assertEquals(of([4, 0, 10], [4200, 2500, 0])?.map(Math.round), [7000, 2500, 0]);
  assertEquals(of([9.5, 0, 10], [350, 2500, 0]), undefined);
});

Deno.test("predictWhole() takes what was unseen for no sign of the epochs to come, and leaves it out of those that went by", () => {
  const exact = [1.5, 1.5] as const;
  const soFar = simpleRun({ energyKwh: 1.5, ranges: { energyKwh: exact, emissionsGrams: exact } });
  const whole = (wholeKwh: readonly (number | undefined)[]) =>
    predictWhole({
      soFar,
      seen: () => ({
        before: { durationSeconds: 0, energyKwh: 0 },
        epochs: [0.5, 1].map((energyKwh, index) => ({
          durationSeconds: 3600,
          energyKwh,
          wholeKwh: wholeKwh[index],
        })),
      }),
      counted: () => 0,
      totalEpochs: 2,
    }).energyKwh;
  // Nothing is to come: what was measured.
  assertAlmostEquals(whole([1, 1]), 1.5, 1e-9);
  assertAlmostEquals(whole([undefined, 1]), 1.5, 1e-9);
});

Deno.test("predictWhole() foretells epochs at the power of those that were seen whole", () => {
  const exact = [1.5, 1.5] as const;
  const soFar = simpleRun({ energyKwh: 1.5, ranges: { energyKwh: exact, emissionsGrams: exact } });
  for (const unseen of [1, undefined]) {
    const { energyKwh, durationSeconds } = predictWhole({
      soFar,
      seen: () => ({
        before: { durationSeconds: 0, energyKwh: 0 },
        epochs: [
          { durationSeconds: 3600, energyKwh: 0.5, wholeKwh: unseen },
          { durationSeconds: 3600, energyKwh: 1, wholeKwh: 1 },
        ],
      }),
      counted: () => 0,
      totalEpochs: 10,
    });
    // 1 kW for all the time, but for the half kWh that nobody saw.
    assertAlmostEquals(energyKwh, durationSeconds / 3600 - 0.5, 1e-6);
  }
});

Deno.test("missingOfStretches() finds where a silence was that is known only afterwards", () => {
  // Silent from 2.5 s on, which is known at 5.9 s; it speaks again at 6.2 s.
  const missing = [0, 0, 0, 0, 0, 0, 3.5, 3.7];
  const instants = missing.map((seconds, atSeconds) => ({ atSeconds, missingSeconds: [seconds] }));
  assertEquals(
    missingOfStretches(instants).map(([seconds = NaN]) => Number(seconds.toFixed(9))),
    [0, 0, 0.5, 1, 1, 1, 0.2],
  );
  assertEquals(missingOfStretches([]), []);
});

Deno.test("takenBack() leaves out what a curve was carried on by before its silence was known", () => {
  // 700 W until 2 s; carried on until 4 s, and at 5 s it is known that nobody saw that.
  const joules = [[0, 0], [700, 100], [1400, 200], [2100, 300], [2800, 400], [1400, 500]];
  assertEquals(
    takenBack(joules),
    [[0, 0], [700, 100], [1400, 200], [1400, 300], [1400, 400], [1400, 500]],
  );
});
