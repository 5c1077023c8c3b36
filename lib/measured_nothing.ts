/** Whether zeros are figures: those of a run that measured nothing are none, in no text and in no table. */
import type { Footprint, Part, Total } from "./model.ts";

/**
 * Whether a run, or a sum of runs, holds no energy at all: no part read, or none that gave anything. The sum of no runs is 0 and known to be;
 * an estimate is never measured and says so elsewhere.
 */
export function measuredNothing(
  of: Pick<Footprint, "energyKwh"> & {
    readonly parts?: readonly Part[];
    readonly counts?: Total["counts"];
  },
): boolean {
  if (of.energyKwh > 0 || Number.isNaN(of.energyKwh) || "steps" in of) return false;
  if (of.counts !== undefined) return Object.values(of.counts).some((count) => count > 0);
  return (of.parts ?? []).every(({ energyKwh }) => !(energyKwh > 0));
}
