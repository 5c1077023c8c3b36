import { applyCalibration, fitCalibration } from "../../lib/sample/calibration.ts";
import { checkCalibration } from "../../lib/sample/calibration_check.ts";
import type { MeteredReading } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";

/** A stretch of an hour at so many watts. */
const hour = (sensorWatts: number, wallWatts: number): MeteredReading => ({
  energyKwh: sensorWatts / 1000,
  meterKwh: wallWatts / 1000,
  durationSeconds: 3600,
});
const fit = (...readings: readonly MeteredReading[]) =>
  fitCalibration({ readings, name: "desk", machine: "desk", madeAt: "2026-11-24T10:00:00Z" });

Deno.test("fitCalibration() of two readings: the slope between theirs, 1.35, and 1.2", () => {
  // x: 100, 500, mean 300, Sxx 80,000; y: 150, 690, mean 420, Sxy 2 x 200 x 270 = 108,000
  // slope (108,000 + 240,000) / 280,000 = 1.242857; offset 420 - 300 x 1.242857 = 47.142857
  // left over -+21.428571, squares 918.367; beforehand 3 x (0.06 x 420)^2 = 1905.12; of 3 + 2 - 1
  const calibration = fit(hour(100, 150), hour(500, 690));
  assertAlmostEquals(calibration.slope, 348 / 280, 1e-12);
  assertAlmostEquals(calibration.offsetWatts, 47.142857142857, 1e-9);
  assertAlmostEquals(calibration.residualWatts, 1.645 * Math.sqrt(2823.487346938776 / 4), 1e-9);
  assertEquals(calibration.readings, 2);
  assertAlmostEquals(calibration.sensorWatts[0], 100, 1e-9);
  assertAlmostEquals(calibration.sensorWatts[1], 500, 1e-9);
});

Deno.test("fitCalibration() of one reading has the slope 1.2", () => {
  const calibration = fit(hour(100, 150));
  assertAlmostEquals(calibration.slope, 1.2, 1e-12);
  assertAlmostEquals(calibration.offsetWatts, 30, 1e-9);
  assertAlmostEquals(calibration.residualWatts, 1.645 * 0.06 * 150, 1e-9); // sqrt(3 s² / 3)
});

Deno.test("applyCalibration() gives what the wall would say, wider away from the readings", () => {
  const calibration = fit(hour(100, 150), hour(500, 690));
  const at = (watts: number) =>
    applyCalibration(calibration, { energyKwh: watts / 1000, durationSeconds: 3600 });
  const width = (watts: number) => at(watts).range[1] - at(watts).energyKwh;
  // 47.142857 + 1.242857 x 300 = 420
  assertAlmostEquals(at(300).energyKwh, 0.42, 1e-12);
  // at the mean: residual x sqrt(1 + 1/2), and 2 % of 420 W of the meter's own
  const half = Math.hypot(calibration.residualWatts * Math.sqrt(1.5), 8.4);
  assertAlmostEquals(width(300), half / 1000, 1e-12);
  assert(width(500) > width(300));
  // 300 W outside: 60 W more of half width, joined by its square
  assert(width(800) > Math.hypot(width(500), 0.06));
  assertAlmostEquals(at(300).energyKwh - at(300).range[0], half / 1000, 1e-12);
});

Deno.test("applyCalibration() takes what JSON gives back, with or without the points", () => {
  const calibration = fit(hour(100, 150), hour(500, 690));
  const use = { energyKwh: 0.2, durationSeconds: 1800 };
  const back = JSON.parse(JSON.stringify(calibration));
  assertEquals(applyCalibration(back, use), applyCalibration(calibration, use));
  const { points: _, ...bare } = back;
  const [full, less] = [applyCalibration(calibration, use), applyCalibration(bare, use)];
  assertEquals(less.energyKwh, full.energyKwh);
  assertAlmostEquals(less.range[1], full.range[1], 1e-12); // two readings: their range says all
});

Deno.test("applyCalibration() never goes below 0", () => {
  const calibration = fit(hour(300, 310));
  const { energyKwh, range } = applyCalibration(calibration, { energyKwh: 0, durationSeconds: 60 });
  assertEquals([energyKwh, range[0]], [0, 0]); // 310 - 1.2 x 300 = -50 W
  assert(range[1] > 0);
});

Deno.test("fitCalibration() refuses what cannot be a reading, and names it", () => {
  const refused = (
    readings: unknown,
    error: typeof TypeError | typeof RangeError,
    message: string,
  ) => assertThrows(() => fit(...readings as MeteredReading[]), error, message);
  refused([], RangeError, '"readings" must be one reading at least');
  refused([{}], TypeError, '"readings[0].energyKwh" must be a number: current value is undefined');
  refused(
    [hour(1, 2), { ...hour(1, 2), durationSeconds: 0 }],
    RangeError,
    '"readings[1].durationSeconds" must be finite and > 0: current value is 0',
  );
  refused([hour(100, NaN)], RangeError, "meterKwh");
  refused([hour(300, 100)], RangeError, "above what its sensors read (0.3)");
  refused([hour(100, 4000), hour(1000, 1000)], RangeError, "must rise with the sensors");
  assertThrows(
    () => fitCalibration({ readings: 3 as never, name: "", machine: "", madeAt: "" }),
    TypeError,
    '"readings" must be a list',
  );
  // An object by its kind, not as "[object Object]".
  assertThrows(
    () => fitCalibration({ readings: {} as never, name: "", machine: "", madeAt: "" }),
    TypeError,
    "current value is an object",
  );
});

Deno.test("checkCalibration() and applyCalibration() refuse what is none", () => {
  const good = fit(hour(100, 150));
  checkCalibration(good);
  assertThrows(() => checkCalibration(undefined), TypeError, '"name" must be a text');
  assertThrows(() => checkCalibration({ ...good, slope: "1" }), TypeError, '"slope"');
  assertThrows(() => checkCalibration({ ...good, slope: -1 }), RangeError, '"slope" must be > 0');
  assertThrows(() => checkCalibration({ ...good, sensorWatts: [1] }), TypeError, '"sensorWatts"');
  assertThrows(
    () => applyCalibration(good, { energyKwh: 1, durationSeconds: 0 }),
    RangeError,
    '"durationSeconds" must be finite and > 0: current value is 0',
  );
  assertThrows(
    () => applyCalibration(good, { energyKwh: -1, durationSeconds: 1 }),
    RangeError,
    '"energyKwh"',
  );
});
