import { assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";
import { type CpuModelOptions, modelCpuPower } from "../../lib/hardware/cpu_model.ts";
import { totalRange } from "../../lib/interval.ts";
import { memoryPower } from "../../lib/hardware/memory_model.ts";
import { cpuPower } from "../../lib/hardware/cpu_model.ts";

/** The ends of the range over the watts, to two digits, as the published table has them. */
function ends(options: CpuModelOptions): string {
  const { powerWatts, range } = modelCpuPower(options);
  return `${(range[0] / powerWatts).toFixed(2)}-${(range[1] / powerWatts).toFixed(2)}`;
}

// Rows: u, watts / TDP, exact part, exact share of a host, family only, server part unknown, VM with part unknown.
const TABLE: readonly (readonly [number, string, string, string, string, string, string])[] = [
  [0, "0.150", "0.30-2.30", "0.29-2.30", "0.28-2.56", "0.27-2.65", "0.24-2.96"],
  [0.10, "0.314", "0.32-2.24", "0.31-2.25", "0.29-2.51", "0.29-2.60", "0.26-2.90"],
  [0.25, "0.461", "0.35-2.16", "0.34-2.18", "0.32-2.43", "0.32-2.52", "0.28-2.84"],
  [0.50, "0.655", "0.40-2.02", "0.39-2.10", "0.36-2.29", "0.36-2.38", "0.31-2.76"],
  [1, "0.970", "0.50-1.75", "0.48-2.00", "0.43-2.04", "0.43-2.13", "0.37-2.66"],
];

Deno.test("modelCpuPower() gives the table of watts and ranges to its digits", () => {
  for (const [utilization, watts, exact, share, family, unknown, vm] of TABLE) {
    const tdpWatts = 100;
    assertEquals((modelCpuPower({ tdpWatts, utilization }).powerWatts / 100).toFixed(3), watts);
    assertEquals(ends({ tdpWatts, utilization }), exact);
    assertEquals(ends({ tdpWatts, utilization, threads: 96, vmThreads: 8 }), share);
    assertEquals(ends({ tdpWatts, utilization, known: "family" }), family);
    assertEquals(ends({ threads: 64, utilization }), unknown);
    assertEquals(ends({ vmThreads: 8, utilization }), vm);
  }
});

Deno.test("modelCpuPower() takes the TDP of an unknown server from its threads a socket", () => {
  // 18.6 x 64^0.58 = 207.4969 W a socket; two sockets at full load: x 2 x 0.97.
  assertAlmostEquals(
    modelCpuPower({ threads: 64, utilization: 1 }).powerWatts,
    18.6 * Math.exp(0.58 * Math.log(64)) * 0.97,
    1e-9,
  );
  assertAlmostEquals(
    modelCpuPower({ threads: 128, sockets: 2, utilization: 1 }).powerWatts,
    2 * modelCpuPower({ threads: 64, utilization: 1 }).powerWatts,
    1e-9,
  );
});

Deno.test("modelCpuPower() gives a virtual machine of an unknown host 3.5 W a thread at full TDP", () => {
  assertAlmostEquals(modelCpuPower({ vmThreads: 4, utilization: 1 }).powerWatts, 13.58, 1e-12);
});

Deno.test("modelCpuPower() goes between idle and full watts where both are known", () => {
  // 20 + 100 x 0.5^0.7 = 81.5572 W; half width 0.05 + 0.30.
  const { powerWatts, range } = modelCpuPower({ idleWatts: 20, fullWatts: 120, utilization: 0.5 });
  assertAlmostEquals(powerWatts, 81.5572, 1e-4);
  assertAlmostEquals(range[0] / powerWatts, 0.65, 1e-12);
  assertAlmostEquals(range[1] / powerWatts, 1.35, 1e-12);
  const idle = modelCpuPower({ idleWatts: 20, fullWatts: 120, utilization: 0 });
  assertAlmostEquals(idle.range[0], 19, 1e-9);
  assertAlmostEquals(idle.range[1], 21, 1e-9);
});

Deno.test("modelCpuPower() knows laptops and desktops of unknown part", () => {
  const laptop = modelCpuPower({ form: "laptop", utilization: 1 });
  assertAlmostEquals(laptop.powerWatts, 28 * 0.97, 1e-9);
  // exp(-hypot(ln 0.5, ln 0.5)) = exp(-0.98026) = 0.37521
  assertAlmostEquals(laptop.range[0] / laptop.powerWatts, 0.37521, 1e-5);
  const desktop = modelCpuPower({ form: "desktop", threads: 16, utilization: 1 });
  assertAlmostEquals(desktop.powerWatts, 95 * 0.97, 1e-9);
});

Deno.test("modelCpuPower() and the memory model give the worked virtual machine to all digits", () => {
  // 8 of 96 threads of a 240 W part at a quarter load, 32 GB, 10 h.
  const use = { tdpWatts: 240, threads: 96, vmThreads: 8, utilization: 0.25 };
  const cpu = cpuPower(use);
  const memory = memoryPower({ memoryGb: 32, utilization: 0.25 });
  const kwh = (watts: number) => watts * 10 / 1000;
  assertAlmostEquals(kwh(cpu.powerWatts), 0.09214437922692634, 1e-9);
  assertAlmostEquals(kwh(memory.powerWatts), 0.044, 1e-12);
  assertAlmostEquals(1 - cpu.relativeRange[0], 0.6581130476778829, 1e-9);
  assertAlmostEquals(cpu.relativeRange[1] - 1, 1.1819232042643497, 1e-9);
  const part = (model: typeof cpu, key: string) => ({
    energyKwh: kwh(model.powerWatts),
    key,
    shared: [1 - model.relativeRange[0], model.relativeRange[1] - 1] as const,
    own: [0, 0] as const,
  });
  const { energyKwh, range } = totalRange([
    part(cpu, "cpu-model"),
    part(memory, "memory-model"),
  ]);
  assertAlmostEquals(energyKwh, 0.13614437922692635, 1e-9);
  assertAlmostEquals(range[0], 0.07000557362773102, 1e-9);
  assertAlmostEquals(range[1], 0.26348981876344135, 1e-9);
});

Deno.test("modelCpuPower() refuses what it cannot model", () => {
  const refused: readonly [CpuModelOptions, typeof Error][] = [
    [{ utilization: 0.5 }, TypeError],
    [{ tdpWatts: 100, utilization: 1.1 }, RangeError],
    [{ tdpWatts: 100, utilization: NaN }, RangeError],
    [{ tdpWatts: -1, utilization: 0 }, RangeError],
    [{ tdpWatts: Infinity, utilization: 0 }, RangeError],
    [{ threads: 0, utilization: 0 }, RangeError],
    [{ tdpWatts: 100, vmThreads: 8, utilization: 0 }, TypeError],
    [{ tdpWatts: 100, threads: 4, vmThreads: 8, utilization: 0 }, RangeError],
    [{ idleWatts: 10, utilization: 0 }, TypeError],
    [{ idleWatts: 10, fullWatts: 5, utilization: 0 }, RangeError],
    [{ tdpWatts: "100" as unknown as number, utilization: 0 }, TypeError],
  ];
  for (const [options, kind] of refused) {
    const thrown = assertThrows(() => modelCpuPower(options), kind, "Cannot model CPU power as");
    assertEquals(thrown.constructor, kind);
  }
});
