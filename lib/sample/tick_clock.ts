/**
 * Finds when a counter ticks. Boards renew their energy counter every 20 to 100 ms; between two ticks it stands still, so a
 * reading tells the energy of the last tick, not of now. Once the ticks' instants are known the energy at any instant is known.
 */
import type { CounterReading } from "../model.ts";

/** Ticks that come more often than this are no trouble at ten readings a second, in s. */
const SHORT_SECONDS = 0.012;
/** So many ticks tell their period. */
const TICKS_WANTED = 4;
/** Ticks lie on their grid within this share of the period, or the counter has no steady tick. */
const STEADY = 0.2;

/** A steady tick: `at` plus any whole number of periods, on the run's clock. */
export interface TickPhase {
  readonly atSeconds: number;
  readonly periodSeconds: number;
}

/** Watches a counter that is polled quickly for a moment. */
export class TickWatch {
  #last: CounterReading | undefined;
  readonly #ticks: CounterReading[] = [];

  /** One look. */
  look(reading: CounterReading): void {
    const last = this.#last;
    this.#last = reading;
    if (last === undefined || reading.energyJoules === last.energyJoules) return;
    // A tick lies between two looks: the middle is off by half their distance at most.
    this.#ticks.push({ ...reading, atSeconds: (last.atSeconds + reading.atSeconds) / 2 });
  }

  /** Whether enough was seen. */
  get done(): boolean {
    return this.#ticks.length >= TICKS_WANTED;
  }

  /** The readings at the ticks seen, each at its tick's instant. */
  get ticks(): readonly CounterReading[] {
    return this.#ticks;
  }

  /** The tick, if it is steady and long enough to matter. */
  get phase(): TickPhase | undefined {
    const times = this.#ticks.map(({ atSeconds }) => atSeconds);
    const first = times[0];
    const last = times.at(-1);
    if (first === undefined || last === undefined || times.length < 2) return undefined;
    // A tick that was slept through makes one step of two periods: the shortest step tells the period, the whole its length.
    const shortest = Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
    const steps = Math.round((last - first) / shortest);
    const periodSeconds = (last - first) / steps;
    if (periodSeconds < SHORT_SECONDS) return undefined;
    const off = times.map((time) => {
      const periods = (time - first) / periodSeconds;
      return (periods - Math.round(periods)) * periodSeconds;
    });
    if (off.some((seconds) => Math.abs(seconds) > STEADY * periodSeconds)) return undefined;
    const mean = off.reduce((sum, seconds) => sum + seconds, 0) / off.length;
    return { atSeconds: first + mean, periodSeconds };
  }
}

/** The last tick at or before an instant. */
export function lastTick({ atSeconds, periodSeconds }: TickPhase, seconds: number): number {
  return atSeconds + Math.floor((seconds - atSeconds) / periodSeconds) * periodSeconds;
}
