import type { MeteredReading } from "../../lib/model.ts";
import { assert, assertAlmostEquals } from "../assert.ts";
import { scoreCalibration } from "./calibration_score.ts";

/** Runs of a machine whose wall is 60 W + 1.3 x sensors, 5 % up and down in turn. */
const RUNS = Array.from({ length: 60 }, (_, index): MeteredReading => {
  const sensorWatts = 50 + 6 * index;
  const wallWatts = (60 + 1.3 * sensorWatts) * (index % 2 === 0 ? 1.05 : 0.95);
  return { energyKwh: sensorWatts / 1000, meterKwh: wallWatts / 1000, durationSeconds: 3600 };
});

Deno.test("scoreCalibration() of runs 5 % around a line comes down to about 5 %, nearly all inside", () => {
  const [one, five] = [1, 5].map((pairs) => scoreCalibration(RUNS, { pairs, draws: 100 }));
  assert(five!.meanError < one!.meanError);
  assertAlmostEquals(five!.meanError, 0.05, 0.015);
  assert(one!.meanError < 0.12, String(one!.meanError));
  assert(one!.inside >= 0.85 && five!.inside >= 0.85);
});

Deno.test("scoreCalibration() of an eight-board server", () => {
  // wall = 700 W + 1.28 x sensors, 1 % around it, 1 to 6 kW
  const runs = Array.from({ length: 40 }, (_, index): MeteredReading => {
    const sensorWatts = 1000 + 125 * index;
    const wallWatts = (700 + 1.28 * sensorWatts) * (1 + 0.01 * Math.sin(7 * index));
    return { energyKwh: sensorWatts / 1000, meterKwh: wallWatts / 1000, durationSeconds: 3600 };
  });
  for (const [pairs, most] of [[1, 0.04], [2, 0.03], [5, 0.02]] as const) {
    const { meanError, inside } = scoreCalibration(runs, { pairs, draws: 100 });
    assert(meanError <= most, `${pairs}: ${meanError}`);
    assert(inside >= 0.85);
  }
});
