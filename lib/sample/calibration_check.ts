/** What a calibration and its readings must be: they come from a user, or from a file that one may have edited. */
import { shownValue } from "../errors.ts";
import type { Calibration, MeteredReading } from "../model.ts";

/** A meter under this share of the sensors measured something else, or in another unit. Grade: judgement. */
const LEAST_OVER_SENSORS = 0.5;

/**
 * Throws where a value is no calibration.
 *
 * @throws {TypeError} With the field that is wrong.
 */
export function checkCalibration(value: unknown): asserts value is Calibration {
  const given = (typeof value === "object" && value !== null ? value : {}) as Partial<Calibration>;
  for (const field of ["name", "machine", "madeAt"] as const) {
    if (typeof given[field] !== "string") {
      refuse("apply calibration", field, "a text", given[field], TypeError);
    }
  }
  for (const field of ["offsetWatts", "slope", "residualWatts", "readings"] as const) {
    if (typeof given[field] !== "number" || !Number.isFinite(given[field])) {
      refuse("apply calibration", field, "a finite number", given[field], TypeError);
    }
  }
  for (const field of ["slope", "readings"] as const) {
    if (!(given[field]! > 0)) refuse("apply calibration", field, "> 0", given[field]);
  }
  const { sensorWatts, points } = given;
  if (
    !Array.isArray(sensorWatts) || !sensorWatts.every(Number.isFinite) ||
    sensorWatts.length !== 2
  ) {
    refuse("apply calibration", "sensorWatts", "two finite watts", sensorWatts, TypeError);
  }
  if (points !== undefined) checkReadings(points, "apply calibration", "points");
}

/** Throws where a value is no list of metered readings. */
export function checkReadings(
  readings: readonly MeteredReading[],
  action = "calibrate",
  name = "readings",
): void {
  if (!Array.isArray(readings)) {
    refuse(action, name, "a list of { energyKwh, durationSeconds, meterKwh }", readings, TypeError);
  }
  if (readings.length === 0) refuse(action, name, "one reading at least", readings);
  for (const [index, reading] of readings.entries()) {
    const figures = (typeof reading === "object" && reading !== null ? reading : {}) as Partial<
      MeteredReading
    >;
    for (const field of ["energyKwh", "durationSeconds", "meterKwh"] as const) {
      const value = figures[field];
      const at = `${name}[${index}].${field}`;
      if (typeof value !== "number") refuse(action, at, "a number", value, TypeError);
      const least = field === "energyKwh" ? value >= 0 : value > 0;
      if (!(least && Number.isFinite(value))) {
        refuse(action, at, `finite and ${field === "energyKwh" ? ">= 0" : "> 0"}`, value);
      }
    }
    const { energyKwh, meterKwh } = reading;
    if (meterKwh < LEAST_OVER_SENSORS * energyKwh) {
      refuse(
        action,
        `${name}[${index}].meterKwh`,
        `the whole machine's energy in kWh, above what its sensors read (${energyKwh})`,
        meterKwh,
      );
    }
  }
}

/** Throws what is wrong with an argument. */
export function refuse(
  action: string,
  field: string,
  wanted: string,
  found: unknown,
  error: typeof TypeError | typeof RangeError = RangeError,
): never {
  throw new error(
    `Cannot ${action} as "${field}" must be ${wanted}: current value is ${shownValue(found)}`,
  );
}
