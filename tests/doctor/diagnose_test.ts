import { commandIn } from "../../lib/doctor/closed_rows.ts";
import { diagnose } from "../../lib/doctor/diagnose.ts";
import { doctor } from "../../lib/doctor/doctor.ts";
import type { Diagnosis } from "../../lib/model.ts";
import { writeMachineFile } from "../../lib/probe/machine_file.ts";
import { asNobody } from "../as_nobody.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../assert.ts";
import { fixture, type Tree, withTree } from "../probe/fake_tree.ts";

/** The diagnosis of a machine of these fixtures, in Denmark by its time zone. */
async function diagnosisOf(
  names: readonly string[],
  more: Tree = {},
  by: typeof asNobody = async (work) => await work(),
): Promise<Diagnosis> {
  let found: Diagnosis | undefined;
  const trees = await Promise.all(names.map(fixture));
  await withTree([...trees, more], async (root) => {
    const look = () => diagnose({ root, directory: root, timeZone: "Europe/Copenhagen" });
    await look(); // tables are loaded before rights are given up
    found = (await by(look)).diagnosis;
  });
  assert(found !== undefined);
  return found;
}
const short = ({ rows }: Diagnosis) =>
  rows.map(({ device, source, state }) => `${device} ${source} ${state}`);

Deno.test("diagnose() of a server with open counters: all is measured, packages in one row", async () => {
  const diagnosis = await diagnosisOf(["powercap/two_sockets", "proc/server_intel"]);
  assertEquals(diagnosis.verdict, "This machine can measure all its 2 parts");
  assertEquals(short(diagnosis), [
    "cpu:0, cpu:1 rapl open",
    "memory:0, memory:1 rapl-dram open",
    "gpu  absent",
    "wall psys open",
    "place time zone instead",
  ]);
  const [cpu, memory] = diagnosis.rows;
  assertEquals(cpu!.says, "2 packages of Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz, energy counter");
  // shared 5 %, own 2 %: root of 0.0025 + 0.0004
  assertAlmostEquals(cpu!.relativeRange![0], 1 - 0.053851648071345, 1e-12);
  assertEquals(memory!.says, "DRAM of 2 sockets, energy counter");
  assertEquals(cpu!.command, undefined);
});

Deno.test("diagnose() of closed counters: what they would measure, the model meanwhile, and the command", async () => {
  const diagnosis = await diagnosisOf(["powercap/denied", "proc/server_intel"], {}, asNobody);
  assertEquals(
    diagnosis.verdict,
    "This machine can measure none of its 2 parts: CPU and memory are modelled, as the counters are closed to this user",
  );
  assertEquals(short(diagnosis), [
    "cpu:0 cpu-model instead",
    "memory memory-model instead",
    "cpu:0 rapl closed",
    "memory rapl-dram closed",
    "gpu  absent",
    "wall meter absent",
    "place time zone instead",
  ]);
  for (const row of diagnosis.rows.filter(({ state }) => state === "closed")) {
    assertEquals(row.command, "sudo chmod a+r /sys/class/powercap/*/energy_uj");
  }
  const [model] = diagnosis.rows;
  assertMatch(model!.says, /^Intel.*: load × .*TDP of 150 W$/);
  // exact part at half load: 0.40 to 2.02 (TDP known), by the table
  assertAlmostEquals(model!.relativeRange![0], 0.4, 0.005);
});

Deno.test("diagnose() of a counter that is closed beside an open one", async () => {
  const diagnosis = await diagnosisOf(["powercap/dram_denied", "proc/server_intel"], {}, asNobody);
  assertStringIncludes(
    diagnosis.verdict,
    "1 of its 2 parts: memory is modelled, as the counters are closed to this user",
  );
  assertEquals(short(diagnosis).slice(0, 3), [
    "cpu:0 rapl open",
    "memory memory-model instead",
    "memory rapl-dram closed",
  ]);
});

Deno.test("diagnose() of a virtual machine says in the verdict why the CPU is only modelled", async () => {
  const diagnosis = await diagnosisOf(["proc/virtual_machine"]);
  assertStringIncludes(
    diagnosis.verdict,
    "CPU and memory are modelled, as a virtual machine shows no counters",
  );
  assert(short(diagnosis).includes("cpu:0 rapl absent"));
  assertMatch(diagnosis.rows[0]!.says, /load × TDP of \d+ W, 4 of 128 threads/);
});

Deno.test("diagnose() of a laptop: the memory has no counter, a battery counts where it is named", async () => {
  const laptop = ["powercap/laptop_mmio", "proc/laptop_intel", "battery/two"];
  const diagnosis = await diagnosisOf(laptop);
  assertStringIncludes(diagnosis.verdict, "memory is modelled, as it has no counter");
  assert(short(diagnosis).includes("memory rapl-dram absent"));
  assert(diagnosis.rows.some(({ source }) => source === "battery"));
});

Deno.test("diagnose() names boards, equal ones in one row, and the ACPI meter with how to use it", async () => {
  const diagnosis = await diagnosisOf(["hwmon/amd", "proc/server_intel"], {
    "sys/class/hwmon/hwmon9/name": "power_meter\n",
    "sys/class/hwmon/hwmon9/power1_average": "480000000\n",
  });
  assert(diagnosis.rows.some(({ device, state }) => device === "gpu:0" && state === "open"));
  const meter = diagnosis.rows.find(({ source }) => source === "acpi")!;
  assertEquals([meter.state, meter.relativeRange], ["open", [0.9, 1.15]]);
  assertStringIncludes(meter.command!, 'wallSource({ kind: "acpi" })');
});

Deno.test("diagnose() gives the place with its grid, and how to fix a guess", async () => {
  const place = (await diagnosisOf(["proc/server_intel"])).rows.at(-1)!;
  assertMatch(place.says, /^Denmark, \d+ gCO2eq\/kWh \(20\d\d\)$/);
  assertEquals(place.command, "FOOTNOTE_ZONE=DK");
  await withTree([], async (root) => {
    const { diagnosis } = await diagnose({ root, directory: root, environment: "FR" });
    const given = diagnosis.rows.at(-1)!;
    assertEquals([given.source, given.state, given.command], ["FOOTNOTE_ZONE", "open", undefined]);
  });
});

Deno.test("diagnose() of a machine that shows nothing, and of a zone that is none, throws nothing", async () => {
  await withTree([], async (root) => {
    const { diagnosis } = await diagnose({ root, directory: root, environment: "Nowhere" });
    assertStringIncludes(diagnosis.verdict, "This machine can measure nothing; ");
    assertStringIncludes(diagnosis.verdict, "Nowhere");
  });
});

Deno.test("diagnose() takes what was learned for the model: the narrow interval", async () => {
  const server = await fixture("proc/server_intel");
  await withTree([server, { "etc/hostname": "lab\n" }], async (root) => {
    await writeMachineFile(
      {
        directory: root,
        hostname: "lab",
        cpu: "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz",
      },
      { idleWatts: 30, fullWatts: 150 },
    );
    const { diagnosis } = await diagnose({ root, directory: root });
    const [model] = diagnosis.rows;
    assertStringIncludes(model!.says, "30 W to 150 W, learned on this machine");
    // 0.05 + 0.30 at half load
    assertAlmostEquals(model!.relativeRange![0], 0.65, 1e-9);
  });
});

Deno.test("doctor() looks at this machine in a second, shows itself, and never throws", async () => {
  await doctor(); // tables loaded
  const before = performance.now();
  const diagnosis = await doctor();
  assert(performance.now() - before < 3000); // 60 ms where nothing else runs
  assertMatch(diagnosis.verdict, /^This machine can measure /);
  // Its lines keep to the terminal.
  assertStringIncludes(Deno.inspect(diagnosis).replaceAll("\n", " "), diagnosis.verdict);
  assertEquals(Object.getOwnPropertySymbols({ ...diagnosis }), []);
  assertMatch((await doctor(null as never)).verdict, /^This machine can measure /);
});

Deno.test("doctor() without Deno's permissions says so, with the command", async () => {
  const module = new URL("../../lib/doctor/doctor.ts", import.meta.url).href;
  const script = `import { doctor } from ${JSON.stringify(module)};` +
    "const { verdict, rows } = await doctor(); console.log(JSON.stringify({ verdict, rows }));";
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--no-check",
      "--no-lock",
      `data:text/javascript,${encodeURIComponent(script)}`,
    ],
  }).output();
  const { verdict, rows } = JSON.parse(new TextDecoder().decode(stdout)) as Diagnosis;
  assertEquals(
    verdict,
    "This machine can measure nothing so far: Deno was not allowed to look at its sensors",
  );
  assertEquals(rows.map(({ state, command }) => [state, command]), [["closed", "deno run -A"]]);
});

Deno.test("commandIn() takes the command out of a hint that begins with one", () => {
  assertEquals(commandIn('Run "sudo chmod a+r x" (until the next boot)'), "sudo chmod a+r x");
  assertEquals(commandIn("Run `nvidia-smi`: it names what is wrong"), "nvidia-smi");
  assertEquals(commandIn("Run with -A"), "Run with -A");
});
