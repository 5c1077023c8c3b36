import { assertEquals } from "./assert.ts";
import { countedJoules } from "../lib/counted_joules.ts";

const DEVICES = [
  { device: "gpu:0", kind: "gpu" },
  { device: "wall", kind: "system" },
] as const;
const CALIBRATION = {
  offsetWatts: 100,
  slope: 2,
  pairs: 1,
  residualWatts: 0,
  range: [0, 0],
  sensorWatts: [0, 100],
} as never;

Deno.test("countedJoules() goes by a meter that was read, not by a calibration beside it", () => {
  const stretch = { durationSeconds: 3, calibration: CALIBRATION };
  assertEquals(countedJoules(DEVICES, [300, 450], stretch), 450);
});

Deno.test("countedJoules() goes by the calibration where no meter was read", () => {
  const stretch = { durationSeconds: 3, calibration: CALIBRATION };
  // 3 s x 100 W + 2 x 300 J.
  assertEquals(countedJoules(DEVICES.slice(0, 1), [300], stretch), 900);
});

Deno.test("countedJoules() never gives less than the sensors", () => {
  assertEquals(countedJoules(DEVICES, [300, 120], { durationSeconds: 3 }), 300);
});
