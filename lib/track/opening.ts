/** The opening of a run: look at the machine, find the grid, open the record, take the first readings. */
import { inNotebook } from "../display/jupyter.ts";
import { firstLine, systemReason } from "../errors.ts";
import type { LiveState, RunStart } from "../inside_run.ts";
import type { Note, PowerSource } from "../model.ts";
import { describeMachine } from "../probe/machine.ts";
import type { MachineFile } from "../probe/machine_file.ts";
import { openRecord, type RecordFile } from "../record/writer.ts";
import { planLanes } from "../sample/lanes.ts";
import { Sampler } from "../sample/sampler.ts";
import { shownBudget } from "./budget.ts";
import { findCalibration } from "./calibration.ts";
import { findGrid } from "./grid.ts";
import { identityOf } from "./ledger.ts";
import { type LiveLine, liveLine } from "./live.ts";
import type { CheckedOptions } from "./options.ts";
import { watchOthers } from "./others.ts";
import { findRest } from "./rest.ts";
import { gatherSources } from "./sources.ts";
import { warmUp } from "./warm_up.ts";

/** A run that has begun. */
export interface Opened {
  readonly start: RunStart;
  readonly sampler: Sampler;
  readonly record: RecordFile | undefined;
  readonly live: LiveLine;
  /** Grows while the run goes on. */
  readonly notes: Note[];
  readonly baseline: MachineFile["baseline"];
  /** Sources that were opened for this run, to be closed with it. */
  readonly opened: readonly PowerSource[];
  /** Asked at the end: how much others worked meanwhile. */
  readonly others: () => Note[];
}

/** Opens a run. Throws for wrong arguments alone; what else fails is a note. */
export async function openRun(options: CheckedOptions): Promise<Opened> {
  const [grid, gathered, machine] = await Promise.all([
    findGrid(options),
    gatherSources(options),
    describeMachine({}),
  ]);
  const notes: Note[] = [...grid.notes, ...gathered.notes];
  const calibration = await findCalibration(options, machine.hostname, notes);
  const plans = await planLanes(gathered.sources);
  const sources = plans.flatMap((plan) => plan.sources.map(({ source }) => source));
  for (const source of sources) notes.push(...source.notes ?? []);
  const rest = findRest(options, { devices: sources, calibration }, notes);
  const start: RunStart = {
    version: 1,
    id: crypto.randomUUID(),
    name: options.name,
    startedAt: new Date().toISOString(),
    devices: sources.map(identityOf),
    pue: options.pue,
    pueGiven: options.pueGiven,
    place: grid.place,
    machine,
    ...(options.job === undefined ? {} : { job: options.job }),
    ...(options.epochs === undefined ? {} : { plannedEpochs: options.epochs }),
    ...(options.scope === "process" ? { scope: "process" } as const : {}),
    ...(calibration === undefined ? {} : { calibration }),
    ...(rest === undefined ? {} : { rest }),
    intensities: [grid.point],
    notes,
    sources: [],
  };
  const record = await beginRecord(options.directory, start, notes);
  const budget = options.budget && shownBudget(options.budget);
  const live = liveLine({
    name: options.name,
    live: options.live,
    quiet: options.quiet,
    predictAfterEpochs: options.predictAfterEpochs,
    ...(budget === undefined ? {} : { budget }),
  });
  // Shown before the first reading: what showing costs is not the training's.
  await beginLine(live, options, notes);
  try {
    warmUp(start);
  } catch {
    // What fails here fails again where it counts, and is noted there.
  }
  const counted = options.scope !== "process" &&
    sources.some(({ kind }) => kind === "cpu" || kind === "system");
  const others = counted ? await watchOthers(machine.cpu.threads) : () => [];
  const sampler = await Sampler.begin({
    plans,
    intervalSeconds: options.intervalSeconds,
    listeners: [...(record === undefined ? [] : [record.listener]), ...live.listeners],
    keep: inNotebook(),
    onNote: (note) => notes.push(note),
    withoutWorker: (entry) => record?.entry(entry),
  });
  // The first call takes a millisecond, which is not to lie in the first epoch.
  sampler.current();
  // The journal has the start already and leaves this one out; the line in a terminal has its names from it.
  if (live.listeners.length > 0) sampler.entry({ type: "start", run: start });
  return {
    start,
    sampler,
    record,
    live,
    notes,
    baseline: gathered.kept?.baseline,
    others,
    opened: gathered.opened,
  };
}

async function beginLine(live: LiveLine, options: CheckedOptions, notes: Note[]): Promise<void> {
  const nothing: LiveState = {
    name: options.name,
    elapsedSeconds: 0,
    ...(options.epochs === undefined ? {} : { epochs: options.epochs }),
    recentWatts: [],
    energyKwh: 0,
    energyRange: [0, 0],
    emissionsGrams: 0,
    emissionsRange: [0, 0],
    predictAfterEpochs: options.predictAfterEpochs,
    ...(options.budget === undefined ? {} : { budget: shownBudget(options.budget) }),
  };
  try {
    await live.begin(nothing);
  } catch (thrown) {
    notes.push(notShown(thrown));
  }
}

async function beginRecord(
  directory: string | null,
  start: RunStart,
  notes: Note[],
): Promise<RecordFile | undefined> {
  if (directory === null) return undefined;
  try {
    return await openRecord({ directory, start });
  } catch (thrown) {
    notes.push(unwritable(directory, thrown));
    return undefined;
  }
}

/** The note of a record that could not be written. */
export function unwritable(directory: string | null, thrown: unknown): Note {
  return {
    code: "no-record",
    message: `Not recorded: folder "${directory}" cannot be written (${systemReason(thrown)})`,
    hint: `track({ directory: "a/folder/of/yours" }, …)`,
  };
}

/** The note of a line or card that could not be shown. */
export function notShown(thrown: unknown): Note {
  return {
    code: "display-failed",
    message: `The run was measured but not shown: ${firstLine(thrown)}`,
  };
}
