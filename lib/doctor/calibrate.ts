/** `calibrate()`: a machine held against a wall meter. */
import { shownValue } from "../errors.ts";
import { showingCalibration } from "../display/showing_others.ts";
import type { Calibration, MeteredReading } from "../model.ts";
import { fitCalibration } from "../sample/calibration.ts";

/** What was read, and what it is to be called. */
export interface CalibrateOptions {
  /** One stretch each: what the sensors read and what the meter did, in kWh, and how long it took. One is enough; an idle minute and a loaded run are better. */
  readonly readings: readonly MeteredReading[];
  /** The host name where none is given. */
  readonly name?: string | undefined;
}

/**
 * The line `wall watts = offsetWatts + slope x sensor watts` of this machine, from any number of metered stretches.
 *
 * The offset is free and the slope drawn towards 1.2, so one stretch is enough; with two and five the error on other runs falls from 8.1 to 7.0 and
 * 6.2 % (318 metered runs of one desktop). Plain JSON: save it, and give it or its path to `track({ calibration })`.
 * @throws {TypeError} If the readings are no list of such, or the name no text.
 * @throws {RangeError} If there is none, a figure is out of range, or the meter falls where the sensors rise.
 * @example An idle minute and a loaded run
 * ```ts
 * import { equal, ok } from "node:assert/strict";
 * import { calibrate } from "@footnote/footnote";
 * const calibration = calibrate({
 *   name: "desk",
 *   readings: [
 *     { energyKwh: 0.0005, meterKwh: 0.0012, durationSeconds: 60 },
 *     { energyKwh: 0.0300, meterKwh: 0.0420, durationSeconds: 300 },
 *   ],
 * });
 * equal(calibration.readings, 2);
 * ok(calibration.slope > 1.2 && calibration.slope < 1.34); // between the usual 1.2 and the readings' own 1.31
 * ```
 */
export function calibrate(options: CalibrateOptions): Calibration {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Cannot calibrate as the options must be an object: current value is ${shownValue(options)}`,
    );
  }
  const { readings, name } = options;
  if (name !== undefined && typeof name !== "string") {
    throw new TypeError(
      `Cannot calibrate as "name" must be a text: current value is ${shownValue(name)}`,
    );
  }
  const machine = hostname();
  return showingCalibration(fitCalibration({
    readings,
    name: name === undefined || name === "" ? machine : name,
    machine,
    madeAt: new Date().toISOString(),
  }));
}

function hostname(): string {
  try {
    return Deno.hostname();
  } catch {
    return "unknown"; // no permission to ask
  }
}
