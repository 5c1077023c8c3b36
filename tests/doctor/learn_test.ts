import { endsOf, learnEnds } from "../../lib/doctor/learn.ts";
import { learnedWatts, readMachineFile, writeMachineFile } from "../../lib/probe/machine_file.ts";
import type { PowerSource } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";
import { fixture, withTree } from "../probe/fake_tree.ts";

/** Memory of the fixture "server_intel": 134,217,728 kB, counted as memory is sold. */
const GIGABYTES = 134_217_728 / 2 ** 20;
const NAME = "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz";

Deno.test("endsOf() draws two loads out to rest and full load by the model's bend", () => {
  // 40 W + 160 W u^0.7
  const at = (utilization: number) => ({
    utilization,
    powerWatts: 40 + 160 * utilization ** 0.7,
  });
  const ends = endsOf(at(0.05), at(0.9))!;
  assertAlmostEquals(ends.idleWatts, 40, 1e-9);
  assertAlmostEquals(ends.fullWatts, 200, 1e-9);
  assertEquals(endsOf(at(0), at(1)), { idleWatts: 40, fullWatts: 200 });
  assertEquals(endsOf(at(0.5), at(1)), undefined); // it was not at rest
  assertEquals(endsOf(at(0), at(0.4)), undefined); // a quota
  const flat = { utilization: 1, powerWatts: 40 };
  assertEquals(endsOf(at(0), flat), undefined);
});

Deno.test("learnEnds() measures rest and load of every package and keeps them for the model", async () => {
  const trees = await Promise.all(["powercap/two_sockets", "proc/server_intel"].map(fixture));
  await withTree([...trees, { "etc/hostname": "lab\n" }], async (root, write) => {
    let [now, busy, joules] = [100, false, 0];
    const sleep = (seconds: number) => {
      now += seconds;
      joules += (busy ? 150 : 30) * seconds; // each of the two packages
      for (const zone of [0, 1]) {
        write(`sys/class/powercap/intel-rapl:${zone}/energy_uj`, String(Math.round(joules * 1e6)));
      }
      return Promise.resolve();
    };
    const { message } = await learnEnds({
      directory: `${root}/footnotes`,
      root,
      world: {
        nowSeconds: () => now,
        sleep,
        look: async (source) => ({ ...await source.read(), atSeconds: now }),
      },
      utilization: () => ({ utilization: busy ? 1 : 0, overSeconds: 1 }),
      startLoad: () => {
        busy = true;
        return () => busy = false;
      },
    });
    assertStringIncludes(message, "Learned: the CPU draws 60 W at rest and 300 W at full load");
    assertEquals(busy, false);
    assert(now - 100 <= 65, `a minute, not ${now - 100} s`);
    const file = await readMachineFile({
      directory: `${root}/footnotes`,
      hostname: "lab",
      cpu: NAME,
    });
    // of one package
    const { idleWatts, fullWatts } = learnedWatts(file)!;
    assertAlmostEquals(idleWatts, 30, 0.1);
    assertAlmostEquals(fullWatts, 150, 0.1);
  });
});

Deno.test("learnEnds() says why it could not: no counter", async () => {
  await withTree([await fixture("proc/virtual_machine")], async (root) => {
    const { message } = await learnEnds({ directory: root, root });
    assertStringIncludes(message, "Not learned: this machine shows no energy counter of its CPU");
    assertStringIncludes(message, "meter: wallSource(");
    for (const meter of ["plug", null, {}] as unknown as PowerSource[]) {
      const wrong = await learnEnds({ directory: root, root, meter });
      assertStringIncludes(wrong.message, "wallSource({ … })");
    }
  });
});

Deno.test("learnEnds() learns at a meter where the CPU shows no counter, less surely, until a counter is there", async () => {
  await withTree(
    [await fixture("proc/server_intel"), { "etc/hostname": "lab\n" }],
    async (root) => {
      let [now, busy] = [100, false];
      const directory = `${root}/footnotes`;
      const meter: PowerSource = {
        device: "wall",
        kind: "system",
        name: "plug",
        source: "wall",
        basis: "measured",
        read: () => ({ kind: "gauge", atSeconds: now, powerWatts: busy ? 316 : 100 }),
      };
      const { message } = await learnEnds({
        directory,
        root,
        meter,
        world: {
          nowSeconds: () => now,
          sleep: (seconds) => {
            now += seconds;
            return Promise.resolve();
          },
          look: async (source) => ({ ...await source.read(), atSeconds: now }),
        },
        utilization: () => ({ utilization: busy ? 1 : 0, overSeconds: 1 }),
        startLoad: () => {
          busy = true;
          return () => busy = false;
        },
      });
      assertStringIncludes(message, '"plug" of the whole machine tells (100 to 316 W)');
      const lab = { directory, hostname: "lab", cpu: NAME };
      const learned = learnedWatts(await readMachineFile(lab))!;
      // (316 - 100) / 1.08 less half of 0.15 W for each of GIGABYTES GB; two packages.
      const rise = 200 - 0.075 * GIGABYTES;
      assertAlmostEquals(learned.fullWatts - learned.idleWatts, rise / 2, 0.05);
      assertAlmostEquals(learned.idleWatts, rise / 2 * 0.15 / 0.82, 0.05);
      assert(learned.endsRange !== undefined && learned.endsRange[0] < 0.8);
      // Kept when another figure is written; gone when the ends are learned at a counter.
      await writeMachineFile(lab, { baseline: { powerWatts: 70, perDevice: [], madeAt: "2026" } });
      assertEquals(learnedWatts(await readMachineFile(lab))?.endsRange, learned.endsRange);
      await writeMachineFile(lab, { idleWatts: 30, fullWatts: 150 });
      assertEquals(learnedWatts(await readMachineFile(lab)), { idleWatts: 30, fullWatts: 150 });
    },
  );
});

Deno.test("readMachineFile() takes no file of another machine or CPU, nor one that is broken", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const lab = { directory, hostname: "lab", cpu: NAME };
    const path = await writeMachineFile(lab, { idleWatts: 30, fullWatts: 150 });
    assertEquals(path, `${directory}/machine-lab.json`);
    const baseline = { powerWatts: 70, perDevice: [], madeAt: "2026-11-24T10:00:00Z" };
    await writeMachineFile(lab, { baseline });
    const both = (await readMachineFile(lab))!;
    assertEquals([both.idleWatts, both.baseline?.powerWatts], [30, 70]);
    assertEquals(await readMachineFile({ ...lab, cpu: "another" }), undefined);
    assertEquals(await readMachineFile({ ...lab, hostname: "attic" }), undefined);
    await Deno.writeTextFile(path, '{"version":1,"hostname":"lab","cpu":"x');
    assertEquals(await readMachineFile(lab), undefined);
    await Deno.writeTextFile(
      path,
      JSON.stringify({ version: 1, hostname: "lab", cpu: NAME, idleWatts: 90, fullWatts: 10 }),
    );
    assertEquals(learnedWatts(await readMachineFile(lab)), undefined);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
