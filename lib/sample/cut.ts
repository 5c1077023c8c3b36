/** Cutting the energy of a stretch out of a finished trace. */
import type { TracePoint } from "../model.ts";

/** Energy of a trace until an instant, in J. */
export function joulesUntil(points: readonly TracePoint[], seconds: number): number {
  let joules = 0;
  for (const { fromSeconds, toSeconds, meanWatts } of points) {
    if (fromSeconds >= seconds) break;
    joules += meanWatts * (Math.min(toSeconds, seconds) - fromSeconds);
  }
  return joules;
}
