/** The devices of a run with the basis that their figures have in it. */
import type { Part, Run } from "../model.ts";

/**
 * The parts of a run. Of one whose whole is what was predicted, as a record of another tool may be, they are predicted too: what was read in the epochs that
 * were seen is not what their energies say.
 */
export function knownParts({ parts, basis }: Pick<Run, "parts" | "basis">): readonly Part[] {
  return isPredicted({ basis }) ? parts.map((part) => ({ ...part, basis: "predicted" })) : parts;
}

/** Whether the energy of a run, or of a sum, is what was predicted. */
export function isPredicted({ basis }: Pick<Run, "basis">): boolean {
  return basis.energyKwh === "predicted";
}
