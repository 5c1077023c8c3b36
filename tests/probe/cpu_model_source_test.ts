import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { cpuModelSources } from "../../lib/probe/cpu_model_source.ts";
import { descriptionOf } from "../../lib/probe/described.ts";
import { memoryModelSources } from "../../lib/probe/memory_model_source.ts";
import { fixture, withTree } from "./fake_tree.ts";

Deno.test("cpuModelSources() gives mean watts since its last read, with the model's range", async () => {
  await withTree([await fixture("proc/desktop_amd")], async (root, write) => {
    let now = 0;
    const [source] = await cpuModelSources({
      root,
      name: "X",
      cpu: { tdpWatts: 200 },
      nowSeconds: () => now,
    });
    assert(source !== undefined);
    const first = await source.read();
    assert(first.kind === "gauge");
    assertEquals(first.overSeconds, 0);
    now = 1;
    write("proc/stat", "cpu  1150 0 550 8200 500 0 0 0 0 0\n");
    const second = await source.read();
    assert(second.kind === "gauge");
    // 200 x (0.15 + 0.82 x 0.5^0.7) = 130.9538 W, within 0.40 and 2.025
    assertAlmostEquals(second.powerWatts, 130.9538, 1e-4);
    assertEquals(second.overSeconds, 1);
    assertAlmostEquals(second.relativeRange?.[0] ?? 0, 0.40, 1e-9);
    assertAlmostEquals(second.relativeRange?.[1] ?? 0, 2.025, 1e-9);
    await Deno.remove(`${root}/proc/stat`);
    assertEquals((await source.read()).kind, "gap");
    assertEquals(JSON.parse(JSON.stringify(descriptionOf(source)?.options)), {
      root,
      name: "X",
      cpu: { tdpWatts: 200 },
    });
  });
});

Deno.test("memoryModelSources() gives watts by size and load", async () => {
  await withTree([await fixture("proc/desktop_amd")], async (root, write) => {
    let now = 0;
    const [source] = await memoryModelSources({
      root,
      memory: { memoryGb: 32 },
      nowSeconds: () => now,
    });
    assertEquals(source?.device, "memory");
    await source?.read();
    now = 1;
    write("proc/stat", "cpu  1150 0 550 8200 500 0 0 0 0 0\n");
    const reading = await source?.read();
    assert(reading?.kind === "gauge");
    assertAlmostEquals(reading.powerWatts, 5.6, 1e-12); // 32 x (0.10 + 0.15 x 0.5)
    assertEquals(reading.relativeRange, [0.4, 2.5]);
  });
});
