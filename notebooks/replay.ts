/**
 * A training replayed without a machine: from the loads of its devices to a run, by the same account and prediction that a tracked run goes through. For records
 * that a notebook can draw anywhere and always alike.
 */
import { accountRun } from "../lib/carbon/account.ts";
import { intensityOf } from "../lib/carbon/intensity.ts";
import { cpuPower } from "../lib/hardware/cpu_model.ts";
import { memoryPower } from "../lib/hardware/memory_model.ts";
import { predictRun } from "../lib/predict/predict_run.ts";
import type { DeviceIdentity, DeviceLedger, RunLedger, StretchLedger } from "../lib/inside_run.ts";
import type {
  IntensityPoint,
  Machine,
  Metrics,
  Place,
  Prediction,
  Run,
  TracePoint,
} from "../lib/model.ts";

/** A device and what it draws at a load of 0..1. */
export interface ReplayDevice extends DeviceIdentity {
  watts(load: number): number;
  /** Factors of the reading's own range; a counter's readings have none. */
  readonly relativeRange?: readonly [number, number];
  /** Noise of a reading, a share of the watts. */
  readonly noise: number;
  /** How many points of a GPU's trace are one of this device's; 1. */
  readonly coarse?: number;
  /** Seconds in which the source gave nothing. */
  readonly gap?: readonly [from: number, to: number];
}

/** A training as it is replayed. */
export interface Replay {
  readonly name: string;
  readonly startedAt: string;
  readonly zone: string;
  readonly machine: Machine;
  readonly devices: readonly ReplayDevice[];
  /** Seconds of each epoch; the first one holds the loading of the data. */
  readonly epochs: readonly number[];
  readonly planned?: number;
  /** Load of the devices while training, 0..1. */
  readonly load: number;
  readonly setupSeconds?: number;
  readonly metrics?: (epoch: number) => Metrics;
  /** Predictions that the record keeps: all, or the first alone. */
  readonly predictions?: "all" | "first";
  /** Points of each trace that the record keeps; 0. */
  readonly tracePoints?: number;
  /** The grid in time; else the mean of the zone's newest year. */
  readonly intensities?: readonly IntensityPoint[];
  readonly more?: Partial<Pick<RunLedger, "status" | "stoppedBy" | "error" | "job" | "notes">>;
}

/** Pseudo-random numbers 0..1 from a seed (mulberry32, T. Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Points of a device's curve where no trace is kept: enough to cut epochs out of. */
const CURVE_POINTS = 2000;

/** Replays a training; the same one gives the same run. */
export async function replay(training: Replay): Promise<Run> {
  const { name, startedAt, epochs: lengths, tracePoints = 0, setupSeconds = 0 } = training;
  const random = randomFrom([...name].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7));
  const durationSeconds = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, one) => sum + one, 0));
  const loadAt = (at: number): number => {
    if (at < setupSeconds) return 0.12;
    const index = starts.findLastIndex((start) => start <= at);
    const from = index === 0 ? setupSeconds : starts[index]!;
    const share = (at - from) / ((starts[index + 1] ?? durationSeconds) - from);
    // Training, then validation, then the weights are written.
    return training.load * (share > 0.97 ? 0.25 : share > 0.84 ? 0.65 : 1);
  };
  const devices = training.devices.map((device) =>
    ledgerOf(device, { durationSeconds, loadAt, random, points: tracePoints || CURVE_POINTS })
  );
  const epochs = lengths.map((length, i): StretchLedger => ({
    startedAtSeconds: starts[i]!,
    durationSeconds: length,
    joules: devices.map(({ points }) => joulesIn(points, starts[i]!, starts[i]! + length)),
    complete: training.more?.status !== "failed" || i < lengths.length - 1,
    metrics: training.metrics?.(i) ?? {},
  }));
  const { place, intensities } = await gridOf(training);
  const planned = training.planned ?? lengths.length;
  const run = accountRun({
    version: 1,
    id: `${startedAt.slice(0, 10)}-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
    name,
    status: "finished",
    startedAt,
    endedAt: new Date(Date.parse(startedAt) + 1000 * durationSeconds).toISOString(),
    durationSeconds,
    devices,
    pue: 1,
    pueGiven: false,
    place,
    machine: training.machine,
    plannedEpochs: planned,
    intensities,
    epochs,
    spans: [],
    predictions: [],
    metrics: training.metrics?.(lengths.length - 1) ?? {},
    notes: [],
    sources: [],
    ...training.more,
  });
  const kept = training.predictions === "first" ? 1 : lengths.length;
  const predictions = Array.from(
    { length: Math.min(kept, lengths.length) },
    (_, i) => predictionAfter(i + 1, run, planned),
  );
  return rounded({
    ...run,
    predictions,
    traces: tracePoints > 0 ? run.traces : [],
  });
}

function ledgerOf(
  { watts, relativeRange, noise, gap, coarse = 1, ...identity }: ReplayDevice,
  how: {
    readonly durationSeconds: number;
    readonly points: number;
    loadAt(at: number): number;
    random(): number;
  },
): DeviceLedger {
  const count = how.points / coarse;
  const step = how.durationSeconds / count;
  const points: TracePoint[] = [];
  for (let i = 0; i < count; i++) {
    const [fromSeconds, toSeconds] = [i * step, (i + 1) * step];
    if (gap !== undefined && toSeconds > gap[0] && fromSeconds < gap[1]) continue;
    const mean = watts(how.loadAt((fromSeconds + toSeconds) / 2));
    const meanWatts = mean * (1 + noise * (how.random() - 0.5));
    const spread = mean * noise * (0.6 + how.random());
    points.push({
      fromSeconds,
      toSeconds,
      meanWatts,
      lowWatts: meanWatts - spread,
      highWatts: meanWatts + spread,
    });
  }
  const energyJoules = joulesIn(points, 0, how.durationSeconds);
  return {
    ...identity,
    energyJoules,
    lowJoules: energyJoules * (relativeRange?.[0] ?? 1),
    highJoules: energyJoules * (relativeRange?.[1] ?? 1),
    peakWatts: Math.max(0, ...points.map(({ highWatts }) => highWatts)),
    missingSeconds: how.durationSeconds - points.length * step < 1
      ? 0
      : how.durationSeconds - points.length * step,
    points,
  };
}

function joulesIn(points: readonly TracePoint[], from: number, to: number): number {
  return points.reduce((sum, point) => {
    const seconds = Math.min(to, point.toSeconds) - Math.max(from, point.fromSeconds);
    return seconds > 0 ? sum + seconds * point.meanWatts : sum;
  }, 0);
}

function predictionAfter(epochs: number, run: Run, totalEpochs: number): Prediction {
  const [point] = run.intensities;
  return {
    ...predictRun({
      epochs: run.epochs.slice(0, epochs),
      totalEpochs,
      intensityGramsPerKwh: point!.intensityGramsPerKwh,
      intensityRange: point!.range,
    }),
    boundary: run.boundary,
  };
}

async function gridOf(
  { zone, startedAt, intensities }: Replay,
): Promise<{ readonly place: Place; readonly intensities: readonly IntensityPoint[] }> {
  const grid = await intensityOf(zone, { year: 2025, at: new Date(startedAt) });
  const { intensityGramsPerKwh, range, source, year, emissionScope, accounting } = grid;
  const name = zone === "DK" ? "Denmark" : "United Kingdom";
  return {
    place: { zone, name, how: "given" },
    intensities: intensities ?? [{
      atSeconds: 0,
      intensityGramsPerKwh,
      range,
      basis: "modelled",
      source,
      year,
      emissionScope,
      accounting,
    }],
  };
}

/** Fewer digits: a third of the size, and no figure that anybody sees is another. */
function rounded(run: Run): Run {
  const short = (key: string, value: unknown) =>
    typeof value !== "number" ? value : Number(value.toPrecision(/Watts$/.test(key) ? 4 : 6));
  return JSON.parse(JSON.stringify(run, short));
}

/** An NVIDIA board whose energy counter is read; uncertainty as `probe/` gives it. */
export function board(index: number, name: string, idle: number, full: number): ReplayDevice {
  return {
    device: `gpu:${index}`,
    kind: "gpu",
    name,
    source: "nvml-energy",
    basis: "measured",
    uncertainty: { key: `nvml:${name}`, shared: [0.05, 0.07], own: [0.025, 0.025] },
    limitWatts: full,
    watts: (load) => idle + (full - idle) * load,
    noise: 0.06,
  };
}

/** CPU packages and DRAM read by their counters. */
export function counted(name: string, idle: number, full: number): readonly ReplayDevice[] {
  return [
    {
      device: "cpu:0",
      kind: "cpu",
      name,
      source: "rapl",
      basis: "measured",
      uncertainty: { key: "rapl:intel", shared: [0.05, 0.05], own: [0.02, 0.02] },
      watts: (load) => idle + (full - idle) * load,
      noise: 0.03,
    },
    {
      device: "memory",
      kind: "memory",
      name: "DRAM",
      source: "rapl-dram",
      basis: "measured",
      uncertainty: { key: "rapl-dram:haswell", shared: [0.25, 0.10], own: [0, 0] },
      watts: (load) => 0.1 * full * (0.6 + 0.4 * load),
      noise: 0.02,
    },
  ];
}

/** CPU and memory of which no counter can be read: modelled as `track()` would. */
export function modelled(name: string, tdpWatts: number, memoryGb: number): ReplayDevice[] {
  const cpu = (utilization: number) => cpuPower({ tdpWatts, utilization, known: "exact" });
  const memory = (utilization: number) => memoryPower({ memoryGb, utilization });
  const [low, high] = cpu(0.3).relativeRange;
  const [least, most] = memory(0.3).relativeRange;
  return [
    {
      device: "cpu:0",
      kind: "cpu",
      name,
      source: "cpu-model",
      basis: "modelled",
      uncertainty: { key: "cpu-model", shared: [1 - low, high - 1], own: [0, 0] },
      watts: (load) => cpu(0.3 * load).powerWatts,
      relativeRange: [low, high],
      noise: 0.02,
      coarse: 2,
    },
    {
      device: "memory",
      kind: "memory",
      name: `${memoryGb} GB of memory`,
      source: "memory-model",
      basis: "modelled",
      uncertainty: { key: "memory-model", shared: [1 - least, most - 1], own: [0, 0] },
      watts: (load) => memory(0.3 * load).powerWatts,
      relativeRange: [least, most],
      noise: 0.02,
      coarse: 4,
    },
  ];
}
