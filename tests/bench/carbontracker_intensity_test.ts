import { accountRun } from "../../lib/carbon/account.ts";
import { predictRun } from "../../lib/predict/predict_run.ts";
import { assertAlmostEquals } from "../assert.ts";
import { ledger, point, steady } from "../carbon/ledger.ts";
import { plainMean, predictedMean } from "./carbontracker_intensity.ts";

Deno.test("predictedMean() of 82 g seen, 107.49 g now and 10,746 s to run is 105.5292 g, as Carbontracker has it", () => {
  // floor(10,746 / 900) = 11: (82 + 12 x 107.49) / 13 = 1371.88 / 13
  const mean = predictedMean({
    fetchedGramsPerKwh: [82],
    newestGramsPerKwh: 107.49,
    predictedSeconds: 10_746,
  });
  assertAlmostEquals(mean, 105.5292, 5e-5);
});

Deno.test("predictRun() weighs by energy where Carbontracker does not: 10 min at 100 g seen and 20 min at 200 g ahead are 166.667 g", () => {
  const { energyKwh, emissionsGrams } = predictRun({
    epochs: new Array(10).fill({ durationSeconds: 60, energyKwh: 0.01 }),
    totalEpochs: 30,
    intensityGramsPerKwh: 100,
    intensityAhead: () => ({ intensityGramsPerKwh: 200, range: [200, 200] }),
  });
  // (10 x 100 + 20 x 200) / 30
  assertAlmostEquals(emissionsGrams / energyKwh, 166.667, 1e-3);
  // floor(1800 / 900) = 2: (100 + 3 x 200) / 4
  const theirs = { fetchedGramsPerKwh: [100], newestGramsPerKwh: 200, predictedSeconds: 1800 };
  assertAlmostEquals(predictedMean(theirs), 175, 1e-9);
});

Deno.test("accountRun() weighs by energy where Carbontracker does not: 80 g, and not 120 g", () => {
  const stretch = (fromSeconds: number, meanWatts: number) => ({
    fromSeconds,
    toSeconds: fromSeconds + 3600,
    meanWatts,
    lowWatts: meanWatts,
    highWatts: meanWatts,
  });
  // 0.3 kWh while the grid is at 100 g/kWh, 0.1 kWh while it is at 500
  const gpu = steady("gpu:0", 200, 7200, { points: [stretch(0, 300), stretch(3600, 100)] });
  const run = accountRun(ledger([gpu], 7200, { intensities: [point(100), point(500, 3600)] }));
  assertAlmostEquals(run.emissionsGrams, 80, 1e-9);
  assertAlmostEquals(0.4 * plainMean([100, 500]), 120, 1e-9);
});
