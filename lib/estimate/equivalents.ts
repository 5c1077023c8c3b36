/** What an amount of energy and emissions is like, shown as a table. */
import { equivalents as equivalentsOf } from "../carbon/equivalents.ts";
import { showingEquivalents } from "../display/equivalents_table.ts";
import type { Equivalent, Footprint } from "../model.ts";

/**
 * Amounts of known things that take as much energy (from kWh) or emit as much (from gCO2eq), each with its source and year. Shows itself as
 * a table.
 * @param of A run, an estimate, a total: anything with energy and emissions.
 * @throws {RangeError} If a figure is negative or not finite.
 * @example In homes and kilometres
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { equivalents, estimate } from "@footnote/footnote";
 * const job = await estimate({ powerWatts: 300, hours: 24, intensityGramsPerKwh: 100 });
 * ok((await equivalents(job)).some(({ from }) => from === "emissions"));
 * ```
 */
export async function equivalents(of: Footprint): Promise<readonly Equivalent[]> {
  return showingEquivalents(await equivalentsOf(of));
}
