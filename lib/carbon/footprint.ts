/** From what devices drew to energy and emissions, with their ranges, basis and boundary. Pure: no clock, no table. */
import { timesRange, weakestBasis } from "../interval.ts";
import type { DeviceLedger } from "../inside_run.ts";
import type { Footprint, IntensityPoint, Part, Place, Range } from "../model.ts";
import { type MeanIntensity, meanIntensity } from "./grid_time.ts";
import { type Whole, wholeOf } from "./whole.ts";
import { SPREAD_OF_COUNTRIES, WORLD_GRAMS_PER_KWH } from "./world.ts";

/** What a footprint is made of. */
export interface FootprintOptions {
  readonly devices: readonly DeviceLedger[];
  readonly durationSeconds: number;
  readonly pue: number;
  readonly pueGiven: boolean;
  readonly intensities: readonly IntensityPoint[];
  /** Where nobody knows it, the intensity has the range of all countries. */
  readonly place?: Place | undefined;
}
/** A footprint and what it was made of on the way. */
export interface FootprintOfDevices extends Footprint {
  readonly parts: readonly Part[];
  readonly itEnergyKwh: number;
  /** Mean over the energy, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
}
/** Energy and emissions of a stretch of the run. */
export interface StretchFootprint {
  readonly energyKwh: number;
  readonly energyRange: Range;
  readonly emissionsGrams: number;
  readonly emissionsRange: Range;
}

/**
 * Energy in kWh and emissions in gCO2eq of what the devices drew: the sum of the devices times PUE, each piece of it times the
 * intensity of its time. The PUE is taken as exact.
 *
 * Where no device was read, or none gave anything, the energy is 0 and the basis `default`: such a footprint says nothing, and `accountRun()` notes it.
 */
export function footprintOf(options: FootprintOptions): FootprintOfDevices {
  const { durationSeconds, pue } = options;
  const whole = wholeOf(options.devices, durationSeconds);
  const { total, grid } = footprintParts(options, whole);
  return {
    durationSeconds,
    energyKwh: total.energyKwh,
    emissionsGrams: total.emissionsGrams,
    ranges: { energyKwh: total.energyRange, emissionsGrams: total.emissionsRange },
    basis: {
      energyKwh: whole.basis,
      emissionsGrams: weakestBasis(whole.basis, grid.basis),
    },
    boundary: options.pueGiven ? "facility" : whole.boundary,
    parts: whole.parts,
    itEnergyKwh: pue > 0 ? total.energyKwh / pue : total.energyKwh,
    intensityGramsPerKwh: grid.intensityGramsPerKwh,
  };
}

/** The total of a run and a way to the same figures for any stretch of it. */
export function footprintParts(options: FootprintOptions, whole: Whole): {
  readonly total: StretchFootprint;
  readonly grid: MeanIntensity;
  readonly ofStretch: (stretch: {
    readonly startedAtSeconds: number;
    readonly durationSeconds: number;
    readonly joules: readonly number[];
  }) => StretchFootprint;
} {
  const { durationSeconds, pue, place } = options;
  const points = pointsOf(options.intensities, place);
  const gridOf = (fromSeconds: number, toSeconds: number, joules: readonly number[]) =>
    meanIntensity(points, { fromSeconds, toSeconds }, whole.weighed, joules);
  const figures = (energy: { energyKwh: number; range: Range }, grid: MeanIntensity) => {
    const energyKwh = energy.energyKwh * pue;
    const energyRange: Range = [energy.range[0] * pue, energy.range[1] * pue];
    const factor = { factor: grid.intensityGramsPerKwh, range: grid.factors };
    const { value, range } = timesRange(energyKwh, energyRange, [factor]);
    return { energyKwh, energyRange, emissionsGrams: value, emissionsRange: range };
  };
  const grid = gridOf(0, durationSeconds, whole.weighed.map(({ energyJoules }) => energyJoules));
  return {
    total: figures(whole, grid),
    grid,
    ofStretch: ({ startedAtSeconds: from, durationSeconds: seconds, joules }) => {
      const stretch = whole.stretch(joules, [from, from + seconds]);
      return figures(stretch, gridOf(from, from + seconds, stretch.joules));
    },
  };
}

/** The intensities in order; the world's mean where there is none, with the range of all countries where nobody knows the place. */
function pointsOf(
  points: readonly IntensityPoint[],
  place: Place | undefined,
): readonly IntensityPoint[] {
  const lost = place !== undefined && place.how === "guessed" && place.zone === "WORLD";
  const spread = (
    value: number,
  ): Range => [SPREAD_OF_COUNTRIES[0] * value, SPREAD_OF_COUNTRIES[1] * value];
  if (points.length === 0) {
    return [{
      atSeconds: 0,
      intensityGramsPerKwh: WORLD_GRAMS_PER_KWH,
      range: spread(WORLD_GRAMS_PER_KWH),
      basis: "default",
      source: "Ember",
    }];
  }
  const sorted = points.toSorted((a, b) => a.atSeconds - b.atSeconds);
  return lost
    ? sorted.map((point) =>
      point.year === undefined ? point : { ...point, range: spread(point.intensityGramsPerKwh) }
    )
    : sorted;
}
