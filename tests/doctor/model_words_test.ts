import { modelWords } from "../../lib/doctor/model_words.ts";
import type { PowerSource } from "../../lib/model.ts";
import { assertEquals } from "../assert.ts";
import { fixture, withTree } from "../probe/fake_tree.ts";

Deno.test("modelWords() names the idle and full watts of a part whose counter was read, and the guest's threads of it", async () => {
  const guest = await fixture("proc/virtual_machine");
  const cpuinfo = String(guest["proc/cpuinfo"]).replaceAll(
    /model name\s*:.*/g,
    "model name\t: Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz",
  );
  await withTree([guest, { "proc/cpuinfo": cpuinfo }], async (root) => {
    const words = await modelWords(root, undefined);
    const source = { source: "cpu-model", name: "cpu" } as PowerSource;
    assertEquals(
      words(source),
      "Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz: load × 27.4 W to 220 W of its part, 4 of 48 threads",
    );
  });
});
