/** A piece of a device's trace. */

/** A stretch of time with a known mean power. */
export interface Stretch {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly meanWatts: number;
}
