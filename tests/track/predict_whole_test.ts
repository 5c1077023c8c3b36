import type { IntensityPoint } from "../../lib/model.ts";
import { predictWhole } from "../../lib/track/predict_whole.ts";
import { assertAlmostEquals } from "../assert.ts";
import { simpleRun } from "../runs/simple_run.ts";

const HOUR = 3600;
/** Six of 24 epochs of an hour and 1 kWh, energy and time as good as exact, on this grid of 100 g/kWh. */
function emissionsOn(point: Partial<IntensityPoint>) {
  const { intensities: [yearly] } = simpleRun();
  const { year: _, ...plain } = yearly!;
  const soFar = simpleRun({
    durationSeconds: 6 * HOUR,
    energyKwh: 6,
    ranges: { energyKwh: [6, 6], emissionsGrams: [600, 600] },
    intensities: [{ ...plain, ...point }],
  });
  const epochs = new Array(6).fill({ durationSeconds: HOUR, energyKwh: 1 });
  const { emissionsGrams, energyKwh, ranges } = predictWhole({
    soFar,
    seen: () => ({ before: { durationSeconds: 0, energyKwh: 0 }, epochs }),
    counted: () => 0,
    totalEpochs: 24,
  });
  assertAlmostEquals(emissionsGrams, 2400, 1e-6);
  /** What the grid adds to the upper end, in logarithms. */
  const up = (value: number, end: number) => Math.log(end / value);
  const all = up(emissionsGrams, ranges.emissionsGrams[1]);
  return Math.sqrt(all ** 2 - up(energyKwh, ranges.energyKwh[1]) ** 2);
}

Deno.test("predictWhole() of a given intensity adds nothing to the range of the energy", () => {
  assertAlmostEquals(emissionsOn({ basis: "modelled" }), 0, 1e-6);
});

Deno.test("predictWhole() of a yearly mean adds what a day meets of the year", () => {
  // Great Britain, France and Germany in 2020: up to 1.54 times the yearly mean over a day.
  assertAlmostEquals(emissionsOn({ basis: "modelled", year: 2024 }), Math.log(1.54), 1e-3);
});

Deno.test("predictWhole() of a value of now widens over the window ahead alone", () => {
  // 18 of 24 kWh lie ahead; over 18 h, 0.792 of the way from 6 to 24 h in the logarithm: 0.237 + 0.792 x 0.103 = 0.319.
  const ahead = Math.exp(0.237 + Math.log(3) / Math.log(4) * 0.103);
  assertAlmostEquals(emissionsOn({ basis: "measured" }), Math.log(0.25 + 0.75 * ahead), 1e-3);
});
