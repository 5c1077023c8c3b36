/** The record of a run on the calling thread: its first line and its last. The worker writes those between (`journal.ts`). */
import { firstLine, RecordError } from "../errors.ts";
import type { JournalEntry, RunStart } from "../inside_run.ts";
import type { Note, Run, SourceDescription } from "../model.ts";
import { recordFileName } from "./file_name.ts";
import { type Journal, journal } from "./journal.ts";
import { writeEntry } from "./metric_text.ts";

/** An open record. */
export interface RecordFile {
  /** Where it lies, absolute. */
  readonly path: string;
  /** The journal, to be opened in the worker. */
  readonly listener: SourceDescription;
  /**
   * Writes an entry from this thread, for when no worker runs; ticks as rarely as the worker would. Never throws: see `trouble()`.
   */
  entry(entry: JournalEntry): void;
  /** Why entries of this thread could not be written, once. */
  trouble(): Note | undefined;
  /**
   * Ends the record with the whole run and waits until it is on the disk. A record that was removed meanwhile is written again.
   * @throws {RecordError} If it cannot be written.
   */
  end(run: Run): Promise<void>;
}

/**
 * Begins a record: makes the folder and a file of its own, never writing over another, and writes what is known at the start.
 * @throws {RecordError} If the folder or the file cannot be written, with its cause and a hint: the run can go on without.
 */
export async function openRecord(
  { directory, start }: { readonly directory: string; readonly start: RunStart },
): Promise<RecordFile> {
  const first = writeEntry({ type: "start", run: start }) + "\n";
  try {
    await Deno.mkdir(directory, { recursive: true });
    // Absolute: a notebook may change its folder while the run goes on.
    const folder = await Deno.realPath(directory);
    for (let attempt = 1;; attempt++) {
      const path = `${folder}/${recordFileName(start, attempt)}`;
      try {
        // Not waited for until it is on the disk: the journal sees to that within a second, and the training is waiting.
        await append(path, first, { createNew: true });
        return new OpenRecord(path, first);
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists) || attempt >= 1000) throw error;
      }
    }
  } catch (error) {
    throw new RecordError(`Cannot write a record into folder "${directory}"`, {
      cause: error,
      hint: hintFor(error),
    });
  }
}

class OpenRecord implements RecordFile {
  readonly path: string;
  readonly listener: SourceDescription;
  readonly #first: string;
  #journal: Journal | undefined;

  constructor(path: string, first: string) {
    this.path = path;
    this.#first = first;
    this.listener = {
      module: new URL("./journal.ts", import.meta.url).href,
      name: "journal",
      options: { path },
    };
  }

  entry(entry: JournalEntry): void {
    this.#journal ??= journal({ path: this.path });
    this.#journal.entry(entry);
  }

  trouble(): Note | undefined {
    return this.#journal?.trouble();
  }

  async end(run: Run): Promise<void> {
    this.#journal?.close();
    const last = writeEntry({ type: "end", run }) + "\n";
    try {
      try {
        await append(this.path, await endsInMidLine(this.path) ? `\n${last}` : last, {
          sync: true,
        });
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
        await Deno.mkdir(this.path.slice(0, this.path.lastIndexOf("/")), { recursive: true });
        await append(this.path, this.#first + last, { createNew: true, sync: true });
      }
    } catch (error) {
      throw new RecordError(`Cannot write record "${this.path}"`, {
        cause: error,
        hint: hintFor(error),
      });
    }
  }
}

async function append(
  path: string,
  text: string,
  { sync = false, ...options }: { readonly createNew?: boolean; readonly sync?: boolean },
): Promise<void> {
  using file = await Deno.open(path, { append: true, ...options });
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) {
    const count = await file.write(bytes.subarray(written));
    if (count <= 0) throw new Error("the file takes no more");
    written += count;
  }
  if (sync) await file.syncData();
}

/** Whether the last write into a file was cut off. */
async function endsInMidLine(path: string): Promise<boolean> {
  using file = await Deno.open(path, { read: true });
  const { size } = await file.stat();
  if (size === 0) return false;
  await file.seek(-1, Deno.SeekMode.End);
  const last = new Uint8Array(1);
  await file.read(last);
  return last[0] !== 10;
}

function hintFor(error: unknown): string {
  if (error instanceof Deno.errors.NotCapable) {
    return "Run with -A, or with --allow-read and --allow-write";
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return "Name a folder that your user may write in: the option directory";
  }
  if (error instanceof Deno.errors.NotADirectory || error instanceof Deno.errors.AlreadyExists) {
    return "A file stands where the folder should be: name another one in the option directory";
  }
  if (/no space|quota/i.test(firstLine(error))) return "Make room on the disk";
  return "Name another folder in the option directory, or null for no record";
}
