/**
 * Finds when a counter ticks. Boards renew their energy counter every 20 to 100 ms; between two ticks it stands still, so a
 * reading tells the energy of the last tick, not of now. Once the ticks' instants are known the energy at any instant is known.
 */

/** Ticks that come more often than this are no trouble at ten readings a second, in s. */
const SHORT_SECONDS = 0.012;
/** So many ticks tell their period. */
const TICKS_WANTED = 4;
/** Periods of one counter agree within this share of them, or it has no steady tick. */
const STEADY = 0.25;

/** A steady tick: `at` plus any whole number of periods, on the run's clock. */
export interface TickPhase {
  readonly atSeconds: number;
  readonly periodSeconds: number;
}

/** Watches a counter that is polled quickly for a moment. */
export class TickWatch {
  #last: { readonly at: number; readonly value: number } | undefined;
  readonly #ticks: number[] = [];
  #polls = 0;

  /** One look. */
  look(at: number, value: number): void {
    this.#polls++;
    // A tick lies between two looks: the middle is off by half their distance at most.
    if (this.#last !== undefined && value !== this.#last.value) {
      this.#ticks.push((this.#last.at + at) / 2);
    }
    this.#last = { at, value };
  }

  /** Whether enough was seen. */
  get done(): boolean {
    return this.#ticks.length >= TICKS_WANTED;
  }

  /** The tick, if it is steady and long enough to matter. */
  get phase(): TickPhase | undefined {
    const first = this.#ticks[0];
    const last = this.#ticks.at(-1);
    if (first === undefined || last === undefined || this.#ticks.length < 2) return undefined;
    const periodSeconds = (last - first) / (this.#ticks.length - 1);
    if (periodSeconds < SHORT_SECONDS) return undefined;
    const steady = this.#ticks.every((tick, index) => {
      const before = this.#ticks[index - 1];
      return before === undefined ||
        Math.abs(tick - before - periodSeconds) < STEADY * periodSeconds;
    });
    return steady ? { atSeconds: last, periodSeconds } : undefined;
  }
}

/** The last tick at or before an instant. */
export function lastTick({ atSeconds, periodSeconds }: TickPhase, seconds: number): number {
  return atSeconds + Math.floor((seconds - atSeconds) / periodSeconds) * periodSeconds;
}
