/** Figures given by hand that look like a slip of the unit: noted and never refused, for they may be true. */
import type { Note } from "../model.ts";

/**
 * The highest power usage effectiveness of 120 data centres, whose mean was 1.91. Grade: literature. Source: US Environmental Protection Agency
 * (2010), ENERGY STAR for data centers.
 */
const HIGHEST_PUE = 3.75;
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
          `PUE ${pue} is above all of 120 data centres, 1.25 to ${HIGHEST_PUE} (US EPA, 2010), and multiplies all figures: is it in percent?`,
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
