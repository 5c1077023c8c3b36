import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { joulesUntil } from "../../lib/sample/cut.ts";
import { ThinTrace, traceFields } from "../../lib/sample/thin_trace.ts";

function trace(capacity: number): ThinTrace {
  return new ThinTrace(new Float64Array(traceFields(capacity))).reset();
}

Deno.test("ThinTrace keeps the energy exactly and the extremes, however often it was halved", () => {
  const one = trace(16);
  let joules = 0;
  for (let index = 0; index < 10_000; index++) {
    const meanWatts = index === 7_777 ? 900 : 100 + index % 10;
    joules += meanWatts * 0.1;
    one.add({ fromSeconds: index / 10, toSeconds: (index + 1) / 10, meanWatts });
  }
  const points = one.points();
  assert(points.length <= 16);
  assertAlmostEquals(joulesUntil(points, Infinity), joules, 1e-6);
  assertEquals(Math.max(...points.map(({ highWatts }) => highWatts)), 900);
  assertEquals(points[0]?.fromSeconds, 0);
  assertEquals(points.at(-1)?.toSeconds, 1000);
});

Deno.test("ThinTrace keeps a gap as a stretch that is not there", () => {
  const one = trace(8);
  one.add({ fromSeconds: 0, toSeconds: 1, meanWatts: 10 });
  one.add({ fromSeconds: 1, toSeconds: 2, meanWatts: 10 });
  one.add({ fromSeconds: 5, toSeconds: 6, meanWatts: 10 });
  for (let at = 6; at < 20; at++) one.add({ fromSeconds: at, toSeconds: at + 1, meanWatts: 10 });
  const points = one.points();
  assert(
    points.some((point, index) => point.fromSeconds === 5 && points[index - 1]?.toSeconds === 2),
  );
  assertAlmostEquals(joulesUntil(points, Infinity), 170, 1e-9);
});

Deno.test("ThinTrace of nothing but gaps does not grow either", () => {
  const one = trace(8);
  for (let at = 0; at < 1000; at += 2) {
    one.add({ fromSeconds: at, toSeconds: at + 1, meanWatts: 10 });
  }
  assert(one.points().length <= 8);
  assertAlmostEquals(joulesUntil(one.points(), Infinity), 5000, 1e-6);
});

Deno.test("joulesUntil() cuts inside a point by its share of the time", () => {
  const points = [{ fromSeconds: 0, toSeconds: 2, meanWatts: 50, lowWatts: 40, highWatts: 60 }];
  assertEquals(joulesUntil(points, 0.5), 25);
});

Deno.test("ThinTrace stays as fine as it was where one stretch was very long", () => {
  const trace = new ThinTrace(new Float64Array(traceFields(100))).reset();
  let at = 0;
  const add = (seconds: number, meanWatts: number) => {
    trace.add({ fromSeconds: at, toSeconds: at + seconds, meanWatts });
    at += seconds;
  };
  for (let index = 0; index < 100; index++) add(0.1, 100);
  // Nobody looked for three hours, just when the trace was full.
  add(10_800, 100);
  for (let index = 0; index < 40; index++) add(0.1, index);
  const late = trace.points().filter(({ fromSeconds }) => fromSeconds > 10_805);
  assert(late.length >= 10, String(late.length));
});
