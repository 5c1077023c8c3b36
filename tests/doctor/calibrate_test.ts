import { calibrate } from "../../lib/doctor/calibrate.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";

const READINGS = [{ energyKwh: 0.1, meterKwh: 0.15, durationSeconds: 3600 }];

Deno.test("calibrate() is of this machine and now, shows itself, and is plain JSON", () => {
  const calibration = calibrate({ readings: READINGS });
  assertEquals([calibration.name, calibration.machine], [Deno.hostname(), Deno.hostname()]);
  assertEquals(new Date(calibration.madeAt).toISOString(), calibration.madeAt);
  assertStringIncludes(Deno.inspect(calibration), "wall = 30.0 W + 1.20 × sensors");
  assertEquals(JSON.parse(JSON.stringify(calibration)), { ...calibration });
});

Deno.test("calibrate() refuses what is no list of readings", () => {
  assertThrows(() => calibrate({} as never), TypeError, '"readings" must be a list');
  assertThrows(() => calibrate(undefined as never), TypeError, "options must be an object");
  assertThrows(() => calibrate({ readings: READINGS, name: 3 as never }), TypeError, '"name"');
});
