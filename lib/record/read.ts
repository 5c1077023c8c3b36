/** Reads a record back: of a run that ended the run, of one that did not all that was written until then. */
import { firstLine, RecordError } from "../errors.ts";
import type { JournalEntry, RunStart } from "../inside_run.ts";
import type { Note, Run } from "../model.ts";
import { loadChecks } from "./checks.ts";
import { readRun } from "./metric_text.ts";
import type { Check, RecordChecks } from "./problem.ts";
import { type TickEntry, TickReader } from "./tick_line.ts";

/** What a record holds. */
export type RecordContents =
  /** The run ended and was written whole. */
  | { readonly path: string; readonly run: Run; readonly notes: readonly Note[] }
  /** It did not: what was known at the start, and the entries since. */
  | {
    readonly path: string;
    readonly run: undefined;
    readonly start: RunStart;
    readonly entries: readonly JournalEntry[];
    /** Last change of the file, in ms since 1970, where the file system says. */
    readonly changedAt: number | undefined;
    readonly notes: readonly Note[];
  };

const ENTRY_TYPES = new Set(["tick", "mark", "log", "prediction", "note", "intensity", "closed"]);

/**
 * Reads a record. A last line that was cut off, entry types of later versions and lines after the end do no harm; other lines
 * that cannot be read are left out with a note.
 * @param path The file.
 * @param checks Those of `loadChecks()`; handed in where many records are read.
 * @throws {RecordError} If the file cannot be read, or its first or last entry is not what it must be: names file and line.
 */
export async function readRecord(path: string, checks?: RecordChecks): Promise<RecordContents> {
  const text = await readText(path);
  const check = checks ?? await loadChecks();
  const notes: Note[] = check.note === undefined ? [] : [check.note];
  // Of a finished run the last entry says all; a day of ticks need not be parsed for it.
  const run = endOf(text, path, check.run);
  if (run !== undefined) return { path, run, notes };

  const lines = text.split("\n");
  const start = startOf(lines, path, check.start);
  const entries: JournalEntry[] = [];
  const ticks = new TickReader();
  const unread: { line: number; why: string }[] = [];
  const last = lines.findLastIndex((line) => line.trim() !== "");
  for (let index = 1; index <= last; index++) {
    const line = lines[index] ?? "";
    if (line.trim() === "") continue;
    const parsed = parse(line);
    if (TickReader.isShort(parsed)) {
      const tick = ticks.short(parsed);
      if (tick !== undefined) entries.push(tick);
      continue;
    }
    const type = typeof parsed === "object" && parsed !== null && "type" in parsed
      ? parsed.type
      : undefined;
    if (typeof type === "string" && !ENTRY_TYPES.has(type)) continue;
    const wrong = type === undefined ? "it is no entry" : check.entry(parsed);
    if (wrong === undefined) {
      const entry = parsed as JournalEntry;
      entries.push(entry.type === "tick" ? ticks.whole(entry as TickEntry) : entry);
      continue;
    }
    // The last line of a process that was killed may end anywhere.
    if (index === last && parsed === undefined) continue;
    ticks.lost();
    unread.push({ line: index + 1, why: wrong });
  }
  if (unread[0] !== undefined) notes.push(noteOf(path, unread[0], unread.length));
  return { path, run: undefined, start, entries, changedAt: await changeOf(path), notes };
}

async function readText(path: string): Promise<string> {
  try {
    // A pipe or a device would never end.
    if (!(await Deno.stat(path)).isFile) throw new Error("it is no file");
    return await Deno.readTextFile(path);
  } catch (error) {
    throw new RecordError(`Cannot read record "${path}"`, {
      cause: error,
      hint: error instanceof Deno.errors.NotFound
        ? `There is no such file, seen from "${Deno.cwd()}"`
        : firstLine(error),
    });
  }
}

function endOf(text: string, path: string, check: Check): Run | undefined {
  const mark = '{"type":"end"';
  // Before the first letter lastIndexOf() would find the mark at 0 again, and again.
  const before = (at: number) => at <= 0 ? -1 : text.lastIndexOf(mark, at - 1);
  for (let at = before(text.length); at >= 0; at = before(at)) {
    if (at > 0 && text[at - 1] !== "\n") continue;
    const end = text.indexOf("\n", at);
    const parsed = parse(text.slice(at, end < 0 ? undefined : end)) as
      | { readonly run?: unknown }
      | undefined;
    // Cut off: the journal before it still holds the run.
    if (parsed === undefined) continue;
    const line = () => text.slice(0, at).split("\n").length;
    const wrong = check(parsed.run);
    if (wrong !== undefined) throw refused(path, line(), wrong, parsed.run);
    return readRun(parsed.run as Run);
  }
  return undefined;
}

function startOf(lines: readonly string[], path: string, check: Check): RunStart {
  const first = lines[0] ?? "";
  if (first.trim() === "") {
    throw new RecordError(`Cannot read record "${path}" as it is empty`, {
      hint: "The run ended before its first line was written, or the disk was full",
    });
  }
  const parsed = parse(first) as { readonly type?: unknown; readonly run?: unknown } | undefined;
  if (parsed?.type !== "start") {
    throw new RecordError(
      `Cannot read record "${path}", line 1: an entry of type "start" was wanted, and there is ${
        JSON.stringify(first.slice(0, 60))
      }`,
      { hint: "Is it a record of Footnote" },
    );
  }
  const wrong = check(parsed.run);
  if (wrong !== undefined) throw refused(path, 1, wrong, parsed.run);
  return parsed.run as RunStart;
}

function refused(path: string, line: number, wrong: string, run: unknown): RecordError {
  const version = (run as { readonly version?: unknown } | undefined)?.version;
  return new RecordError(
    `Cannot read record "${path}", line ${line}: ${wrong}`,
    typeof version === "number" && version > 1
      ? { hint: "It was written by a later version of Footnote: update" }
      : {},
  );
}

function noteOf(path: string, first: { line: number; why: string }, count: number): Note {
  return {
    code: "record-lines-unread",
    message: `${count} line${
      count === 1 ? "" : "s"
    } of the record "${path}" could not be read and ${
      count === 1 ? "is" : "are"
    } left out, first line ${first.line}: ${first.why}`,
  };
}

async function changeOf(path: string): Promise<number | undefined> {
  try {
    return (await Deno.stat(path)).mtime?.getTime();
  } catch {
    return undefined; // Only a nicety hangs on it: whether the run may still be under way.
  }
}

/** The value of a line of JSON; `undefined` where it is none. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
