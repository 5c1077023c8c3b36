import { forecastRest, warmUpTerms } from "../../lib/predict/forecast_rest.ts";
import { widthTerms } from "../../lib/predict/half_widths.ts";
import { assertAlmostEquals, assertEquals, assertGreater, assertLess } from "../assert.ts";

const logs = (...durations: number[]): number[] => durations.map(Math.log);
/** The unrest that the terms speak of: the second is the logarithm of it and 0.02. */
const unrest = (...durations: number[]): number =>
  Math.exp(widthTerms(logs(...durations), Math.log(60), 10)[1]!) - 0.02;
const width = (durations: readonly number[], rest: number): number => {
  const { range: [low, high] } = forecastRest(
    durations.map((durationSeconds) => ({ durationSeconds })),
    rest,
  );
  return Math.log(high / low);
};

Deno.test("widthTerms() counts a fall after the first epoch for a warm-up: the less, the longer ago", () => {
  // 0.12 ln 2, and a quarter of it once three epochs were seen.
  assertAlmostEquals(unrest(120, 60), 0.12 * Math.log(2), 1e-12);
  assertAlmostEquals(unrest(120, 60, 60), 0.03 * Math.log(2), 1e-12);
});

Deno.test("widthTerms() counts a rise after the first epoch as half a step of unrest", () => {
  assertAlmostEquals(unrest(60, 66), 0.5 * Math.log(1.1), 1e-12);
  // Half a step of ln 1.1 and a step of 0, in one and a half steps.
  assertAlmostEquals(unrest(60, 66, 66), Math.log(1.1) / 3, 1e-12);
});

Deno.test("widthTerms() takes the mean of the steps after the first, each no larger than half a logarithm", () => {
  assertAlmostEquals(unrest(60, 60, 66, 60), Math.log(1.1), 1e-12);
  // A pause of an hour: 0.5 up and 0.5 down, and a step of 0.
  assertAlmostEquals(unrest(60, 60, 3660, 60, 60), 1 / 3, 1e-12);
});

Deno.test("widthTerms() compares epochs a cycle apart where one shows", () => {
  assertAlmostEquals(unrest(60, 60, 120, 60, 60, 120, 60, 60, 120, 60, 60, 120), 0, 1e-12);
});

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
