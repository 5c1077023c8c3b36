import { firstAgain } from "../../lib/predict/first_again.ts";
import { forecastRest } from "../../lib/predict/forecast_rest.ts";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "../assert.ts";

const seen = (...seconds: number[]) => seconds.map((durationSeconds) => ({ durationSeconds }));

/** Where the range of the rest ends, in times of the pace of the epochs after the first. */
function highest(first: number, others: number): number {
  const epochs = seen(first, ...Array.from({ length: others }, () => 60));
  return forecastRest(epochs, 200).range[1] / (200 * 60);
}

Deno.test("firstAgain() is what a first epoch of six times the others adds if each fifth is like it", () => {
  // Four of 50 s and one of 300 s: 500 s in five epochs, 100 s each, twice 50 s.
  const logs = [300, 50, 50, 50, 50].map(Math.log);
  assertAlmostEquals(firstAgain(logs, Math.log(50)), Math.log(2), 1e-12);
});

Deno.test("firstAgain() fears nothing of a warm-up: under five times, long ago, or all there is", () => {
  const level = Math.log(50);
  assertEquals(firstAgain([Math.log(240), level, level], level), 0);
  assertEquals(firstAgain([Math.log(300), ...Array(8).fill(level)], level), 0);
  assertEquals(firstAgain([Math.log(300)], level), 0);
});

Deno.test("forecastRest() holds a validation that came in the first epoch and comes each fifth", () => {
  // 350 s where the others take 60 s: (4 x 60 + 350) / 5 = 118 s an epoch, 1.97 times the pace seen since.
  assert(highest(350, 4) > 118 / 60, `${highest(350, 4)}`);
  // Without it, five even epochs tell more than that.
  assertLess(highest(200, 4), 1.5);
});

Deno.test("forecastRest() opens no further than to three times for a first epoch of any length", () => {
  assertLess(highest(60_000, 2), 3.01);
});
