import { findCpuPart } from "../../lib/hardware/cpu_part.ts";
import { cpuPower } from "../../lib/hardware/cpu_model.ts";
import { cpuNote, modelStart } from "../../lib/probe/model_start.ts";
import { assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";

const NAME = "Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz";
const info = {
  name: NAME,
  threads: 8,
  sockets: 1,
  vendor: "GenuineIntel",
  hypervisor: true,
} as const;
const machine = { virtualized: true, shared: true };

Deno.test("modelStart() of a guest goes between its part's idle and full watts, where its counter was read", async () => {
  const part = await findCpuPart(NAME);
  const start = modelStart(info, machine, part, undefined);
  assertEquals(start.cpu, {
    idleWatts: 27.4,
    fullWatts: 220,
    endsRange: [0.82, 1.17],
    threads: 48,
    vmThreads: 8,
  });
  // 8 of 48 threads at full load: 220 / 6 W; 5 % at the ends, other loads, neighbours from 0.80 to 1.50
  const { powerWatts, relativeRange } = cpuPower({ ...start.cpu, utilization: 1 });
  assertAlmostEquals(powerWatts, 220 / 6, 1e-9);
  const low = Math.hypot(Math.log(0.95), Math.log(0.82), Math.log(0.8));
  assertAlmostEquals(relativeRange[0], Math.exp(-low), 1e-9);
  const note = cpuNote(start, machine, part, undefined);
  assertStringIncludes(
    note.message,
    "its 8 of the host part's 48 threads and its part's 27 W idle and 220 W full",
  );
});

Deno.test("modelStart() of a whole machine counts its packages, and what was learned goes before the table", async () => {
  const part = await findCpuPart(NAME);
  const two = { ...info, threads: 96, sockets: 2 };
  const whole = { virtualized: false, shared: false };
  const { cpu } = modelStart(two, whole, part, undefined);
  assertAlmostEquals(cpuPower({ ...cpu, utilization: 0 }).powerWatts, 54.8, 1e-9);
  const learned = { idleWatts: 30, fullWatts: 200 };
  assertEquals(modelStart(two, whole, part, learned).cpu, { ...learned, sockets: 2 });
});

Deno.test("modelStart() of a part whose counter nobody read goes by its TDP as before", async () => {
  const part = await findCpuPart("Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz");
  assertEquals(modelStart(info, machine, part, undefined).cpu, {
    tdpWatts: 150,
    known: "exact",
    threads: 40,
    vmThreads: 8,
  });
});
