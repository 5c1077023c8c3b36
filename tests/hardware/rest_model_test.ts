import { assertAlmostEquals, assertThrows } from "../assert.ts";
import { modelRestPower } from "../../lib/hardware/rest_model.ts";

Deno.test("modelRestPower() of a server has a base, a share a socket and a share of the load", () => {
  // 5 + 8 x 2 + 0.08 x 300 = 45 W
  const { powerWatts, range } = modelRestPower({
    form: "server",
    sockets: 2,
    cpuAndMemoryWatts: 300,
    gpuWatts: 1000,
  });
  assertAlmostEquals(powerWatts, 45, 1e-12);
  assertAlmostEquals(range[0], 22.5, 1e-12);
  assertAlmostEquals(range[1], 90, 1e-12);
});

Deno.test("modelRestPower() of a desktop is 50 W and 12 % of all parts", () => {
  const desktop = modelRestPower({ form: "desktop", cpuAndMemoryWatts: 100, gpuWatts: 300 });
  assertAlmostEquals(desktop.powerWatts, 98, 1e-12);
});

Deno.test("modelRestPower() of an eight-GPU node is what its wall leaves", () => {
  // wall 4000 x 1.45 = 5800 W, [5200, 6600]; less 4000 and 600.
  const node = modelRestPower({ form: "gpu-node", cpuAndMemoryWatts: 600, gpuWatts: 4000 });
  assertAlmostEquals(node.powerWatts, 1200, 1e-9);
  assertAlmostEquals(node.range[0], 600, 1e-9);
  assertAlmostEquals(node.range[1], 2000, 1e-9);
});

Deno.test("modelRestPower() refuses a negative figure", () => {
  assertThrows(
    () => modelRestPower({ form: "server", cpuAndMemoryWatts: -1 }),
    RangeError,
    "cpuAndMemoryWatts",
  );
});
