/** The object that a cell is given: the session's calls, under the names of the contract. */
import { shownValue } from "../errors.ts";
import type { EpochHandle, Footprint, Metrics, Prediction, Run, Tracking } from "../model.ts";
import { fitCallback } from "./callbacks.ts";
import { epochLoop } from "./epochs.ts";
import type { Outcome, Session } from "./session.ts";

/** How a run that was not failed by its cell has ended: by Stop, by the caller's signal, or by itself. */
export function quietOutcome(session: Session): Outcome {
  if (session.stopping.error !== undefined) return { status: "interrupted", stoppedBy: "you" };
  if (session.stopping.obeyed) return { status: "stopped", stoppedBy: session.stopping.by };
  return { status: "finished" };
}

/** The tracking of a session. */
export function trackingOf(session: Session): Tracking {
  const tracking: Tracking = {
    epochs(count?: number): AsyncIterable<EpochHandle> & Iterable<EpochHandle> {
      return epochLoop({
        over: () => {
          session.stopping.check();
          return session.stopping.stopped();
        },
        start: () => session.epochStart(),
        end: (complete, left) => session.loopEnd(complete, left),
        settle: () => session.settle(),
        log: (metrics, epoch) => session.log(metrics, epoch),
        step: (done, of) => session.step(done, of),
      }, session.plan(count));
    },
    epochStart(): void {
      session.epochStart();
    },
    epochEnd: (metrics?: Metrics): Prediction | undefined => session.epochEnd(metrics),
    log: (metrics: Metrics): void => session.log(metrics),
    span<T>(name: string, work: () => T | Promise<T>): Promise<T> {
      if (typeof name !== "string") {
        throw new TypeError(
          `Cannot run a span as "name" must be text: current value is ${shownValue(name)}`,
        );
      }
      if (typeof work !== "function") {
        throw new TypeError(
          `Cannot run a span as "work" must be a function: current value is ${shownValue(work)}`,
        );
      }
      session.stopping.check();
      return session.span(name, work);
    },
    get prediction(): Prediction | undefined {
      return session.prediction;
    },
    async soFar(): Promise<Footprint> {
      const { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary } = await session
        .soFar();
      return { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary };
    },
    get signal(): AbortSignal {
      return session.stopping.signal;
    },
    // The type parameter is the library's own class, which this package does not know.
    callbacks: ((tf?: { readonly Callback: new () => object }) =>
      fitCallback({
        epochStart: () => void session.epochStart(),
        epochEnd: () => void session.epochEnd(undefined),
        log: (metrics) => session.log(metrics),
        step: (done, of) => session.step(done, of),
        stopped: () => session.stopping.stopped(),
        settle: () => session.settle(),
        check: () => session.stopping.check(),
      }, tf)) as Tracking["callbacks"],
    stop: (): Promise<Run> => session.close(quietOutcome(session)),
    async [Symbol.asyncDispose](): Promise<void> {
      await tracking.stop();
    },
  };
  return tracking;
}
