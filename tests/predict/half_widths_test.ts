import { steppedWidths, widthsOf, widthTerms } from "../../lib/predict/half_widths.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";

const logs = (...durations: number[]): number[] => durations.map(Math.log);
/** The unrest that the terms speak of: the second is the logarithm of it and 0.02. */
const unrest = (...durations: number[]): number =>
  Math.exp(widthTerms(logs(...durations), Math.log(60), 10)[1]!) - 0.02;

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

Deno.test("widthTerms() goes with the time that is left, and holds no end nearer than minutes for surer", () => {
  // 100 epochs of 60 s: half of ln 6000 less 3.5.
  assertAlmostEquals(
    widthTerms(logs(60, 60), Math.log(60), 100)[2]!,
    Math.log(6000) / 2 - 3.5,
    1e-12,
  );
  // One of 60 s would be -1.45, one of 10 s -2.35.
  assertEquals(widthTerms(logs(60, 60), Math.log(60), 1)[2], -1);
  assertEquals(widthTerms(logs(10, 10), Math.log(10), 1)[2], -1);
});

/** Widths that are the same whatever was seen. */
const always = (afterEpochs: number, down: number, up: number) => ({
  afterEpochs,
  down: [Math.log(down)],
  up: [Math.log(up)],
});

Deno.test("steppedWidths() are those after two epochs, and half of those after one at the least", () => {
  const of = (up: number) =>
    steppedWidths(logs(60, 60), Math.log(60), 10, [always(1, 0.4, 0.8), always(2, 0.1, up)]);
  assertAlmostEquals(of(0.1).down, 0.2, 1e-12);
  assertAlmostEquals(of(0.1).up, 0.4, 1e-12);
  assertAlmostEquals(of(0.6).up, 0.6, 1e-12);
});

Deno.test("widthsOf() a drift reach as far as it would go on to the end", () => {
  const rising = Array.from({ length: 10 }, (_, epoch) => 4 + 0.1 * epoch);
  // On the whole way 16 to come lie 8 steps further on; of these the middle holds 36 + 8 x 8 in 16, 6.25 steps.
  const up = widthsOf(rising, 4.9, 16, [always(10, 0.1, 0.1)]);
  assertAlmostEquals(up.up, 0.1 + 0.1 * 1.75, 1e-12);
  assertAlmostEquals(up.down, 0.1, 1e-12);
  const falling = widthsOf(rising.toReversed(), 4, 16, [always(10, 0.1, 0.1)]);
  assertAlmostEquals(falling.down, 0.275, 1e-12);
  assertAlmostEquals(falling.up, 0.1, 1e-12);
});

Deno.test("widthsOf() is no wider than a factor of 7.4 down and 3 up", () => {
  const { down, up } = widthsOf(logs(60, 60), Math.log(60), 10, [always(2, 50, 50)]);
  assertEquals([down, up], [2, 1.1]);
});
