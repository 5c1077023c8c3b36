/** Whole runs on a fake machine whose true energy is a closed form: real files, a real library, real FFI. */
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { requires } from "../requires.ts";
import type { Note, Part } from "../../lib/model.ts";

const needs = requires("gcc");
const folder = new URL("../fakehw", import.meta.url).pathname;
const child = new URL("../bench/measure_child.ts", import.meta.url).pathname;
/** The fake machine is mounted in a namespace of its own: Linux, and root there. */
const mountable = Deno.build.os === "linux" && Deno.uid() === 0 &&
  new Deno.Command("unshare", { args: ["-m", "true"], stdout: "null", stderr: "null" }).outputSync()
    .success;
const ignore = needs.ignore || !mountable;

interface Answer {
  readonly zeroWall: number;
  readonly durationSeconds: number;
  readonly stopMs: number;
  readonly parts: readonly Part[];
  readonly notes: readonly Note[];
}

/** Tracks for some seconds on a machine, and gives the run with the true joules of each device. */
async function onMachine(machine: string, seconds: number, env: Record<string, string> = {}) {
  const out = await Deno.makeTempDir({ prefix: "footnote-fakehw-" });
  const run = async (command: string, args: readonly string[]) => {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      args: [...args],
      env: { FAKEHW_OUT: out, ...env },
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr).slice(-800));
    return new TextDecoder().decode(stdout);
  };
  try {
    await Deno.chmod(out, 0o755);
    await run("make", ["-C", folder, `OUT=${out}`]);
    const config = `${out}/machine.conf`;
    await Deno.writeTextFile(
      config,
      `${machine.replace("epoch=now", `epoch=${Date.now() / 1000}`)}\n`,
    );
    const options = JSON.stringify({ seconds, busy: true });
    const printed = await run(`${folder}/with-fakehw.sh`, [
      config,
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      child,
      options,
    ]);
    const answer = JSON.parse(printed.trim().split("\n").at(-1) ?? "") as Answer;
    const { zeroWall, durationSeconds } = answer;
    const truth = JSON.parse(
      await run(`${out}/fhw-truth`, [config, String(zeroWall), String(zeroWall + durationSeconds)]),
    ).devices as Record<string, number>;
    const joules = (device: string) =>
      (answer.parts.find((part) => part.device === device)?.energyKwh ?? NaN) * 3.6e6;
    return { answer, truth, joules };
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

Deno.test({
  name: needs.name(
    "track() on two boards and two sockets gives each device its own joules, DRAM apart, cores not added",
  ),
  ignore,
  async fn() {
    const { truth, joules, answer } = await onMachine(
      "machine range_uj=300000000\ngpu 0 square low=50 high=300 period=0.7 energy_ms=20\ngpu 1 const w=100 energy_ms=20\ncpu 0 const w=100\ncore 0 const w=70\ndram 0 const w=12\ncpu 1 const w=60",
      5,
    );
    // The first socket wraps every 3 s. 1 % leaves room for a machine that is busy with other tests; the benchmark is stricter.
    for (
      const [device, name] of [["gpu:0", "gpu0"], ["gpu:1", "gpu1"], ["cpu:0", "cpu0"], [
        "cpu:1",
        "cpu1",
      ], ["memory", "dram0"]] as const
    ) {
      assertAlmostEquals(joules(device), truth[name] ?? NaN, (truth[name] ?? NaN) * 0.01, device);
    }
    assertEquals(answer.parts.length, 5);
    assert(answer.parts.every(({ basis }) => basis === "measured"));
  },
});

Deno.test({
  name: needs.name("track() on a board that is lost keeps what it drew, says so and goes on"),
  ignore,
  async fn() {
    const { answer, joules } = await onMachine(
      "machine epoch=now\ngpu 0 const w=200 energy_ms=20 lost_at=3\ncpu 0 const w=80",
      5,
    );
    const [gpu] = answer.parts;
    assert(gpu !== undefined && gpu.missingSeconds > 1);
    // It lived for as long as it has joules: 200 W, to a reading's length.
    assertAlmostEquals(
      joules("gpu:0"),
      200 * (answer.durationSeconds - gpu.missingSeconds),
      200 * 0.1,
    );
    assertAlmostEquals(
      joules("cpu:0"),
      80 * answer.durationSeconds,
      80 * answer.durationSeconds * 0.01,
    );
    assert(answer.notes.some(({ device }) => device === "gpu:0"));
  },
});

Deno.test({
  name: needs.name(
    "track() where the counters are closed gives a named model and the cure, never 0",
  ),
  ignore,
  async fn() {
    const { answer } = await onMachine("machine rapl_denied=1\ncpu 0 const w=80", 2, {
      FAKEHW_AS: "65534",
      HOME: "/tmp",
      DENO_DIR: await Deno.makeTempDir(),
    });
    const cpu = answer.parts.find(({ kind }) => kind === "cpu");
    assertEquals([cpu?.basis, cpu?.source], ["modelled", "cpu-model"]);
    assert((cpu?.energyKwh ?? 0) > 0);
    assert(answer.notes.some(({ hint }) => hint?.includes("chmod")), JSON.stringify(answer.notes));
  },
});
