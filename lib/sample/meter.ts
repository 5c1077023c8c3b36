/**
 * Turns the readings of one device into joules. All its state is a row of numbers, so that it can lie in shared memory: the
 * worker meters while the training blocks, and the calling thread goes on from a copy to take the last reading itself.
 */
import type { CounterReading, DeviceKind, Reading } from "../model.ts";
import {
  AT,
  BASE,
  END,
  FAILED_AT,
  HIGH,
  HIGHEST,
  IN_GAP,
  JOULES,
  KNOWN,
  LIMIT,
  LOW,
  LOWEST,
  MISSING,
  MOST,
  PEAK,
  SQUARES,
  STILL,
  STRETCHES,
  STRIKES,
  TICK_AT,
  TICK_PERIOD,
  TICK_SPAN,
  TROUBLE,
  TROUBLE_AT,
  VALUE,
  WATTS,
} from "./meter_fields.ts";
import { joinPhases, tickBetween, tickOfStart, type TickPhase, tickShown } from "./tick_clock.ts";
import { troubleOf } from "./reading_check.ts";
import { type Trouble, TROUBLES } from "./trouble.ts";
import { MeterView } from "./meter_view.ts";
import type { Stretch } from "./stretch.ts";

/** A reading above this many times the device's limit is not believed: boards overshoot their limit for milliseconds, not twofold (judgement). */
const BELIEVABLE_TIMES_LIMIT = 2;
/** Where the limit is unknown: no single device of a training machine is known to draw 10 kW (judgement; an 8-GPU node as a whole is rated 10.2 kW). */
const BELIEVABLE_WATTS = 20_000;
/** A meter of racks may show far more; the largest computer draws 30 MW (TOP500, November 2024: El Capitan, 29.6 MW). */
const BELIEVABLE_METER_WATTS = 50e6;

/** What a meter has to know of its device. */
export interface MeteredDevice {
  readonly kind?: DeviceKind | undefined;
  /** The device's own limit, in W. */
  readonly limitWatts?: number | undefined;
}
/** A counter that jumps is judged over at least a second, since it may tick only every 100 ms. */
const JUDGED_OVER_SECONDS = 1;
/** So many unbelievable readings in a row are the new truth: the counter was reset. */
const STRIKES_OUT = 3;
/** A wrapping counter not looked at for longer may have gone round unseen, at its limit or so many times the highest power yet. */
const UNSEEN_SECONDS = 3;
const WRAP_MARGIN = 1.5;
/** A counter that has not moved for longer stood still: real ones tick every 20 to 100 ms. */
const STILL_SECONDS = 1.5;
/** Counters tick every millisecond at least: readings closer than this say nothing of the power between them. */
const CLOSE_SECONDS = 0.004;
/**
 * Range of a model's power at rest where the load was not seen at all: from its low end at rest to its high end at full load (the CPU
 * model draws 0.15 of TDP at rest and 0.97 at full load, with factors of 0.3 to 2.3 and 0.5 to 1.75).
 */
const UNSEEN_LOAD: readonly [number, number] = [0.3, 11];
/** The end of a run may lie this much behind the last reading and still be filled with its power. */
export const TAIL_SECONDS = 0.5;

/** Joules of one device, reading by reading. */
export class Meter extends MeterView {
  /** Sets the state to its beginning. */
  reset({ kind, limitWatts = 0 }: MeteredDevice = {}): this {
    this.state.fill(0);
    this.state[LIMIT] = limitWatts;
    this.state[MOST] = limitWatts > 0
      ? BELIEVABLE_TIMES_LIMIT * limitWatts
      : kind === "system"
      ? BELIEVABLE_METER_WATTS
      : BELIEVABLE_WATTS;
    return this;
  }

  /**
   * Sets the counter's tick, with the readings at the ticks that were seen. From then on readings are those of their last tick; so
   * is the first one, if the counter has not moved since: the energy between that tick and the start is then not the run's.
   */
  setTick(phase: TickPhase, seen: readonly CounterReading[]): void {
    const first = this.tick === undefined;
    this.state[TICK_AT] = phase.atSeconds;
    this.state[TICK_PERIOD] = phase.periodSeconds;
    this.state[TICK_SPAN] = phase.spanSeconds;
    if (first && this.get(BASE) === 1) {
      this.state[AT] = tickOfStart(phase, {
        atSeconds: this.get(AT),
        energyJoules: this.get(VALUE),
      }, seen);
    }
  }

  /**
   * Takes a tick that was seen between two looks: what the counter showed before it, and what it shows after. Its instant is known
   * better than by the beat, which is set by it anew.
   */
  takeTick(before: CounterReading, after: CounterReading): readonly Stretch[] {
    const phase = this.tick;
    const at = tickBetween(before, after);
    if (phase === undefined || at === undefined) return listOf(this.take(after));
    const known = joinPhases(phase, {
      atSeconds: at,
      periodSeconds: phase.periodSeconds,
      spanSeconds: 0,
    });
    this.state[TICK_AT] = at;
    this.state[TICK_PERIOD] = known.periodSeconds;
    this.state[TICK_SPAN] = known.spanSeconds;
    return [
      ...listOf(this.#counter(at - phase.periodSeconds, before, true)),
      ...listOf(this.#counter(at, after, true)),
    ];
  }

  /** Sets the end of the run: a reading taken later still ends a stretch, of which the part until the end counts. */
  set endSeconds(seconds: number) {
    this.state[END] = seconds;
  }

  /** Takes a reading; gives the stretch it ends, if its power is known. */
  take(reading: Reading): Stretch | undefined {
    const at = reading.atSeconds;
    const trouble = troubleOf(reading, this.get(MOST));
    if (trouble !== undefined) return this.#gap(at, trouble);
    if (reading.kind === "counter") return this.#counter(at, reading, false);
    if (reading.kind === "gap") return undefined;
    const { powerWatts, overSeconds, relativeRange = [1, 1] } = reading;
    if (overSeconds === undefined) return this.#instant(at, powerWatts, relativeRange);
    return this.#mean(at, powerWatts, overSeconds, relativeRange);
  }

  /**
   * Ends the run at a time. A short tail behind the last reading has the power of the last stretch; a longer one is missing. Behind the last
   * tick of a counter the power may have changed at any instant: with the one at the end known, it is the mean of both.
   */
  finish(at: number, tailSeconds = TAIL_SECONDS, endWatts?: number): Stretch | undefined {
    const tail = at - this.get(AT);
    if (!this.begun || tail <= 0) return undefined;
    const failedAt = this.get(FAILED_AT);
    if (failedAt > 0 && this.get(STRETCHES) > 0) {
      // Lost for good, at some instant between the last good reading and the first failed one: halfway is off by least.
      const until = Math.min(at, (this.get(AT) + failedAt) / 2);
      const alive = Math.min(until - this.get(AT), tailSeconds);
      this.state[MISSING] = this.get(MISSING) + tail - alive;
      return this.#add(this.get(AT) + alive, this.get(WATTS) * alive, alive, this.#ratios());
    }
    if (this.get(BASE) === 3 && this.get(STRETCHES) === 0 && tail <= tailSeconds) {
      // Over before anybody could see how busy it was: the model's ends are all that is known.
      return this.#add(at, this.get(VALUE) * tail, tail, UNSEEN_LOAD);
    }
    if (
      this.get(BASE) === 2 && this.get(STRETCHES) === 0 && tail <= tailSeconds &&
      this.get(IN_GAP) === 0
    ) {
      // Over before it was asked again: the one reading is all that is known.
      return this.#add(at, this.get(VALUE) * tail, tail, [1, 1]);
    }
    const believed = endWatts !== undefined && endWatts >= 0 && endWatts <= this.get(MOST);
    if (this.get(BASE) === 1 && this.get(STRETCHES) === 0 && tail <= tailSeconds && believed) {
      // Over before its counter ticked: the power at the end is all that is known.
      return this.#add(at, endWatts * tail, tail, [1, 1]);
    }
    if (this.get(STRETCHES) > 0 && tail <= tailSeconds && this.get(IN_GAP) === 0) {
      const last = this.get(WATTS);
      const watts = this.tick !== undefined && believed ? (last + endWatts) / 2 : last;
      return this.#add(at, watts * tail, tail, this.#ratios());
    }
    this.state[MISSING] = this.get(MISSING) + tail;
    this.state[AT] = at;
    return undefined;
  }

  /** The ends of the range so far, relative to the joules: a tail is taken to be as well known as the rest. */
  #ratios(): readonly [number, number] {
    const joules = this.get(JOULES);
    return joules > 0 ? [this.get(LOW) / joules, this.get(HIGH) / joules] : [1, 1];
  }

  /** `exact`: the time is a tick's own, not that of a look at it. */
  #counter(
    now: number,
    { energyJoules: energy, wrapsAtJoules: wrapsAt }: CounterReading,
    exact: boolean,
  ): Stretch | undefined {
    let joules = energy - this.get(VALUE);
    if (joules < 0 && wrapsAt !== undefined) joules += wrapsAt;
    if (this.get(BASE) === 1 && wrapsAt !== undefined && this.#mayHaveWrapped(now, wrapsAt)) {
      this.#remember("wrapped-unseen", now);
      this.state[MISSING] = this.get(MISSING) + now - this.get(AT);
      return this.#base(1, now, energy);
    }
    const at = this.tick === undefined || exact
      ? now
      : tickShown(this.tick, now, { joules, sinceSeconds: this.get(AT), watts: this.get(WATTS) });
    if (this.get(BASE) !== 1) return this.#base(1, at, energy);
    const seconds = at - this.get(AT);
    // Two readings of one tick, or so close that the counter's own steps would look like bursts.
    if (seconds < (this.tick === undefined ? CLOSE_SECONDS : this.tick.periodSeconds / 2)) {
      return undefined;
    }
    // A counter that goes round is a chip's, whatever it is of.
    const believable = wrapsAt !== undefined && this.get(LIMIT) === 0
      ? BELIEVABLE_WATTS
      : this.get(MOST);
    const most = believable * Math.max(seconds, JUDGED_OVER_SECONDS);
    if (joules < 0 || joules > most) {
      // One bad reading must not move the base: the next good one then covers the time, and no joule is lost.
      this.state[STRIKES] = this.get(STRIKES) + 1;
      this.#remember(joules < 0 ? "counter-reset" : "implausible", at);
      if (this.get(STRIKES) < STRIKES_OUT) return undefined;
      this.state[MISSING] = this.get(MISSING) + seconds;
      return this.#base(1, at, energy);
    }
    this.state[STRIKES] = 0;
    this.state[FAILED_AT] = 0;
    // A counter that ticks more slowly than it is read has not drawn nothing: wait for its next tick.
    if (joules === 0 && seconds < STILL_SECONDS) return undefined;
    if (joules === 0) {
      this.#remember("stood-still", at);
      this.state[STILL] = 1;
      return undefined;
    }
    this.state[VALUE] = energy;
    const before = this.get(WATTS);
    if (
      seconds > STILL_SECONDS && this.get(STILL) === 1 && joules < before * seconds / 2
    ) {
      // It stood still and did not catch up: what it counted is taken, the rest of the time is missing.
      const known = before > 0 ? Math.min(seconds, joules / before) : 0;
      this.state[MISSING] = this.get(MISSING) + seconds - known;
      this.state[AT] = at - known;
      return this.#add(at, joules, known, [1, 1]);
    }
    return this.#add(at, joules, seconds, [1, 1]);
  }

  /** Whether a counter may have gone round more than once since the last look: nobody can tell how often. */
  #mayHaveWrapped(now: number, wrapsAt: number): boolean {
    const seconds = now - this.get(AT);
    const most = Math.max(this.get(LIMIT), WRAP_MARGIN * this.get(PEAK));
    return seconds > UNSEEN_SECONDS && most * seconds > wrapsAt;
  }

  #instant(at: number, watts: number, range: readonly [number, number]): Stretch | undefined {
    const isFirst = this.get(BASE) !== 2;
    this.state[LOWEST] = isFirst ? watts : Math.min(this.get(LOWEST), watts);
    this.state[HIGHEST] = isFirst ? watts : Math.max(this.get(HIGHEST), watts);
    if (isFirst) return this.#base(2, at, watts);
    const seconds = at - this.get(AT);
    if (seconds <= 0) return undefined;
    if (this.get(IN_GAP) === 1) {
      // Nobody looked: filled by nothing.
      this.state[MISSING] = this.get(MISSING) + seconds;
      return this.#base(2, at, watts);
    }
    const joules = seconds * (this.get(VALUE) + watts) / 2;
    this.state[VALUE] = watts;
    return this.#add(at, joules, seconds, range);
  }

  #mean(
    at: number,
    watts: number,
    overSeconds: number,
    range: readonly [number, number],
  ): Stretch | undefined {
    if (this.get(BASE) !== 3) return this.#base(3, at, watts);
    // Nothing seen yet by this reader: the next look covers the time.
    if (overSeconds <= 0) return undefined;
    let seconds = at - this.get(AT);
    if (seconds <= 0) return undefined;
    if (this.get(IN_GAP) === 1) {
      const known = Math.min(seconds, overSeconds);
      this.state[MISSING] = this.get(MISSING) + seconds - known;
      this.state[AT] = at - known;
      this.state[IN_GAP] = 0;
      seconds = known;
    }
    return this.#add(at, watts * seconds, seconds, range);
  }

  #base(kind: number, at: number, value: number): undefined {
    // The first good reading, or the first of another kind: of the time before it nothing is known.
    if (this.get(BASE) !== kind) {
      this.state[MISSING] = this.get(MISSING) + Math.max(0, at - Math.max(0, this.get(AT)));
    }
    this.state[BASE] = kind;
    this.state[AT] = at;
    this.state[VALUE] = value;
    this.state[IN_GAP] = 0;
    this.state[FAILED_AT] = 0;
    this.state[STILL] = 0;
    this.state[STRIKES] = 0;
  }

  #add(
    at: number,
    joules: number,
    seconds: number,
    [low, high]: readonly [number, number],
  ): Stretch | undefined {
    const begin = at - seconds;
    // Times are a run's: what a slow source's first look covers before 0 is not the run's.
    if (begin < 0) {
      if (at <= 0) {
        this.state[AT] = at;
        this.state[IN_GAP] = 0;
        return undefined;
      }
      return this.#add(at, joules * at / seconds, at, [low, high]);
    }
    const end = this.get(END);
    if (end > 0 && at > end) {
      if (begin >= end) return undefined;
      return this.#add(end, joules * (end - begin) / seconds, end - begin, [low, high]);
    }
    this.state[JOULES] = this.get(JOULES) + joules;
    this.state[LOW] = this.get(LOW) + joules * low;
    this.state[HIGH] = this.get(HIGH) + joules * high;
    this.state[AT] = at;
    this.state[IN_GAP] = 0;
    this.state[STILL] = 0;
    this.state[FAILED_AT] = 0;
    this.state[STRETCHES] = this.get(STRETCHES) + 1;
    if (seconds <= 0) return undefined;
    this.state[KNOWN] = this.get(KNOWN) + seconds;
    this.state[SQUARES] = this.get(SQUARES) + seconds * seconds;
    const watts = joules / seconds;
    this.state[WATTS] = watts;
    if (watts > this.get(PEAK)) this.state[PEAK] = watts;
    return { fromSeconds: begin, toSeconds: at, meanWatts: watts };
  }

  #gap(at: number, why: Trouble): undefined {
    this.#remember(why, at);
    // A counter goes on counting unseen: its next reading covers the gap.
    if (this.get(BASE) !== 1) this.state[IN_GAP] = 1;
    if (this.get(FAILED_AT) === 0) this.state[FAILED_AT] = at;
  }

  #remember(what: Trouble, at: number): void {
    if (this.get(TROUBLE) !== 0) return;
    this.state[TROUBLE] = TROUBLES.indexOf(what);
    this.state[TROUBLE_AT] = Math.max(0, at);
  }
}

function listOf(stretch: Stretch | undefined): readonly Stretch[] {
  return stretch === undefined ? [] : [stretch];
}
