/** The energy of each epoch by kind of device, and what had been predicted for it. */
import type {
  Basis,
  DeviceKind,
  Epoch,
  Part,
  Prediction,
  Range,
  Run,
  TracePoint,
} from "../model.ts";
import { JOULES_PER_KWH, meanWatts } from "../units.ts";
import { groupedParts } from "./device_words.ts";

/** Energy of one kind of device on one basis in each epoch, in kWh within the run's boundary. */
export interface EpochStack {
  /** `undefined`: the record does not say which device. */
  readonly kind: DeviceKind | undefined;
  readonly basis: Basis;
  readonly energiesKwh: readonly number[];
}

/** A figure that was predicted for one epoch, with its 90 % interval. */
export interface Ring {
  readonly value: number;
  readonly range: Range;
}
/** What was predicted for an epoch before it began. */
export interface EpochPrediction {
  /** Position among the epochs drawn, from 0. */
  readonly at: number;
  readonly energyKwh: Ring;
  readonly durationSeconds: Ring;
}

/**
 * Cuts each kind's energy within each epoch out of the traces. Their shares are scaled to the epoch's own energy, which was cut
 * at the very marks and holds the building's share; a trace is only as fine as its points.
 */
export function epochStacks(run: Run, epochs: readonly Epoch[]): readonly EpochStack[] {
  const traces = new Map(run.traces.map(({ device, points }) => [device, points]));
  const groups = groupedParts(run.parts).map(({ kind, basis, parts }) => {
    const energies = new Float64Array(epochs.length);
    for (const part of parts) addEnergies(energies, curveOf(part, traces, run), epochs);
    return { kind, basis, energies };
  });
  const unknown = new Float64Array(epochs.length);
  epochs.forEach((epoch, i) => {
    const sum = groups.reduce((total, { energies }) => total + energies[i]!, 0);
    const energyKwh = Math.max(0, Number.isFinite(epoch.energyKwh) ? epoch.energyKwh : 0);
    if (!(sum > 0)) unknown[i] = energyKwh;
    for (const { energies } of groups) energies[i]! *= sum > 0 ? energyKwh / sum : 0;
  });
  const stacks: EpochStack[] = groups.map(({ kind, basis, energies }) => ({
    kind,
    basis,
    energiesKwh: [...energies],
  }));
  if (unknown.some((energy) => energy > 0)) {
    stacks.push({ kind: undefined, basis: run.basis.energyKwh, energiesKwh: [...unknown] });
  }
  return stacks.filter(({ energiesKwh }) => energiesKwh.some((energy) => energy > 0));
}

/** A part without a trace, as the rest of a machine by its model, drew evenly: only its total is known. */
function curveOf(
  part: Part,
  traces: ReadonlyMap<string, readonly TracePoint[]>,
  { durationSeconds }: Run,
): readonly TracePoint[] {
  const points = traces.get(part.device) ?? [];
  if (points.length > 0 || traces.size === 0 || !(part.energyKwh > 0)) return points;
  const watts = meanWatts({ energyKwh: part.energyKwh, durationSeconds });
  return [{
    fromSeconds: 0,
    toSeconds: durationSeconds,
    meanWatts: watts,
    lowWatts: watts,
    highWatts: watts,
  }];
}

function addEnergies(
  energies: Float64Array,
  points: readonly TracePoint[],
  epochs: readonly Epoch[],
): void {
  let first = 0;
  for (const { fromSeconds, toSeconds, meanWatts: watts } of points) {
    if (!Number.isFinite(watts)) continue;
    while (first < epochs.length && endOf(epochs[first]!) <= fromSeconds) first++;
    for (let i = first; i < epochs.length && epochs[i]!.startedAtSeconds < toSeconds; i++) {
      const inside = Math.min(toSeconds, endOf(epochs[i]!)) -
        Math.max(fromSeconds, epochs[i]!.startedAtSeconds);
      if (inside > 0) energies[i]! += inside * watts / JOULES_PER_KWH;
    }
  }
}

function endOf({ startedAtSeconds, durationSeconds }: Epoch): number {
  return startedAtSeconds + durationSeconds;
}

/**
 * What the prediction made before each epoch said of one epoch: the mean of those then still to come. The sensors' own error is taken out of
 * its interval, for bar and ring share it. `count` epochs are asked for, also those that never came.
 */
export function epochPredictions(
  epochs: readonly Epoch[],
  predictions: readonly Prediction[],
  count: number,
): readonly EpochPrediction[] {
  const rings: EpochPrediction[] = [];
  for (let at = 0; at < count; at++) {
    const index = epochs[at]?.index ?? at;
    const prediction = latestBefore(predictions, index);
    if (prediction === undefined) continue;
    const { afterEpochs, totalEpochs } = prediction;
    const seen = epochs.filter((epoch) => epoch.index < afterEpochs);
    const rest = totalEpochs - afterEpochs;
    if (!(rest > 0) || seen.length === 0) continue;
    const usedKwh = sumOf(seen, ({ energyKwh }) => energyKwh);
    const usedSeconds = sumOf(seen, ({ durationSeconds }) => durationSeconds);
    const own: Range = usedKwh > 0
      ? [
        sumOf(seen, ({ energyRange }) => energyRange[0]) / usedKwh,
        sumOf(seen, ({ energyRange }) => energyRange[1]) / usedKwh,
      ]
      : [1, 1];
    const { energyKwh, durationSeconds, ranges } = prediction;
    const future = withoutFactor(energyKwh, ranges.energyKwh, own);
    const ring = (value: number, range: Range, used: number): Ring => ({
      value: Math.max(0, value - used) / rest,
      range: [Math.max(0, range[0] - used) / rest, Math.max(0, range[1] - used) / rest],
    });
    const time = ring(durationSeconds, ranges.durationSeconds, usedSeconds);
    const energy = atLeast(ring(energyKwh, future, usedKwh), time);
    const found = { at, energyKwh: energy, durationSeconds: time };
    if ([found.energyKwh, found.durationSeconds].every(isWhole)) rings.push(found);
  }
  return rings;
}

function latestBefore(predictions: readonly Prediction[], index: number): Prediction | undefined {
  let latest: Prediction | undefined;
  for (const prediction of predictions) {
    if (prediction.afterEpochs > index) continue;
    if (latest === undefined || prediction.afterEpochs >= latest.afterEpochs) latest = prediction;
  }
  return latest;
}

/** The range that, joined with a factor's in quadrature of logarithms, gave this one. */
function withoutFactor(value: number, range: Range, factor: Range): Range {
  if (!(value > 0) || !(range[0] > 0) || !(factor[0] > 0)) return range;
  const rest = (end: number, own: number) =>
    Math.sqrt(Math.max(0, Math.log(end / value) ** 2 - Math.log(own) ** 2));
  return [
    value * Math.exp(-rest(range[0], factor[0])),
    value * Math.exp(rest(range[1], factor[1])),
  ];
}

/** An energy is no surer than its time: where the sensors' error is by far the larger, what is left of the difference is noise. */
function atLeast(energy: Ring, time: Ring): Ring {
  if (!(time.value > 0)) return energy;
  const scale = energy.value / time.value;
  return {
    value: energy.value,
    range: [
      Math.min(energy.range[0], time.range[0] * scale),
      Math.max(energy.range[1], time.range[1] * scale),
    ],
  };
}

function isWhole({ value, range }: Ring): boolean {
  return [value, ...range].every(Number.isFinite);
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
