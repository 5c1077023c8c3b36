/** Runs whose whole is what was predicted, as a record of another tool may be. */
import type { Run } from "../model.ts";

/** Whether the energy of a run, or of a sum, is what was predicted. */
export function isPredicted({ basis }: Pick<Run, "basis">): boolean {
  return basis.energyKwh === "predicted";
}
