import { assertAlmostEquals, assertEquals } from "../assert.ts";
import type { Reading } from "../../lib/model.ts";
import { Meter } from "../../lib/sample/meter.ts";
import { METER_FIELDS } from "../../lib/sample/meter_fields.ts";

function meter(limitWatts = 0): Meter {
  return new Meter(new Float64Array(METER_FIELDS)).reset({ limitWatts });
}
function counter(atSeconds: number, energyJoules: number, wrapsAtJoules?: number): Reading {
  return wrapsAtJoules === undefined
    ? { kind: "counter", atSeconds, energyJoules }
    : { kind: "counter", atSeconds, energyJoules, wrapsAtJoules };
}
function gauge(atSeconds: number, powerWatts: number, overSeconds?: number): Reading {
  return overSeconds === undefined
    ? { kind: "gauge", atSeconds, powerWatts }
    : { kind: "gauge", atSeconds, powerWatts, overSeconds };
}
function gap(atSeconds: number): Reading {
  return { kind: "gap", atSeconds, why: "denied" };
}
function fed(readings: readonly Reading[], limitWatts = 0): Meter {
  const one = meter(limitWatts);
  for (const reading of readings) one.take(reading);
  return one;
}

Deno.test("Meter integrates gauges by trapezoid over real time stamps", () => {
  // 1 s at 100 W, then 9 s from 100 to 300 W: 100 + 1800 = 1900 J; the plain mean would give 1666.7 J.
  assertEquals(fed([gauge(0, 100), gauge(1, 100), gauge(10, 300)]).joules, 1900);
});

Deno.test("Meter takes a counter's difference, with real elapsed time as its power", () => {
  // 125 J in 1.25 s are 100 W, not 125 W.
  const one = fed([counter(0, 1000), counter(1.25, 1125)]);
  assertEquals(one.joules, 125);
  assertEquals(one.watts, 100);
});

Deno.test("Meter unrolls a wrap-around by the counter's range", () => {
  // 262143.32885 - 262143.000000 + 5.000000 J = 5.32885 J.
  assertAlmostEquals(
    fed([counter(0, 262143, 262143.32885), counter(1, 5, 262143.32885)]).joules,
    5.32885,
    1e-9,
  );
});

Deno.test("Meter loses no joule of a counter to one reading that failed", () => {
  const one = fed([counter(0, 0), counter(1, 100), gap(2), counter(3, 300)]);
  assertEquals(one.joules, 300);
  assertEquals(one.missingSeconds, 0);
  assertEquals(one.trouble, { what: "no-reading", atSeconds: 2 });
});

Deno.test("Meter fills a gap of a gauge with nothing, and says how long it was", () => {
  // 0 to 1 s: 100 J; 1 to 4 s: nobody looked; 4 to 5 s: 100 J.
  const one = fed([gauge(0, 100), gauge(1, 100), gap(2), gauge(4, 100), gauge(5, 100)]);
  assertEquals(one.joules, 200);
  assertEquals(one.missingSeconds, 3);
});

Deno.test("Meter takes one counter reading of 0 for a slip, and three in a row for a reset", () => {
  const slip = fed([counter(0, 1000), counter(1, 1100), counter(2, 0), counter(3, 1300)]);
  assertEquals(slip.joules, 300);
  assertEquals(slip.missingSeconds, 0);
  const reset = fed([
    counter(0, 1000),
    counter(1, 1100),
    counter(2, 0),
    counter(3, 100),
    counter(4, 200),
    counter(5, 300),
  ]);
  // 100 J before it, 100 J after the new base at 4 s; the 3 s between are missing.
  assertEquals(reset.joules, 200);
  assertEquals(reset.missingSeconds, 3);
  assertEquals(reset.trouble.what, "counter-reset");
});

Deno.test("Meter does not take a reset of a wrapping counter for a wrap", () => {
  // A wrap would be 250,000 J in one second: no device draws that.
  const one = fed(
    [0, 1, 2, 3, 4, 5].map((at) => counter(at, at < 2 ? 12000 + 100 * at : 100 * (at - 2), 262143)),
    300,
  );
  assertEquals(one.trouble.what, "implausible");
  assertEquals(one.joules, 200);
});

Deno.test("Meter believes no power above twice the limit, no negative one and no NaN", () => {
  const one = fed([gauge(0, 100), gauge(1, 100), gauge(2, 900), gauge(3, 100), gauge(4, 100)], 400);
  assertEquals(one.joules, 200);
  assertEquals(one.missingSeconds, 2);
  assertEquals(one.peakWatts, 100);
  for (const bad of [NaN, -5, Infinity]) {
    const other = fed([gauge(0, 100), gauge(1, bad), gauge(2, 100), gauge(3, 100)]);
    assertEquals(other.joules, 100);
    assertEquals(other.trouble.what, "not-a-number");
  }
});

Deno.test("Meter waits for the next tick of a counter that ticks more slowly than it is read", () => {
  const one = meter();
  one.take(counter(0, 0));
  assertEquals(one.take(counter(0.05, 0)), undefined);
  assertEquals(one.take(counter(0.1, 10)), { fromSeconds: 0, toSeconds: 0.1, meanWatts: 100 });
});

Deno.test("Meter counts the time of a counter that stood still and did not catch up as missing", () => {
  const still = [
    counter(0, 0),
    counter(1, 100),
    counter(2, 200),
    counter(3, 200),
    counter(4, 200),
    counter(5, 200),
  ];
  const lost = fed([...still, counter(5.5, 250)]);
  assertEquals(lost.joules, 250);
  assertAlmostEquals(lost.missingSeconds, 3, 1e-9);
  assertEquals(lost.trouble.what, "stood-still");
  // The same pause, but the counter catches up: nothing is missing.
  const caught = fed([...still, counter(5.5, 550)]);
  assertEquals(caught.joules, 550);
  assertEquals(caught.missingSeconds, 0);
});

Deno.test("Meter takes a mean over the time since the last look for the whole of that time", () => {
  // The first look knows nothing; the second says 80 W for the 2 s before it.
  const one = fed([gauge(0, 20, 0), gauge(2, 80, 2), gauge(3, 40, 1)]);
  assertEquals(one.joules, 200);
});

Deno.test("Meter carries a reading's own range into low and high joules", () => {
  const one = fed([
    { kind: "gauge", atSeconds: 0, powerWatts: 10, overSeconds: 0 },
    { kind: "gauge", atSeconds: 10, powerWatts: 10, overSeconds: 10, relativeRange: [0.5, 2] },
    { kind: "gauge", atSeconds: 20, powerWatts: 10, overSeconds: 10, relativeRange: [0.8, 1.2] },
  ]);
  assertEquals(one.joules, 200);
  assertAlmostEquals(one.lowJoules, 130, 1e-9);
  assertAlmostEquals(one.highJoules, 320, 1e-9);
});

Deno.test("Meter carries the last power over a short tail, and calls a long one missing", () => {
  const short = fed([gauge(0, 100), gauge(1, 100)]);
  short.finish(1.2);
  assertAlmostEquals(short.joules, 120, 1e-9);
  const long = fed([gauge(0, 100), gauge(1, 100)]);
  long.finish(11);
  assertEquals(long.joules, 100);
  assertEquals(long.missingSeconds, 10);
});

Deno.test("Meter takes the mean of the last tick's power and the one at the end, where a counter ticks slowly", () => {
  const ended = (endWatts?: number) => {
    const one = fed([counter(0, 0)]);
    one.setTick({ atSeconds: 0, periodSeconds: 0.1, spanSeconds: 0.3 }, []);
    one.take(counter(0.15, 10));
    one.finish(0.15, 0.5, endWatts);
    return one.joules;
  };
  // 10 J in 0.1 s are 100 W; 0.05 s behind the tick the board draws 300 W: 10 + 0.05 x 200 = 20 J.
  assertAlmostEquals(ended(300), 20, 1e-9);
  // Without it, and with one that nobody believes, the last power goes on: 10 + 0.05 x 100.
  for (const watts of [undefined, NaN, -1, 1e9]) assertAlmostEquals(ended(watts), 15, 1e-9);
});

Deno.test("Meter leaves out what a first look covers before the start of the run", () => {
  // A slow device answered 0.5 s before the run began: of the first second's 150 J, two thirds are the run's.
  const one = fed([counter(-0.5, 0), counter(1, 150)]);
  assertAlmostEquals(one.joules, 100, 1e-9);
});

Deno.test("Meter calls missing what went by before a source answered for the first time, or in another way", () => {
  // Silent for 4 s, then 100 W for 6 s.
  for (
    const read of [gauge, (at: number) => counter(at, 100 * at), (at: number) => gauge(at, 100, 1)]
  ) {
    const late = fed([gap(0), gap(1), read(4, 100), read(7, 100), read(10, 100)]);
    late.finish(10);
    assertAlmostEquals(late.joules, 600, 1e-9);
    assertAlmostEquals(late.missingSeconds, 4, 1e-9);
  }
  // Instants until 2 s, means from then on: of the second between nothing is known.
  const other = fed([gauge(0, 100), gauge(2, 100), gauge(3, 100, 0), gauge(5, 100, 2)]);
  assertAlmostEquals(other.joules, 400, 1e-9);
  assertAlmostEquals(other.missingSeconds, 1, 1e-9);
  // One that answered before the run began misses nothing.
  assertEquals(fed([gauge(-0.5, 100), gauge(1, 100)]).missingSeconds, 0);
});

Deno.test("Meter takes a device that is lost to have lived half of the time until it was missed", () => {
  // The last good reading at 1 s, the first failed one at 1.1 s: 100 W until 1.05 s, and nothing after.
  for (const read of [gauge, (at: number) => counter(at, 100 * at)]) {
    const lost = fed([read(0, 100), read(1, 100), gap(1.1), gap(1.2)]);
    lost.finish(5);
    assertAlmostEquals(lost.joules, 105, 1e-9);
    assertAlmostEquals(lost.missingSeconds, 3.95, 1e-9);
  }
});

Deno.test("Meter calls missing what a counter that stood still did not count, whatever went wrong before", () => {
  // 100 W; a failed read, then frozen from 10 to 70 s without catching up: 2000 J counted, 60 s missing.
  const readings: Reading[] = [counter(0, 0), gap(1), counter(2, 200)];
  for (let second = 3; second <= 10; second++) readings.push(counter(second, 100 * second));
  for (let second = 11; second <= 70; second++) readings.push(counter(second, 1000));
  for (let second = 71; second <= 80; second++) readings.push(counter(second, 100 * (second - 60)));
  const one = fed(readings);
  assertEquals(one.joules, 2000);
  assertAlmostEquals(one.missingSeconds, 60, 0.01);
});

Deno.test("Meter misses nothing of a counter that stood still once and now moves between sparse readings", () => {
  // Stood still for 2 s and caught up; then 1000 W and 100 W in turn, read every 2 s.
  const readings: Reading[] = [counter(0, 0), counter(2, 2000), counter(4, 2000), counter(6, 6000)];
  let joules = 6000;
  for (let at = 8; at <= 24; at += 2) {
    readings.push(counter(at, joules += at % 4 === 0 ? 200 : 2000));
  }
  const one = fed(readings);
  assertEquals(one.joules, joules);
  assertEquals(one.missingSeconds, 0);
});

Deno.test("Meter believes a meter of a whole rack, and no single device, above 20 kW", () => {
  const rack = new Meter(new Float64Array(METER_FIELDS)).reset({ kind: "system" });
  for (const at of [0, 1, 2]) rack.take(gauge(at, 25_000));
  assertEquals(rack.joules, 50_000);
  assertEquals(fed([gauge(0, 25_000), gauge(1, 25_000)]).joules, 0);
});

Deno.test("Meter leaves out readings whose range, time or wrap is no number, whatever a source's type says", () => {
  const wrong: readonly unknown[] = [
    ...[5, null, "ab", [0.5], [NaN, 2], [2, 0.5], [-1, 2], [0.5, Infinity]].map((
      relativeRange,
    ) => ({
      ...gauge(1, 100),
      relativeRange,
    })),
    ...[NaN, Infinity, "x"].map((overSeconds) => ({ ...gauge(1, 100), overSeconds })),
    ...[NaN, -5, 0, "x"].map((wrapsAtJoules) => ({ ...counter(1, 50), wrapsAtJoules })),
  ];
  for (const reading of wrong) {
    const one = fed([gap(0), reading as Reading]);
    assertEquals([one.begun, one.joules, one.highJoules], [false, 0, 0]);
  }
});

Deno.test("Meter takes the power at the end for a run that is over before its counter ticks", () => {
  const start = { kind: "counter", atSeconds: 0, energyJoules: 50 } as const;
  const ended = (at: number, endWatts?: number) => {
    const meter = new Meter(new Float64Array(METER_FIELDS)).reset({ kind: "gpu", limitWatts: 300 });
    meter.take(start);
    meter.finish(at, 0.5, endWatts);
    return [meter.joules, meter.missingSeconds];
  };
  // 250 W for 20 ms; what is more than the board can draw, and what is not told, leaves the time missing, as does a counter that never moved.
  assertEquals(ended(0.02, 250), [5, 0]);
  assertEquals(ended(0.02, 900), [0, 0.02]);
  assertEquals(ended(0.02), [0, 0.02]);
  assertEquals(ended(3, 250), [0, 3]);
});
