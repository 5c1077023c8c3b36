/** A share of a source: what one user of a device draws of it. */
import type { CounterReading, GaugeReading, PowerSource, Reading } from "../model.ts";
import { firstLine } from "../errors.ts";

/** Who uses a device how much: looked at beside each reading, and compared between two. */
export interface Share<Look> {
  look(): Look;
  /** Share of the device's use between two looks, 0..1. */
  between(before: Look, after: Look): number;
}

/** What a share of a device's energy may miss each way: how idle power and shared clocks are split is a convention. Judgement. */
const SHARE_ERROR = 0.2;

/**
 * A source of the share: means since its own last read, counters turned into mean watts, since the share changes from read to read. The first
 * read has seen nothing yet.
 */
export function scopedSource<Look>(source: PowerSource, share: Share<Look>): PowerSource {
  let last: { readonly reading: Reading; readonly look: Look } | undefined;
  const take = (reading: Reading): Reading => {
    if (reading.kind === "gap") return reading;
    let look: Look;
    try {
      look = share.look();
    } catch (thrown) {
      return { kind: "gap", atSeconds: reading.atSeconds, why: firstLine(thrown) };
    }
    const before = last;
    const { atSeconds } = reading;
    if (before === undefined || before.reading.kind !== reading.kind) {
      last = { reading, look };
      return { kind: "gauge", atSeconds, powerWatts: 0, overSeconds: 0 };
    }
    const mean = meanBetween(before.reading, reading);
    // The counter has not moved, or the model has seen nothing: the next read covers the time.
    if (mean === undefined) return { kind: "gauge", atSeconds, powerWatts: 0, overSeconds: 0 };
    last = { reading, look };
    if (mean < 0) return { kind: "gap", atSeconds, why: "the counter was set back" };
    const part = Math.min(1, Math.max(0, share.between(before.look, look)));
    const { relativeRange } = reading as GaugeReading;
    return {
      kind: "gauge",
      atSeconds,
      powerWatts: mean * part,
      overSeconds: atSeconds - before.reading.atSeconds,
      ...(relativeRange === undefined ? {} : { relativeRange }),
    };
  };
  const { uncertainty } = source;
  return {
    ...source,
    basis: "modelled",
    ...(uncertainty === undefined ? {} : {
      uncertainty: {
        ...uncertainty,
        own: [
          Math.hypot(uncertainty.own[0], SHARE_ERROR),
          Math.hypot(uncertainty.own[1], SHARE_ERROR),
        ],
      },
    }),
    read: () => {
      const reading = source.read();
      return reading instanceof Promise ? reading.then(take) : take(reading);
    },
  };
}

/** Mean watts between two readings of one kind; undefined where nothing was seen, negative where a counter was set back. */
function meanBetween(before: Reading, after: Reading): number | undefined {
  const seconds = after.atSeconds - before.atSeconds;
  if (seconds <= 0) return undefined;
  if (after.kind === "counter") {
    const joules = energyBetween(before as CounterReading, after);
    return joules === 0 ? undefined : joules / seconds;
  }
  if (after.kind === "gap") return undefined;
  if (after.overSeconds === undefined) {
    return ((before as GaugeReading).powerWatts + after.powerWatts) / 2;
  }
  return after.overSeconds === 0 ? undefined : after.powerWatts;
}

function energyBetween(before: CounterReading, after: CounterReading): number {
  const joules = after.energyJoules - before.energyJoules;
  return joules < 0 && after.wrapsAtJoules !== undefined ? joules + after.wrapsAtJoules : joules;
}
