/** What an epoch drew while a device was silent: as the account counts it, and as it would have been seen. */
import type { DeviceIdentity } from "../inside_run.ts";
import { isBeside } from "../counted_joules.ts";

/** A device that was seen for less of a stretch than this tells nothing of the rest of it (judgement). */
const LEAST_SEEN_SHARE = 0.1;

/**
 * Time in s in which each device gave nothing in each of the stretches between instants of the curve. That a slow one is silent is known only a while
 * after it last spoke: what is more than a stretch is long was missing in those before it.
 */
export function missingOfStretches(
  instants: readonly { readonly atSeconds: number; readonly missingSeconds: readonly number[] }[],
): readonly (readonly number[])[] {
  const stretches: number[][] = [];
  let carried: readonly number[] = [];
  for (let index = instants.length - 1; index > 0; index--) {
    const [from, to] = [instants[index - 1]!, instants[index]!];
    const seconds = Math.max(0, to.atSeconds - from.atSeconds);
    const all = to.missingSeconds.map((missing, device) =>
      Math.max(0, missing - (from.missingSeconds[device] ?? 0)) + (carried[device] ?? 0)
    );
    const here = all.map((missing) => Math.min(seconds, missing));
    carried = all.map((missing, device) => missing - here[device]!);
    stretches.push(here);
  }
  return stretches.reverse();
}

/** The curve at several instants without what was carried on and then turned out to be a silence: no device has drawn more before than it has since. */
export function takenBack(joules: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const known: (readonly number[])[] = [];
  let later: readonly number[] = [];
  for (const at of joules.toReversed()) {
    later = at.map((value, device) => Math.min(value, later[device] ?? Infinity));
    known.push(later);
  }
  return known.reverse();
}

/** Joules of each device with those of a run's one meter filled up: in the share of the stretch in which it was silent the devices beside it count. */
export function withGapFilled(
  devices: readonly Pick<DeviceIdentity, "device" | "kind">[],
  joules: readonly number[],
  { durationSeconds, missingSeconds }: {
    readonly durationSeconds: number;
    readonly missingSeconds: readonly number[];
  },
): readonly number[] {
  const meters = [...devices.keys()].filter((index) => devices[index]!.kind === "system");
  const meter = meters[0];
  const silent = meter === undefined ? 0 : missingSeconds[meter] ?? 0;
  if (meters.length !== 1 || !(silent > 0) || devices.some(isBeside)) return joules;
  const beside = joules.reduce((sum, value, index) => index === meter ? sum : sum + value, 0);
  const share = Math.min(1, silent / durationSeconds);
  return joules.map((value, index) => index === meter ? value + share * beside : value);
}

/**
 * Joules of each device as if it had been seen for the whole stretch, at the power it had while it was; undefined where one that drew something in
 * the run was hardly seen in it.
 */
export function asSeenWhole(
  joules: readonly number[],
  { durationSeconds, missingSeconds, drawnJoules }: {
    readonly durationSeconds: number;
    readonly missingSeconds: readonly number[];
    /** What each drew in the run so far, in J. */
    readonly drawnJoules: readonly number[];
  },
): readonly number[] | undefined {
  const whole: number[] = [];
  for (const [index, value] of joules.entries()) {
    const missing = missingSeconds[index] ?? 0;
    const share = missing > 0 ? 1 - missing / durationSeconds : 1;
    const isSeen = share >= LEAST_SEEN_SHARE;
    // One that never gave anything is not waited for.
    if (!isSeen && (drawnJoules[index] ?? 0) > 0) return undefined;
    whole.push(isSeen ? value / share : value);
  }
  return whole;
}
