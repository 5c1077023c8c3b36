/** All that may end a run before its time: the Stop button, a budget, the caller's own signal. */
import { type Interruptible, listenForStop, stopError, stopListening } from "./interrupt.ts";

/** A cell that ignores the Stop has this long once it yields. */
const GRACE_SECONDS = 2;

/** What is asked of the sampling: the worker hears the Stop while this thread is blocked. */
export interface StopHearer {
  readonly interrupts: number;
  hear(): void;
}

/** Whether, and by whom, one run is being stopped. */
export class Stopping implements Interruptible {
  readonly #name: string;
  readonly #worker: StopHearer;
  readonly #caller: AbortSignal | undefined;
  readonly #abort = new AbortController();
  #error: DOMException | undefined;
  #byBudget = false;
  #asked = false;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #graceIsOver: () => void = () => {};
  /** Resolves when a cell that was stopped has had its time. */
  readonly graceOver: Promise<void> = new Promise((resolve) => this.#graceIsOver = resolve);

  constructor(name: string, worker: StopHearer, caller: AbortSignal | undefined) {
    this.#name = name;
    this.#worker = worker;
    this.#caller = caller;
    listenForStop(this);
    caller?.addEventListener("abort", this.#onCaller, { once: true });
    if (caller?.aborted) this.#onCaller();
  }

  /** Aborts on each of them: for the cell, which is then taken to listen. */
  get signal(): AbortSignal {
    this.#asked = true;
    return this.#abort.signal;
  }

  /** Whether an error is the one with which the signal aborted. */
  isReason(thrown: unknown): boolean {
    return this.#abort.signal.aborted && thrown === this.#abort.signal.reason;
  }

  /** Whether the run was told to stop, and the cell could know: one that never asked ran to its own end. */
  get obeyed(): boolean {
    return this.#abort.signal.aborted && (this.#asked || !this.#byBudget);
  }

  /** Whether a budget told the run to stop and the cell never asked. */
  get unheard(): boolean {
    return this.#abort.signal.aborted && !this.obeyed;
  }

  /** The error that Stop makes, once it was pressed. */
  get error(): DOMException | undefined {
    return this.#error;
  }

  /** Who stopped the run, where it was not the Stop button. */
  get by(): "budget" | "signal" {
    return this.#byBudget ? "budget" : "signal";
  }

  /** Throws the AbortError once Stop was pressed: called at the head of each call of the user's. */
  check(): void {
    this.#listen();
    if (this.#error !== undefined) throw this.#error;
  }

  /** Whether training is to stop; unlike `check()` it never throws. */
  stopped(): boolean {
    this.#listen();
    this.#asked = true;
    return this.#abort.signal.aborted;
  }

  /** Whether the Stop button was pressed; never throws. */
  pressed(): boolean {
    this.#listen();
    return this.#error !== undefined;
  }

  /** The Stop button, heard on this thread. */
  interrupt(): void {
    this.#worker.hear();
    this.#stop();
  }

  /** The budget stops the run. */
  stopByBudget(): void {
    if (this.#abort.signal.aborted) return;
    this.#byBudget = true;
    this.#abort.abort(
      new DOMException(`The run "${this.#name}" was stopped by its budget`, "AbortError"),
    );
  }

  /** The run has ended: nobody listens any more. */
  end(): void {
    clearTimeout(this.#graceTimer);
    stopListening(this);
    this.#caller?.removeEventListener("abort", this.#onCaller);
  }

  #listen(): void {
    if (this.#error === undefined && this.#worker.interrupts > 0) this.#stop();
  }

  #stop(): void {
    if (this.#error !== undefined) return;
    this.#error = stopError(this.#name);
    this.#graceTimer = setTimeout(this.#graceIsOver, GRACE_SECONDS * 1000);
    this.#abort.abort(this.#error);
  }

  #onCaller = (): void => this.#abort.abort(this.#caller?.reason);
}
