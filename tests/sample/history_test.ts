import { History } from "../../lib/sample/history.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";

function kept(points: readonly (readonly [number, number])[]): History {
  const history = new History();
  for (const [at, joules] of points) history.add(at, joules);
  return history;
}

Deno.test("History gives joules on the line between its points, and goes on at the last power behind them", () => {
  const history = kept([[0, 0], [1, 100], [2, 300]]);
  assertAlmostEquals(history.at(0.25, 0), 25, 1e-9);
  assertAlmostEquals(history.at(1.5, 0), 200, 1e-9);
  assertAlmostEquals(history.at(2.5, 200), 400, 1e-9);
  assertEquals(history.at(-1, 0), 0);
  assertEquals(new History().at(1, 100), 0);
});

Deno.test("History of ticks finds the instant of one change of power within a tick", () => {
  // 300 W until 0.045, then 50 W, seen at ticks of 20 ms: 6, 6, 2.25 and 1 J.
  const ticks = kept([[0, 0], [0.02, 6], [0.04, 12], [0.06, 14.25], [0.08, 15.25]]);
  assertAlmostEquals(ticks.at(0.043, 0, true), 12.9, 1e-9); // 12 + 0.003 x 300
  assertAlmostEquals(ticks.at(0.05, 0, true), 13.75, 1e-9); // 14.25 - 0.01 x 50
  assertAlmostEquals(ticks.at(0.03, 0, true), 9, 1e-9);
  // Readings of power are on a line, with no change at once.
  assertAlmostEquals(ticks.at(0.05, 0), 13.125, 1e-9);
});

Deno.test("History of ticks keeps to the line where no single change explains a tick", () => {
  // A burst within one tick: its mean is above both neighbours.
  const burst = kept([[0, 0], [0.02, 1], [0.04, 6], [0.06, 7]]);
  assertAlmostEquals(burst.at(0.03, 0, true), 3.5, 1e-9);
  // The next tick is not there yet.
  const young = kept([[0, 0], [0.02, 6], [0.04, 8.25]]);
  assertAlmostEquals(young.at(0.03, 0, true), 7.125, 1e-9);
  // Constant power: nothing changed.
  const steady = kept([[0, 0], [0.02, 2], [0.04, 4], [0.06, 6]]);
  assertAlmostEquals(steady.at(0.03, 0, true), 3, 1e-9);
});

Deno.test("History of more points than it keeps still cuts in what it has", () => {
  const history = new History();
  for (let index = 0; index <= 1000; index++) history.add(index * 0.02, index * 2);
  assertAlmostEquals(history.at(19.99, 0, true), 1999, 1e-6);
  assertAlmostEquals(history.at(0, 0, true), 2 * (1001 - 256), 1e-6);
});
