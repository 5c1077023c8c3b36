/** Mean power of sources over some seconds, and whether it has become steady. */
import { totalRange } from "../interval.ts";
import type { PowerSource, Range, Reading, Uncertainty } from "../model.ts";
import { readHere } from "../sample/lanes.ts";
import { Meter } from "../sample/meter.ts";
import { METER_FIELDS } from "../sample/meter_fields.ts";
import { kwhOfJoules, kwhOfWatts } from "../units.ts";

/** Time and readings; for tests another world. */
export interface World {
  readonly nowSeconds: () => number;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly look: (source: PowerSource) => Promise<Reading>;
}

/** The machine's own time and devices. */
export const REAL_WORLD: World = {
  nowSeconds: () => performance.now() / 1000,
  sleep: (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds)),
  look: readHere,
};

/** Mean power of one device. */
export interface DevicePower {
  readonly source: PowerSource;
  readonly powerWatts: number;
  readonly uncertainty: Uncertainty;
}

/** Sources are read so often, in s: counters that wrap every few seconds are followed. */
const EVERY_SECONDS = 0.2;
/** Error of a figure without any: that of watts given by hand. Judgement. */
const BY_HAND: readonly [number, number] = [0.2, 0.2];

/** Mean watts of each source that gave any over the seconds. */
export async function measurePower(
  sources: readonly PowerSource[],
  seconds: number,
  world: World = REAL_WORLD,
): Promise<readonly DevicePower[]> {
  const meters = sources.map((source) => new Meter(new Float64Array(METER_FIELDS)).reset(source));
  const began = world.nowSeconds();
  // Not the meters' time less what they miss: theirs begins with a run's clock, and here there is no run.
  const measuredSeconds = sources.map(() => 0);
  for (;;) {
    for (const [index, source] of sources.entries()) {
      const reading = await world.look(source);
      const stretch = meters[index]!.take(reading);
      if (stretch !== undefined) measuredSeconds[index]! += stretch.toSeconds - stretch.fromSeconds;
    }
    const left = began + seconds - world.nowSeconds();
    if (left <= 0) break;
    await world.sleep(Math.min(EVERY_SECONDS, left));
  }
  return sources.flatMap((source, index) => {
    const meter = meters[index]!;
    const measured = measuredSeconds[index]!;
    if (!(measured > 0)) return [];
    return [{
      source,
      powerWatts: meter.joules / measured,
      uncertainty: uncertaintyOf(source, meter),
    }];
  });
}

function uncertaintyOf(source: PowerSource, meter: Meter): Uncertainty {
  const { joules, lowJoules, highJoules } = meter;
  const key = source.uncertainty?.key ?? source.source;
  if (joules > 0 && highJoules > joules) {
    return { key, shared: [1 - lowJoules / joules, highJoules / joules - 1], own: [0, 0] };
  }
  return source.uncertainty ?? { key, shared: BY_HAND, own: [0, 0] };
}

/** Sum of the devices' power and its 90 % interval, in W. */
export function totalPower(
  devices: readonly DevicePower[],
): { readonly powerWatts: number; readonly range: Range } {
  // The rule for energies serves powers: an hour of each.
  const hour = (powerWatts: number) => kwhOfWatts({ powerWatts, durationSeconds: 3600 });
  const { energyKwh, range } = totalRange(
    devices.map(({ powerWatts, uncertainty }) => ({ ...uncertainty, energyKwh: hour(powerWatts) })),
  );
  const watts = (kwh: number) => kwh / kwhOfJoules(3600);
  return { powerWatts: watts(energyKwh), range: [Math.max(0, watts(range[0])), watts(range[1])] };
}

/** Power is steady when so many means of a second lie within this share, or these watts, of each other. Judgement. */
const STEADY = { windows: 4, share: 0.05, watts: 1.5 } as const;

/** Waits until the sum of the sources is steady; false where it was not within the time. */
export async function waitUntilSteady(
  sources: readonly PowerSource[],
  withinSeconds: number,
  world: World = REAL_WORLD,
): Promise<boolean> {
  const until = world.nowSeconds() + withinSeconds;
  const means: number[] = [];
  while (world.nowSeconds() < until) {
    const devices = await measurePower(sources, 1, world);
    means.push(devices.reduce((sum, { powerWatts }) => sum + powerWatts, 0));
    const last = means.slice(-STEADY.windows);
    const [low, high] = [Math.min(...last), Math.max(...last)];
    if (
      last.length === STEADY.windows && high - low <= Math.max(STEADY.watts, STEADY.share * high)
    ) {
      return true;
    }
  }
  return false;
}
