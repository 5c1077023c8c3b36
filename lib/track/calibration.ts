/** The calibration of a run: handed in, or read from the file that the option names. */
import { firstLine } from "../errors.ts";
import type { Calibration, Note } from "../model.ts";
import { checkCalibration } from "../sample/calibration_check.ts";
import type { CheckedOptions } from "./options.ts";

/** Finds it; one that cannot be read, or that does not fit, is a note, and the run goes on without. */
export async function findCalibration(
  options: CheckedOptions,
  hostname: string,
  notes: Note[],
): Promise<Calibration | undefined> {
  const given = options.calibration;
  if (given === undefined) return undefined;
  if (options.scope === "process") {
    notes.push({
      code: "calibration-unused",
      message:
        "Calibration left aside: it foretells the whole machine's wall, and this run counts one process",
      hint: 'leave scope at "machine"',
    });
    return undefined;
  }
  let calibration: Calibration;
  try {
    calibration = typeof given === "string" ? await readCalibration(given) : given;
  } catch (thrown) {
    notes.push({
      code: "calibration-unreadable",
      message: `Calibration left aside: "${given}" is none (${firstLine(thrown)})`,
      hint: "save one by Deno.writeTextFile(path, JSON.stringify(calibrate({ readings })))",
    });
    return undefined;
  }
  if (calibration.machine !== hostname) {
    notes.push({
      code: "calibration-elsewhere",
      message:
        `Calibration of another machine: "${calibration.name}" was made on "${calibration.machine}", this is "${hostname}"; its offset is that machine's`,
      hint: "calibrate this machine with one metered run",
    });
  }
  return calibration;
}

async function readCalibration(path: string): Promise<Calibration> {
  const value: unknown = JSON.parse(await Deno.readTextFile(path));
  checkCalibration(value);
  return value;
}
