/**
 * Finds when a counter ticks. Boards renew their energy counter every 20 to 100 ms; between two ticks it stands still, so a
 * reading tells the energy of the last tick, not of now. Once the ticks' instants are known the energy at any instant is known.
 */
import type { CounterReading } from "../model.ts";

/** Ticks that come more often than this are no trouble at ten readings a second, in s. */
const SHORT_SECONDS = 0.012;
/** So many ticks over so long tell their period to 1 or 2 %, with looks 2 ms apart. */
const TICKS_WANTED = 3;
const SPAN_SECONDS = 0.2;
/** So many looks tell a counter that moves all the time, though it may have stood still at a few of them. */
const FAST_LOOKS = 10;
const FAST_SHARE = 0.8;
/** The instant of a tick is known to about this, in s. */
const UNSURE_SECONDS = 0.002;
/** Ticks looked at span at most so many periods. */
const MOST_STEPS = 40;
/** Two looks at one beat give its period alike within this. */
const AGREE = 0.1;
/** A tick between looks that lie further apart is not known well enough: a busy machine may sleep through it. */
const MOST_SLACK_SECONDS = 0.0035;
/** A steady tick keeps its grid within this, besides what the looks leave open. */
const JITTER_SECONDS = 0.0015;

/** A steady tick: `at`, the latest seen, plus any whole number of periods, on the run's clock. */
export interface TickPhase {
  readonly atSeconds: number;
  readonly periodSeconds: number;
  /** Time over which the ticks were seen, in s: the longer, the better the period is known. */
  readonly spanSeconds: number;
}

/** Where the next tick is known to come, looks begin so much before it, in periods: a beat learnt over 0.2 s drifts by that in seconds. */
const EARLY_PERIODS = 0.2;

/** Watches a counter that is polled quickly for a moment. */
export class TickWatch {
  readonly #spanSeconds: number;
  readonly #known: TickPhase | undefined;
  #last: CounterReading | undefined;
  readonly #ticks: CounterReading[] = [];
  /** Half the distance of the looks around each tick: on a busy machine some lie far apart. */
  readonly #slack: number[] = [];
  /** How many changes had been seen at each: between two ticks lie at least as many. */
  readonly #ordinal: number[] = [];
  #changes = 0;
  #looks = 0;
  #beganSeconds = 0;

  /** `known`: the beat as it was seen earlier; only where it stands now is to be seen. */
  constructor(known?: TickPhase) {
    this.#known = known;
    this.#spanSeconds = known === undefined ? SPAN_SECONDS : 0;
  }

  /** How long until a look is of use, in s: 0 where the beat is not known, or a tick came when it was not awaited. */
  waitSeconds(now: number): number {
    if (this.#known === undefined || this.#changes > this.#ticks.length) return 0;
    const from = this.#ticks.at(-1)?.atSeconds ?? lastTick(this.#known, now);
    return Math.max(0, from + (1 - EARLY_PERIODS) * this.#known.periodSeconds - now);
  }

  /** One look. */
  look(reading: CounterReading): void {
    const last = this.#last;
    this.#last = reading;
    if (last === undefined) this.#beganSeconds = reading.atSeconds;
    else this.#looks++;
    if (last === undefined || reading.energyJoules === last.energyJoules) return;
    // A tick lies between two looks: the middle is off by half their distance at most.
    this.#changes++;
    const slack = (reading.atSeconds - last.atSeconds) / 2;
    if (slack > MOST_SLACK_SECONDS) return;
    this.#slack.push(slack);
    this.#ordinal.push(this.#changes);
    this.#ticks.push({ ...reading, atSeconds: (last.atSeconds + reading.atSeconds) / 2 });
  }

  /** Whether enough was seen. */
  get done(): boolean {
    const ticks = this.#ticks;
    const span = (ticks.at(-1)?.atSeconds ?? 0) - (ticks[0]?.atSeconds ?? 0);
    return this.isFast || ticks.length >= TICKS_WANTED && span >= this.#spanSeconds;
  }

  /** The readings at the ticks seen, each at its tick's instant. */
  get ticks(): readonly CounterReading[] {
    return this.#ticks;
  }

  /** Whether it ticks so often that its beat does not matter: it has moved at nearly every look, and the looks were dense. */
  get isFast(): boolean {
    const seconds = (this.#last?.atSeconds ?? 0) - this.#beganSeconds;
    return this.#looks >= FAST_LOOKS && this.#changes >= FAST_SHARE * this.#looks &&
      seconds < SHORT_SECONDS * this.#looks;
  }

  /** The tick, if it is steady and long enough to matter. */
  get phase(): TickPhase | undefined {
    const times = this.#ticks.map(({ atSeconds }) => atSeconds);
    const first = times[0];
    const last = times.at(-1);
    if (first === undefined || last === undefined || times.length < 2) return undefined;
    // Ticks may have been slept through: the longest period on whose grid all of them lie is the tick.
    const least = (this.#ordinal.at(-1) ?? 0) - (this.#ordinal[0] ?? 0);
    for (let steps = least; steps <= MOST_STEPS; steps++) {
      const periodSeconds = (last - first) / steps;
      if (periodSeconds < SHORT_SECONDS) return undefined;
      const off = times.map((time) => {
        const periods = (time - first) / periodSeconds;
        return (periods - Math.round(periods)) * periodSeconds;
      });
      const weights = this.#slack.map((slack) => 1 / (slack + JITTER_SECONDS) ** 2);
      const weight = weights.reduce((sum, one) => sum + one, 0);
      const mean = off.reduce((sum, seconds, index) => sum + seconds * (weights[index] ?? 0), 0) /
        weight;
      const steady = off.every((seconds, index) =>
        Math.abs(seconds - mean) <=
          Math.min((this.#slack[index] ?? 0) + JITTER_SECONDS, periodSeconds / 3)
      );
      if (steady) return { atSeconds: last + mean, periodSeconds, spanSeconds: last - first };
    }
    return undefined;
  }
}

/** The instant of a tick seen between two looks; undefined where there was none, or the looks lie too far apart to tell. */
export function tickBetween(before: CounterReading, after: CounterReading): number | undefined {
  if (after.energyJoules === before.energyJoules) return undefined;
  const slack = (after.atSeconds - before.atSeconds) / 2;
  return slack > MOST_SLACK_SECONDS ? undefined : before.atSeconds + slack;
}

/** The tick nearest to an instant. */
function nearestTick({ atSeconds, periodSeconds }: TickPhase, seconds: number): number {
  return atSeconds + Math.round((seconds - atSeconds) / periodSeconds) * periodSeconds;
}

/** The last tick at or before an instant. */
export function lastTick({ atSeconds, periodSeconds }: TickPhase, seconds: number): number {
  return atSeconds + Math.floor((seconds - atSeconds) / periodSeconds) * periodSeconds;
}

/**
 * Two looks at the same ticks: the number of ticks between them, if it is sure, makes the period that much better known. Each look counts by
 * the ticks it spans, so that a short one does not spoil what a long one knew.
 */
export function joinPhases(earlier: TickPhase | undefined, later: TickPhase): TickPhase {
  if (earlier === undefined) return later;
  const agree = Math.abs(later.periodSeconds / earlier.periodSeconds - 1) < AGREE;
  if (!agree) return later.spanSeconds > earlier.spanSeconds ? later : earlier;
  const between = later.atSeconds - earlier.atSeconds;
  // A look that took long may end after newer ticks were seen elsewhere.
  if (between <= 0) return earlier;
  const longer = later.spanSeconds >= earlier.spanSeconds ? later : earlier;
  const drift = between * UNSURE_SECONDS / Math.max(earlier.spanSeconds, UNSURE_SECONDS);
  const ticks = Math.round(between / earlier.periodSeconds);
  if (ticks === 0 || drift > earlier.periodSeconds / 3) {
    return { ...longer, atSeconds: later.atSeconds };
  }
  const spanSeconds = earlier.spanSeconds + between;
  return {
    atSeconds: later.atSeconds,
    periodSeconds: spanSeconds / (Math.round(earlier.spanSeconds / earlier.periodSeconds) + ticks),
    spanSeconds,
  };
}

/** A tick's instant is known to about this, in s. */
const NEAR_SECONDS = 0.003;
/** A reading so close to a tick is left to the next one, but not for longer than this. */
const LEFT_TO_NEXT_SECONDS = 0.35;

/**
 * The tick whose energy the first reading of a run shows. Close to a tick its instant does not tell: the energy until the first tick
 * seen does.
 */
export function tickOfStart(
  phase: TickPhase,
  start: { readonly atSeconds: number; readonly energyJoules: number },
  seen: readonly CounterReading[],
): number {
  const near = nearestTick(phase, start.atSeconds);
  const [first, next] = seen;
  const unsure = Math.abs(start.atSeconds - near) <= NEAR_SECONDS;
  if (!unsure || !first || !next || next.atSeconds <= first.atSeconds) {
    return lastTick(phase, start.atSeconds);
  }
  // The power of the nearest tick, for it may change soon after.
  const watts = (next.energyJoules - first.energyJoules) / (next.atSeconds - first.atSeconds);
  const joules = first.energyJoules - start.energyJoules;
  const off = (tick: number) => Math.abs(joules - watts * (first.atSeconds - tick));
  const before = near - phase.periodSeconds;
  return off(before) < off(near) ? before : near;
}

/**
 * The tick whose energy a reading shows. One too close to a tick is left to the next (the tick before it is given, which says nothing
 * new); if that has gone on for too long, the joules since the last good one decide.
 */
export function tickShown(
  phase: TickPhase,
  now: number,
  since: { readonly joules: number; readonly sinceSeconds: number; readonly watts: number },
): number {
  const near = nearestTick(phase, now);
  if (Math.abs(now - near) > NEAR_SECONDS) return lastTick(phase, now);
  const before = near - phase.periodSeconds;
  if (before <= since.sinceSeconds) return near;
  if (now - since.sinceSeconds < LEFT_TO_NEXT_SECONDS) return since.sinceSeconds;
  const off = (tick: number) => Math.abs(since.joules - since.watts * (tick - since.sinceSeconds));
  return off(before) < off(near) ? before : near;
}
