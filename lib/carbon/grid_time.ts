/** The intensity of the grid over the run's clock: each piece of energy meets the intensity of its time. */
import { timesRange, weakestBasis } from "../interval.ts";
import type { DeviceLedger } from "../inside_run.ts";
import type { Basis, IntensityPoint, Range } from "../model.ts";
import { windowRange } from "./grid_range.ts";

/** A stretch of the run's clock. */
interface Window {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}
/** Mean intensity in gCO2eq/kWh of some energy, its error as factors, and its basis. */
export interface MeanIntensity {
  readonly intensityGramsPerKwh: number;
  readonly factors: Range;
  readonly basis: Basis;
}

/**
 * Mean intensity of the energy that devices drew in a window, weighted by that energy. A point holds until the next; the first
 * also before its time. Errors of a grid's values move together, so they are averaged and not joined; a yearly mean gets the error of
 * being used for so short a time.
 *
 * @param joules What each device drew in the window; its trace says when.
 */
export function meanIntensity(
  points: readonly IntensityPoint[],
  window: Window,
  devices: readonly Pick<DeviceLedger, "points">[],
  joules: readonly number[],
): MeanIntensity {
  const steps = points.length < 2
    ? points
    : points.filter((point, index) =>
      point.atSeconds < window.toSeconds &&
        (points[index + 1]?.atSeconds ?? Infinity) > window.fromSeconds ||
      index === 0 && point.atSeconds >= window.toSeconds
    );
  const only = steps.length === 1 ? steps[0] : undefined;
  const weights = only ? [1] : weightsOf(points, steps, window, devices, joules);
  const seconds = window.toSeconds - window.fromSeconds;
  let value = 0;
  let low = 0;
  let high = 0;
  for (const [index, point] of steps.entries()) {
    const weight = weights[index]!;
    const [down, up] = pointRange(point, seconds);
    value += weight * point.intensityGramsPerKwh;
    low += weight * down;
    high += weight * up;
  }
  return {
    intensityGramsPerKwh: value,
    factors: value > 0 ? [low / value, high / value] : [1, 1],
    basis: weakestBasis(
      ...steps.filter((_, index) => weights[index]! > 0).map(({ basis }) => basis),
    ),
  };
}

/** Range of a point's value in gCO2eq/kWh, for use over so many seconds. */
function pointRange(point: IntensityPoint, seconds: number): Range {
  if (point.year === undefined || point.intensityGramsPerKwh <= 0) return point.range;
  const window = { factor: 1, range: windowRange(seconds) };
  return timesRange(point.intensityGramsPerKwh, point.range, [window]).range;
}

/** Share of the window's energy that fell to each step; by time where no trace says when it was drawn. */
function weightsOf(
  points: readonly IntensityPoint[],
  steps: readonly IntensityPoint[],
  window: Window,
  devices: readonly Pick<DeviceLedger, "points">[],
  joules: readonly number[],
): number[] {
  const ends = steps.map((point): Window => {
    const index = points.indexOf(point);
    return {
      fromSeconds: Math.max(window.fromSeconds, index === 0 ? -Infinity : point.atSeconds),
      toSeconds: Math.min(window.toSeconds, points[index + 1]?.atSeconds ?? Infinity),
    };
  });
  const seconds = ends.map(({ fromSeconds, toSeconds }) => Math.max(0, toSeconds - fromSeconds));
  const byTime = shares(seconds) ?? steps.map((_, index) => index === 0 ? 1 : 0);
  const total = joules.reduce((sum, each) => sum + each, 0);
  if (!(total > 0)) return byTime;
  const weights = steps.map(() => 0);
  for (const [index, device] of devices.entries()) {
    const drawn = joules[index] ?? 0;
    if (drawn <= 0) continue;
    const split = shares(splitJoules(device.points, ends)) ?? byTime;
    for (const [step, share] of split.entries()) weights[step]! += share * drawn / total;
  }
  return weights;
}

/** Joules of a trace in each of several windows that follow each other. */
function splitJoules(trace: DeviceLedger["points"], windows: readonly Window[]): number[] {
  return windows.map(({ fromSeconds, toSeconds }) => {
    let energyJoules = 0;
    for (const point of trace) {
      const from = Math.max(point.fromSeconds, fromSeconds);
      const to = Math.min(point.toSeconds, toSeconds);
      if (to > from) energyJoules += (to - from) * point.meanWatts;
    }
    return energyJoules;
  });
}

/** Amounts over their sum, or `undefined` where there is none. */
function shares(amounts: readonly number[]): number[] | undefined {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return sum > 0 ? amounts.map((amount) => amount / sum) : undefined;
}
