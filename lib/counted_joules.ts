/** Which joules of a run's devices count: a meter goes before the sensors behind it, and what is in no sensor may be modelled in. */
import type { DeviceIdentity, RestModel, RestRule } from "./inside_run.ts";
import type { Calibration } from "./model.ts";

/** Devices of the whole machine, read beside those of a process, have this before their name. */
export const MACHINE_PREFIX = "machine/";

type Counted = Pick<DeviceIdentity, "device" | "kind">;

/** How a run's wall is known where no meter was read. */
export interface WallRule {
  readonly calibration?: Calibration | undefined;
  readonly rest?: RestModel | undefined;
}

/** Whether a device is the machine's, beside a run of one process. */
export function isBeside({ device }: Counted): boolean {
  return device.startsWith(MACHINE_PREFIX);
}

/**
 * Joules of a stretch as the account counts them: those of the sensors, of a meter where one stands beside them, or of the wall by a calibration
 * or a model of the rest; never less than the sensors'. Of one process they are its devices' alone. Watts over one second are the same.
 */
export function countedJoules(
  devices: readonly Counted[],
  joules: readonly number[],
  stretch: { readonly durationSeconds: number } & WallRule,
): number {
  let [sensors, meters] = [0, 0];
  let metered = false;
  for (const [index, value] of joules.entries()) {
    const device = devices[index];
    if (!Number.isFinite(value) || device !== undefined && isBeside(device)) continue;
    if (device?.kind === "system") {
      meters += value;
      metered = true;
    } else sensors += value;
  }
  if (devices.some(isBeside)) return sensors;
  // A meter that is read knows better than a calibration or a model.
  if (metered) return Math.max(sensors, meters);
  const { calibration, rest, durationSeconds } = stretch;
  if (calibration !== undefined) {
    return Math.max(
      sensors,
      calibration.offsetWatts * durationSeconds + calibration.slope * sensors,
    );
  }
  if (rest === undefined || sensors === 0) return sensors;
  return sensors + restJoules(rest.middle, devices, joules, durationSeconds);
}

/** Joules of what is in no sensor, by a rule, from those of the devices; never below 0. */
export function restJoules(
  { baseWatts, cpuAndMemoryShare, gpuShare }: RestRule,
  devices: readonly Counted[],
  joules: readonly number[],
  durationSeconds: number,
): number {
  let [chips, boards] = [0, 0];
  for (const [index, { kind }] of devices.entries()) {
    const value = joules[index] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (kind === "gpu" || kind === "npu") boards += value;
    else if (kind === "cpu" || kind === "memory") chips += value;
  }
  return Math.max(0, baseWatts * durationSeconds + cpuAndMemoryShare * chips + gpuShare * boards);
}
