import { aboveIdle } from "../../lib/track/above_idle.ts";
import { assertEquals } from "../assert.ts";
import { steady } from "../carbon/ledger.ts";

Deno.test("aboveIdle() is the energy over the power at rest, of the devices that the baseline knows", () => {
  // an hour at 300 W of a board that rests at 50 W, and at 80 W of a CPU that rests at 30 W: 380 - 80 = 300 Wh
  const devices = [
    steady("gpu:0", 300, 3600),
    steady("cpu:0", 80, 3600),
    steady("memory", 5, 3600),
  ];
  const baseline = {
    powerWatts: 80,
    perDevice: [{ device: "gpu:0", powerWatts: 50 }, { device: "cpu:0", powerWatts: 30 }],
    madeAt: "2026-11-24T10:00:00.000Z",
  };
  assertEquals(aboveIdle(devices, 3600, baseline), [{
    code: "above-idle",
    message:
      "300 Wh of the devices' 380 Wh was above their power at rest (80 W, measured on 2026-11-24); the figures count all of it",
  }]);
  assertEquals(aboveIdle(devices, 3600, undefined), []);
  assertEquals(aboveIdle(devices, 3600, { ...baseline, perDevice: [] }), []);
});
