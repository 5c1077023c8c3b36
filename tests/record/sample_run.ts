/** A small run for the tests of records: one GPU with a counter, one modelled CPU. */
import type { RunStart, Tick } from "../../lib/inside_run.ts";
import type { Run } from "../../lib/model.ts";

export const START: RunStart = {
  version: 1,
  id: "a1b2c3",
  name: "digits",
  startedAt: "2026-11-24T10:15:45.250Z",
  devices: [
    {
      device: "gpu:0",
      kind: "gpu",
      name: "NVIDIA A100",
      source: "nvml-energy",
      basis: "measured",
      uncertainty: {
        key: "nvml:NVIDIA A100",
        shared: [0.05, 0.07],
        own: [0.025, 0.025],
        lowLoad: { belowWatts: 150, shared: [0.06, 0.12] },
        tickSeconds: 0.1,
      },
      limitWatts: 400,
    },
    { device: "cpu:0", kind: "cpu", name: "AMD EPYC", source: "cpu-model", basis: "modelled" },
  ],
  pue: 1,
  pueGiven: false,
  place: { zone: "DK", name: "Denmark", how: "given" },
  machine: {
    hostname: "lab",
    os: "linux",
    arch: "x86_64",
    runtime: "Deno 2.9",
    cpu: { name: "AMD EPYC", threads: 16, sockets: 1 },
    memoryGb: 64,
    accelerators: [{ name: "NVIDIA A100", count: 1, memoryGb: 40 }],
  },
  job: { purpose: "final", model: "mlp", parameters: 25_450 },
  plannedEpochs: 3,
  intensities: [{
    atSeconds: 0,
    intensityGramsPerKwh: 131.77,
    range: [110, 150],
    basis: "modelled",
    source: "ember-2025",
    year: 2024,
    emissionScope: "life-cycle",
    accounting: "generation",
  }],
  notes: [{ code: "rest-not-measured", message: "Parts measured", hint: "add a wall meter" }],
  sources: [{ id: "ember-2025", title: "Yearly electricity data", publisher: "Ember", year: 2025 }],
};

/** The run of `START`, ended: 2 epochs of 10 s at 300 W and 60 W, 0.002 kWh, 0.26354 g. */
export function sampleRun(change: Partial<Run> = {}): Run {
  const epoch = (index: number, metrics: Run["metrics"]) => ({
    index,
    startedAtSeconds: 10 * index,
    durationSeconds: 10,
    energyKwh: 0.001,
    energyRange: [0.0009, 0.0012] as const,
    emissionsGrams: 0.13177,
    emissionsRange: [0.1, 0.17] as const,
    complete: true,
    metrics,
  });
  const { devices: _devices, pueGiven: _pueGiven, ...known } = START;
  return {
    ...known,
    status: "finished",
    endedAt: "2026-11-24T10:16:05.250Z",
    durationSeconds: 20,
    energyKwh: 0.002,
    emissionsGrams: 0.26354,
    ranges: { energyKwh: [0.0018, 0.0024], emissionsGrams: [0.2, 0.34] },
    basis: { energyKwh: "modelled", emissionsGrams: "modelled" },
    boundary: "device",
    itEnergyKwh: 0.002,
    intensityGramsPerKwh: 131.77,
    acceleratorHours: 20 / 3600,
    cpuCoreHours: 16 * 20 / 3600,
    parts: [
      {
        device: "gpu:0",
        kind: "gpu",
        name: "NVIDIA A100",
        source: "nvml-energy",
        basis: "measured",
        energyKwh: 0.0016666666666666668,
        energyRange: [0.0015, 0.0018],
        uncertainty: { key: "nvml:NVIDIA A100", shared: [0.05, 0.07], own: [0.025, 0.025] },
        meanWatts: 300,
        peakWatts: 320,
        missingSeconds: 0,
      },
      {
        device: "cpu:0",
        kind: "cpu",
        name: "AMD EPYC",
        source: "cpu-model",
        basis: "modelled",
        energyKwh: 0.0003333333333333333,
        energyRange: [0.0001, 0.0006],
        uncertainty: { key: "cpu-model", shared: [0.6, 0.8], own: [0, 0] },
        meanWatts: 60,
        missingSeconds: 0,
      },
    ],
    epochs: [epoch(0, { loss: 0.4 }), epoch(1, { loss: 0.2 })],
    spans: [],
    predictions: [{
      durationSeconds: 30,
      energyKwh: 0.003,
      emissionsGrams: 0.39531,
      ranges: {
        durationSeconds: [28, 33],
        energyKwh: [0.0027, 0.0035],
        emissionsGrams: [0.3, 0.5],
      },
      basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
      boundary: "device",
      afterEpochs: 1,
      totalEpochs: 3,
      level: 0.9,
      upTo: false,
    }],
    traces: [{
      device: "gpu:0",
      points: [{ fromSeconds: 0, toSeconds: 20, meanWatts: 300, lowWatts: 280, highWatts: 320 }],
    }],
    metrics: { accuracy: 0.97 },
    ...change,
  };
}

/** The curve of 300 W and of 60 W, the latter known to 0.5 to 2 times. */
export function steadyTick(atSeconds: number): Tick {
  return {
    atSeconds,
    joules: [300 * atSeconds, 60 * atSeconds],
    lowJoules: [300 * atSeconds, 30 * atSeconds],
    highJoules: [300 * atSeconds, 120 * atSeconds],
    watts: [300, 60],
    missingSeconds: [0, 0],
  };
}

/** Runs a test in a folder of its own. */
export async function inFolder(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir({ prefix: "footnote-test-" });
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
