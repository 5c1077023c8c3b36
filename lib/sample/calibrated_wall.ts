/** The wall that a calibration foretells, put beside a run's sensors. Pure. */
import { countedJoules } from "../counted_joules.ts";
import type { DeviceLedger, RunLedger } from "../inside_run.ts";
import type { Calibration, Note } from "../model.ts";
import { joulesOfKwh, kwhOfJoules } from "../units.ts";
import { applyCalibration } from "./calibration.ts";
import { traceOver } from "./trace_columns.ts";

/**
 * The ledger with the device "wall" (kind "system", modelled) where it has a calibration: the account then makes the part "rest" of what it is above
 * the sensors. Left aside, with a note, where a meter was read, or where the sensors read more than it foretells.
 */
export function withWall(ledger: RunLedger): RunLedger {
  const { calibration, devices, durationSeconds } = ledger;
  if (calibration === undefined || devices.length === 0 || !(durationSeconds > 0)) return ledger;
  const note = (code: string, message: string): Note => ({ code, message });
  const name = `Calibration "${calibration.name}"`;
  const noted = (notes: readonly Note[]) => ({ ...ledger, notes: [...ledger.notes, ...notes] });
  if (devices.some(({ kind }) => kind === "system")) {
    return noted([note("calibration-unused", `${name} left aside: a meter was read`)]);
  }
  const sensorJoules = devices.reduce((sum, { energyJoules }) => sum + energyJoules, 0);
  const wall = applyCalibration(calibration, {
    energyKwh: kwhOfJoules(sensorJoules),
    durationSeconds,
  });
  const energyJoules = joulesOfKwh(wall.energyKwh);
  if (energyJoules < sensorJoules) {
    return noted([
      note(
        "calibration-short",
        `${name} left aside: by it the wall would draw less than the sensors read`,
      ),
    ]);
  }
  const joulesAtWall = (joules: readonly number[], seconds: number) =>
    countedJoules(devices, joules, { durationSeconds: seconds, calibration });
  const extend = <
    S extends { readonly joules: readonly number[]; readonly durationSeconds: number },
  >(stretch: S): S => ({
    ...stretch,
    joules: [...stretch.joules, joulesAtWall(stretch.joules, stretch.durationSeconds)],
  });
  const meter: DeviceLedger = {
    device: "wall",
    kind: "system",
    name,
    source: "calibration",
    basis: "modelled",
    uncertainty: { key: `calibration:${calibration.name}`, shared: [0, 0], own: [0, 0] },
    energyJoules,
    lowJoules: joulesOfKwh(wall.range[0]),
    highJoules: joulesOfKwh(wall.range[1]),
    missingSeconds: 0,
    // Its power by the line, from the traces of all devices.
    points: traceOver(
      devices,
      durationSeconds,
      (joules, seconds) => joulesByLine(calibration, joules, seconds) / seconds,
    ),
  };
  return {
    ...noted(outsideNotes(calibration, name, sensorJoules / durationSeconds)),
    devices: [...devices, meter],
    epochs: ledger.epochs.map(extend),
    spans: ledger.spans.map(extend),
  };
}

function outsideNotes(calibration: Calibration, name: string, watts: number): readonly Note[] {
  const [low, high] = calibration.sensorWatts;
  if (watts >= low && watts <= high) return [];
  const rounded = (value: number) => Number(value.toPrecision(3));
  return [{
    code: "calibration-outside",
    message: `${name} was made at ${rounded(low)} to ${rounded(high)} W of sensors, this run drew ${
      rounded(watts)
    } W: its interval is wider for that`,
    hint: "add a metered run at this load: calibrate({ readings: […] })",
  }];
}

function joulesByLine(
  { offsetWatts, slope }: Calibration,
  joules: readonly number[],
  seconds: number,
): number {
  return offsetWatts * seconds + slope * joules.reduce((sum, one) => sum + one, 0);
}
