/** What a run's energy is of: the devices that were read, or the whole machine where a meter stands behind them. */
import { basisOfSum, totalRange, type UncertainPart } from "../interval.ts";
import type { DeviceLedger } from "../inside_run.ts";
import type { Basis, Boundary, Note, Part, Range } from "../model.ts";
import { kwhOfJoules } from "../units.ts";
import { inGapsOf, joulesOfGap } from "./meter_gap.ts";
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
  /** Indices of the devices whose joules are added: the meter alone where it covers the others. */
  readonly counted: readonly number[];
  /** The same with their energy and traces, and what the devices drew in the gaps of a meter: when the total was drawn. */
  readonly weighed: readonly DeviceLedger[];
  /** Energy in kWh of a stretch of the run's clock, from the joules of all devices in it, with its range; by the same rule as the total. */
  stretch(
    joules: readonly number[],
    stretch: readonly [fromSeconds: number, toSeconds: number],
  ): { energyKwh: number; range: Range };
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
  const isSilent = meter !== undefined && meter.missingSeconds > SILENT_SHARE * durationSeconds;
  // What the one meter did not see, the devices beside it may have. Of several meters the others still count what stands behind them, and nobody can
  // tell which devices a silent one feeds.
  const gaps = beside && isSilent && meters.length === 1
    ? others.map((index) => inGapsOf(meter, devices[index]!, durationSeconds))
    : [];
  const joulesOf = (of: readonly DeviceLedger[]) =>
    of.reduce((joules, { energyJoules }) => joules + energyJoules, 0);
  const besideMeter = joulesOf(others.map((index) => devices[index]!)) - joulesOf(gaps);
  const atMeter = joulesOf(meters.map((index) => devices[index]!));
  const short = beside && besideMeter > atMeter;
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
  const stretch: Whole["stretch"] = (joules, [from, to]) =>
    added([
      ...counted.map((index) => pieceOf(index, joules[index] ?? 0, to - from)),
      ...filled.map((gap, at) =>
        pieceOf(others[at]!, joulesOfGap(gap, [from, to], durationSeconds), to - from)
      ),
    ]);
  const total = added([
    ...counted.map((index) => pieceOf(index, devices[index]!.energyJoules, durationSeconds)),
    ...filled.map((gap, at) => pieceOf(others[at]!, gap.energyJoules, durationSeconds)),
  ]);
  // The rest of the machine went on in the gaps as well, unseen: as much as beside them at the most that is likely.
  const seenSeconds = durationSeconds - (meter?.missingSeconds ?? 0);
  const unseenKwh = filled.length > 0 && meter !== undefined && seenSeconds > 0
    ? kwhOfJoules((atMeter - besideMeter) * meter.missingSeconds / seenSeconds)
    : 0;
  const notes = short
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
  const { basis, minor } = basisOfSum(summed);
  return {
    parts: shown,
    energyKwh: total.energyKwh,
    range: [total.range[0], total.range[1] + unseenKwh],
    basis: total.energyKwh > 0 ? basis : "default",
    boundary: isNode ? "node" : "device",
    minor: minor.map((index) => summed[index]!),
    notes,
    counted,
    weighed: [...counted.map((index) => devices[index]!), ...filled],
    stretch,
  };
}

/** A meter that is missing for more of a run than this is not compared with the devices (judgement). */
const SILENT_SHARE = 0.01;

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

function silentMeterNote({ name, device, missingSeconds }: DeviceLedger, seconds: number): Note {
  return {
    code: "meter-silent",
    message: `The meter "${name}" did not answer for ${
      Number(missingSeconds.toPrecision(2))
    } s of ${
      Number(seconds.toPrecision(2))
    } s: there the devices count, and what else the machine drew then is in the upper end of the interval alone`,
    hint: "check its connection",
    device,
  };
}

function shortMeterNote(
  parts: readonly Part[],
  meters: readonly number[],
  sum: (of: readonly number[]) => number,
  durationSeconds: number,
): Note {
  const meter = parts[meters[0]!]!;
  const share = Math.round(
    100 * sum(meters) / parts.reduce((total, { energyKwh }) => total + energyKwh, -sum(meters)),
  );
  // A meter that was away for a part of the time is not wrong in the rest of it: only the words differ.
  if (meter.missingSeconds > SILENT_SHARE * durationSeconds) {
    return {
      code: "meter-short",
      message: `The meter "${meter.name}" did not answer for ${
        Number(meter.missingSeconds.toPrecision(2))
      } s of ${
        Number(durationSeconds.toPrecision(2))
      } s: the devices count, and the meter is left out`,
      hint:
        "check its connection and give the run again, or calibrate with a run that it saw whole",
      device: meter.device,
    };
  }
  return {
    code: "meter-short",
    message:
      `The meter "${meter.name}" saw ${share} % of what the devices read: the devices count, and the meter is left out`,
    hint:
      "check that the meter feeds this machine alone and whole, and that it was read all the time",
    device: meter.device,
  };
}
