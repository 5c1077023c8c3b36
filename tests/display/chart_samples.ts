/** Runs for charts to draw: invented, the same every time. */
import type { IntensityChartData } from "../../lib/display/intensity_steps.ts";
import type {
  Epoch,
  Equivalent,
  Part,
  Prediction,
  Range,
  Run,
  TracePoint,
} from "../../lib/model.ts";

/** Pseudo-random numbers 0..1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A run with nothing in it; what is given takes its place. */
export function bareRun(given: Partial<Run> = {}): Run {
  return {
    version: 1,
    id: "20251124-140200-bare",
    name: "bare",
    status: "finished",
    startedAt: "2025-11-24T13:02:00.000Z",
    endedAt: "2025-11-24T14:37:17.000Z",
    durationSeconds: 0,
    energyKwh: 0,
    itEnergyKwh: 0,
    emissionsGrams: 0,
    ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
    basis: { energyKwh: "measured", emissionsGrams: "modelled" },
    boundary: "device",
    pue: 1,
    intensityGramsPerKwh: 114,
    acceleratorHours: 0,
    cpuCoreHours: 0,
    place: { zone: "DK", name: "Denmark", how: "given" },
    machine: {
      hostname: "lab",
      os: "linux",
      arch: "x86_64",
      runtime: "Deno 2",
      cpu: { name: "AMD Ryzen Threadripper PRO 5965WX", threads: 48 },
      memoryGb: 64,
      accelerators: [],
    },
    parts: [],
    epochs: [],
    spans: [],
    predictions: [],
    intensities: [],
    traces: [],
    metrics: {},
    notes: [],
    sources: [],
    ...given,
  };
}

interface SampleDevice {
  readonly device: string;
  readonly kind: Part["kind"];
  readonly name: string;
  readonly source: string;
  readonly basis: Part["basis"];
  readonly watts: number;
  readonly noise: number;
  readonly error: Range;
}

type Row = readonly [string, Part["kind"], string, string, Part["basis"], number, number, Range];
const ROWS: readonly Row[] = [
  ["gpu:0", "gpu", "NVIDIA RTX A6000", "nvml-energy", "measured", 315, 0.06, [0.05, 0.05]],
  ["gpu:1", "gpu", "NVIDIA RTX A6000", "nvml-energy", "measured", 303, 0.06, [0.05, 0.05]],
  [
    "cpu:0",
    "cpu",
    "AMD Ryzen Threadripper PRO 5965WX",
    "cpu-model",
    "modelled",
    116,
    0.02,
    [0.42, 0.47],
  ],
  ["memory", "memory", "64 GB", "memory-model", "modelled", 15, 0.02, [0.63, 0.6]],
];
const DEVICES: readonly SampleDevice[] = ROWS.map((
  [device, kind, name, source, basis, watts, noise, error],
) => ({ device, kind, name, source, basis, watts, noise, error }));

/** Options of the sample run. */
export interface SampleOptions {
  readonly epochs?: number;
  readonly points?: number;
  readonly gpus?: number;
  /** Epochs that were planned beside those that ran. */
  readonly planned?: number;
  readonly gap?: boolean;
}

/** Two GPUs, CPU and memory over ten epochs with validation at the end of each; GPU 1 gives nothing for 200 s. */
export function sampleRun(options: SampleOptions = {}, given: Partial<Run> = {}): Run {
  const { epochs: count = 10, points = 954, gpus = 2, planned = count, gap = true } = options;
  const random = randomFrom(7);
  const epochSeconds = 562;
  const duration = 115 + count * epochSeconds;
  const devices = [
    ...Array.from({ length: gpus }, (_, i) => ({
      ...DEVICES[i % 2]!,
      device: `gpu:${i}`,
      watts: 315 - (12 * i) % 60,
    })),
    ...DEVICES.slice(2),
  ];
  const starts = Array.from({ length: count }, (_, i) => i === 0 ? 0 : 115 + i * epochSeconds);
  const load = (at: number) => {
    if (at < 100) return 0.4 + 0.001 * at;
    const inside = ((at - 115) % epochSeconds + epochSeconds) % epochSeconds / epochSeconds;
    return inside > 0.97 ? 0.3 : inside > 0.84 ? 0.68 : 1;
  };
  const step = duration / points;
  const gapAt: Range = gap ? [3110, 3310] : [-1, -1];
  const traces = devices.map(({ device, watts, noise, kind }) => {
    const list: TracePoint[] = [];
    for (let i = 0; i < points; i++) {
      const fromSeconds = i * step;
      if (device === "gpu:1" && fromSeconds + step > gapAt[0] && fromSeconds < gapAt[1]) continue;
      const base = kind === "gpu" ? load(fromSeconds) : 0.55 + 0.45 * load(fromSeconds);
      const meanWatts = watts * base * (1 + noise * (random() - 0.5));
      const spread = watts * noise * (0.8 + random());
      list.push({
        fromSeconds,
        toSeconds: (i + 1) * step,
        meanWatts,
        lowWatts: meanWatts - spread,
        highWatts: meanWatts + spread,
      });
    }
    return { device, points: list };
  });
  const energyIn = (from: number, to: number, of = traces) => {
    let joules = 0;
    for (const { points: list } of of) {
      for (const p of list) {
        const inside = Math.min(to, p.toSeconds) - Math.max(from, p.fromSeconds);
        if (inside > 0) joules += inside * p.meanWatts;
      }
    }
    return joules / 3.6e6;
  };
  const parts: Part[] = devices.map((d, i) => {
    const trace = traces[i]!;
    const energyKwh = energyIn(0, duration, [trace]);
    const missingSeconds = duration - trace.points.length * step;
    return {
      device: d.device,
      kind: d.kind,
      name: d.name,
      source: d.source,
      basis: d.basis,
      energyKwh,
      energyRange: [energyKwh * (1 - d.error[0]), energyKwh * (1 + d.error[1])],
      meanWatts: energyKwh * 3.6e6 / (duration - missingSeconds),
      peakWatts: Math.max(0, ...trace.points.slice(0, 100_000).map((p) => p.highWatts)),
      missingSeconds: missingSeconds < 1 ? 0 : missingSeconds,
    };
  });
  const epochs: Epoch[] = starts.map((startedAtSeconds, index) => {
    const durationSeconds = (starts[index + 1] ?? duration) - startedAtSeconds;
    const energyKwh = energyIn(startedAtSeconds, startedAtSeconds + durationSeconds);
    return {
      index,
      startedAtSeconds,
      durationSeconds,
      energyKwh,
      energyRange: [energyKwh * 0.92, energyKwh * 1.08],
      emissionsGrams: energyKwh * 114,
      complete: true,
      metrics: { loss: 1 / (index + 1), accuracy: 0.6 + 0.02 * index },
    };
  });
  const energyKwh = parts.reduce((sum, part) => sum + part.energyKwh, 0);
  const predictions: Prediction[] = epochs.map((_, i) => predictionAfter(epochs, i + 1, planned));
  return bareRun({
    id: "20251124-140200-resnet50",
    name: "resnet50",
    durationSeconds: duration,
    energyKwh,
    itEnergyKwh: energyKwh,
    emissionsGrams: energyKwh * 114,
    ranges: {
      energyKwh: [energyKwh * 0.92, energyKwh * 1.08],
      emissionsGrams: [energyKwh * 86, energyKwh * 142],
    },
    basis: { energyKwh: "modelled", emissionsGrams: "modelled" },
    parts,
    traces,
    epochs,
    plannedEpochs: planned,
    predictions,
    metrics: { accuracy: 0.798 },
    ...given,
  });
}

function predictionAfter(epochs: readonly Epoch[], after: number, total: number): Prediction {
  const seen = epochs.slice(0, after);
  const used = seen.length > 1 ? seen.slice(1) : seen;
  const sum = (of: (epoch: Epoch) => number, list = seen) =>
    list.reduce((total, epoch) => total + of(epoch), 0);
  const rest = total - after;
  const ahead = after === 1 ? [0.78, 1.2] as const : [1 - 0.1 / after, 1 + 0.1 / after] as const;
  const whole = (of: (epoch: Epoch) => number) => {
    const mean = sum(of, used) / used.length;
    const past = sum(of);
    return {
      mid: past + mean * rest,
      low: past + mean * rest * ahead[0],
      high: past + mean * rest * ahead[1],
    };
  };
  const energy = whole((epoch) => epoch.energyKwh);
  const time = whole((epoch) => epoch.durationSeconds);
  const joined = (end: number, factor: number) =>
    energy.mid * Math.exp(
      Math.sign(Math.log(factor)) *
        Math.hypot(Math.log(end / energy.mid), Math.log(factor)),
    );
  const range: Range = [joined(energy.low, 0.92), joined(energy.high, 1.08)];
  return {
    durationSeconds: time.mid,
    energyKwh: energy.mid,
    emissionsGrams: energy.mid * 114,
    ranges: {
      durationSeconds: [time.low, time.high],
      energyKwh: range,
      emissionsGrams: [range[0] * 90, range[1] * 140],
    },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "device",
    afterEpochs: after,
    totalEpochs: total,
    level: 0.9,
    upTo: true,
  };
}

const SCALED:
  readonly (readonly [string, number, number, Run["status"], "measured" | "modelled"])[] = [
    ["vit-small", 2.41, 0.819, "finished", "measured"],
    ["mobilenet-v3", 0.27, 0.724, "finished", "measured"],
    ["resnet101", 1.96, 0.803, "finished", "modelled"],
    ["convnext-tiny", 1.74, 0.826, "finished", "measured"],
    ["resnet50", 1.12, 0.798, "finished", "modelled"],
    ["efficientnet-b0", 0.63, 0.781, "finished", "measured"],
    ["vit-small, lr 3e-3", 0.58, NaN, "failed", "measured"],
    ["resnet18", 0.41, 0.754, "finished", "measured"],
  ];

/** Eight runs of the same machine, one of them failed; in some the CPU is modelled. */
export function compareRuns(): readonly Run[] {
  return SCALED.map(([name, energyKwh, accuracy, status, basis], i) => {
    const wide = basis === "measured" ? 0.04 : 0.13;
    const part = (device: string, kind: Part["kind"], share: number, of: Part["basis"]): Part => ({
      device,
      kind,
      name: device,
      source: "test",
      basis: of,
      energyKwh: energyKwh * share,
      energyRange: [energyKwh * share * (1 - wide), energyKwh * share * (1 + wide)],
      meanWatts: 100,
      missingSeconds: 0,
    });
    return bareRun({
      id: `run-${i}`,
      name,
      status,
      startedAt: `2025-11-${17 + i}T13:00:00.000Z`,
      endedAt: `2025-11-${17 + i}T16:00:00.000Z`,
      durationSeconds: 3600 * energyKwh,
      energyKwh,
      itEnergyKwh: energyKwh,
      emissionsGrams: energyKwh * 114,
      ranges: {
        energyKwh: [energyKwh * (1 - wide), energyKwh * (1 + wide)],
        emissionsGrams: [energyKwh * 90, energyKwh * 140],
      },
      parts: [
        part("gpu:0", "gpu", 0.79, "measured"),
        part("cpu:0", "cpu", 0.17, basis),
        part("memory", "memory", 0.04, basis),
      ],
      job: { purpose: i % 3 === 0 ? "final" : "search" },
      metrics: Number.isNaN(accuracy) ? {} : { accuracy },
    });
  });
}

/** A run of 1.12 kWh on ten grids; intensities in gCO2eq/kWh, rounded from Ember (2025). */
export function zoneData() {
  const energyKwh = 1.12;
  const grids: readonly (readonly [string, string, number])[] = [
    ["DK", "Denmark", 114],
    ["SE", "Sweden", 35],
    ["NO", "Norway", 28],
    ["FR", "France", 41],
    ["BR", "Brazil", 110],
    ["GB", "United Kingdom", 217],
    ["DE", "Germany", 329],
    ["US", "United States", 384],
    ["PL", "Poland", 592],
    ["ZA", "South Africa", 698],
  ];
  return {
    name: "resnet50",
    energyKwh,
    energyRange: [1.03, 1.21] as const,
    boundary: "device" as const,
    here: "DK",
    grid: "mean grid of 2025 (life-cycle, Ember)",
    rows: grids.map(([zone, name, intensity]) => ({
      zone,
      name,
      emissionsGrams: energyKwh * intensity,
      range: [energyKwh * intensity * 0.75, energyKwh * intensity * 1.27] as const,
    })),
  };
}

/** Runs with quality and cost, some beaten. */
export function paretoRuns(): readonly Run[] {
  const rows: readonly (readonly [string, number, number, number])[] = [
    ["logistic", 0.004, 0.423, 0.4],
    ["LeNet-5", 0.012, 0.528, 0.4],
    ["small CNN", 0.031, 0.612, 0.1],
    ["resnet18, 5 epochs", 0.13, 0.709, 0.1],
    ["squeezenet", 0.19, 0.66, 0.1],
    ["VGG-11", 0.66, 0.698, 0.1],
    ["mobilenet-v3", 0.27, 0.724, 0.04],
    ["resnet18", 0.41, 0.754, 0.04],
    ["efficientnet-b0", 0.63, 0.781, 0.04],
    ["resnet50", 1.12, 0.798, 0.13],
    ["resnet101", 1.96, 0.803, 0.13],
    ["convnext-tiny", 1.74, 0.826, 0.04],
    ["vit-small", 2.41, 0.819, 0.04],
  ];
  return rows.map(([name, energyKwh, accuracy, wide]) =>
    bareRun({
      name,
      energyKwh,
      emissionsGrams: energyKwh * 114,
      ranges: {
        energyKwh: [energyKwh * (1 - wide), energyKwh * (1 + wide)],
        emissionsGrams: [energyKwh * 80, energyKwh * 140],
      },
      metrics: { accuracy },
    })
  );
}

/** A footprint of 1.12 kWh and 128 g beside six known things; the amounts are invented. */
export function equivalentsData() {
  const footprint = {
    durationSeconds: 5717,
    energyKwh: 1.12,
    emissionsGrams: 128,
    ranges: { energyKwh: [1.03, 1.21], emissionsGrams: [96, 159] },
    basis: { energyKwh: "modelled", emissionsGrams: "modelled" },
    boundary: "device",
  } as const;
  const rows: readonly (readonly [string, number, string, "energy" | "emissions", number])[] = [
    ["phone charges", 74, "", "energy", 2023],
    ["kettles boiled (1 L)", 10, "", "energy", 2022],
    ["a day of an EU home", 0.11, "", "energy", 2023],
    ["in a new EU car", 1.2, "km", "emissions", 2023],
    ["a beef burger", 0.04, "", "emissions", 2018],
    ["a seat from Copenhagen to London", 0.001, "", "emissions", 2024],
  ];
  const equivalents: readonly Equivalent[] = rows.map(([label, amount, unit, from, year]) => ({
    id: label,
    label,
    amount,
    unit,
    from,
    source: "test",
    year,
  }));
  return { footprint, equivalents };
}

/** A day of the Danish grid from 08:00, six hours seen and eighteen forecast; the figures are invented. */
export function intensityData(): IntensityChartData {
  const start = Date.parse("2025-11-24T07:00:00Z");
  const values = [202, 213, 205, 194, 180, 167, 161, 170, 190, 212, 235, 239, 229, 209, 179, 145]
    .concat([122, 104, 94, 87, 98, 126, 163, 186]);
  const hour = (i: number) => new Date(start + i * 3_600_000);
  return {
    place: "Denmark",
    timeZone: "Europe/Copenhagen",
    source: "sample",
    now: hour(6),
    mean: { words: "of 2025", intensityGramsPerKwh: 174 },
    best: { from: hour(17), to: hour(20), savedShare: 0.45 },
    stretches: values.map((intensityGramsPerKwh, i) => ({
      from: hour(i),
      to: hour(i + 1),
      intensityGramsPerKwh,
      ...(i < 6 ? {} : {
        forecast: true,
        range: [
          intensityGramsPerKwh * (1 - 0.05 - 0.008 * (i - 6)),
          intensityGramsPerKwh * (1 + 0.05 + 0.01 * (i - 6)),
        ] as const,
      }),
    })),
  };
}
