/** What one device drew so far, as it can be read from the row of numbers that its meter writes, on whatever thread. */
import {
  AT,
  BASE,
  HIGH,
  HIGHEST,
  IN_GAP,
  JOULES,
  KNOWN,
  LOW,
  LOWEST,
  MISSING,
  PEAK,
  SQUARES,
  STRETCHES,
  TICK_AT,
  TICK_PERIOD,
  TICK_SPAN,
  TROUBLE,
  TROUBLE_AT,
  VALUE,
  WATTS,
} from "./meter_fields.ts";
import type { TickPhase } from "./tick_clock.ts";
import { type Trouble, TROUBLES } from "./trouble.ts";

/** A meter that is only looked at. */
export class MeterView {
  protected readonly state: Float64Array;
  constructor(state: Float64Array) {
    this.state = state;
  }

  /** One number of the row. */
  protected get(field: number): number {
    return this.state[field] ?? 0;
  }

  /** Energy since the first reading, in J. */
  get joules(): number {
    return this.get(JOULES);
  }
  /** The same at the low end of the readings' own ranges, in J. */
  get lowJoules(): number {
    return this.get(LOW);
  }
  /** The same at the high end, in J. */
  get highJoules(): number {
    return this.get(HIGH);
  }
  /** Time of the last good reading, in s. */
  get atSeconds(): number {
    return this.get(AT);
  }
  /** Mean power of the last stretch, in W; of one that is silent nothing is known, and 0 is given. */
  get watts(): number {
    return this.isSilent ? 0 : this.get(WATTS);
  }
  /** The same; of a gauge that was read once, what it showed. */
  get lastWatts(): number {
    const isFirst = this.isInstant && this.stretches === 0 && !this.isSilent;
    return isFirst ? this.get(VALUE) : this.watts;
  }
  /** Highest mean of a stretch, in W. */
  get peakWatts(): number {
    return this.get(PEAK);
  }
  /** Time for which there is no energy, in s. */
  get missingSeconds(): number {
    return this.get(MISSING);
  }
  /** The same with the time since the last good reading, if that is lost as well; one that says nothing for longer than `silentAfterSeconds` is silent. */
  missingUntil(now: number, silentAfterSeconds: number): number {
    const since = Math.max(0, now - this.get(AT));
    const counts = this.get(BASE) === 1;
    const isLost = this.isSilent || !counts && since > silentAfterSeconds;
    return this.missingSeconds + (isLost ? since : 0);
  }
  /** Stretches seen. */
  get stretches(): number {
    return this.get(STRETCHES);
  }
  /** How far apart its readings lie around an instant that is picked by chance, in s: long stretches meet more of them. 0 before the first stretch. */
  get apartSeconds(): number {
    const seconds = this.get(KNOWN);
    return seconds > 0 ? this.get(SQUARES) / seconds : 0;
  }
  /** Whether its last reading failed and nothing can make up for it: a gauge that is silent. A counter goes on counting unseen. */
  get isSilent(): boolean {
    return this.get(IN_GAP) === 1;
  }
  /** Whether there was a good reading at all. */
  get begun(): boolean {
    return this.get(BASE) !== 0;
  }
  /** Whether its readings are of an instant: between two of them the power is taken to have gone straight. */
  get isInstant(): boolean {
    return this.get(BASE) === 2;
  }
  /** Whether its readings are means over the time since the last look: models, for which a quick look is no use. */
  get isMean(): boolean {
    return this.get(BASE) === 3;
  }
  /** By how much the readings of an instant gauge went up and down, in shares of its mean power. */
  get swing(): number {
    const meanWatts = this.joules / this.get(KNOWN);
    return meanWatts > 0 ? (this.get(HIGHEST) - this.get(LOWEST)) / meanWatts : 0;
  }
  /** The first thing that went wrong, and when. */
  get trouble(): { readonly what: Trouble; readonly atSeconds: number } {
    return { what: TROUBLES[this.get(TROUBLE)] ?? "none", atSeconds: this.get(TROUBLE_AT) };
  }

  /** The counter's tick, if it is one that matters. */
  get tick(): TickPhase | undefined {
    const periodSeconds = this.get(TICK_PERIOD);
    return periodSeconds > 0
      ? { atSeconds: this.get(TICK_AT), periodSeconds, spanSeconds: this.get(TICK_SPAN) }
      : undefined;
  }

  /** When the counter will next tick, in s; undefined where its ticks do not matter. */
  get nextTickSeconds(): number | undefined {
    return this.tick === undefined ? undefined : this.get(AT) + this.tick.periodSeconds;
  }
}
