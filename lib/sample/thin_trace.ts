/**
 * A trace of fixed size: when it is full, neighbours are joined and each point from then on is twice as long. Joining keeps the
 * energy exact and the extremes. All its state is a row of numbers, so that it can lie in shared memory.
 */
import type { TracePoint } from "../model.ts";
import type { Stretch } from "./stretch.ts";

const HEAD = 2; // count of points; longest length of a point, s
const POINT = 5; // from, to, mean, low, high

/** Numbers a trace of at most so many points takes. */
export function traceFields(capacity: number): number {
  return HEAD + POINT * capacity;
}

/** Two ends this close are one instant: times are doubles of seconds. */
const TOUCH_SECONDS = 1e-9;

/** A trace that never grows. */
export class ThinTrace {
  readonly #state: Float64Array;
  readonly #capacity: number;
  constructor(state: Float64Array) {
    this.#state = state;
    this.#capacity = Math.floor((state.length - HEAD) / POINT);
  }

  /** Empties the trace. */
  reset(): this {
    this.#state.fill(0);
    return this;
  }

  #get(index: number): number {
    return this.#state[index] ?? 0;
  }

  /** Adds a stretch of known mean power. */
  add({ fromSeconds, toSeconds, meanWatts }: Stretch): void {
    const count = this.#get(0);
    if (count > 0) {
      const last = HEAD + POINT * (count - 1);
      const touches = Math.abs(fromSeconds - this.#get(last + 1)) < TOUCH_SECONDS;
      if (touches && toSeconds - this.#get(last) <= this.#get(1) * (1 + 1e-9)) {
        this.#join(last, fromSeconds, toSeconds, meanWatts, meanWatts, meanWatts);
        return;
      }
    }
    if (count >= this.#capacity) {
      this.#halve(toSeconds - fromSeconds);
      this.add({ fromSeconds, toSeconds, meanWatts });
      return;
    }
    this.#put(HEAD + POINT * count, fromSeconds, toSeconds, meanWatts, meanWatts, meanWatts);
    this.#state[0] = count + 1;
  }

  /** The points, oldest first. */
  points(): TracePoint[] {
    return Array.from({ length: this.#get(0) }, (_, index) => {
      const at = HEAD + POINT * index;
      return {
        fromSeconds: this.#get(at),
        toSeconds: this.#get(at + 1),
        meanWatts: this.#get(at + 2),
        lowWatts: this.#get(at + 3),
        highWatts: this.#get(at + 4),
      };
    });
  }

  #put(at: number, from: number, to: number, mean: number, low: number, high: number): void {
    this.#state[at] = from;
    this.#state[at + 1] = to;
    this.#state[at + 2] = mean;
    this.#state[at + 3] = low;
    this.#state[at + 4] = high;
  }

  /** Joins a stretch to the point at an index. */
  #join(at: number, from: number, to: number, mean: number, low: number, high: number): void {
    const start = this.#get(at);
    const joules = this.#get(at + 2) * (this.#get(at + 1) - start) + mean * (to - from);
    this.#put(
      at,
      start,
      to,
      joules / (to - start),
      Math.min(this.#get(at + 3), low),
      Math.max(this.#get(at + 4), high),
    );
  }

  /** `seconds`: how long the stretch is for which there was no room. */
  #halve(seconds: number): void {
    const count = this.#get(0);
    const last = HEAD + POINT * (count - 1);
    const mean = (this.#get(last + 1) - this.#get(HEAD)) / count;
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const at = HEAD + POINT * index;
      const point = [0, 1, 2, 3, 4].map((field) => this.#get(at + field)) as [
        number,
        number,
        number,
        number,
        number,
      ];
      // Pairs that do not touch have a gap between them. A trace of nothing but gaps would never shrink: then they are joined all the same.
      const before = HEAD + POINT * (kept - 1);
      const pairs = index % 2 === 1 &&
        (Math.abs(this.#get(before + 1) - point[0]) < TOUCH_SECONDS || kept > count * 0.75);
      if (pairs) this.#join(before, ...point);
      else this.#put(HEAD + POINT * kept++, ...point);
    }
    this.#state[0] = kept;
    // One stretch that is long by chance is no reason to be coarse from then on.
    this.#state[1] = Math.max(this.#get(1) * 2, Math.min(seconds, mean) * 2);
  }
}
