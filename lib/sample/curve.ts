/** The curve of a run now, as the calling thread sees it: what the workers have metered, carried on, and what was read here before they woke. */
import type { Tick } from "../inside_run.ts";
import type { Board } from "./board.ts";
import { JUST_NOW_SECONDS } from "./lane.ts";
import { isPlainGauge } from "./early_readings.ts";
import { longestStretch } from "./lanes.ts";
import type { MeterView } from "./meter_view.ts";
import { readAtOnce } from "./read_at_once.ts";
import type { RunningLane } from "./running_lane.ts";

/** A curve is carried on at its last power for so long, or for two intervals of the readings: then nobody knows. */
const STALE_SECONDS = 0.3;
/** A worker that has not come round for so long, and two intervals, hangs. */
const HANGING_SECONDS = 0.5;

/** The curve at an instant: the power of a device that is silent, or has said nothing for long, is 0. */
export interface Sample extends Tick {
  /** Whether each device that answers has told a first stretch of energy, or had the time to: before, 0 J means that nothing is known. */
  readonly seen: boolean;
}

/** The curves of a run's lanes, joined. */
export class Curve {
  readonly #lanes: readonly RunningLane[];
  readonly #nowSeconds: () => number;
  readonly #intervalSeconds: number;

  /** `lanes`: those of the run, which may still come to be. */
  constructor(options: {
    readonly lanes: readonly RunningLane[];
    readonly nowSeconds: () => number;
    readonly intervalSeconds: number;
  }) {
    this.#lanes = options.lanes;
    this.#nowSeconds = options.nowSeconds;
    this.#intervalSeconds = options.intervalSeconds;
  }

  /** The curve now: the worker's last reading, carried on at its last power; read here where the worker is not awake. */
  now(): Sample {
    const atSeconds = this.#nowSeconds();
    const since = atSeconds - (this.#latest?.atSeconds ?? -Infinity);
    return since < JUST_NOW_SECONDS && this.#latest !== undefined
      ? carriedOn(this.#latest, since)
      : this.#latest = this.#lookAt(atSeconds);
  }
  /** The latest that was looked at: of epochs of a millisecond not each is worth another look. */
  #latest: Sample | undefined;

  #lookAt(atSeconds: number): Sample {
    const sample = {
      joules: [] as number[],
      lowJoules: [] as number[],
      highJoules: [] as number[],
      watts: [] as number[],
      missingSeconds: [] as number[],
    };
    let seen = true;
    let begun = this.#lanes.every(({ plan }) => plan.sources.length === 0);
    for (const running of this.#lanes) {
      const meters = this.#curveOf(running);
      const { thread } = running.plan;
      const { laterSeconds } = longestStretch(thread, this.#intervalSeconds);
      // A source that is slow by nature is no older than it must be, until it is silent.
      const most = thread === "slow-worker"
        ? laterSeconds
        : Math.max(STALE_SECONDS, 2 * this.#intervalSeconds);
      for (const meter of meters) {
        begun ||= meter.begun;
        // One that is in trouble, or says nothing for so long, may never: the others are not to wait.
        const waits = atSeconds < most && !meter.isSilent && meter.trouble.what === "none";
        if (meter.begun && meter.stretches === 0 && waits) seen = false;
        const since = meter.isSilent ? 0 : Math.max(0, atSeconds - meter.atSeconds);
        const { joules, lowJoules, highJoules, lastWatts } = meter;
        const ahead = lastWatts * Math.min(since, most);
        sample.joules.push(joules + ahead);
        sample.lowJoules.push(lowJoules + ahead * (joules > 0 ? lowJoules / joules : 1));
        sample.highJoules.push(highJoules + ahead * (joules > 0 ? highJoules / joules : 1));
        sample.watts.push(since > laterSeconds ? 0 : lastWatts);
        sample.missingSeconds.push(meter.missingUntil(atSeconds, laterSeconds));
      }
    }
    return { atSeconds, ...sample, seen: seen && begun };
  }

  /**
   * The curve of a lane, to be looked at and added to. Until its worker has looked for the first time the sources are read here, onto a curve
   * that is kept: a source that tells the mean since it was last asked tells it only once. Later never, for what hangs in the worker would hang
   * here; but a model of which the worker has no reading yet, which is a while where the readings are far apart.
   */
  #curveOf(running: RunningLane): readonly MeterView[] {
    const { board, plan } = running;
    if (plan.thread !== "worker") return board.meters();
    const awake = board.readings > 0;
    if (awake && this.hangs(running)) return this.#metersOf(running);
    for (const [index, one] of plan.sources.entries()) {
      const live = board.meter(index);
      if (one.slow || awake && !(live.isMean && live.stretches === 0)) continue;
      const early = running.early ??= board.copy();
      const reading = readAtOnce(one.source, this.#nowSeconds);
      const stretch = reading && early.meter(index).take(reading);
      if (stretch !== undefined) early.trace(index).add(stretch);
      if (reading !== undefined && isPlainGauge(reading)) {
        board.keepEarly(index, reading.atSeconds, reading.powerWatts);
      }
    }
    return this.#metersOf(running);
  }

  #metersOf({ board, early }: RunningLane): readonly MeterView[] {
    const meters = board.meters();
    return early === undefined
      ? meters
      : meters.map((meter, index) => isUnseen(board, meter) ? early.meter(index) : meter);
  }

  /** A copy of what the worker knows, and of what was read here where it knows nothing yet. */
  known({ board, early }: RunningLane): Board {
    const copy = board.copy();
    if (early === undefined) return copy;
    for (let index = 0; index < copy.devices; index++) {
      if (isUnseen(copy, copy.meter(index))) copy.takeDevice(index, early);
    }
    return copy;
  }

  /** Whether a worker has quick sources and has not come to look at them: a while in a kernel. */
  get sleeps(): boolean {
    return this.#lanes.some(({ board, plan, handle }) =>
      plan.thread === "worker" && handle !== undefined && plan.sources.length > 0 &&
      board.beganSeconds === Infinity
    );
  }

  /** Whether a lane's worker was awake and has not come round for so long that it must hang in a source. */
  hangs({ board }: RunningLane): boolean {
    const most = HANGING_SECONDS + 2 * this.#intervalSeconds;
    return board.readings > 0 && this.#nowSeconds() - board.passedSeconds > most;
  }

  /**
   * What was read here just now of sources whose worker sleeps: it is better than a line through the worker's first reading. Nothing of those that were
   * not read here, as they answer later or live on another thread; nothing of a counter that has not moved, for its tick is some time ago.
   */
  readAt(seconds: number): readonly (number | undefined)[] {
    return this.#lanes.flatMap(({ plan, board, early }) =>
      plan.sources.map((_, index) => {
        if (early === undefined || board.readings > 0) return undefined;
        const { atSeconds, joules, watts, stretches } = early.meter(index);
        return stretches > 0 && seconds - atSeconds < JUST_NOW_SECONDS
          ? Math.max(0, joules + watts * (seconds - atSeconds))
          : undefined;
      })
    );
  }
}

/** The curve a moment later, at the power that it has. */
function carriedOn(sample: Sample, seconds: number): Sample {
  const on = (joules: readonly number[]) =>
    joules.map((value, device) => value + (sample.watts[device] ?? 0) * seconds);
  return {
    ...sample,
    atSeconds: sample.atSeconds + seconds,
    joules: on(sample.joules),
    lowJoules: on(sample.lowJoules),
    highJoules: on(sample.highJoules),
  };
}

/** Whether the worker knows nothing of a device yet: then what was read here counts. */
function isUnseen({ readings }: Board, { isMean, stretches }: MeterView): boolean {
  return readings === 0 || isMean && stretches === 0;
}
