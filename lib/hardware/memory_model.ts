/** Watts of memory that has no readable counter. */
import { shownValue } from "../errors.ts";
import type { Range } from "../model.ts";
import { MEMORY_BY_DIMM, MEMORY_BY_GB, MEMORY_LPDDR } from "./power_models.ts";

/** What is known of the memory, and how busy the machine is. */
export interface MemoryModelOptions {
  /** Installed memory in GB (2^30 bytes, as DIMMs are sold). */
  readonly memoryGb: number;
  /** Utilisation of the CPU, 0..1. */
  readonly utilization: number;
  /** Number of DIMMs, where known: counts instead of the GB. */
  readonly dimms?: number | undefined;
  /** "lpddr": low-power memory of a laptop; "ddr". */
  readonly type?: "ddr" | "lpddr" | undefined;
}

/**
 * Watts of the memory, and their 90 % interval in W: `GB (0.10 + 0.15 u)` within 0.4 and 2.5 times that; `DIMMs (1.8 + 3.5 u)` within
 * 0.5 and 2.0 where their number is given; 0.05 W/GB [0.02, 0.15] for LPDDR.
 *
 * Source: DIMM rails and SPECpower regressions, see `power_models.ts`. HBM lies inside a GPU's own reading.
 * @throws {RangeError} If a figure is negative, not finite or out of its range.
 */
export function modelMemoryPower(
  options: MemoryModelOptions,
): { readonly powerWatts: number; readonly range: Range } {
  const { memoryGb, utilization, dimms } = options;
  refuseUnless(memoryGb >= 0 && Number.isFinite(memoryGb), "memoryGb", "finite and >= 0", memoryGb);
  refuseUnless(
    utilization >= 0 && utilization <= 1,
    "utilization",
    "between 0 and 1",
    utilization,
  );
  if (dimms !== undefined) {
    refuseUnless(Number.isInteger(dimms) && dimms > 0, "dimms", "a whole number > 0", dimms);
  }
  const { powerWatts, relativeRange } = memoryPower(options);
  return { powerWatts, range: [powerWatts * relativeRange[0], powerWatts * relativeRange[1]] };
}

/** The same, with the range as factors of the watts; its arguments are taken as checked. */
export function memoryPower(
  { memoryGb, utilization, dimms, type }: MemoryModelOptions,
): { readonly powerWatts: number; readonly relativeRange: Range } {
  if (type === "lpddr") {
    return { powerWatts: memoryGb * MEMORY_LPDDR.wattsPerGb, relativeRange: MEMORY_LPDDR.range };
  }
  if (dimms !== undefined) {
    const { idleWattsPerDimm, loadWattsPerDimm, range } = MEMORY_BY_DIMM;
    return {
      powerWatts: dimms * (idleWattsPerDimm + loadWattsPerDimm * utilization),
      relativeRange: range,
    };
  }
  const { idleWattsPerGb, loadWattsPerGb, range } = MEMORY_BY_GB;
  return {
    powerWatts: memoryGb * (idleWattsPerGb + loadWattsPerGb * utilization),
    relativeRange: range,
  };
}

function refuseUnless(holds: boolean, name: string, wanted: string, found: unknown): void {
  if (holds) return;
  throw new RangeError(
    `Cannot model memory power as "${name}" must be ${wanted}: current value is ${
      shownValue(found)
    }`,
  );
}
