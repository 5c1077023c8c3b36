/** Runs from their records. */
import { accountRun } from "../carbon/account.ts";
import { equivalents } from "../carbon/equivalents.ts";
import { showingRun, showingRuns } from "../display/showing.ts";
import { firstLine, RecordError, shownValue } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Note, Run } from "../model.ts";
import { loadChecks } from "../record/checks.ts";
import type { RecordChecks } from "../record/problem.ts";
import { readRecord } from "../record/read.ts";
import { settleLedger } from "../sample/settled_ledger.ts";
import { recoverLedger } from "./recover.ts";

/** A record that changed less than this many ms ago may belong to a run that still goes on: lines come every second. */
const FRESH_MILLISECONDS = 5000;
/** Records that are read at the same time: enough to hide the disk's waits (judgement). */
const AT_ONCE = 16;

/**
 * Loads a run from its record, equal to the one that `track()` returned. A run whose process was killed is put together from
 * what had been written and has the status "recovered".
 * @param path The record, `footnotes/2026-11-24T101545_digits_1f3a.jsonl`.
 * @returns The run, which shows itself as its card.
 * @throws {TypeError} If `path` is no path.
 * @throws {RecordError} If the file cannot be read or is no record.
 * @example The run of a record equals the one that was tracked
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { loadRun, track } from "@footnote/footnote";
 * const directory = await Deno.makeTempDir();
 * const run = await track("digits", { directory, quiet: true }, () => "trained");
 * const [file] = [...Deno.readDirSync(directory)];
 * deepStrictEqual(await loadRun(`${directory}/${file!.name}`), run);
 * ```
 */
export async function loadRun(path: string): Promise<Run> {
  if (typeof path !== "string" || path === "") {
    throw new TypeError(
      `Cannot load a run as "path" must be the path of a record: current value is ${
        shownValue(path)
      }`,
    );
  }
  const record = homePath(path, "load a run", "path");
  const { run, note } = await load(record, await loadChecks());
  return shown(note === undefined ? run : { ...run, notes: [...run.notes, note] }, record);
}

/**
 * Loads the runs of a folder, oldest first. A file that cannot be read does not hide the others: the table names it with the reason.
 * @param directory The folder: "footnotes".
 * @returns The runs, in an array that shows itself as a table.
 * @throws {TypeError} If `directory` is no path.
 * @throws {RecordError} If there is no such folder.
 * @example Two runs and what they took together
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { loadRuns, track } from "@footnote/footnote";
 * const directory = await Deno.makeTempDir();
 * await track("first", { directory, quiet: true }, () => {});
 * await track("second", { directory, quiet: true }, () => {});
 * const runs = await loadRuns(directory);
 * strictEqual(runs.map((run) => run.name).join(), "first,second");
 * ```
 */
export async function loadRuns(directory = "footnotes"): Promise<readonly Run[]> {
  const { runs, notes } = await readRuns(directory);
  return showingRuns(runs, { notes });
}

/** The same as plain data: the runs, each showing itself, and the notes on files that were left out. */
export async function readRuns(
  directory: string,
): Promise<{ readonly runs: readonly Run[]; readonly notes: readonly Note[] }> {
  if (typeof directory !== "string" || directory === "") {
    throw new TypeError(
      `Cannot load runs as "directory" must be the path of a folder: current value is ${
        shownValue(directory)
      }`,
    );
  }
  const paths = await recordsIn(homePath(directory, "load runs", "directory"));
  const checks = await loadChecks();
  const runs: Run[] = [];
  const notes: Note[] = paths.length > 0 && checks.note !== undefined ? [checks.note] : [];
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE);
    const loaded = await Promise.allSettled(some.map((path) => load(path, checks)));
    loaded.forEach((result, index) => {
      if (result.status === "fulfilled") runs.push(shown(result.value.run, some[index] ?? ""));
      else notes.push(skippedNote(some[index] ?? "", result.reason));
    });
  }
  const order = (run: Run) => Date.parse(run.startedAt);
  return { runs: runs.toSorted((a, b) => order(a) - order(b)), notes };
}

async function load(path: string, checks: RecordChecks): Promise<{ run: Run; note?: Note }> {
  const record = await readRecord(path, checks);
  const about = checks.note === undefined ? {} : { note: checks.note };
  if (record.run !== undefined) return { run: record.run, ...about };
  const age = record.changedAt === undefined ? Infinity : Date.now() - record.changedAt;
  const notes = record.notes.filter((note) => note !== checks.note);
  const ledger = recoverLedger({ ...record, notes, mayGoOn: age < FRESH_MILLISECONDS });
  return { run: accountRun(settleLedger(ledger)), ...about };
}

function skippedNote(path: string, reason: unknown): Note {
  return {
    code: "record-skipped",
    message: `Not in this table: ${
      reason instanceof RecordError ? reason.message : `"${path}" (${firstLine(reason)})`
    }`,
  };
}

async function recordsIn(directory: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of Deno.readDir(directory)) {
      if ((entry.isFile || entry.isSymlink) && entry.name.endsWith(".jsonl")) {
        paths.push(`${directory.replace(/\/+$/, "")}/${entry.name}`);
      }
    }
  } catch (error) {
    throw new RecordError(`Cannot load runs from folder "${directory}"`, {
      cause: error,
      hint: error instanceof Deno.errors.NotFound
        ? `There is no such folder, seen from "${Deno.cwd()}"; runs are written where track() runs, into "footnotes" or its option directory`
        : firstLine(error),
    });
  }
  return paths.sort();
}

function shown(run: Run, record: string): Run {
  return showingRun(run, { equivalents: () => equivalents(run), record });
}
