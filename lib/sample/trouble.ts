/** What may go wrong with the readings of a device. */

/** What went wrong with a device during a run; the first is remembered, with its time. */
export const TROUBLES = [
  "none",
  "no-reading",
  "not-a-number",
  "counter-reset",
  "implausible",
  "stood-still",
  "wrapped-unseen",
  "nobody-looked",
] as const;
/** One of `TROUBLES`. */
export type Trouble = typeof TROUBLES[number];
