/** Runs and epochs as flat objects, units in the names: one row each for tables and data frames. */
import { checkRuns } from "../arguments.ts";
import { measuredNothing } from "../measured_nothing.ts";
import type { Job, Part, Run } from "../model.ts";

/** One row. */
export type FlatRecord = Readonly<Record<string, string | number | undefined>>;

/** Parts of one kind are one column. */
const KINDS = ["gpu", "cpu", "memory", "npu", "system", "rest"] as const;
/** The fields of a job, in the order of the columns. */
export const JOB_FIELDS: readonly (keyof Job)[] = [
  "stage",
  "purpose",
  "model",
  "baseModel",
  "relation",
  "parameters",
  "flops",
  "tokens",
  "samples",
  "dataset",
  "framework",
  "precision",
  "infrastructure",
  "instance",
];

/** The zeros of a run that measured nothing are no figures: a mean over the column must not count them. */
const NO_FIGURES_OF_EPOCH: FlatRecord = {
  energyKwh: undefined,
  energyKwhLow: undefined,
  energyKwhHigh: undefined,
  emissionsGrams: undefined,
  emissionsGramsLow: undefined,
  emissionsGramsHigh: undefined,
};
const NO_FIGURES: FlatRecord = {
  ...NO_FIGURES_OF_EPOCH,
  itEnergyKwh: undefined,
  ...Object.fromEntries(KINDS.map((kind) => [`${kind}EnergyKwh`, undefined])),
};

/**
 * Runs as flat plain objects: what data-frame libraries and `Plot.dot(records)` take as they are. Energies in kWh, emissions in
 * gCO2eq, times in s; ends of 90 % intervals are `…Low` and `…High`; metrics are `metric_NAME`. Every object has every column;
 * of a run that measured nothing energies and emissions are `undefined`, not 0.
 * @throws {TypeError} If it is no array of runs.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { toRecords } from "@footnote/footnote";
 * deepStrictEqual(toRecords([]), []);
 * ```
 */
export function toRecords(runs: readonly Run[]): readonly FlatRecord[] {
  checkRuns(runs, "flatten runs");
  const metrics = metricNames(runs.map((run) => run.metrics));
  return runs.map((run) => ({
    ...runRecord(run),
    ...(measuredNothing(run) ? NO_FIGURES : {}),
    ...metricFields(run.metrics, metrics),
  }));
}

/** Epochs of runs as flat plain objects, with the run's id and name in front. */
export function toEpochRecords(runs: readonly Run[]): readonly FlatRecord[] {
  const metrics = metricNames(runs.flatMap((run) => run.epochs.map((epoch) => epoch.metrics)));
  return runs.flatMap((run) =>
    run.epochs.map((epoch) => ({
      runId: run.id,
      runName: run.name,
      epoch: epoch.index,
      startedAtSeconds: epoch.startedAtSeconds,
      durationSeconds: epoch.durationSeconds,
      energyKwh: epoch.energyKwh,
      energyKwhLow: epoch.energyRange[0],
      energyKwhHigh: epoch.energyRange[1],
      emissionsGrams: epoch.emissionsGrams,
      emissionsGramsLow: epoch.emissionsRange?.[0],
      emissionsGramsHigh: epoch.emissionsRange?.[1],
      boundary: run.boundary,
      complete: epoch.complete ? "yes" : "no",
      ...(measuredNothing(run) ? NO_FIGURES_OF_EPOCH : {}),
      ...metricFields(epoch.metrics, metrics),
    }))
  );
}

function runRecord(run: Run): FlatRecord {
  const { machine, place, ranges } = run;
  const intensity = run.intensities[0];
  return {
    id: run.id,
    name: run.name,
    status: run.status,
    stoppedBy: run.stoppedBy,
    error: run.error,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    durationSeconds: run.durationSeconds,
    energyKwh: run.energyKwh,
    energyKwhLow: ranges.energyKwh[0],
    energyKwhHigh: ranges.energyKwh[1],
    energyBasis: run.basis.energyKwh,
    emissionsGrams: run.emissionsGrams,
    emissionsGramsLow: ranges.emissionsGrams[0],
    emissionsGramsHigh: ranges.emissionsGrams[1],
    emissionsBasis: run.basis.emissionsGrams,
    boundary: run.boundary,
    itEnergyKwh: run.itEnergyKwh,
    pue: run.pue,
    ...Object.fromEntries(KINDS.map((kind) => [`${kind}EnergyKwh`, kindKwh(run.parts, kind)])),
    intensityGramsPerKwh: run.intensityGramsPerKwh,
    intensitySource: intensity?.source,
    intensityYear: intensity?.year,
    emissionScope: intensity?.emissionScope,
    accounting: intensity?.accounting,
    zone: place.zone,
    zoneName: place.name,
    zoneHow: place.how,
    acceleratorHours: run.acceleratorHours,
    cpuCoreHours: run.cpuCoreHours,
    completeEpochs: run.epochs.filter(({ complete }) => complete).length,
    plannedEpochs: run.plannedEpochs,
    hostname: machine.hostname,
    os: machine.os,
    cpu: machine.cpu.name,
    cpuThreads: machine.cpu.threads,
    memoryGb: machine.memoryGb,
    accelerators: machine.accelerators.map(({ name, count }) => `${count} x ${name}`).join("; "),
    rank: machine.rank,
    worldSize: machine.worldSize,
    ...Object.fromEntries(JOB_FIELDS.map((field) => [field, run.job?.[field]])),
    notes: run.notes.map(({ code }) => code).join("; "),
  };
}

function kindKwh(parts: readonly Part[], kind: Part["kind"]): number | undefined {
  const some = parts.filter((part) => part.kind === kind);
  return some.length === 0 ? undefined : some.reduce((sum, part) => sum + part.energyKwh, 0);
}

/** Names of all metrics, in the order in which they first appear. */
function metricNames(all: readonly Run["metrics"][]): readonly string[] {
  return [...new Set(all.flatMap((metrics) => Object.keys(metrics)))];
}

function metricFields(metrics: Run["metrics"], names: readonly string[]): FlatRecord {
  return Object.fromEntries(
    names.map((
      name,
    ) => [`metric_${name}`, Object.hasOwn(metrics, name) ? metrics[name] : undefined]),
  );
}
