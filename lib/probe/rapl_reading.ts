/** One look at a powercap counter. */
import type { Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import { isDenied, isNotCapable, numberOf } from "./sysfs.ts";

/** One look at the counter of a zone's folder; whatever goes wrong is a gap, never 0. */
export function readCounter(path: string, wrapsAtJoules?: number): Reading {
  const atSeconds = performance.now() / 1000;
  try {
    const microjoules = numberOf(Deno.readTextFileSync(`${path}/energy_uj`));
    if (microjoules === undefined) return { kind: "gap", atSeconds, why: "the counter is empty" };
    const energyJoules = microjoules / 1e6;
    return {
      kind: "counter",
      atSeconds,
      energyJoules,
      ...(wrapsAtJoules === undefined ? {} : { wrapsAtJoules }),
    };
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    const why = isDenied(thrown) ? "the counter is closed to this user" : firstLine(thrown);
    return { kind: "gap", atSeconds, why };
  }
}

/** Digits of a counter, with room: the widest is that of 2⁶⁴ microjoules. */
const COUNTER_BYTES = 32;
const [ZERO, NINE] = [48, 57];

/**
 * A counter whose file stays open between looks, for those who look often: to open it anew takes three times as long as to read it. Where the
 * open file has nothing new it is opened again, for the zone may have gone and come back.
 */
export class OpenCounter {
  readonly #path: string;
  readonly #wrapsAtJoules: number | undefined;
  readonly #bytes = new Uint8Array(COUNTER_BYTES);
  #file: Deno.FsFile | undefined;
  #lastMicrojoules: number | undefined;

  constructor(path: string, wrapsAtJoules?: number) {
    this.#path = path;
    this.#wrapsAtJoules = wrapsAtJoules;
  }

  /** One look; whatever goes wrong is a gap, never 0. */
  read(): Reading {
    const atSeconds = performance.now() / 1000;
    const microjoules = this.#look();
    if (microjoules === undefined || microjoules === this.#lastMicrojoules) {
      this.close();
      this.#lastMicrojoules = undefined;
      return readCounter(this.#path, this.#wrapsAtJoules);
    }
    this.#lastMicrojoules = microjoules;
    const energyJoules = microjoules / 1e6;
    return this.#wrapsAtJoules === undefined
      ? { kind: "counter", atSeconds, energyJoules }
      : { kind: "counter", atSeconds, energyJoules, wrapsAtJoules: this.#wrapsAtJoules };
  }

  /** The whole number that the file begins with; undefined where it cannot be read. */
  #look(): number | undefined {
    try {
      this.#file ??= Deno.openSync(`${this.#path}/energy_uj`);
      this.#file.seekSync(0, Deno.SeekMode.Start);
      const length = this.#file.readSync(this.#bytes) ?? 0;
      let value = 0;
      let digits = 0;
      for (; digits < length; digits++) {
        const byte = this.#bytes[digits] ?? 0;
        if (byte < ZERO || byte > NINE) break;
        value = 10 * value + byte - ZERO;
      }
      return digits === 0 ? undefined : value;
    } catch {
      return undefined; // readCounter() says why
    }
  }

  /** Lets go of the file. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }
}
