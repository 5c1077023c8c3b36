import type { Prediction, Range } from "../../lib/model.ts";
import { heldTruth } from "../../lib/predict/held_truth.ts";
import { assertEquals } from "../assert.ts";

function said(afterEpochs: number, totalEpochs: number, energyRange: Range): Prediction {
  return {
    durationSeconds: 600,
    energyKwh: 1,
    emissionsGrams: 300,
    ranges: { durationSeconds: [500, 700], energyKwh: energyRange, emissionsGrams: [1, 2] },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "device",
    afterEpochs,
    totalEpochs,
    level: 0.9,
    upTo: false,
  };
}
const truth = { durationSeconds: 610, energyKwh: 1.2, emissionsGrams: 360, epochs: 10 };

Deno.test("heldTruth() counts the intervals that hold what was measured, each figure by itself", () => {
  assertEquals(heldTruth([said(1, 10, [0.8, 1.1]), said(2, 10, [0.9, 1.2])], truth), {
    durationSeconds: { held: 2, of: 2 },
    energyKwh: { held: 1, of: 2 },
    emissionsGrams: { held: 0, of: 2 },
  });
});

Deno.test("heldTruth() leaves out what was said of another number of epochs, and after the last", () => {
  const none = { held: 0, of: 0 };
  assertEquals(heldTruth([said(1, 20, [0.8, 2]), said(10, 10, [1, 2])], truth), {
    durationSeconds: none,
    energyKwh: none,
    emissionsGrams: none,
  });
});
