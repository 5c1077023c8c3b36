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

  /** Time of the newest point, in s; before the first, -Infinity. */
  get lastSeconds(): number {
    return this.#next === 0 ? -Infinity : this.#at[(this.#next - 1) % KEPT] ?? -Infinity;
  }

  /** Joules at an instant, on the line between its neighbours; outside the kept piece the nearest end, going on at `watts` behind it. */
  at(seconds: number, watts: number): number {
    if (this.#next === 0) return 0;
    let later: number | undefined;
    for (let index = this.#next - 1; index >= Math.max(0, this.#next - KEPT); index--) {
      const at = this.#at[index % KEPT] ?? 0;
      if (at > seconds) {
        later = index;
        continue;
      }
      const joules = this.#joules[index % KEPT] ?? 0;
      if (later === undefined) return joules + watts * (seconds - at);
      const share = (seconds - at) / ((this.#at[later % KEPT] ?? 0) - at);
      return joules + share * ((this.#joules[later % KEPT] ?? 0) - joules);
    }
    return later === undefined ? 0 : this.#joules[later % KEPT] ?? 0;
  }
}
