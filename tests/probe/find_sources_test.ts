import { asNobody } from "../as_nobody.ts";
import { assert, assertEquals, assertLess, assertStringIncludes } from "../assert.ts";
import { type FindOptions, findSources, type FoundSources } from "../../lib/probe/find_sources.ts";
import type { PowerSource } from "../../lib/model.ts";
import { fixture, withTree } from "./fake_tree.ts";

async function findIn(
  names: readonly string[],
  options: FindOptions = {},
  by: typeof asNobody = async (work) => await work(),
): Promise<FoundSources> {
  let found: FoundSources | undefined;
  const trees = await Promise.all(names.map(fixture));
  await withTree(trees, async (root) => {
    found = await by(() => findSources({ ...options, root }));
  });
  assert(found !== undefined);
  return found;
}

const devices = ({ found }: FoundSources) =>
  found.map(({ source }) => `${source.device} ${source.source}`);
const codes = ({ notes }: FoundSources) => notes.map((note) => note.code);

Deno.test("findSources() measures what has a counter and models nothing beside it", async () => {
  const found = await findIn(["powercap/two_sockets", "proc/server_intel"]);
  assertEquals(devices(found), [
    "cpu:0 rapl",
    "cpu:1 rapl",
    "memory:0 rapl-dram",
    "memory:1 rapl-dram",
  ]);
  assertEquals(codes(found), []);
});

Deno.test("findSources() models memory that has no counter, and says so", async () => {
  const found = await findIn(["powercap/laptop_mmio", "proc/laptop_intel"]);
  assertEquals(devices(found), ["cpu:0 rapl", "memory memory-model"]);
  assertEquals(codes(found), ["memory-modelled"]);
});

Deno.test("findSources() models a virtual machine by its share of a host", async () => {
  const found = await findIn(["proc/virtual_machine"]);
  assertEquals(devices(found), ["cpu:0 cpu-model", "memory memory-model"]);
  assertEquals(codes(found), ["cpu-modelled", "memory-modelled"]);
  const [cpu] = found.notes;
  assertStringIncludes(cpu?.message ?? "", "CPU modelled: ");
  assertStringIncludes(cpu?.message ?? "", "its 4 of the host part's 128 threads");
  assertEquals(found.found[0]?.description.options !== undefined, true);
});

Deno.test("findSources() names the rule it models a part by", async () => {
  const server = await findIn(["proc/server_intel"]);
  assertStringIncludes(server.notes[0]?.message ?? "", "its TDP of 150 W"); // Xeon Gold 6148
  const arm = await findIn(["proc/arm_server"]);
  assertStringIncludes(arm.notes[0]?.message ?? "", "its 4 threads, its TDP being unknown");
  const learned = await findIn(["proc/server_intel"], {
    learned: { idleWatts: 30, fullWatts: 150 },
  });
  assertStringIncludes(learned.notes[0]?.message ?? "", "its own idle and full watts");
});

Deno.test("findSources() turns closed counters into a model and a note with the cure", async () => {
  const names = ["powercap/denied", "proc/desktop_amd"];
  await findIn(names); // loads the tables, which another user might not reach
  const found = await findIn(names, {}, asNobody);
  assertEquals(devices(found), ["cpu:0 cpu-model", "memory memory-model"]);
  assertEquals(codes(found), ["rapl-closed", "cpu-modelled", "memory-modelled"]);
  assertStringIncludes(found.notes[0]?.hint ?? "", "sudo chmod a+r");
});

Deno.test("findSources() looks only for the components asked for", async () => {
  const names = ["powercap/two_sockets", "proc/server_intel"];
  assertEquals(devices(await findIn(names, { components: ["memory"] })), [
    "memory:0 rapl-dram",
    "memory:1 rapl-dram",
  ]);
  assertEquals(devices(await findIn(names, { components: ["gpu"] })), []);
  assertEquals(devices(await findIn(names, { components: [] })), []);
});

Deno.test("findSources() gives descriptions that open the same devices again", async () => {
  const trees = [await fixture("powercap/laptop_mmio"), await fixture("proc/laptop_intel")];
  await withTree(trees, async (root) => {
    for (const { source, description } of (await findSources({ root })).found) {
      const { module, name, options } = JSON.parse(JSON.stringify(description));
      const again = await (await import(module))[name](options) as PowerSource[];
      assert(again.some((one) => one.device === source.device));
    }
  });
});

Deno.test("findSources() never throws, on this machine either, and is quick", async () => {
  await findSources();
  const before = performance.now();
  const found = await findSources();
  assertLess(performance.now() - before, 1000); // 100 ms on a machine at rest
  for (const { source } of found.found) await source[Symbol.asyncDispose]?.();
});

Deno.test({
  name: "findSources() explains a missing permission once",
  permissions: { read: false, ffi: false, env: false, sys: false },
  fn: async () => {
    const found = await findSources();
    assertEquals(codes(found).filter((code) => code === "permission-missing").length, 1);
    assertStringIncludes(found.notes.find((note) => note.hint)?.hint ?? "", "-A");
  },
});
