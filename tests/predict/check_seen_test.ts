import type { SeenRun } from "../../lib/predict/check_seen.ts";
import { predictRun } from "../../lib/predict/predict_run.ts";
import { assert, assertEquals, assertThrows } from "../assert.ts";

const seen: SeenRun = {
  epochs: [{ durationSeconds: 60, energyKwh: 0.01 }, { durationSeconds: 60, energyKwh: 0.01 }],
  totalEpochs: 10,
};

Deno.test("predictRun() refuses a field that it does not know, and names the nearest", () => {
  const wrong = (fields: object) => () => predictRun({ ...seen, ...fields });
  assertThrows(
    wrong({ intensity: 5 }),
    TypeError,
    'Cannot predict run as "intensity" is no field (nearest: "intensityGramsPerKwh")',
  );
  assertThrows(wrong({ intensityRanges: [1, 2] }), TypeError, '(nearest: "intensityRange"');
  assertThrows(wrong({ upto: true }), TypeError, '(nearest: "upTo")');
  assertThrows(wrong({ zzzzzzzz: 1 }), TypeError, "there are epochs, totalEpochs, ");
  // One that is left undefined is known all the same.
  assertEquals(predictRun({ ...seen, upTo: undefined, boundary: "node" }).totalEpochs, 10);
});

Deno.test("predictRun() leaves marks out that lie past the end of their epoch", () => {
  // Compiled for 20 s, then eight steps of 5 s; the same marks 80 s too late.
  const steps = Array.from({ length: 8 }, (_, index) => ({
    done: index + 1,
    of: 8,
    atSeconds: 20 + 5 * (index + 1),
  }));
  const past = steps.map((step) => ({ ...step, atSeconds: step.atSeconds + 80 }));
  const after = (marks?: typeof steps) =>
    predictRun({
      epochs: [{ durationSeconds: 60, ...(marks === undefined ? {} : { steps: marks }) }],
      totalEpochs: 10,
    }).durationSeconds;
  assert(after(steps) < after());
  assertEquals(after(past), after());
});
