/** Runs out of other tools' files. */
import { atFirstUse } from "../at_first_use.ts";
import { findZone } from "../carbon/zones.ts";
import { showingRun, showingRuns } from "../display/showing.ts";
import { firstLine, RecordError } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Note, Run } from "../model.ts";

const OUTPUT = "_carbontracker_output.log";
const STANDARD = "_carbontracker.log";

/**
 * Reads the logs that Carbontracker wrote into a folder, oldest first. Its known faults are put right, each with a note: devices
 * that were averaged are added, epochs are counted as they were, the measurement goes before the prediction, the PUE is in all
 * figures. What was only predicted has the basis "predicted".
 * @param directory The folder (`log_dir`).
 * @returns The runs, in an array that shows itself as a table.
 * @throws {RecordError} If the folder cannot be read or holds no such logs.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { readCarbontrackerLogs } from "@footnote/footnote";
 * const logs = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${logs}/mine_7.1_2026-02-03T100000Z_carbontracker_output.log`,
 *   "2026-02-03 10:01:00 - CarbonTracker: \nActual consumption for 4 epoch(s):\n\tTime:\t0:04:00\n\tEnergy:\t0.04 kWh\n\tCO2eq:\t12 g\n");
 * const [run] = await readCarbontrackerLogs(logs);
 * strictEqual(run?.energyKwh, 0.04);
 * ```
 */
export async function readCarbontrackerLogs(directory: string): Promise<readonly Run[]> {
  const { runs, notes } = await importCarbontracker(directory);
  return showingRuns(runs, { notes });
}

/** The runs of another tool, oldest first and each showing itself, and the notes on what was left out. */
export interface ImportedRuns {
  readonly runs: readonly Run[];
  readonly notes: readonly Note[];
}

/** The same as plain data: for the command line, which says what was left out. */
export async function importCarbontracker(logs: string): Promise<ImportedRuns> {
  const directory = homePath(logs, "read logs", "directory");
  const files = await filesOf(directory);
  const stems = [
    ...new Set(files.flatMap((name) => {
      const end = [OUTPUT, STANDARD].find((one) => name.endsWith(one));
      return end === undefined ? [] : [name.slice(0, -end.length)];
    })),
  ].sort();
  if (stems.length === 0) {
    throw new RecordError(`Cannot find logs of Carbontracker in folder "${directory}"`, {
      hint:
        `Their names end in "${STANDARD}" and "${OUTPUT}": is it the log_dir that the tracker was given`,
    });
  }
  const [{ parseCarbontrackerLog }, { carbontrackerRun }] = await atFirstUse(Promise.all([
    import("../record/carbontracker_log.ts"),
    import("../record/carbontracker_run.ts"),
  ]));
  const runs: Run[] = [];
  const notes: Note[] = [];
  for (const stem of stems) {
    const read = (end: string) =>
      files.includes(stem + end) ? Deno.readTextFile(`${directory}/${stem}${end}`) : "";
    try {
      const log = parseCarbontrackerLog(await read(STANDARD), await read(OUTPUT));
      // PREFIX_PID.RANDOM_DATE
      const name = /^(.*?)_?\d+(?:\.\d+)?_[\dT-]+Z$/.exec(stem)?.[1];
      runs.push(carbontrackerRun(log, { id: stem, name: name || "carbontracker" }));
    } catch (error) {
      notes.push({
        code: "record-skipped",
        message: `Not in this table: "${directory}/${stem}" (${firstLine(error)})`,
      });
    }
  }
  return { runs: await shown(runs), notes };
}

/**
 * Reads the table that CodeCarbon wrote (`emissions.csv`), oldest first. Of a run that was flushed the last row counts; grams, not
 * the kilograms of the table. What its columns leave open is said in notes.
 * @param path The file.
 * @returns The runs, in an array that shows itself as a table.
 * @throws {RecordError} If the file cannot be read or has other columns.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { readCodeCarbonCsv } from "@footnote/footnote";
 * const path = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(path,
 *   "timestamp,run_id,duration,emissions,energy_consumed\n2026-02-03T10:00:00,a,60,0.012,0.04\n");
 * const [run] = await readCodeCarbonCsv(path);
 * strictEqual(run?.emissionsGrams, 12);
 * ```
 */
export async function readCodeCarbonCsv(path: string): Promise<readonly Run[]> {
  const { runs, notes } = await importCodeCarbon(path);
  return showingRuns(runs, { notes });
}

/** The same as plain data. */
export async function importCodeCarbon(table: string): Promise<ImportedRuns> {
  const path = homePath(table, "read a table", "path");
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw new RecordError(`Cannot read "${path}"`, {
      cause: error,
      hint: error instanceof Deno.errors.NotFound
        ? `There is no such file, seen from "${Deno.cwd()}"`
        : firstLine(error),
    });
  }
  const { codecarbonRuns } = await atFirstUse(import("../record/codecarbon_run.ts"));
  const { runs, notes } = codecarbonRuns(text, path);
  return { runs: await shown(runs), notes };
}

async function filesOf(directory: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(directory)) {
      if (entry.isFile || entry.isSymlink) names.push(entry.name);
    }
  } catch (error) {
    throw new RecordError(`Cannot read folder "${directory}"`, {
      cause: error,
      hint: error instanceof Deno.errors.NotFound
        ? `There is no such folder, seen from "${Deno.cwd()}"`
        : firstLine(error),
    });
  }
  return names;
}

/** Runs with our own names of their zones, oldest first, showing themselves. */
async function shown(runs: readonly Run[]): Promise<readonly Run[]> {
  const placed = await Promise.all(runs.map(async (run) => {
    const zone = await findZone(run.place.zone);
    return showingRun(
      zone === undefined ? run : { ...run, place: { ...run.place, zone: zone.zone } },
    );
  }));
  const order = (run: Run) => Date.parse(run.startedAt);
  return placed.toSorted((a, b) => order(a) - order(b));
}
