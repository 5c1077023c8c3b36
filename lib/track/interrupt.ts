/**
 * The Stop button and Ctrl-C while something is tracked. Two listeners take the signal: one in the worker, which the blocked
 * thread cannot have, and this one, which keeps the kernel and its variables alive. When the last run ends it is removed, and the
 * signal does again what Deno does.
 */

/** A run that wants to hear of Stop. */
export interface Interruptible {
  interrupt(): void;
}

const running = new Set<Interruptible>();

function onSignal(): void {
  for (const run of [...running]) run.interrupt();
}

/** Begins to listen for a run. */
export function listenForStop(run: Interruptible): void {
  running.add(run);
  if (running.size > 1) return;
  try {
    Deno.addSignalListener("SIGINT", onSignal);
  } catch {
    // A system without the signal: the run goes on without a Stop button.
  }
}

/** Ends it. */
export function stopListening(run: Interruptible): void {
  if (!running.delete(run) || running.size > 0) return;
  try {
    Deno.removeSignalListener("SIGINT", onSignal);
  } catch {
    // As above.
  }
}

/** The error that a run throws after Stop. */
export function stopError(name: string): DOMException {
  const error = new DOMException(`The run "${name}" was interrupted by you`, "AbortError");
  // Who pressed Stop knows where: ten lines of ours would only bury the sentence.
  Object.defineProperty(error, "stack", {
    value: `${error.name}: ${error.message}`,
    configurable: true,
  });
  return error;
}
