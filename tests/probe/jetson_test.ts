import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { findSources } from "../../lib/probe/find_sources.ts";
import { jetsonSources } from "../../lib/probe/jetson.ts";
import { fixture, withTree } from "./fake_tree.ts";

Deno.test("jetsonSources() reads the module's input rail, and nothing that lies behind it", async () => {
  await withTree([await fixture("hwmon/jetson_orin_nx")], async (root, write) => {
    const sources = await jetsonSources({ root });
    assertEquals(sources.map(({ device, name }) => `${device} ${name}`), [
      "gpu:0 NVIDIA Jetson Orin NX",
    ]);
    const reading = await sources[0]?.read();
    assert(reading?.kind === "gauge");
    assertAlmostEquals(reading.powerWatts, 7.476, 1e-9); // 4.984 V x 1.5 A
    write("sys/class/hwmon/hwmon0/curr1_input", "");
    assertEquals((await sources[0]?.read())?.kind, "gap");
  });
});

Deno.test("jetsonSources() sums the rails where there is no input rail", async () => {
  await withTree([await fixture("hwmon/jetson_agx_orin")], async (root) => {
    const [source] = await jetsonSources({ root });
    const reading = await source?.read();
    assert(reading?.kind === "gauge");
    // 20 V x 0.5 A + 20 V x 0.25 A + 5 V x 0.8 A; the memory's rail lies behind the 5 V one.
    assertAlmostEquals(reading.powerWatts, 19, 1e-9);
  });
});

Deno.test("findSources() adds neither CPU nor memory to a whole module", async () => {
  const trees = [await fixture("hwmon/jetson_orin_nx"), await fixture("proc/arm_server")];
  await withTree(trees, async (root) => {
    const { found, notes } = await findSources({ root });
    assertEquals(found.map(({ source }) => source.device), ["gpu:0"]);
    assertEquals(notes.map((note) => note.code), ["gpu-module"]);
  });
});
