/** From what each device drew to the parts of a run, each with its own error. */
import { partRange } from "../interval.ts";
import type { DeviceLedger } from "../inside_run.ts";
import type { Part, Range, Uncertainty } from "../model.ts";
import { kwhOfJoules } from "../units.ts";

/**
 * Error of a figure given by hand without a range: a fifth each way, common to all such figures. Grade: judgement.
 */
const GIVEN_BY_HAND: readonly [down: number, up: number] = [0.2, 0.2];

/** Error of a source that states none. */
export function unstatedUncertainty(source: string): Uncertainty {
  return { key: source, shared: GIVEN_BY_HAND, own: [0, 0] };
}

/**
 * Error of what a device drew over a run of `durationSeconds`, as fractions of that energy; it is one error over all pieces of the run.
 * A model's own ranges go before the error of its source; below its stated power the source's error at low load counts.
 */
export function uncertaintyOf(device: DeviceLedger, durationSeconds: number): Uncertainty {
  const { energyJoules, lowJoules, highJoules, uncertainty, source } = device;
  const key = uncertainty?.key ?? source;
  const ranged =
    Math.max(energyJoules - lowJoules, highJoules - energyJoules) > 1e-9 * energyJoules;
  if (ranged && energyJoules > 0) {
    const down = Math.min(1, Math.max(0, 1 - lowJoules / energyJoules));
    const up = Math.max(0, highJoules / energyJoules - 1);
    return { key, shared: [down, up], own: [0, 0] };
  }
  if (uncertainty === undefined) return unstatedUncertainty(source);
  const { lowLoad, shared, own } = uncertainty;
  const low = lowLoad !== undefined && meanWattsOf(device, durationSeconds) < lowLoad.belowWatts;
  return { key, shared: low ? lowLoad.shared : shared, own };
}

/**
 * Adds what a counter that moves only so often leaves unknown at the ends of a stretch to a device's own error: two ends, each
 * up to a tick of the mean power.
 */
export function withTick(
  uncertainty: Uncertainty,
  tickSeconds: number | undefined,
  durationSeconds: number,
): Uncertainty {
  if (tickSeconds === undefined || tickSeconds <= 0 || durationSeconds <= 0) return uncertainty;
  const ends = Math.SQRT2 * tickSeconds / durationSeconds; // of energy = mean watts x duration
  const [down, up] = uncertainty.own;
  return { ...uncertainty, own: [Math.min(1, Math.hypot(down, ends)), Math.hypot(up, ends)] };
}

/** Mean power over the time the device was seen in, in W. */
function meanWattsOf(device: DeviceLedger, durationSeconds: number): number {
  const seen = durationSeconds - device.missingSeconds;
  const over = seen > 0 ? seen : durationSeconds;
  return over > 0 ? device.energyJoules / over : 0;
}

/** The parts of a run of `durationSeconds`, in the ledger's order, one a device. */
export function partsOf(devices: readonly DeviceLedger[], durationSeconds: number): Part[] {
  return devices.map((device) => {
    const energyKwh = kwhOfJoules(device.energyJoules);
    const uncertainty = withTick(
      uncertaintyOf(device, durationSeconds),
      device.uncertainty?.tickSeconds,
      durationSeconds,
    );
    return {
      device: device.device,
      kind: device.kind,
      name: device.name,
      source: device.source,
      basis: device.basis,
      energyKwh,
      energyRange: fromZero(partRange({ energyKwh, ...uncertainty })),
      uncertainty,
      meanWatts: meanWattsOf(device, durationSeconds),
      ...(device.peakWatts === undefined ? {} : { peakWatts: device.peakWatts }),
      missingSeconds: device.missingSeconds,
    };
  });
}

/** A range of energies that begins at 0 at the least: two wide errors of one part can pass its whole. */
export function fromZero([low, high]: Range): Range {
  return [Math.max(0, low), high];
}
