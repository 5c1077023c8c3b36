import { assert, assertAlmostEquals, assertEquals, assertGreaterOrEqual } from "../assert.ts";
import type { Note, PowerSource } from "../../lib/model.ts";
import { openSources } from "../../lib/sample/job.ts";
import { planLanes } from "../../lib/sample/lanes.ts";
import { Sampler } from "../../lib/sample/sampler.ts";
import { type ClockSource, joulesUntil } from "../fixtures/clock_sources.ts";

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

Deno.test("Sampler cuts epochs of a millisecond, whose marks travel together, as exactly as long ones", async () => {
  const { sampler } = await begin([{ device: "gpu:0", reads: "counter", watts: 300 }]);
  await awake(sampler);
  const epochs = Array.from({ length: 400 }, (_, id) => {
    const from = sampler.current();
    const start = sampler.mark({ what: "epoch-start", id }, from);
    block(0.001);
    const to = sampler.current();
    return { start, end: sampler.mark({ what: "epoch-end", id, complete: true }, to), from, to };
  });
  const { ended } = await sampler.finish();
  let [joules, seconds] = [0, 0];
  for (const { start, end, from, to } of epochs) {
    joules += (sampler.cut(end)?.[0] ?? 0) - (sampler.cut(start)?.[0] ?? 0);
    seconds += to.atSeconds - from.atSeconds;
  }
  await ended;
  assertAlmostEquals(joules, 300 * seconds, 0.01 * 300 * seconds);
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
  // Its readings lie as far apart as one takes, and more: the run has to know.
  assertGreaterOrEqual(devices[1]?.unsureSeconds ?? 0, 0.15);
  assertEquals(devices[0]?.unsureSeconds, undefined);
});

Deno.test("Sampler carries the curve of a slow source on until its next answer", async () => {
  const { sampler } = await begin([
    { device: "wall", kind: "system", reads: "gauge", watts: 100, answersAfterMs: 700 },
  ]);
  let looks = 0;
  while (sampler.nowSeconds() < 3.5) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { atSeconds, joules: [joules = 0], missingSeconds: [missing = 0] } = sampler.current();
    // Until its first answer all of it is missing, and once that is there only what came before.
    if (missing >= atSeconds) continue;
    looks++;
    assertAlmostEquals(joules, 100 * (atSeconds - missing), 3);
  }
  assertGreaterOrEqual(looks, 5);
  await (await sampler.finish()).ended;
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
    assertAlmostEquals(devices[0]?.energyJoules ?? 0, 300 * durationSeconds, 300 * 0.02);
  }
});

Deno.test("Sampler counts what a model tells before the worker is awake, however often it is asked", async () => {
  const { sampler } = await begin([
    { device: "cpu:0", kind: "cpu", reads: "mean", watts: 50, opensInWorkerAfterMs: 3000 },
  ]);
  // A source that tells the mean since it was last asked tells it once: at 0.3 s, at 0.6 s, and at the end right after.
  block(0.3);
  const early = sampler.current();
  const mark = sampler.mark({ what: "epoch-end", id: 0 }, early);
  assertAlmostEquals(early.joules[0] ?? 0, 15, 1.5);
  block(0.35);
  assertAlmostEquals(sampler.current().joules[0] ?? 0, 50 * sampler.nowSeconds(), 1.5);
  assertEquals(sampler.readings, 0);
  const { devices, durationSeconds, ended } = await sampler.finish();
  assertAlmostEquals(devices[0]?.energyJoules ?? 0, 50 * durationSeconds, 1.5);
  assertEquals(devices[0]?.missingSeconds, 0);
  assertAlmostEquals(sampler.cut(mark)?.[0] ?? 0, 15, 1.5);
  await ended;
});

Deno.test("Sampler gives no epoch more than the run: a gauge that falls silent draws nothing that is known", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "gauge", watts: 100, silentFromMs: Date.now() + 1000 },
  ]);
  await awake(sampler);
  const marks = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    marks.push(sampler.mark({ what: "epoch-end", id: epoch }, sampler.current()));
  }
  const now = sampler.current();
  const live = now.joules[0] ?? 0;
  const recent = sampler.recentWatts();
  const { devices, ended } = await sampler.finish();
  await ended;
  const [one] = devices;
  // Nor is the last power still shown.
  assertEquals([now.watts, recent.at(-1)], [[0], 0]);
  assertAlmostEquals(Math.max(...recent), 100, 1);
  assertAlmostEquals(now.missingSeconds[0] ?? 0, now.atSeconds - 1, 0.3);
  assert(one !== undefined);
  assertAlmostEquals(one.energyJoules, 100, 15);
  assertGreaterOrEqual(one.missingSeconds, 2);
  assertAlmostEquals(live, one.energyJoules, 12);
  for (const mark of marks) {
    assertGreaterOrEqual(one.energyJoules + 1e-6, sampler.cut(mark)?.[0] ?? Infinity);
  }
});

Deno.test("Sampler never waits for a source that hangs in the worker: not when it is asked, not at the end", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "counter", watts: 200, hangsFromMs: Date.now() + 1000 },
    { device: "cpu:0", kind: "cpu", reads: "gauge", watts: 50 },
  ]);
  await awake(sampler);
  for (let look = 0; look < 25; look++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = performance.now();
    sampler.mark({ what: "epoch-end", id: look }, sampler.current());
    assert(performance.now() - before < 500, "asked");
  }
  const before = performance.now();
  const { devices, durationSeconds, ended } = await sampler.finish();
  assert(performance.now() - before < 500, "ended");
  await ended;
  // 200 W until it hung, and for the half second for which the last power goes on.
  const joules = devices[0]?.energyJoules ?? 0;
  assert(joules > 150 && joules < 200 * (durationSeconds - 0.5), `${joules} J`);
  assertGreaterOrEqual(devices[0]?.missingSeconds ?? 0, 0.5);
});

Deno.test("Sampler takes the readings of a meter that needs longer than a pass", async () => {
  const { sampler } = await begin([
    { device: "wall", kind: "system", reads: "gauge", watts: 100, answersAfterMs: 600 },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  // Its first answers may come before anything is counted: two of them.
  const joules = devices[0]?.energyJoules ?? 0;
  assert(
    joules > 100 * (durationSeconds - 1.6) && joules < 100 * durationSeconds + 1,
    `${joules} J`,
  );
});

Deno.test("Sampler cuts a mark within a tick where the power changed in it", async () => {
  const source: ClockSource = {
    device: "gpu:0",
    reads: "counter",
    watts: 100,
    ticksEverySeconds: 0.1,
    square: { moreWatts: 1000, periodSeconds: 0.74 },
  };
  const { sampler } = await begin([source]);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const clock = () => (performance.timeOrigin + performance.now()) / 1000 % 1e6;
  const zero = clock() - sampler.nowSeconds();
  const marks: { readonly id: number; readonly atSeconds: number }[] = [];
  let last = -Infinity;
  const end = performance.now() + 4500;
  while (performance.now() < end) {
    // The power changes at multiples of 0.37 s, the counter moves at those of 0.1 s: marks at changes in the middle of a tick.
    const change = Math.floor(clock() / 0.37) * 0.37;
    const into = change % 0.1;
    if (change > last && clock() - change < 0.005 && into > 0.03 && into < 0.07) {
      last = change;
      const now = sampler.current();
      marks.push({ id: sampler.mark({ what: "epoch-end", id: 0 }, now), atSeconds: now.atSeconds });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const { ended } = await sampler.finish();
  await ended;
  assertGreaterOrEqual(marks.length, 3);
  // Between two marks: what the run's own start is unsure by, within a tick too, is in both. A line through the ticks would be off by up to a quarter
  // of a tick's change at each, 25 J; here a busy machine is allowed 10 J between most of them.
  const wrong = marks.map(({ id, atSeconds }) =>
    (sampler.cut(id)?.[0] ?? NaN) - joulesUntil(source, zero + atSeconds)
  );
  const off = wrong.slice(1).map((joules, index) => Math.abs(joules - wrong[index]!))
    .sort((a, b) => a - b);
  assert(off[Math.floor((off.length - 1) / 2)]! < 10, `off by ${off.map(Math.round).join(", ")} J`);
});

Deno.test("Sampler cuts marks of a model by readings of their own where the readings are far apart", async () => {
  const { sampler } = await begin([{ device: "cpu:0", kind: "cpu", reads: "mean", watts: 50 }], 5);
  await awake(sampler);
  const marks: number[] = [];
  const samples = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const now = sampler.current();
    samples.push(now);
    marks.push(sampler.mark({ what: "epoch-end", id: epoch }, now));
  }
  const { ended } = await sampler.finish();
  await ended;
  for (const [index, id] of marks.entries()) {
    const { atSeconds, joules } = samples[index]!;
    assertAlmostEquals(sampler.cut(id)?.[0] ?? 0, 50 * atSeconds, 1);
    // What is known at the time is no zero either.
    assertAlmostEquals(joules[0] ?? 0, 50 * atSeconds, 5);
  }
});

Deno.test("Sampler asks a model once more at the end where the readings are far apart", async () => {
  const square = { moreWatts: 200, periodSeconds: 8 };
  const { sampler } = await begin([
    { device: "cpu:0", kind: "cpu", reads: "mean", watts: 50, square },
  ], 5);
  await awake(sampler);
  // Until the power has just risen, by the clock of the fixture: 50 W before, 250 W from then on.
  const clock = () => (performance.timeOrigin + performance.now()) / 1000 % 8;
  while (sampler.nowSeconds() < 5.5 || clock() < 4 || clock() > 4.2) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const risen = sampler.current();
  const mark = sampler.mark({ what: "epoch-end", id: 0 }, risen);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  const since = (devices[0]?.energyJoules ?? 0) - (sampler.cut(mark)?.[0] ?? 0);
  assertAlmostEquals(since, 250 * (durationSeconds - risen.atSeconds), 12);
});

Deno.test("Sampler loses nothing of a source that answers later where the readings are far apart", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "gauge", watts: 100, answersAfterMs: 20 },
  ], 30);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  assertAlmostEquals(devices[0]?.energyJoules ?? 0, 100 * durationSeconds, 5);
  // It was asked once or twice: an epoch of this length may be anything.
  assertGreaterOrEqual(devices[0]?.unsureSeconds ?? 0, durationSeconds / 3);
});

Deno.test("Sampler knows that a gauge whose power jumps tells little of what lies between its readings", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "gauge", watts: 100 },
    { device: "gpu:1", reads: "gauge", watts: 100, square: { moreWatts: 300, periodSeconds: 0.6 } },
  ]);
  await awake(sampler);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { devices, ended } = await sampler.finish();
  await ended;
  assertAlmostEquals(devices[0]?.unsureSeconds ?? 0, 0, 1e-6);
  // Readings 0.1 s apart at the most, and 100 to 400 W around a mean of about 250 W.
  const unsure = devices[1]?.unsureSeconds ?? 0;
  assert(unsure > 0.02 && unsure < 0.5, String(unsure));
});

Deno.test("Sampler says of the first milliseconds that nothing is known", async () => {
  const { sampler } = await begin([{
    device: "gpu:0",
    reads: "counter",
    watts: 100,
    ticksEverySeconds: 0.1,
  }]);
  const before = sampler.current();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const after = sampler.current();
  await (await sampler.finish()).ended;
  assertEquals([before.joules, before.seen], [[0], false]);
  assertEquals(after.seen, true);
});

Deno.test("Sampler does not wait for ever to say that something is known, where one counter stands at 0", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "counter", watts: 100 },
    { device: "gpu:1", reads: "counter", watts: 0 },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { seen } = sampler.current();
  await (await sampler.finish()).ended;
  assertEquals(seen, true);
});

Deno.test("Sampler reads a slow object at no mark: that would be the training's time", async () => {
  let reads = 0;
  const source: PowerSource = {
    device: "gpu:0",
    kind: "gpu",
    name: "slow",
    source: "fixed",
    basis: "measured",
    read() {
      reads++;
      block(0.03);
      return { kind: "gauge", atSeconds: 0, powerWatts: 10 };
    },
  };
  const sampler = await Sampler.begin({
    plans: await planLanes([{ source }]),
    intervalSeconds: 10,
    listeners: [],
    keep: false,
    onNote: () => {},
  });
  const before = reads;
  for (let epoch = 0; epoch < 20; epoch++) {
    block(0.02);
    sampler.mark({ what: "epoch-end", id: epoch }, sampler.current());
  }
  const during = reads - before;
  await (await sampler.finish()).ended;
  assert(during <= 1, String(during));
});

Deno.test("Sampler reads an object on the calling thread at each mark: nobody else looks while the cell blocks", async () => {
  let [joules, watts, at] = [0, 1000, performance.now()];
  const settle = () => {
    const now = performance.now();
    joules += watts * (now - at) / 1000;
    at = now;
    return joules;
  };
  const source: PowerSource = {
    device: "gpu:0",
    kind: "gpu",
    name: "mine",
    source: "fixed",
    basis: "measured",
    read: () => ({ kind: "counter", atSeconds: 0, energyJoules: settle() }),
  };
  const sampler = await Sampler.begin({
    plans: await planLanes([{ source }]),
    intervalSeconds: 0.1,
    listeners: [],
    keep: false,
    onNote: () => {},
  });
  const ids: number[] = [];
  const truth: number[] = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    settle();
    watts = epoch % 2 === 0 ? 1000 : 100;
    block(0.5);
    const now = sampler.current();
    truth.push(settle());
    ids.push(sampler.mark({ what: "epoch-end", id: epoch }, now));
  }
  await (await sampler.finish()).ended;
  const until = ids.map((id) => sampler.cut(id)?.[0] ?? 0);
  for (let epoch = 1; epoch < 4; epoch++) {
    // By the source's own account, of which the busy machine's pauses are a part: averaged over the epochs it would be 275 J off.
    assertAlmostEquals(until[epoch]! - until[epoch - 1]!, truth[epoch]! - truth[epoch - 1]!, 20);
  }
});

Deno.test("Sampler cuts a mark by what was read at it where the worker wakes just behind it", async () => {
  const source: ClockSource = {
    device: "gpu:0",
    reads: "counter",
    watts: 100,
    square: { moreWatts: 900, periodSeconds: 8 },
    opensInWorkerAfterMs: 300,
  };
  const wall = () => (performance.timeOrigin + performance.now()) / 1000 % 1e6;
  while (Math.abs(wall() % 8 - 3.8) > 0.02) await new Promise((resolve) => setTimeout(resolve, 5));
  const { sampler } = await begin([source]);
  const zero = wall() - sampler.nowSeconds();
  // Until the power rises from 100 W to 1000 W, 0.2 s later.
  while (wall() % 8 < 4) await new Promise((resolve) => setTimeout(resolve, 1));
  const now = sampler.current();
  const mark = sampler.mark({ what: "epoch-end", id: 0 }, now);
  await awake(sampler);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await (await sampler.finish()).ended;
  const truth = joulesUntil(source, zero + now.atSeconds) - joulesUntil(source, zero);
  // A line through the worker's first stretch would be some 30 J above.
  assertAlmostEquals(sampler.cut(mark)?.[0] ?? NaN, truth, 5);
});

Deno.test("Sampler cuts an object's marks by its own readings, however late the worker beside it wakes", async () => {
  const description = {
    module: new URL("../fixtures/clock_sources.ts", import.meta.url).href,
    name: "clockSources",
    options: {
      sources: [{ device: "gpu:1", reads: "counter", watts: 1, opensInWorkerAfterMs: 900 }],
    },
  };
  const opened = await openSources([description], (_, thrown) => {
    throw thrown;
  });
  const began = performance.now();
  const source: PowerSource = {
    device: "gpu:0",
    kind: "gpu",
    name: "mine",
    source: "fixed",
    basis: "measured",
    read: () => ({ kind: "counter", atSeconds: 0, energyJoules: (performance.now() - began) / 10 }),
  };
  const sampler = await Sampler.begin({
    plans: await planLanes([...[...opened.values()].map((one) => ({ source: one, description })), {
      source,
    }]),
    intervalSeconds: 0.1,
    listeners: [],
    keep: false,
    onNote: () => {},
  });
  block(0.3);
  const now = sampler.current();
  const mark = sampler.mark({ what: "epoch-end", id: 0 }, now);
  await awake(sampler);
  await (await sampler.finish()).ended;
  // 100 W since the start.
  assertAlmostEquals(sampler.cut(mark)?.[1] ?? NaN, 100 * now.atSeconds, 1);
});

Deno.test("planLanes() takes no source for slow because other work of the thread came between", async () => {
  const source: PowerSource = {
    device: "gpu:0",
    kind: "gpu",
    name: "quick",
    source: "fixed",
    basis: "measured",
    read: () => ({ kind: "gauge", atSeconds: 0, powerWatts: 10 }),
  };
  const other = Promise.resolve().then(() => block(0.03));
  const [plan] = (await planLanes([{ source }])).slice(-1);
  await other;
  assertEquals(plan?.sources[0]?.slow, false);
});

Deno.test("Sampler gives epochs of 2 ms their share while the worker sleeps, between whose looks no counter moves", async () => {
  const { sampler } = await begin([
    { device: "gpu:0", reads: "counter", watts: 100, opensInWorkerAfterMs: 400 },
  ]);
  const marks: { readonly id: number; readonly atSeconds: number }[] = [];
  for (let epoch = 0; epoch < 60; epoch++) {
    block(0.002);
    const now = sampler.current();
    marks.push({
      id: sampler.mark({ what: "epoch-end", id: epoch }, now),
      atSeconds: now.atSeconds,
    });
  }
  await awake(sampler);
  await (await sampler.finish()).ended;
  // The first are over before there was a second reading.
  for (const { id, atSeconds } of marks.slice(5)) {
    assertAlmostEquals(sampler.cut(id)?.[0] ?? NaN, 100 * atSeconds, 0.1);
  }
});

Deno.test("Sampler knows the end of a run from its models, not from their mean over the whole run", async () => {
  const source: ClockSource = {
    device: "cpu:0",
    kind: "cpu",
    reads: "mean",
    watts: 50,
    square: { moreWatts: 950, periodSeconds: 4 },
  };
  const wall = () => (performance.timeOrigin + performance.now()) / 1000;
  while (Math.abs(wall() % 4 - 1) > 0.02) await new Promise((resolve) => setTimeout(resolve, 5));
  const { sampler } = await begin([source]);
  const zero = wall() - sampler.nowSeconds();
  // It rises from 50 to 1000 W, and the run is over 80 ms later, between two of its looks.
  while (wall() % 4 < 2.08) await new Promise((resolve) => setTimeout(resolve, 1));
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  const truth = joulesUntil(source, zero + durationSeconds) - joulesUntil(source, zero);
  // A look that is under 50 ms old is not renewed; the mean of the run would be some 70 J off.
  assertAlmostEquals(devices[0]?.energyJoules ?? NaN, truth, 45);
});
