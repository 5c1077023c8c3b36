import { assertAlmostEquals, assertEquals } from "../assert.ts";
import { regressQuantile, weightedQuantile } from "./quantile_regression.ts";

Deno.test("weightedQuantile() counts votes, not items", () => {
  const items = [{ value: 3, weight: 1 }, { value: 1, weight: 2 }, { value: 2, weight: 1 }];
  assertEquals(weightedQuantile(items, 0.5), 1);
  assertEquals(weightedQuantile(items, 0.75), 2);
  assertEquals(weightedQuantile(items, 0.9), 3);
});

Deno.test("regressQuantile() finds the line through the middle, and leaves an outlier aside", () => {
  const xs = Array.from({ length: 21 }, (_, index) => index / 10 - 1);
  const values = xs.map((x, index) => index === 7 ? 50 : 2 + 3 * x);
  const [constant, slope] = regressQuantile({
    terms: xs.map((x) => [1, x]),
    values,
    weights: xs.map(() => 1),
    quantile: 0.5,
  });
  assertAlmostEquals(constant!, 2, 0.05);
  assertAlmostEquals(slope!, 3, 0.05);
});
