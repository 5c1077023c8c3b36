import { assertAlmostEquals, assertEquals } from "../assert.ts";
import {
  dropFirst,
  errorPercent,
  lastEpoch,
  meanTimesN,
  medianRest,
  stableEpochs,
} from "./predict_rules.ts";

Deno.test("meanTimesN() is Carbontracker's rule: the mean of the epochs seen, times N", () => {
  assertAlmostEquals(meanTimesN([0.02, 0.03], 10), 0.25, 1e-12);
  assertEquals(meanTimesN([60, 90], 10), 750);
});

Deno.test("meanTimesN() from one epoch gives what the paper's second listing prints", () => {
  const energyKwh = meanTimesN([0.01159974], 100);
  assertAlmostEquals(energyKwh, 1.159974, 1e-9);
  // The paper prints 62.744, with an intensity that it rounds.
  assertAlmostEquals(energyKwh * 54.09, 62.743, 5e-4);
});

Deno.test("errorPercent() gives the errors of the paper's second listing", () => {
  assertAlmostEquals(errorPercent(1.159974, 1.334319), -13.07, 0.005);
  assertAlmostEquals(errorPercent(62.744032, 77.724065), -19.27, 0.005);
  // 1:54:54 against 1:55:55.
  assertAlmostEquals(errorPercent(6894, 6955), -0.88, 0.005);
});

Deno.test("the other rules count what was seen, and their own epoch for the rest", () => {
  // Seen 90 + 60 + 66 = 216, and 7 to come.
  assertEquals(dropFirst([90, 60, 66], 10), 216 + 7 * 63);
  assertEquals(medianRest([90, 60, 66], 10), 216 + 7 * 66);
  assertEquals(lastEpoch([90, 60, 66], 10), 216 + 7 * 66);
  assertEquals(stableEpochs([90, 60, 66], 10), 216 + 7 * 66);
  assertEquals(stableEpochs([90, 64, 66], 10), 220 + 7 * 65);
});
