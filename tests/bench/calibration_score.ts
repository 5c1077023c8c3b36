/** How well a calibration of a few metered runs foretells the meter at the others. */
import type { MeteredReading } from "../../lib/model.ts";
import { applyCalibration, fitCalibration } from "../../lib/sample/calibration.ts";

/** Means over the draws, as fractions. */
export interface CalibrationScore {
  readonly meanError: number;
  readonly inside: number;
  readonly halfWidth: number;
}

/** Draws pairs at random, always the same ones, and tries each calibration on all other runs. */
export function scoreCalibration(
  readings: readonly MeteredReading[],
  { pairs, draws }: { readonly pairs: number; readonly draws: number },
): CalibrationScore {
  const random = randomFrom(pairs);
  let [error, inside, width, tried] = [0, 0, 0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const chosen = new Set<number>();
    while (chosen.size < pairs) chosen.add(Math.floor(random() * readings.length));
    const calibration = fitCalibration({
      readings: [...chosen].map((index) => readings[index]!),
      name: "draw",
      machine: "one",
      madeAt: "2026-11-24T00:00:00Z",
    });
    for (const [index, reading] of readings.entries()) {
      if (chosen.has(index)) continue;
      const { energyKwh, range } = applyCalibration(calibration, reading);
      error += Math.abs(energyKwh / reading.meterKwh - 1);
      inside += range[0] <= reading.meterKwh && reading.meterKwh <= range[1] ? 1 : 0;
      width += range[1] / energyKwh - 1;
      tried++;
    }
  }
  return { meanError: error / tried, inside: inside / tried, halfWidth: width / tried };
}

/** A small generator of numbers 0..1 from a seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
