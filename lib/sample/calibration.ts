/** From what the sensors read to what a wall meter would: a line per machine, and how far it may be off. Pure. */
import type { Calibration, MeteredReading, Range } from "../model.ts";
import { kwhOfWatts, meanWatts } from "../units.ts";
import { checkCalibration, checkReadings, refuse } from "./calibration_check.ts";

/**
 * Wall watts that a watt of the sensors brings: power supply, voltage regulators and fans take a fifth on top. Grade: data (one desktop, 318
 * metered runs of raphischer/ai-energy-validation, 2025: 1.16 to 1.24 by kind of run).
 */
const USUAL_SLOPE = 1.2;
/** How strongly the slope is drawn towards the usual one, in W²: readings that spread over 450 W count as much as it. Grade: data, the same runs. */
const PULL_WATTS_SQUARED = 2e5;
/** Spread of wall watts around the line that is taken for likely before there are readings: a share of the wall, and how many readings it counts for. Grade: data, the same runs. */
const LIKELY_SPREAD = { share: 0.06, readings: 3 } as const;
/** A watt outside the loads that the readings were made at may be so much of a wall watt off. Grade: judgement, held by the same runs. */
const OUTSIDE_SLOPE = 0.2;
/** Half width of the meter's own error, as a share: the consumer kind. Grade: judgement. */
const METER_ERROR = 0.02;
/** Half width of a 90 % interval in standard deviations. */
const DEVIATIONS = 1.645;

/** The stretches read, and whose they are. */
export interface CalibrationOptions {
  readonly readings: readonly MeteredReading[];
  readonly name: string;
  /** Host name of the machine. */
  readonly machine: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
}

/**
 * The line `wall watts = offset + slope x sensor watts` of a machine.
 *
 * The offset is free; the slope is drawn towards 1.2: `(Sxy + 1.2 λ) / (Sxx + λ)`, λ = 2e5 W², so that one reading is enough and a few close
 * to each other do not tilt it. `residualWatts` is the 90 % half width around the line, where a spread of 6 % is likely beforehand.
 * @throws {TypeError} If the readings are no list of such.
 * @throws {RangeError} If there is none, a figure is out of range, or the meter falls where the sensors rise.
 */
export function fitCalibration(options: CalibrationOptions): Calibration {
  const { readings, name, machine, madeAt } = options;
  checkReadings(readings);
  const points = readings.map(wattsOf);
  const { sensorMean, sensorSquares } = spreadOf(points.map(({ sensorWatts }) => sensorWatts));
  const wallMean = meanOf(points.map(({ wallWatts }) => wallWatts));
  const products = points.reduce(
    (sum, { sensorWatts, wallWatts }) => sum + (sensorWatts - sensorMean) * (wallWatts - wallMean),
    0,
  );
  const slope = (products + PULL_WATTS_SQUARED * USUAL_SLOPE) /
    (sensorSquares + PULL_WATTS_SQUARED);
  if (!(slope > 0)) {
    throw new RangeError(
      `Cannot calibrate as the meter must rise with the sensors: current slope is ${
        slope.toPrecision(3)
      }`,
    );
  }
  const offsetWatts = wallMean - slope * sensorMean;
  const { share, readings: counted } = LIKELY_SPREAD;
  const squares = points.reduce(
    (sum, { sensorWatts, wallWatts }) => sum + (wallWatts - offsetWatts - slope * sensorWatts) ** 2,
    counted * (share * wallMean) ** 2,
  );
  const sensors = points.map(({ sensorWatts }) => sensorWatts);
  return {
    name,
    machine,
    offsetWatts,
    slope,
    residualWatts: DEVIATIONS * Math.sqrt(squares / (counted + points.length - 1)),
    readings: points.length,
    sensorWatts: [Math.min(...sensors), Math.max(...sensors)],
    madeAt,
    points: readings.map(({ energyKwh, durationSeconds, meterKwh }) => ({
      energyKwh,
      durationSeconds,
      meterKwh,
    })),
  };
}

/**
 * What a wall meter would read, in kWh, where the sensors read `energyKwh` over `durationSeconds`, with its 90 % interval: what the readings
 * left over, how well they fix the line, and more with every watt outside the loads that it was made at.
 *
 * @param calibration Of `calibrate()`, or read back from its JSON.
 * @throws {TypeError} If the calibration is none.
 * @throws {RangeError} If the energy is negative or the duration not above 0.
 * @example A line through one reading: 100 W of sensors were 150 W at the wall
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { applyCalibration, calibrate } from "@footnote/footnote";
 * const calibration = calibrate({ readings: [{ energyKwh: 0.1, meterKwh: 0.15, durationSeconds: 3600 }] });
 * const { energyKwh, range } = applyCalibration(calibration, { energyKwh: 0.2, durationSeconds: 3600 });
 * ok(Math.abs(energyKwh - 0.27) < 1e-12); // 30 W + 1.2 x 200 W
 * ok(range[0] < 0.27 && 0.27 < range[1]);
 * ```
 */
export function applyCalibration(
  calibration: Calibration,
  use: { readonly energyKwh: number; readonly durationSeconds: number },
): { readonly energyKwh: number; readonly range: Range } {
  checkCalibration(calibration);
  const { energyKwh, durationSeconds } = use;
  if (!(durationSeconds > 0 && Number.isFinite(durationSeconds))) {
    refuse("apply calibration", "durationSeconds", "finite and > 0", durationSeconds);
  }
  if (!(energyKwh >= 0 && Number.isFinite(energyKwh))) {
    refuse("apply calibration", "energyKwh", "finite and >= 0", energyKwh);
  }
  const { wallWatts, halfWatts } = wallOf(calibration, meanWatts({ energyKwh, durationSeconds }));
  const kwh = (powerWatts: number) => kwhOfWatts({ powerWatts, durationSeconds });
  return {
    energyKwh: kwh(wallWatts),
    range: [kwh(Math.max(0, wallWatts - halfWatts)), kwh(wallWatts + halfWatts)],
  };
}

/** Wall watts at a power of the sensors, never below 0, and the half width of their 90 % interval. */
function wallOf(
  calibration: Calibration,
  sensorWatts: number,
): { readonly wallWatts: number; readonly halfWatts: number } {
  const { offsetWatts, slope, residualWatts, readings, points } = calibration;
  const [low, high] = calibration.sensorWatts;
  const wallWatts = Math.max(0, offsetWatts + slope * sensorWatts);
  // Without its points: the least spread that readings of this range can have.
  const { sensorMean, sensorSquares } = points !== undefined && points.length === readings
    ? spreadOf(points.map((point) => meanWatts(point)))
    : { sensorMean: (low + high) / 2, sensorSquares: (high - low) ** 2 / 2 };
  const byLine = residualWatts * Math.sqrt(
    1 + 1 / readings + (sensorWatts - sensorMean) ** 2 / (sensorSquares + PULL_WATTS_SQUARED),
  );
  const outside = Math.max(0, low - sensorWatts, sensorWatts - high);
  return {
    wallWatts,
    halfWatts: Math.hypot(byLine, OUTSIDE_SLOPE * outside, METER_ERROR * wallWatts),
  };
}

interface PowerPair {
  readonly sensorWatts: number;
  readonly wallWatts: number;
}

function wattsOf({ energyKwh, durationSeconds, meterKwh }: MeteredReading): PowerPair {
  return {
    sensorWatts: meanWatts({ energyKwh, durationSeconds }),
    wallWatts: meanWatts({ energyKwh: meterKwh, durationSeconds }),
  };
}

function spreadOf(watts: readonly number[]): {
  readonly sensorMean: number;
  readonly sensorSquares: number;
} {
  const sensorMean = meanOf(watts);
  return {
    sensorMean,
    sensorSquares: watts.reduce((sum, value) => sum + (value - sensorMean) ** 2, 0),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
