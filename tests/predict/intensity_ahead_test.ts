import { heldIntensity, nowFactors } from "../../lib/predict/intensity_ahead.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";

const held = heldIntensity({
  intensityGramsPerKwh: 100,
  range: [90, 110],
  windowFactors: (seconds) => seconds > 3600 ? [0.5, 2] : [1, 1],
});

Deno.test("heldIntensity() widens a value with the length of the window, in quadrature of logarithms", () => {
  assertAlmostEquals(held({ fromSeconds: 0, toSeconds: 600 }).range[1], 110, 1e-9);
  const { intensityGramsPerKwh, range } = held({ fromSeconds: 0, toSeconds: 7200 });
  assertEquals(intensityGramsPerKwh, 100);
  assertAlmostEquals(range[0], 100 * Math.exp(-Math.hypot(Math.log(0.9), Math.LN2)), 1e-9);
  assertAlmostEquals(range[1], 100 * Math.exp(Math.hypot(Math.log(1.1), Math.LN2)), 1e-9);
});

Deno.test("nowFactors() opens with the window: half the first hour's error after half an hour, no more after three days", () => {
  const up = (seconds: number) => Math.log(nowFactors(seconds)[1]);
  assertEquals(nowFactors(0), [1, 1]);
  assertAlmostEquals(up(1800), 0.0475, 1e-9);
  assertAlmostEquals(up(3600), 0.095, 1e-9);
  // Twelve hours lie halfway between 6 and 24 in the logarithm.
  assertAlmostEquals(up(12 * 3600), (0.237 + 0.34) / 2, 1e-9);
  assertAlmostEquals(up(1e9), 0.49, 1e-9);
  const [low, high] = nowFactors(86_400);
  assertAlmostEquals(low * high, 1, 1e-12);
});
