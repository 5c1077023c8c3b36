import { track } from "../../lib/track/track.ts";
import { fitCalibration } from "../../lib/sample/calibration.ts";
import { wallSource } from "../../lib/probe/wall.ts";
import type { TrackOptions } from "../../lib/model.ts";
import { loadRun } from "../../lib/runs/load.ts";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";

/** A board of 300 W that is all there is. */
const OPTIONS: TrackOptions = {
  components: [],
  sources: [{
    module: new URL("../fixtures/clock_sources.ts", import.meta.url).href,
    name: "clockSources",
    options: { sources: [{ device: "gpu:0", reads: "counter", watts: 300 }] },
  }],
  zone: "DK",
  directory: null,
  quiet: true,
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const hour = { energyKwh: 0.3, meterKwh: 0.4, durationSeconds: 3600 };
const of = (machine: string) =>
  // One reading at 300 W: wall = 40 W + 1.2 x sensors.
  fitCalibration({ readings: [hour], name: "desk", machine, madeAt: "2026-11-24T09:00:00Z" });
const HERE = of(Deno.hostname());
const recordIn = (directory: string) =>
  `${directory}/${[...Deno.readDirSync(directory)].find(({ name }) => /jsonl$/.test(name))!.name}`;
const codes = (run: { readonly notes: readonly { readonly code: string }[] }) =>
  run.notes.map(({ code }) => code);

Deno.test("track() with a calibration gives what the wall would say, and the rest as a part", async () => {
  const run = await track("calibrated", { ...OPTIONS, calibration: HERE, epochs: 2 }, async (t) => {
    for await (const epoch of t.epochs()) {
      await wait(150);
      epoch.log({ loss: 1 });
    }
  });
  // 400 W at the wall for 300 W of the board
  assertAlmostEquals(run.energyKwh * 3.6e6 / run.durationSeconds, 400, 4);
  assertEquals([run.boundary, run.basis.energyKwh], ["node", "modelled"]);
  assertEquals(run.parts.map(({ device, source }) => [device, source]), [
    ["gpu:0", "fixed"],
    ["rest", "calibration"],
  ]);
  const [epoch] = run.epochs;
  assertAlmostEquals(epoch!.energyKwh * 3.6e6 / epoch!.durationSeconds, 400, 12);
  const ahead = run.predictions.at(-1)!;
  assertAlmostEquals(ahead.energyKwh * 3.6e6 / ahead.durationSeconds, 400, 12);
  assertEquals(ahead.boundary, "node");
});

Deno.test("track() reads a calibration from a path, and a run cut short is recovered with it", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const calibration = `${directory}/desk.json`;
    await Deno.writeTextFile(calibration, JSON.stringify(HERE));
    const run = await track("path", { ...OPTIONS, calibration, directory }, async (t) => {
      t.epochStart();
      // Long enough that the last line's lag, some 10 ms, is well under the tolerance.
      await wait(1200);
      t.epochEnd();
      // The worker may be slow to wake: its lines come when it does.
      const written = () => Deno.readTextFileSync(recordIn(directory)).includes("epoch-end");
      for (let waited = 0; !written() && waited < 10_000; waited += 50) await wait(50);
    });
    assertEquals(run.boundary, "node");
    const lines = (await Deno.readTextFile(recordIn(directory))).trim().split("\n");
    const unfinished = `${directory}/unfinished.jsonl`;
    await Deno.writeTextFile(unfinished, lines.slice(0, -1).join("\n") + "\n");
    const recovered = await loadRun(unfinished);
    assertEquals([recovered.status, recovered.boundary], ["recovered", "node"]);
    assertAlmostEquals(recovered.energyKwh * 3.6e6 / recovered.durationSeconds, 400, 12);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("track() notes a calibration of another machine, or one that cannot be read", async () => {
  const other = await track("other", { ...OPTIONS, calibration: of("elsewhere") }, () => wait(100));
  assert(codes(other).includes("calibration-elsewhere"));
  assertEquals(other.boundary, "node");
  const lost = await track("lost", { ...OPTIONS, calibration: "/none.json" }, () => wait(100));
  assert(codes(lost).includes("calibration-unreadable"));
  assertEquals(lost.boundary, "device");
  await assertRejects(
    () => track("wrong", { ...OPTIONS, calibration: { slope: 1 } as never }, () => {}),
    TypeError,
    '"name" must be a text',
  );
});

Deno.test("track() with a meter at the wall: the wall is the whole, the remainder the rest", async () => {
  let watts = 500;
  let reads = 0;
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => {
      reads++;
      return Response.json({ id: 0, output: true, apower: watts, aenergy: { total: 1 } });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  /** Waits until the meter was read so many times more: the worker may be slow to wake. */
  const read = async (times: number) => {
    const from = reads;
    for (let waited = 0; reads - from < times && waited < 10_000; waited += 50) await wait(50);
  };
  const metered = {
    ...OPTIONS,
    sources: [...OPTIONS.sources!, wallSource({ kind: "shelly", url })],
  };
  const run = await track("metered", { ...metered, epochs: 2 }, async (t) => {
    for await (const epoch of t.epochs()) {
      await read(8);
      epoch.log({ loss: 1 });
    }
  });
  const seen = run.durationSeconds - run.parts[1]!.missingSeconds;
  assertAlmostEquals(run.energyKwh * 3.6e6 / seen, 500, 50);
  assertEquals([run.boundary, run.basis.energyKwh], ["node", "measured"]);
  assertEquals(run.parts.map(({ device, source, kind }) => [device, source, kind]), [
    ["gpu:0", "fixed", "gpu"],
    ["rest", "wall", "rest"],
  ]);
  // The prediction goes on with the wall, not with wall and board together.
  const ahead = run.predictions.at(-1)!;
  assertAlmostEquals(
    ahead.energyKwh * 3.6e6 / ahead.durationSeconds,
    run.energyKwh * 3.6e6 / run.durationSeconds,
    75,
  );
  watts = 200;
  const short = await track("short", metered, () => read(8));
  assertEquals([short.boundary, short.parts.length], ["device", 1]);
  assert(codes(short).includes("meter-short"));
});
