/** What the sensors beside a meter drew while the meter did not answer. */
import type { DeviceLedger } from "../inside_run.ts";
import type { TracePoint } from "../model.ts";

/** Gaps that a thinned trace still shows are believed if they hold so much of the time that is missing; else the load is taken as even. */
const SHOWN_SHARE = 0.8;

/**
 * Energy in J that a device drew in the time that is missing of a meter, over a run of `durationSeconds`: cut out of both traces; by the share of
 * the time where the traces are too coarse to show the gaps.
 */
function joulesInGaps(
  meter: DeviceLedger,
  device: DeviceLedger,
  durationSeconds: number,
): number {
  const gaps = gapsOf(meter.points, durationSeconds);
  const shown = gaps.reduce((sum, [from, to]) => sum + to - from, 0);
  if (shown < SHOWN_SHARE * meter.missingSeconds || device.points.length === 0) {
    return durationSeconds > 0
      ? device.energyJoules * Math.min(1, meter.missingSeconds / durationSeconds)
      : 0;
  }
  return gaps.reduce((sum, [from, to]) => sum + joulesBetween(device.points, from, to), 0);
}

/** The device as far as it drew while the meter did not answer. */
export function inGapsOf(
  meter: DeviceLedger,
  device: DeviceLedger,
  durationSeconds: number,
): DeviceLedger {
  const points = gapsOf(meter.points, durationSeconds).flatMap(([from, to]) =>
    device.points.flatMap((point) => {
      const fromSeconds = Math.max(from, point.fromSeconds);
      const toSeconds = Math.min(to, point.toSeconds);
      return fromSeconds < toSeconds ? [{ ...point, fromSeconds, toSeconds }] : [];
    })
  );
  return { ...device, energyJoules: joulesInGaps(meter, device, durationSeconds), points };
}

/** Time in s that is missing of a meter between two instants of a run; by the share of the time where its trace is too coarse to show the gaps. */
export function secondsOfGap(
  { points, missingSeconds }: DeviceLedger,
  [from, to]: readonly [fromSeconds: number, toSeconds: number],
  durationSeconds: number,
): number {
  const within = (start: number, end: number) =>
    gapsOf(points, durationSeconds).reduce(
      (sum, gap) => sum + Math.max(0, Math.min(end, gap[1]) - Math.max(start, gap[0])),
      0,
    );
  const shown = within(0, durationSeconds);
  const [part, whole] = shown < SHOWN_SHARE * missingSeconds
    ? [to - from, durationSeconds]
    : [within(from, to), shown];
  return whole > 0 ? missingSeconds * part / whole : 0;
}

/** Of what a device drew in gaps (`inGapsOf()`), the part between two instants of a run, in J. */
export function joulesOfGap(
  gap: DeviceLedger,
  [from, to]: readonly [fromSeconds: number, toSeconds: number],
  durationSeconds: number,
): number {
  const shown = joulesBetween(gap.points, 0, durationSeconds);
  const share = shown > 0
    ? joulesBetween(gap.points, from, to) / shown
    : (to - from) / durationSeconds;
  return gap.energyJoules * share;
}

function gapsOf(points: readonly TracePoint[], end: number): (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  let known = 0;
  for (const { fromSeconds, toSeconds } of points) {
    if (fromSeconds > known) gaps.push([known, fromSeconds]);
    known = Math.max(known, toSeconds);
  }
  if (end > known) gaps.push([known, end]);
  return gaps;
}

function joulesBetween(points: readonly TracePoint[], from: number, to: number): number {
  return points.reduce(
    (sum, { fromSeconds, toSeconds, meanWatts }) =>
      sum + meanWatts * Math.max(0, Math.min(to, toSeconds) - Math.max(from, fromSeconds)),
    0,
  );
}
