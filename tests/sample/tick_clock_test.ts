import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { joinPhases, lastTick, TickWatch } from "../../lib/sample/tick_clock.ts";

/** Looks at a counter that ticks at `offset` plus whole periods, at uneven instants. */
function watched(period: number, offset: number, gaps: readonly number[], until = 0.45): TickWatch {
  const watch = new TickWatch();
  for (let at = 0, look = 0; at < until; at += gaps[look++ % gaps.length] ?? 0.002) {
    watch.look({
      kind: "counter",
      atSeconds: at,
      energyJoules: Math.floor((at - offset) / period) + 1000,
    });
  }
  return watch;
}

Deno.test("TickWatch finds the period and the instants of a counter's ticks", () => {
  for (const period of [0.02, 0.05, 0.1]) {
    const phase = watched(period, 0.0137, [0.002, 0.0023, 0.0019]).phase;
    assert(phase !== undefined);
    assertAlmostEquals(phase.periodSeconds, period, period * 0.02);
    const near = lastTick(phase, 0.2005);
    const truth = 0.0137 + Math.floor((0.2005 - 0.0137) / period) * period;
    assert(Math.abs(near - truth) < 0.003 || Math.abs(Math.abs(near - truth) - period) < 0.003);
  }
});

Deno.test("TickWatch is not misled by ticks that were slept through", () => {
  const phase = watched(0.02, 0.005, [
    0.002,
    0.002,
    0.002,
    0.031,
    0.002,
    0.002,
    0.002,
    0.002,
    0.002,
    0.027,
    0.002,
  ]).phase;
  assert(phase !== undefined);
  assertAlmostEquals(phase.periodSeconds, 0.02, 0.0006);
});

Deno.test("TickWatch that knows the beat looks only shortly before a tick", () => {
  const watch = new TickWatch({ atSeconds: 0.01, periodSeconds: 0.1, spanSeconds: 1 });
  // Ticks at …, 0.51, 0.61: at 0.53 there are 80 ms to the next, less the fifth of a period by which looks begin early.
  assertAlmostEquals(watch.waitSeconds(0.53), 0.06, 1e-9);
  assertEquals(watch.waitSeconds(0.608), 0);
  // The beat was off by 5 ms: from a tick that was seen at 0.615 the next is due at 0.715.
  watch.look({ kind: "counter", atSeconds: 0.614, energyJoules: 1 });
  watch.look({ kind: "counter", atSeconds: 0.616, energyJoules: 2 });
  assertAlmostEquals(watch.waitSeconds(0.62), 0.075, 1e-9);
  // A tick that came between looks far apart was not awaited there: from then on every moment may bring the next.
  watch.look({ kind: "counter", atSeconds: 0.72, energyJoules: 3 });
  assertEquals(watch.waitSeconds(0.73), 0);
  assertEquals(new TickWatch().waitSeconds(5), 0);
});

Deno.test("TickWatch knows a counter that ticks too often to matter", () => {
  const fast = new TickWatch();
  for (let look = 0; look < 12; look++) {
    fast.look({ kind: "counter", atSeconds: look * 0.002, energyJoules: look });
  }
  assertEquals([fast.done, fast.isFast], [true, true]);
  const slow = new TickWatch();
  for (let look = 0; look < 200; look++) {
    slow.look({ kind: "counter", atSeconds: look * 0.002, energyJoules: Math.floor(look / 10) });
  }
  assertEquals([slow.done, slow.isFast], [true, false]);
});

Deno.test("TickWatch leaves a counter alone that moves at every look, or not at all, or without a beat", () => {
  assertEquals(watched(0.001, 0, [0.002]).phase, undefined);
  assertEquals(watched(10, 5, [0.002]).phase, undefined);
  const restless = new TickWatch();
  let energy = 0;
  for (let at = 0; at < 0.45; at += 0.002) {
    if ([0.014, 0.05, 0.061, 0.12, 0.17, 0.31].some((tick) => Math.abs(tick - at) < 0.001)) {
      energy++;
    }
    restless.look({ kind: "counter", atSeconds: at, energyJoules: energy });
  }
  assertEquals(restless.phase, undefined);
});

Deno.test("joinPhases() makes the period better known where the number of ticks between is sure", () => {
  const earlier = { atSeconds: 0.1, periodSeconds: 0.0203, spanSeconds: 0.2 };
  const later = { atSeconds: 0.7, periodSeconds: 0.0197, spanSeconds: 0.2 };
  // 0.6 s are 29.6 of the earlier periods: 30 ticks of 20 ms.
  assertAlmostEquals(joinPhases(earlier, later).periodSeconds, 0.02, 1e-12);
  // A short look at the end does not spoil it: (0.8 + 0.06) / (40 + 3) ticks.
  const known = joinPhases(earlier, later);
  const short = { atSeconds: 0.76, periodSeconds: 0.0187, spanSeconds: 0.04 };
  assertAlmostEquals(joinPhases(known, short).periodSeconds, 0.02, 1e-12);
  // One that ended late does not turn the clock back.
  assertEquals(joinPhases(known, { ...short, atSeconds: 0.5 }), known);
  // After 100 s nobody can tell how many ticks it were.
  assertEquals(joinPhases(earlier, { ...later, atSeconds: 100 }), { ...later, atSeconds: 100 });
});
