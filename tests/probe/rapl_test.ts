import { asNobody } from "../as_nobody.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";
import { ProbeError } from "../../lib/errors.ts";
import type { PowerSource } from "../../lib/model.ts";
import { descriptionOf } from "../../lib/probe/described.ts";
import { type RaplOptions, raplSources } from "../../lib/probe/rapl.ts";
import { fixture, withTree } from "./fake_tree.ts";

const devices = (sources: readonly PowerSource[]): readonly string[] =>
  sources.map((source) => source.device);

Deno.test("raplSources() takes packages and their DRAM, never core, uncore or psys", async () => {
  await withTree([await fixture("powercap/two_sockets")], async (root) => {
    const sources = await raplSources({ root });
    assertEquals(devices(sources), ["cpu:0", "cpu:1", "memory:0", "memory:1"]);
    assertEquals(sources.map((source) => source.source), [
      "rapl",
      "rapl",
      "rapl-dram",
      "rapl-dram",
    ]);
    assertEquals(sources[0]?.limitWatts, 205);
  });
});

Deno.test("raplSources() reads joules and says where the counter begins again", async () => {
  await withTree([await fixture("powercap/two_sockets")], async (root, write) => {
    const [cpu] = await raplSources({ root });
    const before = cpu?.read();
    write("sys/class/powercap/intel-rapl:0/energy_uj", "5000000\n");
    const after = cpu?.read();
    assert(before && "energyJoules" in before && after && "energyJoules" in after);
    assertEquals(before.energyJoules, 262143);
    assertEquals(after.energyJoules, 5);
    // (262143.328850 - 262143) + 5 = 5.32885 J
    assertEquals(
      (after.energyJoules - before.energyJoules + (after.wrapsAtJoules ?? 0)).toFixed(6),
      "5.328850",
    );
  });
});

Deno.test("raplSources() does not count the memory-mapped copy of a package again", async () => {
  await withTree([await fixture("powercap/laptop_mmio")], async (root) => {
    const sources = await raplSources({ root });
    assertEquals(devices(sources), ["cpu:0"]);
    const reading = sources[0]?.read();
    assert(reading && "energyJoules" in reading);
    assertEquals(reading.energyJoules, 5000);
  });
});

Deno.test("raplSources() counts mirrored dies of one package once and says so", async () => {
  const trees = [await fixture("powercap/mirrored_dies"), await fixture("proc/threadripper")];
  await withTree(trees, async (root) => {
    const sources = await raplSources({ root });
    assertEquals(devices(sources), ["cpu:0"]);
    assertEquals(sources[0]?.notes?.[0]?.code, "rapl-mirrored");
  });
  await withTree([await fixture("powercap/own_dies")], async (root) => {
    assertEquals(devices(await raplSources({ root })), ["cpu:0", "cpu:1"]);
  });
});

Deno.test("raplSources() keeps both sockets where their counters meet for a moment", async () => {
  const trees = [await fixture("powercap/mirrored_dies"), await fixture("proc/threadripper")];
  await withTree(trees, async (root, write) => {
    const opening = raplSources({ root });
    // The second counter goes on by 2 J while the first stands.
    const path = "sys/class/powercap/intel-rapl:1/energy_uj";
    write(path, `${Number(Deno.readTextFileSync(`${root}/${path}`)) + 2e6}\n`);
    assertEquals(devices(await opening), ["cpu:0", "cpu:1"]);
  });
});

Deno.test("raplSources() gives gaps for reads that fail, never 0", async () => {
  await withTree([await fixture("powercap/two_sockets")], async (root, write) => {
    const [cpu] = await raplSources({ root });
    const path = "sys/class/powercap/intel-rapl:0/energy_uj";
    for (const text of ["", "\n", "nonsense\n"]) {
      write(path, text);
      assertEquals((await cpu?.read())?.kind, "gap", JSON.stringify(text));
    }
    await Deno.remove(`${root}/${path}`);
    const gone = await cpu?.read();
    assert(gone?.kind === "gap");
    assertStringIncludes(gone.why, "NotFound");
    write(path, "6000000\n");
    assertEquals((await cpu?.read())?.kind, "counter");
  });
});

Deno.test("raplSources() opened from a description sees each change, and gives gaps for reads that fail", async () => {
  await withTree([await fixture("powercap/two_sockets")], async (root, write) => {
    const [first] = await raplSources({ root });
    const options = (first && descriptionOf(first)?.options) as RaplOptions;
    const [cpu] = await raplSources(options);
    assert(cpu !== undefined);
    const path = "sys/class/powercap/intel-rapl:0/energy_uj";
    const joules = () => {
      const reading = cpu.read();
      return "energyJoules" in reading ? reading.energyJoules : NaN;
    };
    for (const text of ["7000000\n", "8000000", "8000000", "12\n", "262143328850\n"]) {
      write(path, text);
      assertEquals(joules(), Number(text) / 1e6, JSON.stringify(text));
    }
    for (const text of ["", "nonsense\n"]) {
      write(path, text);
      assertEquals((await cpu.read()).kind, "gap", JSON.stringify(text));
    }
    write(path, "9000000\n");
    assertEquals(joules(), 9);
    await Deno.remove(`${root}/${path}`);
    const gone = await cpu.read();
    assert(gone.kind === "gap");
    assertStringIncludes(gone.why, "NotFound");
    write(path, "9000001\n");
    assertEquals(joules(), 9.000001);
    await cpu[Symbol.asyncDispose]?.();
  });
});

Deno.test("raplSources() throws a ProbeError with the cure where everything is closed", async () => {
  await withTree([await fixture("powercap/denied")], async (root) => {
    const thrown = await assertRejects(() => asNobody(() => raplSources({ root })), ProbeError);
    assertStringIncludes(thrown.hint ?? "", "chmod a+r /sys/class/powercap/*/energy_uj");
    assertStringIncludes(thrown.hint ?? "", "udev");
  });
});

Deno.test("raplSources() keeps what is open and names what is closed", async () => {
  await withTree([await fixture("powercap/dram_denied")], async (root) => {
    const sources = await asNobody(() => raplSources({ root }));
    assertEquals(devices(sources), ["cpu:0"]);
    assertEquals(sources[0]?.notes?.[0]?.code, "rapl-partly-closed");
  });
});

Deno.test("raplSources() is empty without a powercap tree", async () => {
  await withTree([{ "proc/cpuinfo": "" }], async (root) => {
    assertEquals(await raplSources({ root }), []);
  });
});

Deno.test("raplSources() opens from its own description with the same devices", async () => {
  await withTree([await fixture("powercap/mirrored_dies")], async (root) => {
    const [first] = await raplSources({ root });
    const description = first && descriptionOf(first);
    assert(description !== undefined);
    assertStringIncludes(description.module, "/lib/probe/rapl.ts");
    const options = JSON.parse(JSON.stringify(description.options)) as RaplOptions;
    const again = await raplSources(options);
    assertEquals(devices(again), ["cpu:0"]);
    assertEquals((await again[0]?.read())?.kind, "counter");
    await again[0]?.[Symbol.asyncDispose]?.();
  });
});

Deno.test("raplSources() has the error class of its maker and generation", async () => {
  const keyOf = async (proc: string): Promise<readonly unknown[]> => {
    let found: readonly unknown[] = [];
    const trees = [await fixture("powercap/two_sockets"), await fixture(`proc/${proc}`)];
    await withTree(trees, async (root) => {
      const sources = await raplSources({ root });
      found = [sources[0]?.uncertainty, sources[2]?.uncertainty]
        .map((error) => `${error?.key} ${error?.shared} ${error?.own}`);
    });
    return found;
  };
  assertEquals(await keyOf("server_intel"), [
    "rapl:intel 0.05,0.05 0.02,0.02",
    "rapl-dram:haswell 0.25,0.1 0,0",
  ]);
  assertEquals(await keyOf("server_ice_lake"), [
    "rapl:intel 0.05,0.05 0.02,0.02",
    "rapl-dram:ice-lake 0.6,0.05 0,0",
  ]);
  assertEquals((await keyOf("sandy_bridge"))[0], "rapl:intel-model 0.25,0.3 0.05,0.05");
  assertEquals((await keyOf("desktop_amd"))[0], "rapl:amd 0.1,0.2 0.03,0.03");
  assertEquals((await keyOf("laptop_intel"))[1], "rapl-dram:client 0.3,0.3 0,0");
});

Deno.test("raplSources() knows fully and thinly populated memory of newer servers", async () => {
  const slots = (perController: number) =>
    Object.fromEntries(
      [0, 1].flatMap((mc) =>
        Array.from(
          { length: perController },
          (_, n) => [`sys/devices/system/edac/mc/mc${mc}/dimm${n}/size`, "16384\n"],
        )
      ),
    );
  const trees = [await fixture("powercap/two_sockets"), await fixture("proc/server_ice_lake")];
  await withTree([...trees, slots(2)], async (root) => {
    assertEquals((await raplSources({ root }))[2]?.uncertainty?.shared, [0.60, 0]);
  });
  await withTree([...trees, slots(8)], async (root) => {
    assertEquals((await raplSources({ root }))[2]?.uncertainty?.shared, [0.25, 0.05]);
  });
});
