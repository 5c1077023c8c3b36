import { readRecord } from "../../lib/record/read.ts";
import { recoverLedger } from "../../lib/runs/recover.ts";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "../assert.ts";
import { inFolder } from "./sample_run.ts";

const CHILD = new URL("./journaling_child.ts", import.meta.url).pathname;

/** Starts the child, kills it after so long, and says how far it had come. */
async function killAfter(directory: string, age: number, milliseconds: number) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CHILD, directory, String(age)],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let said = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    timer ??= setTimeout(() => child.kill("SIGKILL"), milliseconds);
  }
  assertEquals((await child.status).signal, "SIGKILL");
  const lines = said.split("\n");
  return { path: lines[0]!, atSeconds: Number(lines.at(-2)) };
}

Deno.test({
  name: "journal() loses at most a second to kill -9, at any instant",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (directory) => {
      // Young runs write a line each half second, from ten minutes on each second.
      for (const age of [0, 0, 700, 700]) {
        const { path, atSeconds } = await killAfter(directory, age, 100 + Math.random() * 2000);
        const read = await readRecord(path);
        assert(read.run === undefined);
        const ledger = recoverLedger(read);
        assertEquals(ledger.status, "recovered");
        const lost = atSeconds - ledger.durationSeconds;
        assertLess(lost, 1.05);
        assertLess(-lost, 0.05);
        // 300 W and 60 W from the start to the last line, to 10 mJ.
        const [gpu, cpu] = ledger.devices;
        assertAlmostEquals(gpu!.energyJoules, 300 * ledger.durationSeconds, 0.5);
        assertAlmostEquals(cpu!.energyJoules, 60 * ledger.durationSeconds, 0.5);
        assertEquals(ledger.epochs.at(-1)?.complete, false);
        assert(ledger.epochs.slice(0, -1).every((epoch) => epoch.complete));
        const total = ledger.epochs.reduce((sum, epoch) => sum + epoch.joules[0]!, 0);
        assertAlmostEquals(total, gpu!.energyJoules - 300 * age, 0.5);
      }
    }),
});
