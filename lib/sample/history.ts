/** The latest piece of one device's cumulative curve, for cutting it at an instant that has just gone by. */
const KEPT = 256;

/** The latest points of a cumulative curve: seconds and joules, both rising. */
export class History {
  readonly #at: number[] = [];
  readonly #joules: number[] = [];
  #next = 0;

  /** Adds the newest point. */
  add(atSeconds: number, joules: number): void {
    this.#at[this.#next % KEPT] = atSeconds;
    this.#joules[this.#next % KEPT] = joules;
    this.#next++;
  }

  /** Points behind an instant, counted to two. */
  pointsAfter(seconds: number): 0 | 1 | 2 {
    const second = this.#next < 2 ? -Infinity : this.#time(this.#next - 2);
    return second >= seconds ? 2 : this.lastSeconds >= seconds ? 1 : 0;
  }

  /** Time of the newest point, in s; before the first, -Infinity. */
  get lastSeconds(): number {
    return this.#next === 0 ? -Infinity : this.#at[(this.#next - 1) % KEPT] ?? -Infinity;
  }

  /** Time of the oldest point that is kept, in s: before it nothing is known any more. */
  get firstSeconds(): number {
    return this.#next === 0 ? Infinity : this.#time(Math.max(0, this.#next - KEPT));
  }

  /**
   * Joules at an instant, on the line between its neighbours; outside the kept piece the nearest end, going on at `watts` behind it.
   *
   * `ticks`: the points are ticks of a counter, between which the power may have changed at once. Where the mean of a tick lies between the
   * powers before and after it, one such change explains it, and tells when it was.
   */
  at(seconds: number, watts: number, ticks = false): number {
    if (this.#next === 0) return 0;
    const oldest = Math.max(0, this.#next - KEPT);
    let index = this.#next - 1;
    while (index >= oldest && this.#time(index) > seconds) index--;
    if (index < oldest) return this.#energy(oldest);
    const since = seconds - this.#time(index);
    if (index === this.#next - 1) return this.#energy(index) + watts * since;
    const changedAt = ticks ? this.#changeIn(index) : undefined;
    if (changedAt === undefined) return this.#energy(index) + this.#watts(index) * since;
    return seconds < changedAt
      ? this.#energy(index) + this.#watts(index - 1) * since
      : this.#energy(index + 1) - this.#watts(index + 1) * (this.#time(index + 1) - seconds);
  }

  /** When the power changed in a stretch, if one change from the power before it to the one after it explains its mean. */
  #changeIn(index: number): number | undefined {
    if (index - 1 < this.#next - KEPT || index < 1 || index + 2 >= this.#next) return undefined;
    const [before, mean, after] = [index - 1, index, index + 1].map((one) => this.#watts(one)) as [
      number,
      number,
      number,
    ];
    const share = (after - mean) / (after - before);
    if (!(share > 0 && share < 1)) return undefined;
    return this.#time(index) + share * (this.#time(index + 1) - this.#time(index));
  }

  #time(index: number): number {
    return this.#at[index % KEPT] ?? 0;
  }

  #energy(index: number): number {
    return this.#joules[index % KEPT] ?? 0;
  }

  /** Mean power from a point to the next, in W. */
  #watts(index: number): number {
    const seconds = this.#time(index + 1) - this.#time(index);
    return seconds > 0 ? (this.#energy(index + 1) - this.#energy(index)) / seconds : 0;
  }
}
