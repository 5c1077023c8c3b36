/** What a run's energy is of: the devices that were read, or the whole machine where a meter stands behind them. */
import { basisOfSum, totalRange, type UncertainPart } from "../interval.ts";
import type { DeviceLedger } from "../inside_run.ts";
import type { Basis, Boundary, Note, Part, Range } from "../model.ts";
import { kwhOfJoules } from "../units.ts";
import { inGapsOf, joulesOfGap, secondsOfGap } from "./meter_gap.ts";
import { muteMeterNote, shortMeterNote, SILENT_SHARE, silentMeterNote } from "./meter_notes.ts";
import { fromZero, partsOf, uncertaintyOf, withTick } from "./parts.ts";

/** The parts of a run before PUE, and how to add up any stretch of it. */
export interface Whole {
  readonly parts: readonly Part[];
  readonly energyKwh: number;
  readonly range: Range;
  readonly basis: Basis;
  readonly boundary: Boundary;
  /** Parts too small to pull the basis down. */
  readonly minor: readonly Part[];
  readonly notes: readonly Note[];
  /** What is added, with its energy and traces: the meter alone where it covers the others, and what the devices drew in its gaps. */
  readonly weighed: readonly DeviceLedger[];
  /** Energy in kWh of a stretch of the run's clock, from the joules of all devices in it, with its range, by the same rule as the total; and the joules of those in `weighed`. */
  stretch(
    joules: readonly number[],
    stretch: readonly [fromSeconds: number, toSeconds: number],
  ): { energyKwh: number; range: Range; joules: readonly number[] };
}

/**
 * Adds up what the devices drew. A meter of the whole machine (kind `system`) beside devices is the sum, and what it saw more than they
 * did is a part `rest`; one that saw less in the time in which it answered is set aside with a note, and the devices count, as they do in the time in
 * which it was silent.
 */
export function wholeOf(devices: readonly DeviceLedger[], durationSeconds: number): Whole {
  const parts = partsOf(devices, durationSeconds);
  const errors = devices.map((device) => uncertaintyOf(device, durationSeconds));
  const indices = devices.map((_, index) => index);
  const isMeter = (index: number) => devices[index]!.kind === "system";
  const meters = indices.filter(isMeter);
  const others = indices.filter((index) => !isMeter(index));
  const sum = (of: readonly number[]) =>
    of.reduce((total, index) => total + parts[index]!.energyKwh, 0);
  const metered = meters.length > 0;
  const beside = metered && others.length > 0;
  const meter = devices[meters[0] ?? -1];
  const isSilent = meter !== undefined && meter.missingSeconds > 0;
  // What the one meter did not see, the devices beside it may have. Of several meters the others still count what stands behind them, and nobody can
  // tell which devices a silent one feeds.
  const gaps = beside && isSilent && meters.length === 1
    ? others.map((index) => inGapsOf(meter, devices[index]!, durationSeconds))
    : [];
  const joulesOf = (of: readonly DeviceLedger[]) =>
    of.reduce((joules, { energyJoules }) => joules + energyJoules, 0);
  const besideMeter = joulesOf(others.map((index) => devices[index]!)) - joulesOf(gaps);
  const atMeter = joulesOf(meters.map((index) => devices[index]!));
  // One that never answered is no meter.
  const isMute = beside && isSilent && !(atMeter > 0) &&
    meter.missingSeconds > (1 - SILENT_SHARE) * durationSeconds;
  const short = beside && (besideMeter > atMeter || isMute);
  const filled = short ? [] : gaps;
  const counted = beside ? (short ? others : meters) : indices;
  const pieceOf = (index: number, joules: number, seconds: number): UncertainPart => ({
    energyKwh: kwhOfJoules(joules),
    ...withTick(errors[index]!, devices[index]!.uncertainty?.tickSeconds, seconds),
  });
  const added = (pieces: readonly UncertainPart[]) => {
    const { energyKwh, range } = totalRange(pieces);
    return { energyKwh, range: fromZero(range) };
  };
  // The rest of the machine went on in the gaps as well, unseen: as much as beside them at the most that is likely.
  const seenSeconds = durationSeconds - (meter?.missingSeconds ?? 0);
  const unseenWatts = filled.length > 0 && seenSeconds > 0
    ? (atMeter - besideMeter) / seenSeconds
    : 0;
  const unseenIn = (stretch: readonly [number, number]) =>
    unseenWatts > 0 && meter !== undefined
      ? kwhOfJoules(unseenWatts * secondsOfGap(meter, stretch, durationSeconds))
      : 0;
  const stretch: Whole["stretch"] = (joules, [from, to]) => {
    const weighed = [
      ...counted.map((index) => joules[index] ?? 0),
      ...filled.map((gap) => joulesOfGap(gap, [from, to], durationSeconds)),
    ];
    const { energyKwh, range: [low, high] } = added(
      weighed.map((value, at) =>
        pieceOf(counted[at] ?? others[at - counted.length]!, value, to - from)
      ),
    );
    return { energyKwh, range: [low, high + unseenIn([from, to])], joules: weighed };
  };
  const total = added([
    ...counted.map((index) => pieceOf(index, devices[index]!.energyJoules, durationSeconds)),
    ...filled.map((gap, at) => pieceOf(others[at]!, gap.energyJoules, durationSeconds)),
  ]);
  const unseenKwh = unseenIn([0, durationSeconds]);
  const notes = isMute && meters.length === 1
    ? [muteMeterNote(meter)]
    : short
    ? [shortMeterNote(parts, meters, sum, durationSeconds)]
    : filled.length > 0 && meter !== undefined
    ? [silentMeterNote(meter, durationSeconds)]
    : [];
  const shown = !beside ? parts : short ? others.map((index) => parts[index]!) : [
    ...others.map((index) => parts[index]!),
    restOf(parts, meters, total.energyKwh - sum(others), durationSeconds, unseenKwh),
  ];
  const isNode = metered && !short || shown.some((part) => part.kind === "rest");
  const summed = counted.map((index) => parts[index]!);
  const inGaps = filled.map(({ basis, energyJoules }) => ({
    basis,
    energyKwh: kwhOfJoules(energyJoules),
  }));
  const { basis, minor } = basisOfSum([...summed, ...inGaps]);
  return {
    parts: shown,
    energyKwh: total.energyKwh,
    range: [total.range[0], total.range[1] + unseenKwh],
    basis: total.energyKwh > 0 ? basis : "default",
    boundary: isNode ? "node" : "device",
    // Named for all that they drew, not for a gap.
    minor: minor.flatMap((index) => summed[index] ?? []),
    notes,
    weighed: [...counted.map((index) => devices[index]!), ...filled],
    stretch,
  };
}

/** What the meter saw and no device did, and up to `unseenKwh` while it was silent. Its error is the meter's and theirs, so it says none of its own. */
function restOf(
  parts: readonly Part[],
  meters: readonly number[],
  energyKwh: number,
  durationSeconds: number,
  unseenKwh: number,
): Part {
  const meter = parts[meters[0]!]!;
  const others = parts.filter((_, index) => !meters.includes(index));
  const half = (side: 0 | 1) => {
    const other = side === 0 ? 1 : 0; // devices that drew more leave less for the rest
    const width = (part: Part, end: 0 | 1) => Math.abs(part.energyRange[end] - part.energyKwh);
    return Math.hypot(width(meter, side), ...others.map((part) => width(part, other)));
  };
  return {
    device: "rest",
    kind: "rest",
    name: "fans, board, power supply",
    source: meter.source,
    basis: meter.basis,
    energyKwh,
    energyRange: [Math.max(0, energyKwh - half(0)), energyKwh + half(1) + unseenKwh],
    meanWatts: durationSeconds > 0 ? energyKwh / kwhOfJoules(durationSeconds) : 0,
    missingSeconds: meter.missingSeconds,
  };
}
