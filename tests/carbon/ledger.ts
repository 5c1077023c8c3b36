/** Ledgers for the tests of the account, with everything said that a test does not care about. */
import type { DeviceLedger, RunLedger } from "../../lib/inside_run.ts";
import type { IntensityPoint } from "../../lib/model.ts";

const EXACT = { key: "exact", shared: [0, 0], own: [0, 0] } as const;

/** A device that drew a steady power for so many seconds; exact unless `more` says otherwise. */
export function steady(
  device: string,
  powerWatts: number,
  durationSeconds: number,
  more: Partial<DeviceLedger> = {},
): DeviceLedger {
  const energyJoules = powerWatts * durationSeconds;
  return {
    device,
    kind: device.startsWith("gpu") ? "gpu" : device.startsWith("cpu") ? "cpu" : "memory",
    name: `a ${device}`,
    source: "test",
    basis: "measured",
    uncertainty: EXACT,
    energyJoules,
    lowJoules: energyJoules,
    highJoules: energyJoules,
    missingSeconds: 0,
    points: [{
      fromSeconds: 0,
      toSeconds: durationSeconds,
      meanWatts: powerWatts,
      lowWatts: powerWatts,
      highWatts: powerWatts,
    }],
    ...more,
  };
}

/** An exact intensity from an instant on. */
export function point(
  intensityGramsPerKwh: number,
  atSeconds = 0,
  more: Partial<IntensityPoint> = {},
): IntensityPoint {
  return {
    atSeconds,
    intensityGramsPerKwh,
    range: [intensityGramsPerKwh, intensityGramsPerKwh],
    basis: "modelled",
    source: "given",
    ...more,
  };
}

/** A run of these devices. */
export function ledger(
  devices: readonly DeviceLedger[],
  durationSeconds: number,
  more: Partial<RunLedger> = {},
): RunLedger {
  return {
    version: 1,
    id: "1",
    name: "test",
    startedAt: "2026-11-24T10:00:00.000Z",
    endedAt: "2026-11-24T11:00:00.000Z",
    status: "finished",
    pue: 1,
    pueGiven: false,
    place: { zone: "DK", name: "Denmark", how: "given" },
    machine: {
      hostname: "host",
      os: "linux",
      arch: "x86_64",
      runtime: "Deno",
      cpu: { name: "a CPU", threads: 8 },
      memoryGb: 16,
      accelerators: [],
    },
    intensities: [point(300)],
    notes: [],
    sources: [],
    durationSeconds,
    devices,
    epochs: [],
    spans: [],
    predictions: [],
    metrics: {},
    ...more,
  };
}
