import { baselineOf, measureBaseline } from "../../lib/doctor/baseline.ts";
import type { Note } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";
import { fakeWorld } from "./fake_world.ts";

Deno.test("baselineOf() gives the power at rest, device by device, once it is steady", async () => {
  const { world, source } = fakeWorld();
  const notes: Note[] = [];
  // Something has just ended, and the clocks come down: that is not counted.
  const cpu = source("cpu:0", (now) => 40 + 160 * Math.exp(-(now - 100) / 2));
  const board = source("gpu:0", () => 26);
  const baseline = await baselineOf([cpu, board], { seconds: 10, contexts: [], notes, world });
  assertAlmostEquals(baseline.powerWatts, 66, 1);
  assertEquals(baseline.perDevice.map(({ device }) => device), ["cpu:0", "gpu:0"]);
  assert(baseline.range[0] < 66 && 66 < baseline.range[1]);
  assertEquals([baseline.contextOpen, notes], [false, []]);
});

Deno.test("baselineOf() says when a context is open, and when the machine does not come to rest", async () => {
  const { world, source } = fakeWorld();
  const notes: Note[] = [];
  const busy = source("gpu:0", (now) => Math.floor(now) % 2 === 0 ? 50 : 300);
  const contexts = ["gpu:0"];
  const baseline = await baselineOf([busy], { seconds: 5, contexts, notes, world });
  assertEquals(baseline.contextOpen, true);
  assertEquals(notes.map(({ code }) => code), ["not-steady", "context-open"]);
  const nothing = await baselineOf([], { seconds: 5, contexts: [], notes: [], world });
  assertEquals([nothing.powerWatts, nothing.notes[0]!.code], [0, "nothing-measured"]);
});

Deno.test("baselineOf() names the devices that gave nothing, and says so where all did", async () => {
  const { world, source } = fakeWorld();
  const [board, silent] = [source("gpu:0", () => 26), source("gpu:1", () => 5, "gap")];
  const codes = async (sources: readonly (typeof board)[]) => {
    const options = { seconds: 5, contexts: [], notes: [], world };
    const { notes } = await baselineOf(sources, options);
    return notes.map(({ code, device }) => [code, device]);
  };
  assertEquals(await codes([board, silent]), [["no-reading", "gpu:1"]]);
  assertEquals(await codes([silent]), [["no-reading", "gpu:1"], ["nothing-measured", undefined]]);
});

Deno.test("measureBaseline() refuses what are no seconds", async () => {
  await assertRejects(
    () => measureBaseline({ seconds: 0 }),
    RangeError,
    '"seconds" must be a number from 1 to',
  );
  await assertRejects(() => measureBaseline({} as never), TypeError, '"seconds" must be a number');
  await assertRejects(
    () => measureBaseline({ seconds: 2, directory: 3 as never }),
    TypeError,
    '"directory"',
  );
});
