import { bundledIntensity, fixedIntensity } from "../../lib/carbon/providers.ts";
import { assertEquals, assertRejects, assertThrows } from "../assert.ts";

Deno.test("fixedIntensity() hands five published figures on unchanged", async () => {
  for (const grams of [143.30042, 210.89114, 383.5492, 44.179085, 445]) {
    const answer = await fixedIntensity(grams).at(new Date());
    assertEquals(answer.intensityGramsPerKwh, grams);
    assertEquals(answer.range, [grams, grams]);
    assertEquals(answer.basis, "modelled");
  }
});

Deno.test("fixedIntensity() keeps a range and refuses one that does not hold the figure", async () => {
  assertEquals((await fixedIntensity(45, [40, 50]).at(new Date())).range, [40, 50]);
  assertThrows(() => fixedIntensity(45, [50, 60]), RangeError, "current value is [50, 60]");
  assertThrows(() => fixedIntensity(45, [40, NaN]), RangeError);
});

Deno.test("fixedIntensity() refuses figures that are no intensity", () => {
  for (const grams of [-1, NaN, Infinity]) {
    assertThrows(() => fixedIntensity(grams), RangeError, `current value is ${grams}`);
  }
  assertThrows(() => fixedIntensity("45" as unknown as number), TypeError);
});

Deno.test("bundledIntensity() answers with the value of the year asked about", async () => {
  const provider = bundledIntensity("FR");
  const then = await provider.at(new Date("2021-06-01"));
  assertEquals(then.intensityGramsPerKwh, 59.8);
  assertEquals(then.basis, "modelled");
  assertEquals((await bundledIntensity("WORLD").at(new Date())).basis, "default");
  await assertRejects(() => bundledIntensity("nowhere").at(new Date()), RangeError);
});
