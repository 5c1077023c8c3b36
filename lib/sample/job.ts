/** What the calling thread hands a sampling worker. The first part is plain text data, so that a new worker can be born with it. */
import type { MeteredDevice } from "./meter.ts";
import type { JournalEntry } from "../inside_run.ts";
import type { Note, PowerSource, Reading, SourceDescription } from "../model.ts";
import type { Mark } from "./mark_cutter.ts";

/** A job for a worker, all of it JSON. */
export interface Job {
  readonly run: number;
  /** Milliseconds of the world's clock at zero of the calling thread's monotonic clock: both threads' clocks run alike, only their zeros differ. */
  readonly wallZeroMs: number;
  /** The calling thread's monotonic time, in s, at the start of the run. */
  readonly zeroSeconds: number;
  readonly intervalSeconds: number;
  /** Which description gives each device, and what it calls it. */
  readonly devices: readonly { readonly description: number; readonly opens: string }[];
  /** Descriptions whose modules give these devices. */
  readonly descriptions: readonly SourceDescription[];
  readonly starts: readonly Reading[];
  /** What its meter has to know of each device. */
  readonly metered: readonly MeteredDevice[];
  /** Who is told of ticks and entries: the journal, the terminal line. */
  readonly listeners: readonly SourceDescription[];
  /** Devices of the other lanes, after these, in the record. */
  readonly others: number;
  /** Whether this worker takes the Stop button. */
  readonly signals: boolean;
}

/** What the calling thread posts. */
export type ToWorker =
  | { readonly type: "begin"; readonly job: Job }
  | {
    readonly type: "share";
    readonly run: number;
    readonly board: SharedArrayBuffer;
    readonly others: readonly { readonly board: SharedArrayBuffer; readonly devices: number }[];
  }
  | { readonly type: "marks"; readonly run: number; readonly marks: readonly PostedMark[] }
  /** Look now: the run is about to end. */
  | { readonly type: "look"; readonly run: number; readonly atSeconds: number }
  | { readonly type: "entry"; readonly run: number; readonly entry: JournalEntry }
  | { readonly type: "disarm"; readonly run: number };

/** A mark's line in the record, but for its joules. */
export type MarkEntry = Omit<Extract<JournalEntry, { type: "mark" }>, "joules">;

/** A mark, and its line in the record. */
export interface PostedMark {
  readonly mark: Mark;
  readonly entry: MarkEntry;
}

/** What a worker posts. */
export type FromWorker =
  | { readonly type: "note"; readonly run: number; readonly note: Note }
  | { readonly type: "disarmed"; readonly run: number };

/** Opens descriptions on this thread: their sources by device name. What cannot be opened is told, not thrown. */
export async function openSources(
  descriptions: readonly SourceDescription[],
  onTrouble: (description: SourceDescription, thrown: unknown) => void,
): Promise<Map<string, PowerSource>> {
  const opened = new Map<string, PowerSource>();
  for (const description of descriptions) {
    try {
      const module = await import(description.module);
      const sources = await module[description.name](description.options) as PowerSource[];
      for (const source of sources) {
        if (!opened.has(source.device)) opened.set(source.device, source);
      }
    } catch (thrown) {
      onTrouble(description, thrown);
    }
  }
  return opened;
}
