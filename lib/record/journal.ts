/**
 * Writes the record of a run while it goes on, from within the worker: a process that is killed leaves the run behind up to a
 * second before its end. Floor only, no package: the worker imports this file.
 *
 * Why one line a second for the whole run, and not ever fewer: what is not written is lost at a kill, and the bound of one second
 * is the promise. So the lines are short instead (`tick_line.ts`): a day on a node with eight GPUs is 9 MB, on a laptop 4 MB.
 * A file that is rewritten in place would be smaller, but one bad moment of the disk then costs all of it and not a line.
 */
import { firstLine } from "../errors.ts";
import type { JournalEntry, Listener, Tick } from "../inside_run.ts";
import type { Note } from "../model.ts";
import { writeEntry } from "./metric_text.ts";
import { TickWriter } from "./tick_line.ts";

/** Options of `journal()`: plain data, for it is opened in a worker. */
export interface JournalOptions {
  /** The record, begun by the calling thread. */
  readonly path: string;
  /** At most this long, in s, until what was written is on the disk: 1. */
  readonly syncSeconds?: number;
}

/** A listener that writes a record, and can say why it could not. */
export interface Journal extends Listener {
  /** The first failed write since this was last asked, once: a note for the run. */
  trouble(): Note | undefined;
}

/** A tick line at most this often, in s, while the run is young: epochs of a short run deserve a fine trace. */
const YOUNG_TICK_SECONDS = 0.5;
/** Up to this age, in s, a run is young. */
const YOUNG_SECONDS = 600;
/** After that: the most that a kill may cost, in s. */
const TICK_SECONDS = 1;
/** Two times this close, in s, are one. */
const TOUCH_SECONDS = 0.001;
/** A whole tick this often, in s, so that a line that cannot be read costs a minute's detail and no energy. */
const WHOLE_TICK_SECONDS = 60;
/** Seconds until a failed write is tried again. */
const RETRY_SECONDS = 1;
/** Characters of entries kept for a disk that may come back. */
const KEEP_CHARACTERS = 1_000_000;

/**
 * Opens the journal of a run. It appends to the record and never throws: a failed write is remembered for `trouble()`, what
 * could not be written is kept and tried again each second, and the training goes on.
 */
export function journal(options: JournalOptions): Journal {
  return new RecordJournal(options);
}

class RecordJournal implements Journal {
  readonly #path: string;
  readonly #syncSeconds: number;
  readonly #ticks = new TickWriter();
  #file: Deno.FsFile | undefined;
  /** A second handle for syncing in the background: the first stays free to be written to. */
  #syncFile: Deno.FsFile | undefined;
  #syncing = false;
  #unsynced = false;
  #syncedAt = clockSeconds();
  #kept = "";
  #whole = true;
  #wholeAt = -Infinity;
  #last: Tick | undefined;
  #writtenAt = -Infinity;
  #retryAt = -Infinity;
  /** The last write failed, and may have left half a line. */
  #torn = false;
  #gone = false;
  #trouble: Note | undefined;
  #told = false;
  #closed = false;

  constructor({ path, syncSeconds = 1 }: JournalOptions) {
    this.#path = path;
    this.#syncSeconds = syncSeconds;
  }

  wants(atSeconds: number, nextSeconds: number): boolean {
    return atSeconds <= YOUNG_SECONDS
      ? atSeconds - this.#writtenAt >= YOUNG_TICK_SECONDS - TOUCH_SECONDS
      // Written now where the next reading would come too late.
      : nextSeconds - this.#writtenAt > TICK_SECONDS + TOUCH_SECONDS;
  }

  tick(tick: Tick): void {
    if (this.#closed) return;
    const between = this.#last === undefined ? 0 : tick.atSeconds - this.#last.atSeconds;
    this.#last = tick;
    if (this.wants(tick.atSeconds, tick.atSeconds + between)) this.#writeTick(tick);
    this.#syncIfDue();
  }

  entry(entry: JournalEntry): void {
    // The calling thread has written the start already: it comes here for those who listen beside.
    if (this.#closed || entry.type === "start") return;
    try {
      if (entry.type === "tick") this.tick(tickOf(entry));
      else this.#write(writeEntry(entry) + "\n", true);
      this.#syncIfDue();
    } catch (error) {
      this.#remember(error);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#retryAt = -Infinity;
    if (this.#last !== undefined && this.#last.atSeconds > this.#writtenAt) {
      this.#writeTick(this.#last);
    }
    if (this.#kept !== "") this.#write("", true);
    this.#closed = true;
    try {
      this.#checkThere();
      if (this.#unsynced) this.#file?.syncDataSync();
    } catch (error) {
      this.#remember(error);
    }
    this.#drop();
  }

  trouble(): Note | undefined {
    const trouble = this.#trouble;
    this.#trouble = undefined;
    return trouble;
  }

  #writeTick(tick: Tick): void {
    const whole = this.#whole || tick.atSeconds - this.#wholeAt >= WHOLE_TICK_SECONDS;
    // A tick that is not written is no loss: the next one says the same and more. But then it has to be a whole one.
    this.#whole = !this.#write(this.#ticks.line(tick, whole) + "\n", false);
    if (this.#whole) return;
    this.#writtenAt = tick.atSeconds;
    if (whole) this.#wholeAt = tick.atSeconds;
  }

  /** Writes text at once, after what is still kept; says whether it is in the file. */
  #write(text: string, keep: boolean): boolean {
    if (this.#gone) return false;
    const keeping = keep && this.#kept.length + text.length <= KEEP_CHARACTERS;
    if (clockSeconds() >= this.#retryAt) {
      try {
        this.#file ??= Deno.openSync(this.#path, { append: true });
        // After a failure the file may end in half a line; an empty line is nothing to the reader.
        if (this.#torn) appendText(this.#file, "\n");
        this.#kept = appendText(this.#file, this.#kept);
        if (this.#kept === "" && appendText(this.#file, text) === "") {
          this.#torn = false;
          this.#unsynced = true;
          return true;
        }
        throw new Error("there is no room for more");
      } catch (error) {
        this.#torn = true;
        this.#retryAt = clockSeconds() + RETRY_SECONDS;
        this.#remember(error);
      }
    }
    if (keeping) this.#kept += text;
    return false;
  }

  #syncIfDue(): void {
    if (!this.#unsynced || this.#syncing || this.#file === undefined) return;
    if (clockSeconds() - this.#syncedAt < this.#syncSeconds) return;
    this.#syncedAt = clockSeconds();
    try {
      this.#checkThere();
      // In the background: a slow disk must not stop the readings.
      this.#syncFile ??= Deno.openSync(this.#path, { append: true });
      this.#syncing = true;
      this.#unsynced = false;
      this.#syncFile.syncData().catch((error) => this.#remember(error)).finally(() => {
        this.#syncing = false;
        if (this.#closed) this.#drop();
      });
    } catch (error) {
      this.#remember(error);
    }
  }

  /** A removed file takes every write and keeps none. */
  #checkThere(): void {
    if (this.#file === undefined || this.#file.statSync().nlink !== 0) return;
    this.#gone = true;
    throw new Error("the file was removed while the run went on");
  }

  #drop(): void {
    this.#file?.close();
    this.#file = undefined;
    if (this.#syncing) return;
    this.#syncFile?.close();
    this.#syncFile = undefined;
  }

  #remember(error: unknown): void {
    if (this.#told) return;
    this.#told = true;
    this.#trouble = {
      code: "record-not-written",
      message: `The record "${this.#path}" could not be written: ${firstLine(error)}. ` +
        "The run goes on, and writing is tried again each second and at the end; if the process is killed before, what came after this is lost",
      hint: "make room on the disk, or name another folder in the option directory",
      ...(this.#last === undefined ? {} : { atSeconds: this.#last.atSeconds }),
    };
  }
}

/** Appends lines, in one call where the disk allows; returns those that are not wholly in the file. */
function appendText(file: Deno.FsFile, text: string): string {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  try {
    while (written < bytes.length) {
      const count = file.writeSync(bytes.subarray(written));
      if (count <= 0) break;
      written += count;
    }
  } catch (error) {
    if (written === 0) throw error;
  }
  if (written === bytes.length) return "";
  return new TextDecoder().decode(bytes.subarray(bytes.lastIndexOf(10, written - 1) + 1));
}

function clockSeconds(): number {
  return performance.now() / 1000;
}

function tickOf(entry: Extract<JournalEntry, { readonly type: "tick" }>): Tick {
  return {
    atSeconds: entry.atSeconds,
    joules: entry.joules,
    lowJoules: entry.low ?? entry.joules,
    highJoules: entry.high ?? entry.joules,
    watts: entry.joules.map(() => 0),
    missingSeconds: entry.missingSeconds ?? entry.joules.map(() => 0),
  };
}
