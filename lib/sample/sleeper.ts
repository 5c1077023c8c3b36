/**
 * How a worker sleeps between readings. To block costs half of a turn of the event loop, but what blocks hears no message and no signal: so it
 * blocks only while nobody else in the worker sleeps, is woken by a message that is posted, and has a turn every quarter of a second.
 */
import type { Board } from "./board.ts";

/** The event loop has its turn this often at least: signals come in only then. */
const TURN_SECONDS = 0.25;
/** A turn takes a timer of at least this. */
const SHORTEST_TURN_SECONDS = 0.001;

/** Sleeps for one run in a worker. */
export class Sleeper {
  readonly #nowSeconds: () => number;
  readonly #wake: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4));
  /** The memory shared with the calling thread, which tells of its messages there. */
  #shared: Board | undefined;
  #postsSeen = 0;
  #sinceTurnSeconds = 0;
  /** Those that sleep by a timer: while one does, nobody may block. */
  #sleepers = 0;
  #awake = true;

  constructor(nowSeconds: () => number) {
    this.#nowSeconds = nowSeconds;
  }

  /** From now on it may block: messages are told of on this board. */
  watch(shared: Board): void {
    this.#shared = shared;
  }

  /** Whether the run goes on. */
  get isAwake(): boolean {
    return this.#awake;
  }

  /** The run is over: all that sleep wake up. */
  end(): void {
    this.#awake = false;
    Atomics.notify(this.#wake, 0);
  }

  /** Sleeps, by blocking where that is allowed; false when the run is over. */
  async sleep(seconds: number): Promise<boolean> {
    if (!this.#awake) return false;
    const until = this.#nowSeconds() + seconds;
    if (this.#blockedFor(seconds)) return true;
    return await this.byTimer(until - this.#nowSeconds());
  }

  /** Sleeps by a timer, so that others in this worker go on meanwhile; false when the run is over. */
  byTimer = async (seconds: number): Promise<boolean> => {
    if (!this.#awake) return false;
    this.#sinceTurnSeconds = 0;
    this.#postsSeen = this.#shared?.posts ?? 0;
    this.#sleepers++;
    const milliseconds = Math.max(SHORTEST_TURN_SECONDS, seconds) * 1000;
    const slept = Atomics.waitAsync(this.#wake, 0, 0, milliseconds);
    if (slept.async) await slept.value;
    this.#sleepers--;
    return this.#awake;
  };

  /** Blocks for so long, if nobody needs the event loop meanwhile; false where it has to have its turn. */
  #blockedFor(seconds: number): boolean {
    const shared = this.#shared;
    if (shared === undefined || this.#sleepers > 0) return false;
    if (this.#sinceTurnSeconds + seconds > TURN_SECONDS) return false;
    if (shared.waitForPost(this.#postsSeen, seconds)) return false;
    this.#sinceTurnSeconds += seconds;
    return true;
  }
}
