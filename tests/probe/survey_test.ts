import { asNobody } from "../as_nobody.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";
import { type Survey, surveySources } from "../../lib/probe/survey.ts";
import { fixture, withTree } from "./fake_tree.ts";

async function surveyOf(
  names: readonly string[],
  by: typeof asNobody = async (work) => await work(),
): Promise<Survey> {
  let survey: Survey | undefined;
  await withTree(await Promise.all(names.map(fixture)), async (root) => {
    survey = await by(() => surveySources({ root }));
  });
  return survey!;
}
const lines = ({ rows }: Survey) =>
  rows.map((row) => `${row.state} ${row.device} ${row.source}: ${row.says}`);

Deno.test("surveySources() lists what is open, what is offered, and what is not there", async () => {
  const survey = await surveyOf(["powercap/two_sockets", "proc/server_intel"]);
  assertEquals(lines(survey), [
    "open cpu:0, cpu:1 rapl: 2 × Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz, energy counter",
    "open memory:0, memory:1 rapl-dram: 2 × DRAM of Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz, energy counter",
    "absent gpu nvml, hwmon: no GPU that reports power",
    "open system psys: platform (psys), counted only when named in `sources`",
  ]);
  assertEquals(survey.measured, ["cpu", "memory"]);
  // 5 % shared, 2 % own
  assertEquals(survey.rows[0]?.relativeRange?.map((end) => end.toFixed(4)), ["0.9461", "1.0539"]);
});

Deno.test("surveySources() names the models it would use in a virtual machine", async () => {
  const survey = await surveyOf(["proc/virtual_machine"]);
  assertEquals(lines(survey), [
    "instead cpu:0 cpu-model: load × 240 W, 4 of 128 threads",
    "instead memory memory-model: 16 GB of memory, by load",
    "absent gpu nvml, hwmon: no GPU that reports power",
    "absent cpu rapl: this system shows no energy counter",
    "absent wall : no meter of the whole machine in it",
  ]);
  assertEquals(survey.measured, []);
  assertEquals(survey.present, ["cpu", "memory"]);
});

Deno.test("surveySources() gives the command that opens closed counters", async () => {
  const names = ["powercap/denied", "proc/server_ice_lake"];
  await surveyOf(names); // loads the table while it may
  const survey = await surveyOf(names, asNobody);
  assertEquals(lines(survey).slice(0, 2), [
    "closed cpu:0 rapl: package of Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz, energy counter",
    "closed memory rapl-dram: DRAM of 1 package, energy counter",
  ]);
  for (const row of survey.rows.slice(0, 2)) {
    assertEquals(row.command, "sudo chmod a+r /sys/class/powercap/*/energy_uj");
  }
  assertEquals(survey.measured, []);
});

Deno.test({
  name: "surveySources() says what a missing permission costs",
  permissions: { read: false, ffi: false, env: false, sys: false },
  fn: async () => {
    const { rows } = await surveySources();
    assertEquals(rows[0]?.state, "closed");
    assertStringIncludes(rows[0]?.command ?? "", "-A");
  },
});
