/** The end of a run: the last readings, and the energy between the last tick and the end. */
import type { CounterReading, PowerSource, Reading, TracePoint } from "../model.ts";
import type { Board } from "./board.ts";
import { breakStretch, type LongestStretch } from "./lane.ts";
import type { LanePlan, LookedAt } from "./lanes.ts";
import { type Meter, TAIL_SECONDS } from "./meter.ts";
import type { Stretch } from "./stretch.ts";
import type { Trouble } from "./trouble.ts";
import type { ThinTrace } from "./thin_trace.ts";

/** The last reading of a slow source may lie this much behind the end, or so many times as far as its readings lie apart: it was asked again, and will answer. */
const SLOW_TAIL_SECONDS = 1.5;
const SLOW_TAIL_TIMES = 1.5;
/** A tick that comes this soon after the end was asked for is waited for; `stop()` is to take under 50 ms. */
const AWAITED_TICK_SECONDS = 0.035;

/**
 * A gauge that is looked at more seldom than this may have moved in between unseen, by its mean power as one of a slow source may (judgement). A kernel's
 * first cell, if it blocks, is read at its marks alone.
 */
const SELDOM_SECONDS = 0.2;
const UNSEEN_SWING = 1;

/** Less than this is rounding. */
const LEAST_UNSURE_SECONDS = 1e-6;

/** What one device gave over a run. */
export interface SampledDevice {
  readonly source: PowerSource;
  readonly energyJoules: number;
  readonly lowJoules: number;
  readonly highJoules: number;
  readonly peakWatts: number;
  readonly missingSeconds: number;
  readonly points: readonly TracePoint[];
  readonly trouble: { readonly what: Trouble; readonly atSeconds: number };
  /**
   * How much of its mean power, in s of it, is unsure at an end of a stretch: as far as its readings lay apart where it could not be read at the
   * marks as well; of an instant gauge that share of it by which its power went up and down.
   */
  readonly unsureSeconds?: number;
  /** Read by a timer on the calling thread, which a blocking cell holds up. */
  readonly byTimer: boolean;
}

/** A device at the end: its last reading here, and copies of its meter and trace. */
interface End extends LookedAt {
  readonly last: Reading | undefined;
  readonly endWatts: number | undefined;
  readonly thread: LanePlan["thread"];
  readonly meter: Meter;
  readonly trace: ThinTrace;
}

/** Ends the run of every device at an instant. */
export async function endDevices(options: {
  /** Boards as copies of their own, which nobody writes to. */
  readonly lanes: readonly {
    readonly plan: LanePlan;
    readonly board: Board;
    readonly lasts: readonly (Reading | undefined)[];
  }[];
  readonly endSeconds: number;
  /** When the end was asked for: of the time that it may take, some may be gone. */
  readonly askedSeconds: number;
  readonly nowSeconds: () => number;
  readonly readNow: (source: PowerSource) => Reading | undefined;
  readonly intervalSeconds: number;
  /** Between two looks of a thread that lie further apart nobody looked. */
  readonly longest: (thread: LanePlan["thread"]) => LongestStretch;
}): Promise<SampledDevice[]> {
  const { lanes, endSeconds, longest } = options;
  const ends = lanes.flatMap(({ plan, board, lasts }) =>
    plan.sources.map((one, index): End => ({
      ...one,
      last: lasts[index],
      endWatts: lasts[index]?.kind === "counter" && isBetweenTicks(board.meter(index))
        ? wattsOf(one.source)
        : undefined,
      thread: plan.thread,
      meter: board.meter(index),
      trace: board.trace(index),
    }))
  );
  for (const { last, thread, meter, trace } of ends) {
    meter.endSeconds = endSeconds;
    if (last === undefined) continue;
    breakStretch(meter, last, longest(thread));
    addTo(trace, meter.take(last));
  }
  await awaitTicks(ends, options);
  return ends.map((end) => finished(end, endSeconds, options.intervalSeconds));
}

/** Whether the power at the end says something of a counter: behind its last tick, or before it was ever seen to tick. */
function isBetweenTicks({ tick, stretches }: Meter): boolean {
  return tick !== undefined || stretches === 0;
}

/** A source that fails here has told all it will in its readings. */
function wattsOf(source: PowerSource): number | undefined {
  try {
    return source.instantWatts?.();
  } catch {
    return undefined;
  }
}

function finished(
  { source, slow, thread, meter, trace, endWatts, last }: End,
  endSeconds: number,
  intervalSeconds: number,
): SampledDevice {
  // One that was not due to be asked again, or to answer, is not silent.
  const tailSeconds = Math.max(
    slow ? Math.max(SLOW_TAIL_SECONDS, SLOW_TAIL_TIMES * slowApartSeconds(meter)) : TAIL_SECONDS,
    2 * intervalSeconds,
  );
  addTo(trace, meter.finish(endSeconds, tailSeconds, endWatts));
  // A worker that wakes late in a kernel leaves a long stretch, in which more may have happened than in those that follow.
  const everySeconds = meter.stretches > 0
    ? Math.max(endSeconds / meter.stretches, meter.apartSeconds)
    : 0;
  const unsureSeconds = slow || last === undefined
    ? everySeconds
    : meter.isInstant
    ? everySeconds * swingOf(source, meter, everySeconds)
    : 0;
  return {
    source,
    energyJoules: meter.joules,
    lowJoules: meter.lowJoules,
    highJoules: meter.highJoules,
    peakWatts: meter.peakWatts,
    // A device that never answered gave nothing for the whole run.
    missingSeconds: meter.begun ? Math.min(meter.missingSeconds, endSeconds) : endSeconds,
    points: trace.points(),
    trouble: meter.trouble,
    ...(unsureSeconds > LEAST_UNSURE_SECONDS ? { unsureSeconds } : {}),
    byTimer: thread === "calling",
  };
}

/** How far the readings of a slow source lay apart. One that was read once was asked at the start, and read halfway to its answer. */
function slowApartSeconds({ atSeconds, apartSeconds, stretches }: Meter): number {
  return stretches > 0 ? apartSeconds : 2 * atSeconds;
}

/** By how much a gauge goes up and down, in shares of its mean power: as it was seen to, or may have between looks that lie far apart. */
function swingOf({ source }: PowerSource, { swing }: Meter, everySeconds: number): number {
  // What is told once is not read at all.
  const isSeldom = source !== "fixed" && everySeconds > SELDOM_SECONDS;
  return isSeldom ? Math.max(swing, UNSEEN_SWING) : swing;
}

/** The energy at the end lies between two ticks of a counter: where the second is near it is waited for, and tells it exactly. */
async function awaitTicks(
  ends: readonly End[],
  { endSeconds, askedSeconds, nowSeconds, readNow }: Pick<
    Parameters<typeof endDevices>[0],
    "endSeconds" | "askedSeconds" | "nowSeconds" | "readNow"
  >,
): Promise<void> {
  const until = askedSeconds + AWAITED_TICK_SECONDS;
  let open = ends.filter(({ slow, last, meter }) =>
    // One that gave nothing just now is not waited for.
    !slow && last?.kind === "counter" && meter.atSeconds < endSeconds &&
    (meter.nextTickSeconds ?? Infinity) < until
  );
  const looks = new Map<Meter, CounterReading>();
  while (open.length > 0 && nowSeconds() < until) {
    for (const { source, meter, trace } of open) {
      const reading = readNow(source);
      const earlier = looks.get(meter);
      if (reading?.kind !== "counter") continue;
      looks.set(meter, reading);
      if (earlier === undefined || earlier.energyJoules === reading.energyJoules) continue;
      for (const stretch of meter.takeTick(earlier, reading)) trace.add(stretch);
    }
    open = open.filter(({ meter }) => meter.atSeconds < endSeconds);
    if (open.length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function addTo(trace: ThinTrace, stretch: Stretch | undefined): void {
  if (stretch !== undefined) trace.add(stretch);
}
