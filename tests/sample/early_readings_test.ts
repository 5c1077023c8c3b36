import { assertAlmostEquals, assertEquals } from "../assert.ts";
import type { Reading } from "../../lib/model.ts";
import { OwnReadings } from "../../lib/sample/early_readings.ts";
import { openSources } from "../../lib/sample/job.ts";
import { planLanes } from "../../lib/sample/lanes.ts";
import { Sampler } from "../../lib/sample/sampler.ts";
import { type ClockSource, joulesUntil } from "../fixtures/clock_sources.ts";

/** High at the start and when the worker wakes 1 s later, low for half of the time between. */
const SWINGING: ClockSource = {
  device: "gpu:0",
  reads: "gauge",
  watts: 50,
  square: { moreWatts: 300, periodSeconds: 1 },
  opensInWorkerAfterMs: 1000,
};
const START_PHASE_SECONDS = 0.72;
/** Each of 4 edges is met within some 50 ms of 300 W, mostly less; a line through the sleep would be off by 150 J. */
const TOLERANCE_JOULES = 60;

const wallSeconds = () => (performance.timeOrigin + performance.now()) / 1000;

async function begin(): Promise<Sampler> {
  const description = {
    module: new URL("../fixtures/clock_sources.ts", import.meta.url).href,
    name: "clockSources",
    options: { sources: [SWINGING] },
  };
  const opened = await openSources([description], (_, thrown) => {
    throw thrown;
  });
  const plans = await planLanes([...opened.values()].map((source) => ({ source, description })));
  while (Math.abs(wallSeconds() % 1 - START_PHASE_SECONDS) > 0.02) await sleep(3);
  return await Sampler.begin({
    plans,
    intervalSeconds: 0.1,
    listeners: [],
    keep: false,
    onNote: () => {},
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) { /* training */ }
}

/** Its energy over the first second and a half is what was drawn, in the run, at a mark and while it went on. */
async function assertSeen(sampler: Sampler, wait: () => void | Promise<void>): Promise<void> {
  const from = wallSeconds() - sampler.nowSeconds();
  const truth = (seconds: number) =>
    joulesUntil(SWINGING, from + seconds) - joulesUntil(SWINGING, from);
  const marks: { readonly id: number; readonly atSeconds: number }[] = [];
  while (sampler.nowSeconds() < 1.35) {
    await wait();
    const now = sampler.current();
    marks.push({ id: sampler.mark({ what: "epoch-end", id: marks.length }, now), ...now });
  }
  while (sampler.readings === 0) await sleep(5);
  await sleep(200);
  const now = sampler.current();
  assertAlmostEquals(now.joules[0] ?? 0, truth(now.atSeconds), TOLERANCE_JOULES);
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  assertAlmostEquals(devices[0]?.energyJoules ?? 0, truth(durationSeconds), TOLERANCE_JOULES);
  assertEquals(devices[0]?.missingSeconds, 0);
  for (const { id, atSeconds } of marks) {
    assertAlmostEquals(sampler.cut(id)?.[0] ?? 0, truth(atSeconds), TOLERANCE_JOULES);
  }
}

Deno.test("Sampler reads a gauge on a thread that yields while its worker wakes", async () => {
  await assertSeen(await begin(), () => sleep(675));
});

Deno.test("Sampler keeps what it reads of a gauge at the marks of a thread that blocks while its worker wakes", async () => {
  await assertSeen(await begin(), () => block(90));
});

Deno.test("OwnReadings puts the readings of both threads in the order of their times, of a gauge alone", () => {
  const own = new OwnReadings();
  const gauge = (atSeconds: number): Reading => ({ kind: "gauge", atSeconds, powerWatts: 10 });
  own.keep(gauge(0.5));
  own.keep(gauge(1));
  const early = [{ atSeconds: 0.2, powerWatts: 20 }, { atSeconds: 0.7, powerWatts: 30 }];
  assertEquals(own.with(early)?.map(({ atSeconds }) => atSeconds), [0.2, 0.5, 0.7, 1]);
  assertEquals(own.with([]), undefined);
  own.keep({ kind: "counter", atSeconds: 1.1, energyJoules: 5 });
  assertEquals(own.with(early), undefined);
  const many = new OwnReadings();
  for (let read = 0; read < 1000; read++) many.keep(gauge(read / 100));
  assertEquals(many.with(early), undefined);
});
