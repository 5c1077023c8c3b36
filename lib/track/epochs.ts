/** The book of a run's epochs: who is under way, where the curve is cut, and the two loops over them. */
import type { StretchLedger } from "../inside_run.ts";
import type { EpochHandle, Metrics } from "../model.ts";
import type { Sample } from "../sample/curve.ts";
import type { Sampler } from "../sample/sampler.ts";
import type { KwhOf, Seen } from "./predict_whole.ts";
import { asSeenWhole, missingOfStretches, takenBack } from "./unseen.ts";

/** An epoch while the run is under way. */
export interface BookedEpoch {
  readonly index: number;
  readonly from: Sample;
  readonly fromMark: number;
  to?: Sample;
  toMark?: number;
  complete: boolean;
  metrics: Record<string, number>;
  readonly steps: { done: number; of: number; atSeconds: number }[];
}

/** Steps kept of one epoch: enough to tell a warm-up, however many batches there are. */
const STEPS_KEPT = 1000;

/** An awaiting loop gives the event loop a turn this often: a turn takes about a millisecond, so under 1 % of the time. */
const YIELD_AFTER_MS = 100;

/** The epochs of one run. */
export class EpochBook {
  readonly #sampler: Sampler;
  readonly #epochs: BookedEpoch[] = [];

  constructor(sampler: Sampler) {
    this.#sampler = sampler;
  }

  /** The epoch under way. */
  get open(): BookedEpoch | undefined {
    const last = this.#epochs.at(-1);
    return last?.to === undefined ? last : undefined;
  }

  /** The latest epoch, under way or not. */
  get last(): BookedEpoch | undefined {
    return this.#epochs.at(-1);
  }

  /** Epochs begun. */
  get count(): number {
    return this.#epochs.length;
  }

  /** Epochs that were completed. */
  get completed(): number {
    return this.#completed;
  }
  #completed = 0;

  /** Takes back that the last epoch was completed: its loop was left by an error. */
  takeBack(): void {
    const last = this.last;
    if (last === undefined || !last.complete) return;
    last.complete = false;
    this.#completed--;
  }

  /** Begins an epoch now; the one before is to be ended first. */
  start(): BookedEpoch {
    const index = this.#epochs.length;
    const from = this.#sampler.current();
    const fromMark = this.#sampler.mark({ what: "epoch-start", id: index }, from);
    const epoch: BookedEpoch = { index, from, fromMark, complete: false, metrics: {}, steps: [] };
    this.#epochs.push(epoch);
    return epoch;
  }

  /** Ends the epoch under way, if there is one. */
  end({ complete }: { readonly complete: boolean }): BookedEpoch | undefined {
    const epoch = this.open;
    if (epoch === undefined) return undefined;
    epoch.to = this.#sampler.current();
    epoch.toMark = this.#sampler.mark({ what: "epoch-end", id: epoch.index, complete }, epoch.to);
    epoch.complete = complete;
    if (complete) this.#completed++;
    return epoch;
  }

  /** Notes how far the epoch under way is. */
  step(done: number, of: number): void {
    const epoch = this.open;
    if (epoch === undefined) return;
    if (epoch.steps.length >= STEPS_KEPT) {
      epoch.steps.splice(
        0,
        epoch.steps.length,
        ...epoch.steps.filter((_, i) => i % 2 === 1),
      );
    }
    epoch.steps.push({ done, of, atSeconds: this.#sampler.nowSeconds() - epoch.from.atSeconds });
  }

  /**
   * The completed epochs as the prediction sees them, each reaching to the start of the next, so that what happens between
   * epochs (validation, saving) is predicted too; and what came before or beside them.
   */
  seen(
    kwhOf: KwhOf,
  ): Seen {
    const ended = this.#epochs.filter(({ to }) => to !== undefined);
    const drawnJoules = ended.at(-1)?.to?.joules ?? [];
    const instants = this.#instants(ended);
    const missing = missingOfStretches(instants.map(({ sample }) => sample));
    const joules = takenBack(instants.map((one) => this.#joules(one.mark, one.sample)));
    const edges = ended.map((epoch, index) => {
      const [from, until] = [joules[index] ?? [], joules[index + 1] ?? []];
      const end = instants[index + 1]?.sample.atSeconds ?? epoch.from.atSeconds;
      const durationSeconds = Math.max(0, end - epoch.from.atSeconds);
      const drawn = until.map((value, device) => Math.max(0, value - (from[device] ?? 0)));
      const missingSeconds = missing[index] ?? [];
      const energyKwh = kwhOf(drawn, durationSeconds, missingSeconds);
      const isWhole = !missingSeconds.some((seconds) => seconds > 0);
      const whole = isWhole
        ? drawn
        : asSeenWhole(drawn, { durationSeconds, missingSeconds, drawnJoules });
      return {
        complete: epoch.complete,
        durationSeconds,
        energyKwh,
        wholeKwh: isWhole ? energyKwh : whole && kwhOf(whole, durationSeconds, []),
        ...(epoch.steps.length > 0 && epoch.index === 0 ? { steps: epoch.steps } : {}),
      };
    });
    const first = this.#epochs[0];
    const before = first === undefined ? [] : joules[0] ?? this.#joules(first.fromMark, first.from);
    const durationSeconds = first?.from.atSeconds ?? 0;
    const beside = edges.filter(({ complete }) => !complete);
    return {
      // An epoch that was broken off was paid for, and is no sign of those to come.
      before: beside.reduce((sum, edge) => ({
        durationSeconds: sum.durationSeconds + edge.durationSeconds,
        energyKwh: sum.energyKwh + edge.energyKwh,
      }), {
        durationSeconds,
        energyKwh: kwhOf(before, durationSeconds, first?.from.missingSeconds ?? []),
      }),
      epochs: edges.filter(({ complete }) => complete).map(({ complete: _, ...epoch }) => epoch),
    };
  }

  /** The starts of epochs that have ended, and the end of the last, which is the start of the next where there is one. */
  #instants(
    ended: readonly BookedEpoch[],
  ): readonly { readonly sample: Sample; readonly mark: number | undefined }[] {
    const last = ended.at(-1);
    const next = last && this.#epochs[last.index + 1];
    const end = next === undefined
      ? { sample: last?.to, mark: last?.toMark }
      : { sample: next.from, mark: next.fromMark };
    return [
      ...ended.map(({ from, fromMark }) => ({ sample: from, mark: fromMark })),
      ...(end.sample === undefined ? [] : [{ sample: end.sample, mark: end.mark }]),
    ];
  }

  #joules(mark: number | undefined, sample: Sample | undefined): readonly number[] {
    return (mark === undefined ? undefined : this.#sampler.cut(mark)) ?? sample?.joules ?? [];
  }

  /** The epochs cut out of the finished curve. Call when the sampling has finished. */
  ledger(): StretchLedger[] {
    return this.#epochs.map((epoch) => {
      const from = this.#joules(epoch.fromMark, epoch.from);
      const to = this.#joules(epoch.toMark, epoch.to);
      return {
        startedAtSeconds: epoch.from.atSeconds,
        durationSeconds: Math.max(
          0,
          (epoch.to?.atSeconds ?? epoch.from.atSeconds) - epoch.from.atSeconds,
        ),
        joules: to.map((joules, device) => Math.max(0, joules - (from[device] ?? 0))),
        complete: epoch.complete,
        metrics: epoch.metrics,
      };
    });
  }
}

/** What the loops over epochs ask of the run. */
export interface EpochLoop {
  /** Throws the AbortError after a Stop; true where a budget or a signal has ended the run. */
  over(): boolean;
  start(): BookedEpoch;
  /** `left`: the loop was left by `break` or by an error, which look alike from here. */
  end(complete: boolean, left: boolean): void;
  /** Waits for what a budget asks for; only in an awaiting loop. */
  settle(): Promise<void>;
  log(metrics: Metrics, epoch: BookedEpoch): void;
  step(done: number, of: number): void;
}

/** `for (const epoch of …)` and `for await (const epoch of …)` over the epochs of a run. */
export function epochLoop(
  run: EpochLoop,
  count: number | undefined,
): AsyncIterable<EpochHandle> & Iterable<EpochHandle> {
  const begin = () => {
    let done = 0;
    let logged = false;
    let open = false;
    const close = (): void => {
      if (open) run.end(true, false);
      open = false;
    };
    const advance = (): IteratorResult<EpochHandle> => {
      close();
      if (run.over() || (count !== undefined && done >= count)) {
        return { done: true, value: undefined };
      }
      done++;
      logged = false;
      open = true;
      const epoch = run.start();
      const handle: EpochHandle = {
        index: epoch.index,
        log(metrics) {
          logged = true;
          run.log(metrics, epoch);
        },
        step: (steps, of) => run.step(steps, of),
      };
      return { done: false, value: handle };
    };
    // `break` and a throw look alike from here; a run whose cell goes on to throw takes the epoch back.
    const leave = (): IteratorReturnResult<undefined> => {
      if (open) {
        open = false;
        run.end(logged, true);
      }
      return { done: true, value: undefined };
    };
    return { close, advance, leave };
  };
  return {
    [Symbol.iterator](): Iterator<EpochHandle> {
      const { advance, leave } = begin();
      return { next: advance, return: leave };
    },
    [Symbol.asyncIterator](): AsyncIterator<EpochHandle> {
      const { close, advance, leave } = begin();
      let yielded = performance.now();
      return {
        async next() {
          close();
          // A turn of the event loop between epochs, if the last is some time ago: for timers, the Stop button, the live line.
          if (performance.now() - yielded > YIELD_AFTER_MS) {
            await new Promise((resolve) => setTimeout(resolve, 0));
            yielded = performance.now();
          }
          await run.settle();
          return advance();
        },
        // deno-lint-ignore require-await
        async return() {
          return leave();
        },
      };
    },
  };
}
