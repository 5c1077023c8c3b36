import { assertAlmostEquals, assertThrows } from "../assert.ts";
import { modelMemoryPower } from "../../lib/hardware/memory_model.ts";

Deno.test("modelMemoryPower() gives 0.10 W a GB at rest and 0.25 W under load", () => {
  const idle = modelMemoryPower({ memoryGb: 64, utilization: 0 });
  assertAlmostEquals(idle.powerWatts, 6.4, 1e-12);
  assertAlmostEquals(idle.range[0], 2.56, 1e-12);
  assertAlmostEquals(idle.range[1], 16, 1e-12);
  assertAlmostEquals(modelMemoryPower({ memoryGb: 64, utilization: 1 }).powerWatts, 16, 1e-12);
});

Deno.test("modelMemoryPower() goes by DIMMs where their number is known", () => {
  // 16 x (1.8 + 3.5 x 0.5) = 56.8 W
  const { powerWatts, range } = modelMemoryPower({ memoryGb: 1024, utilization: 0.5, dimms: 16 });
  assertAlmostEquals(powerWatts, 56.8, 1e-12);
  assertAlmostEquals(range[1], 113.6, 1e-12);
});

Deno.test("modelMemoryPower() knows a laptop's low-power memory", () => {
  const { powerWatts, range } = modelMemoryPower({ memoryGb: 16, utilization: 1, type: "lpddr" });
  assertAlmostEquals(powerWatts, 0.8, 1e-12);
  assertAlmostEquals(range[0], 0.32, 1e-12); // 0.02 W/GB
  assertAlmostEquals(range[1], 2.4, 1e-12); // 0.15 W/GB
});

Deno.test("modelMemoryPower() refuses figures out of range", () => {
  assertThrows(() => modelMemoryPower({ memoryGb: -1, utilization: 0 }), RangeError, "memoryGb");
  assertThrows(() => modelMemoryPower({ memoryGb: 1, utilization: 2 }), RangeError, "utilization");
  assertThrows(
    () => modelMemoryPower({ memoryGb: 1, utilization: 0, dimms: 1.5 }),
    RangeError,
    "dimms",
  );
});
