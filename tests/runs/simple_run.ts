/** Runs with round figures for the tests of sums: one GPU of 10 kWh, known to -5/+7 % by its model and 2.5 % by itself. */
import type { Part, Run } from "../../lib/model.ts";
import { sampleRun } from "../record/sample_run.ts";

export const GPU: Part = {
  device: "gpu:0",
  kind: "gpu",
  name: "X",
  source: "nvml-energy",
  basis: "measured",
  energyKwh: 10,
  energyRange: [10 * (1 - Math.hypot(0.05, 0.025)), 10 * (1 + Math.hypot(0.07, 0.025))],
  uncertainty: { key: "nvml:X", shared: [0.05, 0.07], own: [0.025, 0.025] },
  meanWatts: 1000,
  missingSeconds: 0,
};

/** 10 kWh in 10 h on a grid of 100 g/kWh, exact; `host` and `day` tell runs apart. */
export function simpleRun(
  { host = "a", day = 1, ...change }: Partial<Run> & { host?: string; day?: number } = {},
): Run {
  const startedAt = `2026-11-${String(day).padStart(2, "0")}T08:00:00.000Z`;
  const durationSeconds = change.durationSeconds ?? 36_000;
  const endedAt = new Date(Date.parse(change.startedAt ?? startedAt) + durationSeconds * 1000)
    .toISOString();
  const parts = change.parts ?? [GPU];
  const itEnergyKwh = parts.reduce((sum, part) => sum + part.energyKwh, 0);
  const range = GPU.energyRange.map((end) => end * itEnergyKwh / 10) as [number, number];
  const base = sampleRun({
    id: `${host}${day}`,
    name: `run ${host}${day}`,
    startedAt,
    endedAt,
    durationSeconds,
    energyKwh: itEnergyKwh,
    itEnergyKwh,
    emissionsGrams: itEnergyKwh * 100,
    ranges: {
      energyKwh: range,
      emissionsGrams: [range[0] * 100, range[1] * 100],
    },
    basis: { energyKwh: "measured", emissionsGrams: "modelled" },
    intensityGramsPerKwh: 100,
    parts,
    epochs: [],
    predictions: [],
    traces: [],
    metrics: {},
    notes: [],
    acceleratorHours: durationSeconds / 3600,
    cpuCoreHours: 16 * durationSeconds / 3600,
    intensities: [{
      atSeconds: 0,
      intensityGramsPerKwh: 100,
      range: [100, 100],
      basis: "modelled",
      source: "ember-2025",
      year: 2025,
      emissionScope: "life-cycle",
      accounting: "generation",
    }],
  });
  return { ...base, machine: { ...base.machine, hostname: host }, ...change };
}
