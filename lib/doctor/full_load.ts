/** Every thread of the machine kept busy, for a while. */

/** Keeps `threads` threads busy; the function ends it. They end by themselves `seconds` later at the latest. */
export function fullLoad(threads: number, seconds: number): () => void {
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL("./spin_worker.ts", import.meta.url), { type: "module" });
    worker.onerror = (event) => event.preventDefault(); // a thread that cannot start is one busy thread less
    worker.postMessage(seconds);
    return worker;
  });
  return () => workers.forEach((worker) => worker.terminate());
}
