/** How much of a run's energy was above what the machine draws at rest: an extra line, never instead. */
import type { DeviceLedger } from "../inside_run.ts";
import type { Note } from "../model.ts";
import type { MachineFile } from "../probe/machine_file.ts";
import { kwhOfJoules } from "../units.ts";

/** The line, where a baseline of the run's devices is kept; none where it names no device of them. */
export function aboveIdle(
  devices: readonly DeviceLedger[],
  durationSeconds: number,
  baseline: MachineFile["baseline"],
): readonly Note[] {
  if (baseline === undefined || !(durationSeconds > 0)) return [];
  const idle = new Map(baseline.perDevice.map(({ device, powerWatts }) => [device, powerWatts]));
  const known = devices.filter(({ device }) => idle.has(device));
  if (known.length === 0) return [];
  const sum = (watts: (device: DeviceLedger) => number) =>
    known.reduce((total, device) => total + watts(device), 0);
  const joules = sum(({ energyJoules }) => energyJoules);
  const idleWatts = sum(({ device }) => idle.get(device) ?? 0);
  const above = joules - idleWatts * durationSeconds;
  const energy = (value: number) => {
    const kwh = kwhOfJoules(value);
    return Math.abs(kwh) >= 1
      ? `${Number(kwh.toPrecision(3))} kWh`
      : `${Number((1000 * kwh).toPrecision(3))} Wh`;
  };
  return [{
    code: "above-idle",
    message: `${energy(above)} of the devices' ${energy(joules)} was above their power at rest (${
      Number(idleWatts.toPrecision(3))
    } W, measured on ${baseline.madeAt.slice(0, 10)}); the figures count all of it`,
  }];
}
