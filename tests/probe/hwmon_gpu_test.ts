import { assert, assertEquals } from "../assert.ts";
import type { PowerSource } from "../../lib/model.ts";
import { amdGpuSources } from "../../lib/probe/amd_gpu.ts";
import { findSources } from "../../lib/probe/find_sources.ts";
import { intelGpuSources } from "../../lib/probe/intel_gpu.ts";
import { visibleItems } from "../../lib/probe/visible_list.ts";
import { fixture, withTree } from "./fake_tree.ts";

async function readings(sources: readonly PowerSource[]): Promise<readonly string[]> {
  const lines = [];
  for (const source of sources) {
    const reading = await source.read();
    const value = reading.kind === "gauge"
      ? `${reading.powerWatts} W`
      : reading.kind === "counter"
      ? `${reading.energyJoules} J`
      : `gap: ${reading.why}`;
    lines.push(`${source.device} ${source.name}: ${value}, limit ${source.limitWatts}`);
  }
  return lines;
}

Deno.test("amdGpuSources() reads boards in the order of the bus, not graphics in a processor", async () => {
  await withTree([await fixture("hwmon/amd")], async (root, write) => {
    const sources = await amdGpuSources({ root });
    assertEquals(await readings(sources), [
      "gpu:0 AMD GPU 744c: 123 W, limit 339",
      "gpu:1 AMD Instinct MI210: 250 W, limit 300",
    ]);
    assertEquals(sources[0]?.uncertainty?.shared, [0.05, 0.12]);
    write("sys/class/hwmon/hwmon2/energy1_input", "5000000\n");
    assertEquals(
      (await readings(await amdGpuSources({ root, firstNumber: 4 })))[0],
      [
        "gpu:4 AMD GPU 744c: 5 J, limit 339",
      ][0],
    );
    await Deno.remove(`${root}/sys/class/hwmon/hwmon2/power1_average`);
    assertEquals((await sources[0]?.read())?.kind, "gap");
  });
});

Deno.test("amdGpuSources() counts twin dies once", async () => {
  await withTree([await fixture("hwmon/mi250x")], async (root) => {
    const sources = await amdGpuSources({ root });
    assertEquals(await readings(sources), [
      "gpu:0 AMD Instinct MI250X: 400 W, limit 560",
      "gpu:1 AMD Instinct MI250X: 380 W, limit 560",
    ]);
    assertEquals(sources.map((source) => source.notes?.[0]?.code), ["gpu-twin", "gpu-twin"]);
  });
});

Deno.test("amdGpuSources() honours the lists of visible devices", async () => {
  const lists = ["ROCR_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES"];
  const before = lists.map((name) => Deno.env.get(name));
  const devices = async (tree: string, values: readonly (string | undefined)[]) => {
    lists.forEach((name, index) => {
      const value = values[index];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    });
    let found: readonly string[] = [];
    await withTree([await fixture(tree)], async (root) => {
      found = (await amdGpuSources({ root })).map((source) => source.device);
    });
    return found;
  };
  try {
    assertEquals(await devices("hwmon/amd", ["1"]), ["gpu:1"]);
    assertEquals(await devices("hwmon/amd", ["GPU-5f6d"]), ["gpu:0"]);
    assertEquals(await devices("hwmon/amd", [""]), []);
    assertEquals(await devices("hwmon/amd", ["1,0", "0"]), ["gpu:1"]);
    // The third die of all is the second board's.
    assertEquals(await devices("hwmon/mi250x", [undefined, "2"]), ["gpu:1"]);
    assertEquals(await devices("hwmon/mi250x", [undefined, "3"]), ["gpu:1"]);
  } finally {
    lists.forEach((name, index) => {
      const value = before[index];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    });
  }
});

Deno.test("intelGpuSources() reads cards, neither their tiles nor graphics in a processor", async () => {
  await withTree([await fixture("hwmon/intel")], async (root) => {
    assertEquals(await readings(await intelGpuSources({ root })), [
      "gpu:0 Intel GPU e20b: 5 J, limit 190",
      "gpu:1 Intel GPU 56a0: 7 J, limit 190",
    ]);
  });
});

Deno.test("findSources() numbers the boards of several makers on", async () => {
  const trees = [await fixture("hwmon/amd"), await fixture("proc/desktop_amd")];
  const intel = await fixture("hwmon/intel");
  const moved = Object.fromEntries(
    Object.entries(intel).map((
      [path, text],
    ) => [path.replace("hwmon/hwmon", "hwmon/hwmon9"), text]),
  );
  await withTree([...trees, moved], async (root) => {
    const { found } = await findSources({ root, components: ["gpu"] });
    assertEquals(found.map(({ source }) => source.device), ["gpu:0", "gpu:1", "gpu:2", "gpu:3"]);
    for (const { source, description } of found) {
      const { module, name, options } = JSON.parse(JSON.stringify(description));
      const again = await (await import(module))[name](options) as PowerSource[];
      assert(again.some((one) => one.device === source.device && one.name === source.name));
    }
  });
});

Deno.test("visibleItems() ends at what names nothing", () => {
  assertEquals(visibleItems(["a", "b", "c"], undefined), ["a", "b", "c"]);
  assertEquals(visibleItems(["a", "b", "c"], "2,0.1,0"), ["c", "a"]);
  assertEquals(visibleItems(["a", "b", "c"], "1,9,0"), ["b"]);
  assertEquals(visibleItems(["a", "b"], ""), []);
});
