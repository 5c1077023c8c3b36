/** Writes finished runs as records: those of other tools, or merged ones. */
import { homePath } from "../home_path.ts";
import type { RunStart } from "../inside_run.ts";
import type { Run } from "../model.ts";
import { openRecord } from "../record/writer.ts";

/**
 * Saves a run as a record of its own, never over another.
 * @returns The record's path.
 * @throws {RecordError} If it cannot be written.
 */
export async function saveRun(run: Run, directory: string): Promise<string> {
  const record = await openRecord({
    directory: homePath(directory, "save a run", "directory"),
    start: startOf(run),
  });
  await record.end(run);
  return record.path;
}

/** What was known when the run began, as far as the run still tells. */
function startOf(run: Run): RunStart {
  return {
    version: 1,
    id: run.id,
    name: run.name,
    startedAt: run.startedAt,
    devices: run.parts.map(({ device, kind, name, source, basis, uncertainty }) => ({
      device,
      kind,
      name,
      source,
      basis,
      ...(uncertainty === undefined ? {} : { uncertainty }),
    })),
    pue: run.pue,
    pueGiven: run.boundary === "facility",
    place: run.place,
    machine: run.machine,
    ...(run.job === undefined ? {} : { job: run.job }),
    ...(run.plannedEpochs === undefined ? {} : { plannedEpochs: run.plannedEpochs }),
    intensities: run.intensities,
    notes: run.notes,
    sources: run.sources,
  };
}
