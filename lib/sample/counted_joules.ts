/** Which joules of a run's devices count: a meter goes before the sensors behind it. */
import type { Calibration, DeviceIdentity } from "../model.ts";

/** Devices of the whole machine, read beside those of a process, have this before their name. */
export const MACHINE_PREFIX = "machine/";

type Counted = Pick<DeviceIdentity, "device" | "kind">;

/** Whether a device is the machine's, beside a run of one process. */
export function isBeside({ device }: Counted): boolean {
  return device.startsWith(MACHINE_PREFIX);
}

/**
 * Joules of a stretch as the account counts them: those of the sensors, of a meter where one stands beside them, or of the wall by a calibration;
 * never less than the sensors'. Of one process they are its devices' alone.
 */
export function countedJoules(
  devices: readonly Counted[],
  joules: readonly number[],
  stretch: { readonly durationSeconds: number; readonly calibration?: Calibration | undefined },
): number {
  let [sensors, meters] = [0, 0];
  const ofProcess = devices.some(isBeside);
  for (const [index, device] of devices.entries()) {
    if (isBeside(device)) continue;
    if (device.kind === "system") meters += joules[index] ?? 0;
    else sensors += joules[index] ?? 0;
  }
  const { calibration, durationSeconds } = stretch;
  if (ofProcess) return sensors;
  const wall = calibration === undefined
    ? meters
    : calibration.offsetWatts * durationSeconds + calibration.slope * sensors;
  return Math.max(sensors, wall);
}
