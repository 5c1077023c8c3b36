/**
 * The worker as the calling thread sees it. In a notebook kernel a worker takes a second to start, so it is kept between runs;
 * elsewhere it ends with its run, since a living worker keeps a program from exiting.
 */
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

const idle: Worker[] = [];
let runs = 0;

/** A number for a run, by which messages of an earlier run are told apart. */
export function nextRun(): number {
  return ++runs;
}

/** A worker with a job: a kept one where there is one, else a new one. Throws where no worker may start. */
export function takeWorker(
  job: Job,
  told: { note(message: FromWorker & { type: "note" }): void; failed(why: string): void },
): WorkerHandle {
  const kept = idle.pop();
  const worker = kept ??
    new Worker(new URL("./worker.ts", import.meta.url).href, {
      type: "module",
      name: JSON.stringify(job),
    });
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
    worker.terminate();
    told.failed(event.message);
    disarmed();
  };
  const post = (message: ToWorker) => worker.postMessage(message);
  if (kept !== undefined) post({ type: "begin", job });
  return {
    post,
    release({ keep }) {
      post({ type: "disarm", run: job.run });
      return ended.then(() => {
        if (broken) return;
        if (keep) idle.push(worker);
        else worker.terminate();
      });
    },
  };
}
