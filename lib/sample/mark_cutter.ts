/** Cuts the curves of a lane at marks, each device as soon as the readings behind the mark are there. */
import type { History } from "./history.ts";
import type { MeterView } from "./meter_view.ts";

/** An instant at which the curve is to be cut. */
export interface Mark {
  readonly id: number;
  readonly atSeconds: number;
}

/** A mark that was cut. */
export interface CutMark {
  readonly mark: Mark;
  /** Of each device, in J. */
  readonly joules: readonly number[];
  /** Devices whose reading behind the mark did not come in time, or whose readings around it are forgotten: until the run's end knows better. */
  readonly guessed: readonly boolean[];
}

interface Pending {
  readonly mark: Mark;
  readonly joules: (number | undefined)[];
}

/** A mark waits at least this long for the readings behind it. */
const PATIENCE_SECONDS = 1.5;

/** The marks of one lane. */
export class MarkCutter {
  readonly #histories: readonly History[];
  readonly #silentAfterSeconds: number;
  #pending: Pending[] = [];

  /** `silentAfterSeconds`: so long after its last reading a source is silent. Until then the next may come. */
  constructor(histories: readonly History[], silentAfterSeconds: number) {
    this.#histories = histories;
    this.#silentAfterSeconds = silentAfterSeconds;
  }

  /** Takes a mark that is to be cut. */
  add(mark: Mark): void {
    this.#pending.push({ mark, joules: this.#histories.map(() => undefined) });
  }

  /** Cuts what is ready, and hands on each mark of which nothing is open any more. */
  cutReady(now: number, meterOf: (index: number) => MeterView, then: (cut: CutMark) => void): void {
    if (this.#pending.length === 0) return;
    const patience = Math.max(PATIENCE_SECONDS, this.#silentAfterSeconds);
    this.#pending = this.#pending.filter(({ mark, joules }) => {
      const late = now - mark.atSeconds >= patience;
      const guessed = this.#histories.map(() => false);
      for (const [index, history] of this.#histories.entries()) {
        if (joules[index] !== undefined) continue;
        const meter = meterOf(index);
        // Within a tick a change of power is found from the ticks on both sides of it.
        const ready = history.pointsAfter(mark.atSeconds) >= (meter.tick === undefined ? 1 : 2);
        if (!ready && !late) continue;
        joules[index] = this.#joulesAt(index, meter, mark.atSeconds);
        guessed[index] = !ready || isForgotten(history, mark.atSeconds);
      }
      if (joules.includes(undefined)) return true;
      then({ mark, joules: joules as number[], guessed });
      return false;
    });
  }

  #joulesAt(index: number, meter: MeterView, seconds: number): number {
    const history = this.#histories[index]!;
    // What is silent has no power to go on with: that time is missing, in an epoch as in the run.
    const until = Math.min(seconds, history.lastSeconds + this.#silentAfterSeconds);
    return history.at(until, meter.watts, meter.tick !== undefined);
  }
}

/** Whether a mark came so late that the readings around it are not kept any more. */
function isForgotten(history: History, seconds: number): boolean {
  return history.firstSeconds > Math.max(0, seconds);
}
