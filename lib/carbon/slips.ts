/** Figures given by hand that look like a slip of the unit: noted and never refused, for they may be true. */
import type { Note } from "../model.ts";

/**
 * Above it a power usage effectiveness is more likely in percent: two and a half times the mean that operators report, 1.54 to 1.59. Grade: judgement.
 * Source of the mean: Uptime Institute, Global Data Center Survey (2020 to 2025).
 */
const HIGHEST_PUE = 4;
/** Below it an intensity in gCO2eq/kWh is more likely in kg: of the bundled tables the lowest country has 18, the lowest cloud region 2. Grade: judgement. */
const LEAST_GRAMS_PER_KWH = 1;

/**
 * A note for each figure that is likely in another unit than was meant: a PUE in percent, an intensity in kg/kWh.
 * @param given What the user gave; what was not given is left out.
 */
export function slipNotes(
  { pue, intensityGramsPerKwh }: {
    readonly pue?: number | undefined;
    readonly intensityGramsPerKwh?: number | undefined;
  },
): Note[] {
  return [
    ...(pue !== undefined && pue > HIGHEST_PUE
      ? [{
        code: "pue-unlikely",
        message:
          `PUE ${pue} is far above what data centres report, 1.54 on average (Uptime Institute, 2025), and multiplies all figures: is it in percent?`,
        hint: `pue: ${likelyPue(pue)} is what the building takes over what its machines take`,
      }]
      : []),
    ...(intensityGramsPerKwh !== undefined && intensityGramsPerKwh > 0 &&
        intensityGramsPerKwh < LEAST_GRAMS_PER_KWH
      ? [{
        code: "intensity-unlikely",
        message:
          `An intensity of ${intensityGramsPerKwh} gCO2eq/kWh is below that of every country's grid: is it in kg?`,
        hint: `${
          Number((intensityGramsPerKwh * 1000).toPrecision(6))
        } gCO2eq/kWh are ${intensityGramsPerKwh} kg`,
      }]
      : []),
  ];
}

/** 1.2 of 120 and of 12; 1.2 where neither comes of it. */
function likelyPue(pue: number): number {
  return [100, 10].map((factor) => Number((pue / factor).toPrecision(3)))
    .find((one) => one >= 1 && one <= HIGHEST_PUE) ?? 1.2;
}
