import { refusePromise } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import type { Equivalent, Footprint } from "../model.ts";
import { sourceRefs } from "./sources.ts";
import { loadTable } from "./tables.ts";

interface EquivalentRow {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly from: Equivalent["from"];
  readonly energyKwhPerUnit?: number;
  readonly emissionsGramsPerUnit?: number;
  readonly year: number;
  readonly src: string;
}

/** Largest amount of kWh or gCO2eq that is taken: far above all there is, far below what numbers can hold. */
const MOST = 1e300;

/**
 * Known things that take as much energy as a footprint, or emit as much: each from one of the two, never both, with source and year.
 *
 * @throws {TypeError} If it is no footprint.
 * @throws {RangeError} If the footprint's energy or emissions are negative or not finite.
 * @example A kilometre in a new European car
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { equivalents, estimate } from "@footnote/footnote";
 * const job = await estimate({ powerWatts: 1000, hours: 1, intensityGramsPerKwh: 106.8 });
 * const car = (await equivalents(job)).find(({ id }) => id === "car-km-eu");
 * ok(Math.abs(car!.amount - 1) < 1e-9);
 * ```
 */
export async function equivalents(of: Footprint): Promise<readonly Equivalent[]> {
  refusePromise(of, "find equivalents", "of", "a run, an estimate or a total");
  for (const name of ["energyKwh", "emissionsGrams"] as const) {
    const value = of?.[name];
    const wrong = (wanted: string) =>
      `Cannot find equivalents as "${name}" must be ${wanted}: current value is ${
        shownValue(value)
      }`;
    if (typeof value !== "number") {
      throw new TypeError(`${wrong("a number")}: give a run, an estimate or a total`);
    }
    if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(wrong("finite and >= 0"));
    // Beyond it what it is like has no figure any more.
    if (value > MOST) throw new RangeError(wrong(`at most ${MOST}`));
  }
  const { rows } = await loadTable<{ readonly rows: readonly EquivalentRow[] }>(
    "equivalents.json",
  );
  const sources = await sourceRefs(rows.map(({ src }) => src));
  return rows.map((
    { id, label, unit, from, energyKwhPerUnit, emissionsGramsPerUnit, year, src },
  ) => ({
    id,
    label,
    amount: from === "energy"
      ? of.energyKwh / energyKwhPerUnit!
      : of.emissionsGrams / emissionsGramsPerUnit!,
    unit,
    from,
    // The table has ids; who says so is a name.
    source: sources.find((one) => one.id === src)?.publisher ?? src,
    year,
  }));
}
