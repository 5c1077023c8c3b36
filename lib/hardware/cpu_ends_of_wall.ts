/** Watts of the CPU's packages at rest and at full load, out of those of a whole machine at both loads. */
import type { Range } from "../model.ts";
import { memoryPower } from "./memory_model.ts";
import { CPU_BY_UTILIZATION, CPU_ENDS_OF_WALL, REST_OF_MACHINE } from "./power_models.ts";

/** What the meter saw, and of what machine. */
export interface WallEnds {
  /** Watts of the machine at rest. */
  readonly idleWatts: number;
  /** With every thread busy. */
  readonly fullWatts: number;
  /** Kind of machine: how much of a watt at the wall is fans and losses; a laptop's or a platform's own counter has none. */
  readonly form: "server" | "desktop" | "inside";
  /** Size of the memory, in GB. */
  readonly memoryGb: number;
}

/**
 * Both ends of all packages together, in W, and the 90 % interval of either as factors; undefined where the machine drew no more under load.
 *
 * The rise from rest to load is the CPU's but for the share of losses that rises with it (as `modelRestPower()` has it) and half of what the
 * memory would draw more. How much of the rest is the CPU's no meter tells: it is taken as the model's share of its full load.
 *
 * Source: see `power_models.ts`; the interval is judgement.
 */
export function cpuEndsOfWall(
  { idleWatts, fullWatts, form, memoryGb }: WallEnds,
):
  | { readonly idleWatts: number; readonly fullWatts: number; readonly endsRange: Range }
  | undefined {
  const losses = form === "inside" ? 0 : REST_OF_MACHINE[form].share;
  const memory = (utilization: number) => memoryPower({ memoryGb, utilization }).powerWatts;
  const rise = (fullWatts - idleWatts) / (1 + losses) - (memory(1) - memory(0)) / 2;
  if (!(rise > 0)) return undefined;
  const { idleShare, loadShare } = CPU_BY_UTILIZATION;
  // At rest the machine as a whole draws no less than its packages.
  const atRest = Math.min(rise * idleShare / loadShare, Math.max(0, idleWatts));
  return { idleWatts: atRest, fullWatts: atRest + rise, endsRange: CPU_ENDS_OF_WALL.range };
}
