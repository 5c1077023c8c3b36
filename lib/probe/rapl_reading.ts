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
