/** What is said of a meter of the whole machine that does not count, or not all the time. */
import type { DeviceLedger } from "../inside_run.ts";
import type { Note, Part } from "../model.ts";

/** Of a meter that is missing for more of a run than this it is said that it was silent, not that it read too little (judgement). */
export const SILENT_SHARE = 0.01;

/** Said of the only meter, where it gave nothing at all. */
export function muteMeterNote({ name, device }: DeviceLedger): Note {
  return {
    code: "meter-silent",
    message: `The meter "${name}" did not answer in the whole run: the devices count alone`,
    hint: "check its connection",
    device,
  };
}

/** Said of the only meter, where it was away for a part of the run. */
export function silentMeterNote(
  { name, device, missingSeconds }: DeviceLedger,
  seconds: number,
): Note {
  return {
    code: "meter-silent",
    message: `The meter "${name}" did not answer for ${
      Number(missingSeconds.toPrecision(2))
    } s of ${
      Number(seconds.toPrecision(2))
    } s: there the devices count, and what else the machine drew then is in the upper end of the interval alone`,
    hint: "check its connection",
    device,
  };
}

/** Said where the devices drew more than the meters behind them saw. */
export function shortMeterNote(
  parts: readonly Part[],
  meters: readonly number[],
  sum: (of: readonly number[]) => number,
  durationSeconds: number,
): Note {
  const meter = parts[meters[0]!]!;
  const share = Math.round(
    100 * sum(meters) / parts.reduce((total, { energyKwh }) => total + energyKwh, -sum(meters)),
  );
  // A meter that was away for a part of the time is not wrong in the rest of it: only the words differ.
  if (meter.missingSeconds > SILENT_SHARE * durationSeconds) {
    return {
      code: "meter-short",
      message: `The meter "${meter.name}" did not answer for ${
        Number(meter.missingSeconds.toPrecision(2))
      } s of ${
        Number(durationSeconds.toPrecision(2))
      } s: the devices count, and the meter is left out`,
      hint:
        "check its connection and give the run again, or calibrate with a run that it saw whole",
      device: meter.device,
    };
  }
  return {
    code: "meter-short",
    message:
      `The meter "${meter.name}" saw ${share} % of what the devices read: the devices count, and the meter is left out`,
    hint:
      "check that the meter feeds this machine alone and whole, and that it was read all the time",
    device: meter.device,
  };
}
