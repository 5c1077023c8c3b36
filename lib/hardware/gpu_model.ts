/** Watts of a GPU that says how busy it is but not what it draws. */
import { shownValue } from "../errors.ts";
import type { Range } from "../model.ts";
import { GPU_BY_UTILIZATION, GPU_WITHOUT_UTILIZATION } from "./power_models.ts";

/** What is known of a GPU. */
export interface GpuModelOptions {
  /** Power limit of the board, in W. */
  readonly limitWatts: number;
  /** Share of time in which a kernel ran, 0..1, as the driver reports it; without it a job of which nothing is known. */
  readonly utilization?: number | undefined;
  /** Watts at rest; a tenth of the limit. */
  readonly idleWatts?: number | undefined;
}

/**
 * Watts of a GPU, and their 90 % interval in W: `idle + (limit - idle) 0.85 u` within 0.36 and 1.25 times that; without `utilization`
 * 0.70 of the limit within 0.34 and 1.37. The low end is real: boards at full "utilisation" may wait for each other. The high end is the
 * limit at most: no run of 244 had a mean above 0.97 of it.
 *
 * Source: training and serving runs on 5 and 9 GPU models, see `power_models.ts`.
 * @throws {RangeError} If a figure is negative, not finite or out of its range.
 */
export function modelGpuPower(
  options: GpuModelOptions,
): { readonly powerWatts: number; readonly range: Range } {
  const { limitWatts, utilization, idleWatts } = options;
  refuseUnless(
    limitWatts > 0 && Number.isFinite(limitWatts),
    "limitWatts",
    "finite and > 0",
    limitWatts,
  );
  if (utilization !== undefined) {
    refuseUnless(
      utilization >= 0 && utilization <= 1,
      "utilization",
      "between 0 and 1",
      utilization,
    );
  }
  if (idleWatts !== undefined) {
    refuseUnless(
      idleWatts >= 0 && idleWatts <= limitWatts,
      "idleWatts",
      `between 0 and ${limitWatts}`,
      idleWatts,
    );
  }
  const { powerWatts, relativeRange } = gpuPower(options);
  return { powerWatts, range: [powerWatts * relativeRange[0], powerWatts * relativeRange[1]] };
}

/** The same, with the range as factors of the watts; its arguments are taken as checked. */
export function gpuPower(
  { limitWatts, utilization, idleWatts }: GpuModelOptions,
): { readonly powerWatts: number; readonly relativeRange: Range } {
  if (utilization === undefined) {
    const { value, range } = GPU_WITHOUT_UTILIZATION;
    return { powerWatts: value * limitWatts, relativeRange: range };
  }
  const { idleShare, loadShare, range } = GPU_BY_UTILIZATION;
  const idle = idleWatts ?? idleShare * limitWatts;
  const powerWatts = idle + (limitWatts - idle) * loadShare * utilization;
  const [low, high] = range;
  return { powerWatts, relativeRange: [low, Math.min(high, Math.max(1, limitWatts / powerWatts))] };
}

function refuseUnless(holds: boolean, name: string, wanted: string, found: unknown): void {
  if (holds) return;
  throw new RangeError(
    `Cannot model GPU power as "${name}" must be ${wanted}: current value is ${shownValue(found)}`,
  );
}
