import { forecastIntensity, heldIntensity, nowFactors } from "../../lib/predict/intensity_ahead.ts";
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

Deno.test("forecastIntensity() weighs the pieces by their time, and goes on as told beyond them", () => {
  const ahead = forecastIntensity([
    { fromSeconds: 0, toSeconds: 1800, intensityGramsPerKwh: 200, range: [180, 240] },
    { fromSeconds: 1800, toSeconds: 3600, intensityGramsPerKwh: 400, range: [360, 480] },
  ], held);
  // 600 s at 200, 1800 s at 400, 600 s at the 100 that is held.
  const { intensityGramsPerKwh, range } = ahead({ fromSeconds: 1200, toSeconds: 4200 });
  assertAlmostEquals(intensityGramsPerKwh, 300, 1e-9);
  assertAlmostEquals(range[0], 0.2 * 180 + 0.6 * 360 + 0.2 * 90, 1e-9);
  assertAlmostEquals(range[1], 0.2 * 240 + 0.6 * 480 + 0.2 * 110, 1e-9);
});

Deno.test("forecastIntensity() of no window asks what lies beyond", () => {
  assertEquals(
    forecastIntensity([], held)({ fromSeconds: 5, toSeconds: 5 }).intensityGramsPerKwh,
    100,
  );
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
