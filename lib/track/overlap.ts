/** Runs that are tracked at the same time: each measures the whole machine, so each has to say so. */

/** One run under way. */
export interface Overlap {
  /** Whether another run was under way at any time with this one. */
  readonly overlapped: boolean;
  end(): void;
}

const underWay = new Set<{ overlapped: boolean }>();

/** A run begins. */
export function beginOverlap(): Overlap {
  const mine = { overlapped: underWay.size > 0, end: () => void underWay.delete(mine) };
  for (const other of underWay) other.overlapped = true;
  underWay.add(mine);
  return mine;
}
