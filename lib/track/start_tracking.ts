/** `startTracking()`: a run that begins in one cell and is stopped in another. */
import type { Tracking, TrackOptions } from "../model.ts";
import { checkOptions } from "./options.ts";
import { Session } from "./session.ts";
import { trackingOf } from "./tracking.ts";

let open = 0;

/**
 * Begins to measure and returns at once; `stop()` ends the run and gives it, energy in kWh and emissions in gCO2eq with their 90 % intervals.
 *
 * For training that is spread over cells. Until `stop()` a program of its own does not exit, for its worker goes on reading. Top-level `await using` never disposes in a notebook: call `stop()`.
 * @param options The run's options, as for `track()`.
 * @throws {TypeError} If an option is not of its type, or is unknown.
 * @throws {RangeError} If an option is out of its range, or the zone is not known.
 * @example Over two cells
 * ```ts
 * import { equal } from "node:assert/strict";
 * import { startTracking } from "@footnote/footnote";
 * const t = await startTracking({ name: "by hand", directory: null, quiet: true, zone: "DK" });
 * t.epochStart();
 * t.epochEnd({ loss: 0.5 });
 * const run = await t.stop();
 * equal(run.status, "finished");
 * ```
 */
export async function startTracking(options: TrackOptions = {}): Promise<Tracking> {
  const session = await Session.open(checkOptions(options));
  if (open > 0) {
    session.note({
      code: "already-tracking",
      message: "Another startTracking() is still open: it goes on measuring the same machine",
      hint: "call its stop()",
    });
  }
  open++;
  const tracking = trackingOf(session);
  const stopped = session.stopping.graceOver.then(() => tracking.stop());
  stopped.catch(() => {});
  session.onClosed(() => open--);
  return tracking;
}
