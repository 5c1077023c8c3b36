/**
 * The worker as the calling thread sees it. In a notebook kernel a worker takes a second to start, so it is kept between runs;
 * elsewhere it ends with its run, since a living worker keeps a program from exiting.
 */
import type { Board } from "./board.ts";
import type { FromWorker, Job, ToWorker } from "./job.ts";

/** A worker and the run it has. */
export interface WorkerHandle {
  post(message: ToWorker): void;
  /** Ends the run in the worker; resolves when the record is closed there. */
  release(options: { readonly keep: boolean }): Promise<void>;
}

/**
 * Never called: an import that is seen in the text is fetched with this package. A worker whose module came over http only when it
 * starts could not load while the calling thread blocks, for its requests go through that thread.
 */
export const workerAtHand = (): Promise<unknown> => import("./worker.ts");

/** A worker has this long to close the record and to leave its last read. */
const RELEASE_SECONDS = 3;
/** So many workers are kept: more runs at once are rare. */
const MOST_IDLE = 2;

const idle: Worker[] = [];
/** Why a worker died before it had a run. */
const died = new WeakMap<Worker, string>();
let runs = 0;

/** A number for a run, by which messages of an earlier run are told apart. */
export function nextRun(): number {
  return ++runs;
}

/**
 * A worker that waits for its job: to start one takes 10 ms, which are not to lie between the first reading and the training. In a
 * kernel only a kept one: a new worker there is born with its job, half a second before a message could reach it. Undefined where none may
 * start.
 */
export function prepareWorker({ keep }: { readonly keep: boolean }): Worker | undefined {
  try {
    return idle.pop() ?? (keep ? undefined : newWorker(""));
  } catch {
    return undefined;
  }
}

/** Its death is heard from the first: without permission to read, it dies while the run's record is being opened, and would take the program with it. */
function newWorker(name: string): Worker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url).href, {
    type: "module",
    name,
  });
  worker.onerror = (event) => {
    event.preventDefault();
    died.set(worker, event.message);
    worker.terminate();
  };
  return worker;
}

/** A worker with a job: the prepared one, else a new one, and the board that it will write to. Throws where no worker may start. */
export function takeWorker(
  job: Job,
  board: Board,
  told: { note(message: FromWorker & { type: "note" }): void; failed(why: string): void },
  prepared: Worker | undefined,
): WorkerHandle {
  const why = prepared && died.get(prepared);
  if (why !== undefined) throw new Error(why);
  const worker = prepared ?? newWorker(JSON.stringify(job));
  let disarmed: () => void = () => {};
  const ended = new Promise<void>((resolve) => disarmed = resolve);
  let broken = false;
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.run !== job.run) return;
    if (data.type === "note") told.note(data);
    else disarmed();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    broken = true;
    // A kept one may break between two runs: it must not be given to the next.
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    worker.terminate();
    told.failed(event.message);
    disarmed();
  };
  const post = (message: ToWorker) => {
    worker.postMessage(message);
    board.notePost();
  };
  if (prepared !== undefined) post({ type: "begin", job });
  return {
    post,
    release({ keep }) {
      post({ type: "disarm", run: job.run });
      let timer: ReturnType<typeof setTimeout> | undefined;
      // One that hangs is given up: a script of its own is ended by that, a read in the system only when it comes back.
      const late = new Promise<"late">((resolve) => {
        timer = setTimeout(() => resolve("late"), RELEASE_SECONDS * 1000);
      });
      return Promise.race([ended, late]).then((how) => {
        clearTimeout(timer);
        if (broken) return;
        if (keep && how !== "late" && idle.length < MOST_IDLE) idle.push(worker);
        else worker.terminate();
      });
    },
  };
}
