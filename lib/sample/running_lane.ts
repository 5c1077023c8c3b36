/** One lane of a run under way: its shared memory, and who reads its sources, a worker or a timer of the calling thread. */
import type { Note, Reading, SourceDescription } from "../model.ts";
import { Board } from "./board.ts";
import type { Job } from "./job.ts";
import { Lane } from "./lane.ts";
import { type LanePlan, longestStretch } from "./lanes.ts";
import type { MeteredDevice } from "./meter.ts";
import { takeWorker, type WorkerHandle } from "./worker_handle.ts";

/** A lane that is being read. */
export interface RunningLane {
  readonly plan: LanePlan;
  readonly board: Board;
  /** What was read by the calling thread before the worker was awake. */
  early?: Board;
  /** Where a worker reads it. */
  readonly handle?: WorkerHandle;
  /** Where the calling thread does, by a timer. */
  readonly lane?: Lane;
  readonly timer?: ReturnType<typeof setInterval>;
}

/** How a lane is to be started. */
export interface LaneStart {
  readonly plan: LanePlan;
  /** First readings of its sources, on the machine's monotonic clock. */
  readonly starts: readonly Reading[];
  /** A worker that is waking up already. */
  readonly prepared: Worker | undefined;
  readonly run: number;
  /** Where zero of the monotonic clock lies on the world's now, in ms: the worker's has another. */
  readonly wallZeroMs: number;
  /** The run's start on the machine's monotonic clock, in s. */
  readonly zeroSeconds: number;
  readonly nowSeconds: () => number;
  readonly intervalSeconds: number;
  /** The run's first lane tells the listeners, of its own devices and of so many others, and hears the signals. */
  readonly first?: { readonly listeners: readonly SourceDescription[]; readonly others: number };
  readonly onNote: (note: Note) => void;
  /** Called after each pass of a lane that the calling thread reads. */
  readonly onPass: () => void;
}

/** Starts a lane: on a worker, or on a timer where it must stay on the calling thread or no worker starts, which is noted. */
export function startLane(start: LaneStart): RunningLane {
  const { plan, zeroSeconds } = start;
  const onRunClock = start.starts.map((reading) => ({
    ...reading,
    atSeconds: reading.atSeconds - zeroSeconds,
  }));
  const metered = plan.sources.map(({ source: { kind, limitWatts } }): MeteredDevice => ({
    kind,
    limitWatts,
  }));
  const board = new Board(plan.sources.length);
  // The shared memory begins with the start readings, so that it can be asked before the worker is awake.
  const seed = new Lane({
    board,
    sources: plan.sources.map(({ source }) => source),
    nowSeconds: start.nowSeconds,
    longest: longestStretch(plan.thread, start.intervalSeconds),
  });
  seed.begin(onRunClock, metered);
  if (plan.thread === "calling") return onTimer(start, board, seed);
  try {
    const handle = takeWorker(jobOf(start, onRunClock, metered), board, {
      note: ({ note }) => start.onNote(note),
      failed: (why) =>
        start.onNote({
          code: "worker-failed",
          message: `Readings stopped: the sampling worker failed (${why})`,
          hint: "run Deno with -A",
        }),
    }, start.prepared);
    return { plan, board, handle };
  } catch (thrown) {
    start.onNote({
      code: "no-worker",
      message: `Readings only between cells: no worker could start (${
        thrown instanceof Error ? thrown.message : thrown
      })`,
      hint: "run Deno with -A",
    });
    return onTimer(start, board, seed);
  }
}

function jobOf(
  { plan, run, wallZeroMs, zeroSeconds, intervalSeconds, first }: LaneStart,
  starts: readonly Reading[],
  metered: readonly MeteredDevice[],
): Job {
  const descriptions = distinct(
    plan.sources.flatMap(({ description }) => description === undefined ? [] : [description]),
  );
  return {
    run,
    wallZeroMs,
    zeroSeconds,
    intervalSeconds,
    devices: plan.sources.map(({ source, description, opens }) => ({
      description: descriptions.findIndex((one) => sameText(one, description)),
      opens: opens ?? source.device,
    })),
    descriptions,
    starts,
    metered,
    listeners: first?.listeners ?? [],
    others: first?.others ?? 0,
    signals: first !== undefined,
  };
}

function onTimer(
  { plan, intervalSeconds, onPass }: LaneStart,
  board: Board,
  lane: Lane,
): RunningLane {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    await lane.pass();
    busy = false;
    onPass();
  }, intervalSeconds * 1000);
  return { plan, board, lane, timer };
}

function distinct(descriptions: readonly SourceDescription[]): SourceDescription[] {
  return [...new Map(descriptions.map((one) => [JSON.stringify(one), one])).values()];
}

/** Descriptions travel as text: what reads the same is the same. */
function sameText(one: SourceDescription, other: SourceDescription | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
