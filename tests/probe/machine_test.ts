import { assertEquals } from "../assert.ts";
import { describeMachine } from "../../lib/probe/machine.ts";
import { fixture, withTree } from "./fake_tree.ts";

const VARIABLES = ["RANK", "WORLD_SIZE", "SLURM_PROCID", "SLURM_NTASKS", "SLURM_JOB_ID"];

async function withEnvironment(
  values: Readonly<Record<string, string>>,
  test: () => Promise<void>,
): Promise<void> {
  const before = VARIABLES.map((name) => [name, Deno.env.get(name)] as const);
  for (const name of VARIABLES) Deno.env.delete(name);
  for (const [name, value] of Object.entries(values)) Deno.env.set(name, value);
  try {
    await test();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test("describeMachine() names CPU, threads, sockets and memory", async () => {
  const trees = [await fixture("proc/server_intel"), { "etc/hostname": "node7\n" }];
  await withTree(trees, async (root) => {
    const machine = await describeMachine({ root });
    assertEquals(machine.hostname, "node7");
    assertEquals(machine.cpu, {
      name: "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz",
      threads: 8,
      sockets: 2,
    });
    assertEquals(machine.memoryGb, 128); // 134217728 kB
    assertEquals(machine.virtualized, false);
    assertEquals(machine.accelerators, []);
    assertEquals(machine.runtime, `deno ${Deno.version.deno}`);
  });
});

Deno.test("describeMachine() counts boards of one name", async () => {
  const trees = [await fixture("proc/server_intel"), await fixture("hwmon/mi250x")];
  await withTree(trees, async (root) => {
    const { accelerators } = await describeMachine({ root });
    assertEquals(accelerators, [{ name: "AMD Instinct MI250X", count: 2 }]);
  });
});

Deno.test("describeMachine() knows its rank by the launcher's environment", async () => {
  await withEnvironment(
    { SLURM_PROCID: "3", SLURM_NTASKS: "8", SLURM_JOB_ID: "4711" },
    async () => {
      const { rank, worldSize, job } = await describeMachine();
      assertEquals([rank, worldSize, job], [3, 8, "4711"]);
    },
  );
  await withEnvironment({ RANK: "0" }, async () => {
    assertEquals((await describeMachine()).rank, undefined);
  });
});

Deno.test({
  name: "describeMachine() does without permissions",
  permissions: { read: false, ffi: false, env: false, sys: false },
  fn: async () => {
    const machine = await describeMachine();
    assertEquals(machine.hostname, "unknown");
    assertEquals(machine.accelerators, []);
  },
});
