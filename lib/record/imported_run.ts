/** A run out of what another tool wrote down. */
import { timesRange, totalRange, weakestBasis } from "../interval.ts";
import type {
  Basis,
  Epoch,
  IntensityPoint,
  Machine,
  Note,
  Part,
  Place,
  Prediction,
  Range,
  Run,
  SourceRef,
  Trace,
  Uncertainty,
} from "../model.ts";
import { kwhOfWatts, meanWatts, SECONDS_PER_HOUR } from "../units.ts";

/** One device, or one kind of device where the tool keeps no more. */
export interface ImportedPart {
  readonly device: string;
  readonly kind: Part["kind"];
  readonly name: string;
  readonly source: string;
  readonly basis: Basis;
  /** Before PUE. */
  readonly energyKwh: number;
  readonly uncertainty: Uncertainty;
  readonly missingSeconds: number;
  /** Mean watts by epoch, where the tool has them. */
  readonly epochWatts?: readonly (number | undefined)[];
}

/** What is known of the run. */
export interface Imported {
  readonly id: string;
  readonly name: string;
  readonly status: Run["status"];
  readonly stoppedBy?: "you";
  readonly startedAt: Date;
  readonly durationSeconds: number;
  readonly pue: number;
  readonly parts: readonly ImportedPart[];
  /** Where the energy is not a measurement of this run but what the tool predicted: how far off its predictions are, as factors. */
  readonly predictedRange?: Range;
  readonly epochSeconds: readonly number[];
  readonly plannedEpochs?: number;
  readonly predictions?: readonly Prediction[];
  readonly intensity: Omit<IntensityPoint, "atSeconds">;
  readonly place: Place;
  readonly machine: Machine;
  readonly accelerators: number;
  readonly notes: readonly Note[];
  readonly source: SourceRef;
}

/** The run, with ranges by the same rule as our own. Its epochs lie end to end: other tools keep no time between them. */
export function importedRun(known: Imported): Run {
  const { durationSeconds, pue, intensity, predictedRange } = known;
  // What was read in the epochs that were seen is not what the energies of a predicted run say.
  const parts = predictedRange === undefined
    ? known.parts
    : known.parts.map((part): ImportedPart => ({ ...part, basis: "predicted" }));
  const figures = (energies: readonly number[], off: Range = [1, 1]) => {
    const total = totalRange(
      parts.map((part, index) => ({ energyKwh: energies[index] ?? 0, ...part.uncertainty })),
    );
    const energy = timesRange(total.energyKwh, fromZero(total.range), [
      { factor: pue, range: [1, 1] },
      { factor: 1, range: off },
    ]);
    const grams = intensity.intensityGramsPerKwh;
    const emissions = timesRange(energy.value, energy.range, [{
      factor: grams,
      range: grams > 0 ? [intensity.range[0] / grams, intensity.range[1] / grams] : [1, 1],
    }]);
    return { itEnergyKwh: total.energyKwh, energy, emissions };
  };
  const whole = figures(parts.map((part) => part.energyKwh), predictedRange);
  const energyBasis = weakestBasis(...parts.map((part) => part.basis));
  let at = 0;
  const epochs = known.epochSeconds.map((seconds, index): Epoch => {
    const { energy, emissions } = figures(parts.map((part) => {
      const powerWatts = part.epochWatts?.[index] ?? 0;
      return kwhOfWatts({ powerWatts, durationSeconds: seconds });
    }));
    const startedAtSeconds = at;
    at += seconds;
    return {
      index,
      startedAtSeconds,
      durationSeconds: seconds,
      energyKwh: energy.value,
      energyRange: energy.range,
      emissionsGrams: emissions.value,
      emissionsRange: emissions.range,
      complete: true,
      metrics: {},
    };
  });
  const hours = durationSeconds / SECONDS_PER_HOUR;
  return {
    version: 1,
    id: known.id,
    name: known.name,
    status: known.status,
    ...(known.stoppedBy === undefined ? {} : { stoppedBy: known.stoppedBy }),
    startedAt: known.startedAt.toISOString(),
    endedAt: new Date(known.startedAt.getTime() + durationSeconds * 1000).toISOString(),
    durationSeconds,
    energyKwh: whole.energy.value,
    emissionsGrams: whole.emissions.value,
    ranges: { energyKwh: whole.energy.range, emissionsGrams: whole.emissions.range },
    basis: {
      energyKwh: energyBasis,
      emissionsGrams: weakestBasis(energyBasis, intensity.basis),
    },
    boundary: pue === 1 ? "device" : "facility",
    itEnergyKwh: whole.itEnergyKwh,
    pue,
    intensityGramsPerKwh: intensity.intensityGramsPerKwh,
    acceleratorHours: known.accelerators * hours,
    cpuCoreHours: known.machine.cpu.threads * hours,
    place: known.place,
    machine: known.machine,
    parts: parts.map((part) => partOf(part, durationSeconds, predictedRange)),
    epochs,
    spans: [],
    ...(known.plannedEpochs === undefined ? {} : { plannedEpochs: known.plannedEpochs }),
    predictions: known.predictions ?? [],
    intensities: [{ atSeconds: 0, ...intensity }],
    traces: parts.flatMap((part) => traceOf(part, epochs)),
    metrics: {},
    notes: known.notes,
    sources: [known.source],
  };
}

function partOf(part: ImportedPart, durationSeconds: number, off: Range = [1, 1]): Part {
  const { epochWatts: _, ...kept } = part;
  const { range } = totalRange([{ energyKwh: part.energyKwh, ...part.uncertainty }]);
  return {
    ...kept,
    energyRange: timesRange(part.energyKwh, fromZero(range), [{ factor: 1, range: off }]).range,
    meanWatts: meanWatts({
      energyKwh: part.energyKwh,
      durationSeconds: durationSeconds - part.missingSeconds,
    }),
  };
}

/** A point an epoch: other tools keep no finer trace. */
function traceOf({ device, epochWatts }: ImportedPart, epochs: readonly Epoch[]): Trace[] {
  if (epochWatts === undefined) return [];
  const points = epochs.flatMap(({ startedAtSeconds, durationSeconds }, index) => {
    const watts = epochWatts[index];
    if (watts === undefined || durationSeconds <= 0) return [];
    return [{
      fromSeconds: startedAtSeconds,
      toSeconds: startedAtSeconds + durationSeconds,
      meanWatts: watts,
      lowWatts: watts,
      highWatts: watts,
    }];
  });
  return [{ device, points }];
}

function fromZero([low, high]: Range): Range {
  return [Math.max(0, low), high];
}
