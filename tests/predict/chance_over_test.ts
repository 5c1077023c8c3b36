import { chanceOver } from "../../lib/predict/chance_over.ts";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";

const prediction = {
  durationSeconds: 600,
  energyKwh: 1,
  emissionsGrams: 0,
  ranges: {
    durationSeconds: [600, 600] as const,
    energyKwh: [0.5, 4] as const,
    emissionsGrams: [0, 10] as const,
  },
};

Deno.test("chanceOver() is a half at the middle and 5 % beyond each end", () => {
  assertAlmostEquals(chanceOver(prediction, 1, "energyKwh"), 0.5, 1e-6);
  assertAlmostEquals(chanceOver(prediction, 4, "energyKwh"), 0.05, 1e-6);
  assertAlmostEquals(chanceOver(prediction, 0.5, "energyKwh"), 0.95, 1e-6);
  // Half way up in the logarithm: 1.645 / 2 standard deviations, 20.5 % above.
  assertAlmostEquals(chanceOver(prediction, 2, "energyKwh"), 0.2054, 5e-4);
});

Deno.test("chanceOver() falls as the limit rises", () => {
  let before = 1;
  for (let limit = 0; limit < 10; limit += 0.1) {
    const chance = chanceOver(prediction, limit);
    assert(0 <= chance && chance <= before + 1e-9);
    before = chance;
  }
});

Deno.test("chanceOver() is sure where the figure is", () => {
  assertEquals(chanceOver(prediction, 601, "durationSeconds"), 0);
  assertEquals(chanceOver(prediction, 600, "durationSeconds"), 0);
  assertEquals(chanceOver(prediction, 599, "durationSeconds"), 1);
});

Deno.test("chanceOver() of a figure of 0 with an open end is no NaN", () => {
  assertAlmostEquals(chanceOver(prediction, 5, "emissionsGrams"), 0.25, 1e-12);
  assertEquals(chanceOver(prediction, 11, "emissionsGrams"), 0);
});

Deno.test("chanceOver() refuses a limit that is none", () => {
  assertThrows(() => chanceOver(prediction, NaN), RangeError, `"limit"`);
  assertThrows(() => chanceOver(prediction, -1), RangeError, `"limit"`);
});
