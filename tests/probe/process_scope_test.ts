import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import type { PowerSource, Reading } from "../../lib/model.ts";
import { findSources } from "../../lib/probe/find_sources.ts";
import { shareOfProcesses } from "../../lib/probe/nvml_share.ts";
import { cpuShare, processSources } from "../../lib/probe/process_scope.ts";
import { processTree, treeTicks } from "../../lib/probe/process_tree.ts";
import { scopedSource } from "../../lib/probe/scoped_source.ts";
import { fixture, type Tree, withTree } from "./fake_tree.ts";

/** One process: its parent, its own ticks and those of ended children. */
const process = (pid: number, parent: number, own: number, ended = 0, children = ""): Tree => ({
  [`proc/${pid}/stat`]:
    `${pid} (a (b) c) S ${parent} 1 1 0 -1 0 0 0 0 0 ${own} 0 ${ended} 0 20 0 1 0\n`,
  ...(children === "none" ? {} : { [`proc/${pid}/task/${pid}/children`]: children }),
});

Deno.test("processTree() follows children and theirs", async () => {
  const tree = {
    ...process(10, 1, 5, 0, "11 12 "),
    ...process(11, 10, 7, 0, "13 "),
    ...process(12, 10, 1),
    ...process(13, 11, 2, 4),
    ...process(99, 1, 50),
  };
  await withTree([tree], (root) => {
    assertEquals(processTree({ root, pid: 10 }), [10, 11, 12, 13]);
    assertEquals(treeTicks({ root, pid: 10 }), 19);
  });
});

Deno.test("processTree() goes by parents where the kernel keeps no lists", async () => {
  const tree = {
    ...process(10, 1, 5, 0, "none"),
    ...process(11, 10, 7, 0, "none"),
    ...process(99, 1, 9, 0, "none"),
  };
  await withTree([tree], (root) => {
    assertEquals(processTree({ root, pid: 10 }), [10, 11]);
  });
});

Deno.test("cpuShare() is the tree's part of the time that threads were busy", async () => {
  await withTree(
    [process(10, 1, 100), { "proc/stat": "cpu 1000 0 0 5000\n" }],
    async (root, write) => {
      const share = cpuShare({ root, pid: 10 });
      const before = share.look();
      for (const [path, text] of Object.entries(process(10, 1, 130))) write(path, text);
      write("proc/stat", "cpu 1120 0 0 5400\n");
      await new Promise((done) => setTimeout(done, 10)); // one pass shares a look for 5 ms
      assertEquals(share.between(before, share.look()), 0.25); // 30 of 120 ticks
    },
  );
});

/** A source that gives what it is told to. */
function told(readings: readonly Reading[]): PowerSource {
  let next = 0;
  return {
    device: "cpu:0",
    kind: "cpu",
    name: "X",
    source: "rapl",
    basis: "measured",
    uncertainty: { key: "k", shared: [0.05, 0.05], own: [0, 0] },
    read: () => readings[next++] ?? { kind: "gap", atSeconds: 99, why: "no more" },
  };
}
const half = { look: () => 0, between: () => 0.5 };
const counter = (atSeconds: number, energyJoules: number): Reading => ({
  kind: "counter",
  atSeconds,
  energyJoules,
  wrapsAtJoules: 1000,
});

Deno.test("scopedSource() turns a counter into mean watts of the share, over its wraps", async () => {
  const source = scopedSource(
    told([counter(0, 900), counter(1, 980), counter(1.1, 980), counter(3, 180)]),
    half,
  );
  const seen: Reading[] = [];
  for (let n = 0; n < 4; n++) seen.push(await source.read());
  assertEquals(
    seen.map((one) => one.kind === "gauge" ? [one.powerWatts, one.overSeconds] : one.kind),
    [
      [0, 0],
      [40, 1], // 80 J in 1 s, half of it
      [0, 0], // no tick: nothing seen
      [50, 2], // 20 + 180 J in 2 s, half of it
    ],
  );
  assertEquals(source.basis, "modelled");
  assertAlmostEquals(source.uncertainty?.own[0] ?? 0, 0.2, 1e-12);
  assertEquals((await source.read()).kind, "gap");
});

Deno.test("scopedSource() takes a counter that was set back for a gap", async () => {
  const plain = (at: number, joules: number): Reading => ({
    kind: "counter",
    atSeconds: at,
    energyJoules: joules,
  });
  const source = scopedSource(told([plain(0, 500), plain(1, 3), plain(2, 103)]), half);
  await source.read();
  assertEquals((await source.read()).kind, "gap");
  const after = await source.read();
  assert(after.kind === "gauge");
  assertEquals(after.powerWatts, 50);
});

Deno.test("shareOfProcesses() goes by kernels, then by memory, and by all where numbers are foreign", () => {
  const on = (pid: number, busyPercent: number, memoryBytes: number) => ({
    pid,
    busyPercent,
    memoryBytes,
  });
  const ours = () => true;
  assertEquals(shareOfProcesses([on(1, 30, 5), on(2, 10, 15)], [1], ours), 0.75);
  assertEquals(shareOfProcesses([on(1, 0, 5), on(2, 0, 15)], [1], ours), 0.25);
  assertEquals(shareOfProcesses([on(1, 0, 5)], [1], ours), 1);
  assertEquals(shareOfProcesses([on(2, 90, 5)], [1], ours), 0);
  assertEquals(shareOfProcesses([], [1], ours), 0);
  assertEquals(shareOfProcesses([on(2, 90, 5)], [1], () => false), 1);
});

Deno.test("findSources() scopes CPU and memory to the process, in a worker too", async () => {
  const trees = [await fixture("powercap/two_sockets"), await fixture("proc/server_intel")];
  await withTree([...trees, process(Deno.pid, 1, 10)], async (root) => {
    const { found, notes } = await findSources({ root, scope: "process" });
    assertEquals(found.map(({ source }) => source.device), [
      "cpu:0",
      "cpu:1",
      "memory:0",
      "memory:1",
    ]);
    assertEquals(notes.map((note) => note.code), ["process-scope"]);
    const description = JSON.parse(JSON.stringify(found[0]?.description));
    assertEquals(description.name, "processSources");
    const again = await processSources(description.options);
    assertEquals(again.map((source) => source.device), ["cpu:0", "cpu:1", "memory:0", "memory:1"]);
    const first = await again[0]?.read();
    assert(first?.kind === "gauge");
    assertEquals(first.overSeconds, 0);
  });
});

Deno.test("findSources() says where a process cannot be told apart", async () => {
  const trees = [await fixture("powercap/two_sockets"), await fixture("proc/server_intel")];
  await withTree(trees, async (root) => {
    const { found, notes } = await findSources({ root, scope: "process" });
    assertEquals(found[0]?.source.basis, "measured");
    assertEquals(notes.map((note) => note.code), ["process-scope-unknown"]);
  });
});
