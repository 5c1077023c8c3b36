import { assertAlmostEquals, assertEquals } from "../assert.ts";
import { findCpuPart } from "../../lib/hardware/cpu_part.ts";

Deno.test("findCpuPart() starts the model from TDP, or its root with the turbo power", async () => {
  assertEquals(await findCpuPart("Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz"), {
    tdpWatts: 150,
    threads: 40,
    known: "exact",
  });
  const unlocked = await findCpuPart("13th Gen Intel(R) Core(TM) i9-13900K");
  assertAlmostEquals(unlocked.tdpWatts ?? 0, Math.sqrt(125 * 253), 1e-9);
});

Deno.test("findCpuPart() takes a family's middle for what it is, and knows nothing of strangers", async () => {
  assertEquals((await findCpuPart("Intel(R) Xeon(R) CPU @ 2.20GHz")).known, "family");
  assertEquals(await findCpuPart("ARM Neoverse-V1"), { known: "unknown" });
  assertEquals(await findCpuPart(""), { known: "unknown" });
});
