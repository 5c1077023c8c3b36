/** What stands behind figures that do not carry it themselves: told in their statement, and no part of the figures. */
import type { Footprint, GridIntensity, Place, Run, SourceRef } from "../model.ts";

/** What a sum or a what-if was reckoned from. */
export interface Behind {
  /** The runs of a sum. */
  readonly runs?: readonly Run[] | undefined;
  /** What a what-if was asked of. */
  readonly of?: Footprint | undefined;
  /** The grid of a what-if where it is another, or "given": its intensity was handed in. */
  readonly grid?:
    | {
      readonly place: Place;
      readonly mean: GridIntensity;
      readonly source?: SourceRef | undefined;
    }
    | "given"
    | undefined;
}

const kept = new WeakMap<object, Behind>();

/** Keeps what stands behind figures; returns them. */
export function keepBehind<T extends object>(figures: T, behind: Behind): T {
  kept.set(figures, behind);
  return figures;
}

/** What stands behind figures; nothing of a copy, or of what was read back from a file. */
export function behind(figures: object): Behind {
  return kept.get(figures) ?? {};
}
