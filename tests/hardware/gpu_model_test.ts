import { assertAlmostEquals, assertThrows } from "../assert.ts";
import { modelGpuPower } from "../../lib/hardware/gpu_model.ts";

Deno.test("modelGpuPower() goes from a tenth of the limit to 0.865 of it", () => {
  // 40 + 360 x 0.85 = 346 W
  const full = modelGpuPower({ limitWatts: 400, utilization: 1 });
  assertAlmostEquals(full.powerWatts, 346, 1e-9);
  assertAlmostEquals(full.range[0], 124.56, 1e-9);
  // 346 x 1.25 = 432.5 W are above the limit, which no board's mean is.
  assertAlmostEquals(full.range[1], 400, 1e-9);
  assertAlmostEquals(modelGpuPower({ limitWatts: 400, utilization: 0 }).powerWatts, 40, 1e-9);
});

Deno.test("modelGpuPower() starts from known idle watts", () => {
  // 60 + 240 x 0.85 x 0.5 = 162 W
  const half = modelGpuPower({ limitWatts: 300, utilization: 0.5, idleWatts: 60 });
  assertAlmostEquals(half.powerWatts, 162, 1e-9);
  assertAlmostEquals(half.range[1], 202.5, 1e-9);
});

Deno.test("modelGpuPower() takes 0.70 of the limit where nothing is known of the load", () => {
  const { powerWatts, range } = modelGpuPower({ limitWatts: 700 });
  assertAlmostEquals(powerWatts, 490, 1e-9);
  assertAlmostEquals(range[0], 166.6, 1e-9);
  assertAlmostEquals(range[1], 671.3, 1e-9);
});

Deno.test("modelGpuPower() refuses figures out of range", () => {
  assertThrows(() => modelGpuPower({ limitWatts: 0 }), RangeError, "limitWatts");
  assertThrows(
    () => modelGpuPower({ limitWatts: 300, utilization: 50 }),
    RangeError,
    "utilization",
  );
  assertThrows(() => modelGpuPower({ limitWatts: 300, idleWatts: 400 }), RangeError, "idleWatts");
});
