/**
 * What a ledger counts: a calibration's wall or a model of the rest put beside the sensors, and the machine's own devices taken out of a run of one process. Pure,
 * so that a run read back from its record is settled like a live one.
 */
import type { DeviceLedger, RunLedger } from "../inside_run.ts";
import type { Note } from "../model.ts";
import { isBeside, MACHINE_PREFIX } from "../counted_joules.ts";
import { kwhOfJoules } from "../units.ts";
import { withWall } from "./calibrated_wall.ts";
import { withRest } from "./modelled_rest.ts";

/** The ledger as it is to be accounted: its devices are those that count, and a calibrated wall is one of them (kind "system"). */
export function settleLedger(ledger: RunLedger): RunLedger {
  return withRest(withWall(withoutBeside(ledger)));
}

function withoutBeside(ledger: RunLedger): RunLedger {
  const beside = ledger.devices.filter(isBeside);
  if (beside.length === 0) return ledger;
  // A meter reads the whole machine: of one process it says nothing.
  const meters = ledger.devices.filter(({ kind }) => kind === "system");
  const kept = ledger.devices.flatMap((device, index) =>
    isBeside(device) || device.kind === "system" ? [] : [index]
  );
  const own = <T>(values: readonly T[]) => kept.map((index) => values[index]!);
  const cut = <S extends { readonly joules: readonly number[] }>(stretch: S): S => ({
    ...stretch,
    joules: own(stretch.joules),
  });
  const devices = own(ledger.devices);
  return {
    ...ledger,
    devices,
    epochs: ledger.epochs.map(cut),
    spans: ledger.spans.map(cut),
    notes: [...ledger.notes, machineNote(devices, beside, meters)],
  };
}

function machineNote(
  own: readonly DeviceLedger[],
  machine: readonly DeviceLedger[],
  meters: readonly DeviceLedger[],
): Note {
  const sum = (devices: readonly DeviceLedger[]) =>
    devices.reduce((total, { energyJoules }) => total + energyJoules, 0);
  // A device that was handed in has no machine's beside it.
  const both = own.filter(({ device }) =>
    machine.some((beside) => beside.device === MACHINE_PREFIX + device)
  );
  const [part, whole] = [sum(both), sum(machine)];
  const share = whole > 0 ? `${Math.round(100 * part / whole)} %` : "nothing";
  const atWall = meters.length === 0 ? "" : `, ${energyText(sum(meters))} at the wall`;
  return {
    code: "machine-total",
    message: `The whole machine drew ${
      energyText(whole)
    } meanwhile on the same devices${atWall}: of the devices' this process has ${share}`,
  };
}

function energyText(joules: number): string {
  const kwh = kwhOfJoules(joules);
  return kwh >= 1
    ? `${Number(kwh.toPrecision(3))} kWh`
    : `${Number((1000 * kwh).toPrecision(3))} Wh`;
}
