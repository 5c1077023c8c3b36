import { statement } from "../../lib/runs/statement.ts";
import { limitNotes } from "../../lib/track/limits.ts";
import { simpleRun } from "../runs/simple_run.ts";
import type { DeviceIdentity } from "../../lib/inside_run.ts";
import { startTracking } from "../../lib/track/start_tracking.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

const board = (index: number, limitWatts?: number, name = "NVIDIA H100 80GB HBM3") =>
  ({
    device: `gpu:${index}`,
    kind: "gpu",
    name,
    source: "nvml-energy",
    basis: "measured",
    ...(limitWatts === undefined ? {} : { limitWatts }),
  }) satisfies DeviceIdentity;

Deno.test("limitNotes() names boards whose limit was lowered, those of one limit together", async () => {
  const notes = await limitNotes([board(0, 500), board(1, 500), board(2, 700), board(3)]);
  assertEquals(notes.map(({ code, device }) => [code, device]), [["limit-lowered", undefined]]);
  assertEquals(
    notes[0]!.message,
    "Power limit lowered: gpu:0, gpu:1 (NVIDIA H100 80GB HBM3) may draw 500 W, the table has 700 W",
  );
});

Deno.test("statement() reads the limit out of the very words of limitNotes()", async () => {
  const run = simpleRun({ notes: await limitNotes([board(0, 500), board(1, 500)]) });
  assertStringIncludes(statement(run).text, "power limit 500 W (default 700 W)");
});

Deno.test("limitNotes() names a raised limit, and none within 5 %, of an unknown board or of a CPU", async () => {
  const raised = await limitNotes([board(0, 480, "NVIDIA GeForce RTX 4090 "), board(1, 690)]);
  // 480 / 450 W is 6.7 % above; 690 / 700 W is 1.4 % below
  assertEquals(raised.map(({ code, device }) => [code, device]), [["limit-raised", "gpu:0"]]);
  assertEquals(await limitNotes([board(0, 90, "Somebody's board")]), []);
  assertEquals(await limitNotes([{ ...board(0, 100, "AMD EPYC 7763"), kind: "cpu" }]), []);
});

Deno.test("startTracking() notes a lowered limit at the end of the run, where the board reports one", async () => {
  const tracking = await startTracking({
    name: "limited",
    zone: "DK",
    directory: null,
    quiet: true,
    components: [],
    sources: [{
      ...board(0, 500),
      read: () => ({ kind: "gauge", atSeconds: performance.now() / 1000, powerWatts: 300 }),
    }],
  });
  const run = await tracking.stop();
  const note = run.notes.find(({ code }) => code === "limit-lowered");
  assert(note !== undefined && note.device === "gpu:0");
  assertStringIncludes(note.message, "may draw 500 W, the table has 700 W");
});
