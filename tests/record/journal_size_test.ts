import { journal } from "../../lib/record/journal.ts";
import { readRecord } from "../../lib/record/read.ts";
import { openRecord } from "../../lib/record/writer.ts";
import type { DeviceIdentity, RunStart } from "../../lib/inside_run.ts";
import { recoverLedger } from "../../lib/runs/recover.ts";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "../assert.ts";
import { inFolder, START } from "./sample_run.ts";

const device = (name: string, kind: DeviceIdentity["kind"]): DeviceIdentity => ({
  device: name,
  kind,
  name,
  source: "fixed",
  basis: "measured",
});
/** A node: 8 GPUs, 2 packages with their memory's counters; the last two have ranges of their own. */
const NODE: RunStart = {
  ...START,
  devices: [
    ...Array.from({ length: 8 }, (_, index) => device(`gpu:${index}`, "gpu")),
    device("cpu:0", "cpu"),
    device("cpu:1", "cpu"),
    device("memory", "memory"),
  ],
};
const WATTS = [...Array(8).fill(612.3), 204.7, 198.2, 88.4];

Deno.test("journal() of a day on a node with 8 GPUs stays below 10 MB and is read back in seconds", () =>
  inFolder(async (directory) => {
    const { path } = await openRecord({ directory, start: NODE });
    const writing = journal({ path });
    const missingSeconds = WATTS.map(() => 0);
    const day = 24 * 3600;
    let began = performance.now();
    // As the worker calls it: ten readings a second.
    for (let tenth = 0; tenth <= day * 10; tenth++) {
      // Waking is never exact; the watts move.
      const atSeconds = tenth / 10 + (tenth % 7) / 5000;
      const joules = WATTS.map((watts, index) =>
        watts * atSeconds + Math.sin(tenth / 9 + index) + 1
      );
      writing.tick({
        atSeconds,
        joules,
        lowJoules: joules.map((value, index) => index === 10 ? value * 0.4 : value),
        highJoules: joules.map((value, index) => index === 10 ? value * 2.5 : value),
        watts: WATTS,
        missingSeconds,
      });
    }
    writing.close();
    const writeSeconds = (performance.now() - began) / 1000;
    const { size } = await Deno.stat(path);
    assertLess(size, 10_000_000);

    began = performance.now();
    const read = await readRecord(path);
    assert(read.run === undefined);
    const ledger = recoverLedger(read);
    const readSeconds = (performance.now() - began) / 1000;
    // 5 s of 864,001 calls; a busy machine gets ten times as long.
    assertLess(writeSeconds, 60);
    assertLess(readSeconds, 60);
    if (Deno.env.has("FOOTNOTE_SHOW")) {
      await Deno.stdout.write(new TextEncoder().encode(
        `${(size / 1e6).toFixed(2)} MB, written in ${writeSeconds.toFixed(1)} s, read in ${
          readSeconds.toFixed(1)
        } s\n`,
      ));
    }
    assertAlmostEquals(ledger.durationSeconds, day, 0.01);
    assertAlmostEquals(ledger.devices[0]!.energyJoules, 612.3 * ledger.durationSeconds, 3);
    assertAlmostEquals(ledger.devices[10]!.lowJoules, 0.4 * ledger.devices[10]!.energyJoules, 1);
    assertEquals(read.notes, []);
  }));
