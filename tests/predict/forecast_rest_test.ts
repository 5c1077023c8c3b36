import { forecastRest, warmUpTerms } from "../../lib/predict/forecast_rest.ts";
import { assertAlmostEquals, assertEquals, assertGreater, assertLess } from "../assert.ts";

const width = (durations: readonly number[], rest: number): number => {
  const { range: [low, high] } = forecastRest(
    durations.map((durationSeconds) => ({ durationSeconds })),
    rest,
  );
  return Math.log(high / low);
};

Deno.test("warmUpTerms() fade with the length of the first epoch", () => {
  assertEquals(warmUpTerms(Math.log(10)), [1, 0.5]);
  assertLess(warmUpTerms(Math.log(600))[1]!, 0.02);
});

Deno.test("forecastRest() is the less sure, the more restless the epochs, and the further the end early on", () => {
  assertGreater(width([60, 66, 60], 20), width([60, 60, 60], 20));
  assertGreater(width([60, 60, 60], 200), width([60, 60, 60], 5));
  assertGreater(width([60, 60], 20), width([60, 60, 60, 60, 60], 20));
});

Deno.test("forecastRest() of a run of seconds is less sure than of one of minutes", () => {
  assertGreater(width([0.6, 0.6, 0.6], 20), width([60, 60, 60], 20));
});

Deno.test("forecastRest() allows for half of a newest epoch far beyond the others, until the next one tells", () => {
  const seen = (...seconds: number[]) => seconds.map((durationSeconds) => ({ durationSeconds }));
  const paused = forecastRest(seen(60, 60, 60, 6000), 10);
  assertAlmostEquals(paused.range[1] / 10, 3000, 1);
  assertLess(paused.durationSeconds / 10, 180);
  const over = forecastRest(seen(60, 60, 60, 6000, 60), 10);
  assertLess(over.range[1], 3.1 * over.durationSeconds);
});

Deno.test("forecastRest() lets a restless run go on little faster than its shortest epoch", () => {
  const seen = [300, 100, 100, 160, 100, 100].map((durationSeconds) => ({ durationSeconds }));
  // Six seen: no shorter than 100 s by more than 2 / 6 in logarithms, 100 x e^(-1/3) = 71.65 s.
  assertGreater(forecastRest(seen, 6).range[0] / 6, 71.6);
  // A level far below the last epochs is a phase gone by: the shortest counts, not the newest.
  const twice = [20, 20, 20, 60, 60, 60].map((durationSeconds) => ({ durationSeconds }));
  assertLess(forecastRest(twice, 6).range[0] / 6, 60);
});
