import { assert, assertAlmostEquals, assertEquals, assertGreaterOrEqual } from "../assert.ts";
import type { Note } from "../../lib/model.ts";
import { openSources } from "../../lib/sample/job.ts";
import { planLanes } from "../../lib/sample/lanes.ts";
import { Sampler } from "../../lib/sample/sampler.ts";
import type { ClockSource } from "../fixtures/clock_sources.ts";

/** Everything a test needs to sample clockwork sources. */
async function begin(sources: readonly ClockSource[], intervalSeconds = 0.1) {
  const notes: Note[] = [];
  const description = {
    module: new URL("../fixtures/clock_sources.ts", import.meta.url).href,
    name: "clockSources",
    options: { sources },
  };
  const opened = await openSources([description], (_, thrown) => {
    throw thrown;
  });
  const plans = await planLanes([...opened.values()].map((source) => ({ source, description })));
  const sampler = await Sampler.begin({
    plans,
    intervalSeconds,
    listeners: [],
    keep: false,
    onNote: (note) => notes.push(note),
  });
  return { sampler, notes, plans };
}

/** Waits for the worker's first readings. */
async function awake(sampler: Sampler): Promise<void> {
  while (sampler.readings === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

function block(seconds: number): void {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) { /* training */ }
}

Deno.test("Sampler counts the joules of a counter while the thread is blocked", async () => {
  const { sampler } = await begin([{ device: "gpu:0", reads: "counter", watts: 200 }]);
  await awake(sampler);
  const before = sampler.readings;
  block(1.5);
  const during = sampler.readings - before;
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  // 200 W over the time; two threads' wall clocks agree to a millisecond or so.
  assertAlmostEquals(devices[0]?.energyJoules ?? 0, 200 * durationSeconds, 200 * 0.004);
  assertGreaterOrEqual(during, 10);
  assertEquals(devices[0]?.trouble.what, "none");
});

Deno.test("Sampler integrates gauges, unrolls a wrapping counter and sums nothing twice", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "gauge", watts: 100 },
    { device: "cpu:0", kind: "cpu", reads: "mean", watts: 50 },
    { device: "cpu:1", kind: "cpu", reads: "counter", watts: 80, wrapsAtJoules: 40 },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  assertAlmostEquals(devices[0]?.energyJoules ?? 0, 100 * durationSeconds, 0.5);
  assertAlmostEquals(devices[1]?.energyJoules ?? 0, 50 * durationSeconds, 0.5);
  assertAlmostEquals(devices[1]?.lowJoules ?? 0, 25 * durationSeconds, 0.5);
  assertAlmostEquals(devices[1]?.highJoules ?? 0, 100 * durationSeconds, 1);
  assertAlmostEquals(devices[2]?.energyJoules ?? 0, 80 * durationSeconds, 0.5);
});

Deno.test("Sampler cuts the curve at marks set while the thread is blocked", async () => {
  const { sampler } = await begin([{ device: "gpu:0", reads: "counter", watts: 300 }]);
  block(0.42);
  const first = sampler.current();
  const one = sampler.mark({ what: "epoch-start", id: 0 }, first);
  block(0.55);
  const second = sampler.current();
  const two = sampler.mark({ what: "epoch-end", id: 0 }, second);
  block(0.3);
  const { ended } = await sampler.finish();
  const joules = (sampler.cut(two)?.[0] ?? 0) - (sampler.cut(one)?.[0] ?? 0);
  await ended;
  assertAlmostEquals(joules, 300 * (second.atSeconds - first.atSeconds), 0.5);
});

Deno.test("Sampler says what is missing of a source that fails, and goes on with the others", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "throws", watts: 1 },
    { device: "gpu:1", reads: "gauge", watts: 10 },
  ]);
  block(0.5);
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  assertEquals(devices[0]?.energyJoules, 0);
  assertEquals(devices[0]?.missingSeconds, durationSeconds);
  assertEquals(devices[0]?.trouble.what, "no-reading");
  assertAlmostEquals(devices[1]?.energyJoules ?? 0, 10 * durationSeconds, 0.1);
});

Deno.test("Sampler gives a slow source a worker of its own, which stalls neither the others nor the end", async () => {
  const { sampler, plans } = await begin([
    { device: "gpu:0", reads: "gauge", watts: 100, blocksMs: 150 },
    { device: "gpu:1", reads: "gauge", watts: 10 },
  ]);
  assertEquals(plans.map(({ thread }) => thread), ["worker", "slow-worker"]);
  block(1.5);
  const before = performance.now();
  const { devices, durationSeconds, ended } = await sampler.finish();
  assert(performance.now() - before < 50);
  await ended;
  assertAlmostEquals(devices[0]?.energyJoules ?? 0, 10 * durationSeconds, 0.2);
  assertAlmostEquals(devices[1]?.energyJoules ?? 0, 100 * durationSeconds, 5);
});

Deno.test("Sampler knows the energy of a short run from a counter that ticks every 100 ms", async () => {
  // Unaligned, the two ends are off by up to 30 J of 300 J.
  for (const pause of [13, 41, 77]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const { sampler } = await begin([{
      device: "gpu:0",
      reads: "counter",
      watts: 300,
      ticksEverySeconds: 0.1,
    }]);
    await awake(sampler);
    block(1);
    const { devices, durationSeconds, ended } = await sampler.finish();
    await ended;
    assertAlmostEquals(devices[0]?.energyJoules ?? 0, 300 * durationSeconds, 300 * 0.012);
  }
});
