/**
 * What the calling thread reads while the worker wakes. In a kernel that takes a second, in which a line between the worker's own readings says
 * nothing of the power of a gauge.
 */
import type { Reading } from "../model.ts";

/** So many readings are kept: while it wakes a worker takes a dozen. */
const KEPT = 256;

/** An instant's power, all of it. */
export type PlainGauge = Extract<Reading, { kind: "gauge" }>;

/** Whether a reading tells the power of its instant and no more: what is the mean since it was last asked is another thread's own. */
export function isPlainGauge(reading: Reading): reading is PlainGauge {
  return reading.kind === "gauge" && reading.overSeconds === undefined &&
    reading.relativeRange === undefined;
}

/** The readings of one device that a worker took before those of the calling thread reached it. */
export class OwnReadings {
  #readings: Reading[] | undefined = [];

  /** Keeps one; too many are none. */
  keep(reading: Reading): void {
    if (this.#readings === undefined) return;
    if (this.#readings.length < KEPT) this.#readings.push(reading);
    else this.#readings = undefined;
  }

  /** No more are kept. */
  end(): void {
    this.#readings = undefined;
  }

  /**
   * Those of both threads in the order of their times; undefined where there is nothing to add, or where the device is no gauge: a counter misses
   * nothing.
   */
  with(
    early: readonly { readonly atSeconds: number; readonly powerWatts: number }[],
  ): readonly Reading[] | undefined {
    const own = this.#readings;
    const all = own?.every((one) => one.kind === "gap" || isPlainGauge(one));
    if (own === undefined || all !== true || early.length === 0) return undefined;
    return [...own, ...early.map((one): Reading => ({ kind: "gauge", ...one }))]
      .sort((one, other) => one.atSeconds - other.atSeconds);
  }
}
