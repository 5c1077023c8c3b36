/** What the epochs still to come will draw. */
import type { Range, SeenEpoch } from "../model.ts";
import { LEARNT } from "./constants.ts";
import { logsOf } from "./forecast_rest.ts";
import { levelOf } from "./level.ts";
import { periodOf } from "./period.ts";

/** Energy a second of the epochs to come, in kWh/s. */
export interface PowerAhead {
  readonly kwhPerSecond: number;
  /** 90 % range of its error, in factors, by the unrest seen. */
  readonly range: Range;
  /** How much more a later phase may draw, as a factor >= 1: such a phase takes longer epochs too, so it adds to their range in line. */
  readonly later: number;
}

/** Newest epochs with energy that the power to come is taken from (judgement). */
export const NEWEST_POWERS = 64;
/** 90 % range of the power to come after one epoch, in factors: a first epoch drew 0.91 to 1.00 times what the second did (data: 118 runs, see below). */
const AFTER_ONE: Range = [0.9, 1.15];
/**
 * What a later phase may draw more, in logarithms, at the begin of the run. Data: in 118 runs of image classifiers (del Rey and others
 * 2023), which first train with frozen layers, the rest drew 1.01, 1.2, 1.25 and 1.5 times as much as epochs 2 to 5, a figure for each of
 * four configurations. Judgement: three of the four are held, for all are of one laboratory, and most trainings have no such phase.
 */
const LATER = 0.25;
/** From this share of the run on no other phase is waited for (data: those came at an eighth of the run; judgement). */
const LATER_UNTIL = 0.25;
/** How many times the mean change from epoch to epoch the range reaches each way (judgement, checked on the same runs). */
const REACH = 2;

/**
 * Power as seen: the level since its last change, and where the durations show a cycle, the mean over whole cycles. The correction of
 * the first epoch is one of time alone: too few runs with energy are known to learn one of power.
 *
 * @param metered Epochs with energy and a length > 0, oldest first, one or more.
 * @param share What part of the planned epochs has been seen, 0..1.
 */
export function powerAhead(metered: readonly SeenEpoch[], share: number): PowerAhead {
  const later = Math.exp(LATER * Math.max(0, 1 - share / LATER_UNTIL));
  const newest = metered.slice(-NEWEST_POWERS);
  const powers = newest.map(({ energyKwh = 0, durationSeconds }) => energyKwh / durationSeconds);
  if (powers.every((power) => power === 0)) return { kwhPerSecond: 0, range: [1, 1], later: 1 };
  if (metered.length === 1) return { kwhPerSecond: powers[0] ?? 0, range: AFTER_ONE, later };
  const cycle = periodOf(logsOf(newest.map(({ durationSeconds }) => durationSeconds)));
  const logs = logsOf(powers);
  const apart = Math.max(1, cycle);
  const from = Math.max(apart, logs.length - 8);
  let unrest = 0;
  for (let index = from; index < logs.length; index++) {
    unrest += Math.abs(logs[index]! - logs[index - apart]!) / (logs.length - from);
  }
  const reach = Math.min(1, REACH * unrest);
  const range = [Math.exp(-reach), Math.exp(reach)] as const;
  if (cycle === 0) {
    const whole = newest.length === metered.length;
    return { kwhPerSecond: Math.exp(levelOf(logs, LEARNT.level, whole)), range, later };
  }
  let energyKwh = 0;
  let seconds = 0;
  for (const epoch of newest.slice(newest.length % cycle)) {
    energyKwh += epoch.energyKwh ?? 0;
    seconds += epoch.durationSeconds;
  }
  return { kwhPerSecond: energyKwh / seconds, range, later };
}
