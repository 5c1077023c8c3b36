/** `track()`: a training cell, measured from its first line to its last. */
import { firstLine, shownValue } from "../errors.ts";
import type { Run, TrackedRun, Tracking, TrackOptions } from "../model.ts";
import { noneCompleted } from "./none_completed.ts";
import { checkOptions } from "./options.ts";
import { Session } from "./session.ts";
import { quietOutcome, trackingOf } from "./tracking.ts";

/** What a cell is: it is given the tracking and may return anything. */
export type Cell<T> = (t: Tracking) => T | Promise<T>;

/**
 * Measures a training cell: its energy in kWh and its operational emissions in gCO2eq, each with a 90 % interval.
 *
 * The run is recorded under `footnotes/` as it goes, shows a live line while it runs and its card as a cell's last expression.
 * Measuring never throws into the training: what cannot be measured is modelled or left out, with a note that names the cure.
 * Where the cell throws, the run is recorded as failed and the error comes through unchanged; after the Stop button it is
 * recorded as interrupted and the `AbortError` carries it as `run`.
 * @param what The run's name, or all options.
 * @param cell The training; what it returns is the run's `result`.
 * @returns The run, with `result`.
 * @throws {TypeError} If an option is not of its type, or is unknown.
 * @throws {RangeError} If an option is out of its range, or the zone is not known.
 * @example Three epochs
 * ```ts
 * import { equal, ok } from "node:assert/strict";
 * import { track } from "@footnote/footnote";
 * const run = await track("three epochs", { epochs: 3, zone: "DK", directory: null, quiet: true }, async (t) => {
 *   for await (const epoch of t.epochs()) epoch.log({ loss: 1 / (1 + epoch.index) });
 *   return "trained";
 * });
 * equal(run.result, "trained");
 * equal(run.epochs.length, 3);
 * ok(run.ranges.energyKwh[0] <= run.energyKwh && run.energyKwh <= run.ranges.energyKwh[1]);
 * ```
 */
export function track<T>(what: string | TrackOptions, cell: Cell<T>): Promise<TrackedRun<T>>;
/** The same, with the name before the other options. */
export function track<T>(
  name: string,
  options: TrackOptions,
  cell: Cell<T>,
): Promise<TrackedRun<T>>;
export async function track<T>(
  what: string | TrackOptions,
  second: TrackOptions | Cell<T>,
  third?: Cell<T>,
): Promise<TrackedRun<T>> {
  const { given, cell } = argumentsOf(what, second, third);
  const options = checkOptions(given);
  const session = await Session.open(options);
  const working = (async () => await cell(trackingOf(session)))();
  // A cell that is left behind may still throw: nobody awaits it then.
  working.catch(() => {});
  let result: T;
  try {
    const ended = await Promise.race([
      working.then((value) => ({ value })),
      session.stopping.graceOver,
    ]);
    if (ended === undefined) {
      session.note({
        code: "cell-left-behind",
        message: "The cell did not end within 2 s of Stop: its own promise may still run",
        hint: "pass t.signal to what you await",
      });
      throw session.stopping.error;
    }
    result = ended.value;
  } catch (thrown) {
    throw await closeFailed(session, thrown);
  }
  const outcome = quietOutcome(session);
  const { count: begun, completed, open } = session.epochs;
  const lost = noneCompleted({
    planned: session.plan(undefined),
    begun,
    completed,
    underWay: open !== undefined,
    status: outcome.status,
  });
  if (lost !== undefined) session.note(lost);
  const run = await session.close(outcome);
  const error = session.stopping.error;
  if (error !== undefined) throw withRun(error, run);
  return withResult(run, result);
}

/** The options and the cell: a name or options before it, and nothing behind. */
function argumentsOf<T>(
  what: string | TrackOptions,
  second: TrackOptions | Cell<T>,
  third: Cell<T> | undefined,
): { readonly given: TrackOptions; readonly cell: Cell<T> } {
  const swapped = typeof what === "function" ||
    (typeof second === "function" && third !== undefined);
  if (swapped) {
    throw new TypeError("Cannot track as the cell comes last: track(name, options, cell)");
  }
  const cell = typeof second === "function" ? second : third;
  if (typeof cell !== "function") {
    throw new TypeError(
      `Cannot track as "cell" must be a function: current value is ${shownValue(cell)}`,
    );
  }
  const options = typeof second === "function" ? {} : second;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot track as the options must be an object: current value is ${shownValue(options)}`,
    );
  }
  if (typeof what !== "string") {
    if (cell === second) return { given: what, cell };
    throw new TypeError(
      `Cannot track as a name comes before other options: current value is ${shownValue(what)}`,
    );
  }
  if (options.name !== undefined && options.name !== what) {
    throw new TypeError(
      `Cannot track as the run has two names: ${shownValue(what)} and ${shownValue(options.name)}`,
    );
  }
  return { given: { ...options, name: what }, cell };
}

/** Closes the run of a cell that threw, and gives back what is to be thrown on. */
async function closeFailed(session: Session, thrown: unknown): Promise<unknown> {
  if (session.stopping.error !== undefined) {
    return withRun(
      session.stopping.error,
      await session.close({ status: "interrupted", stoppedBy: "you" }),
    );
  }
  const bySignal = session.stopping.isReason(thrown);
  session.epochThrew();
  const run = await session.close(
    bySignal ? quietOutcome(session) : { status: "failed", error: firstLine(thrown) },
  );
  // The cell passed our signal on: its error carries the run, as after a Stop.
  return bySignal && thrown instanceof DOMException ? withRun(thrown, run) : thrown;
}

function withRun(error: DOMException, run: Run): DOMException {
  return Object.defineProperty(error, "run", { value: run, enumerable: false, configurable: true });
}

function withResult<T>(run: Run, result: T): TrackedRun<T> {
  return Object.defineProperty(run, "result", { value: result, enumerable: false }) as TrackedRun<
    T
  >;
}
