/** Providers of carbon intensity that ask nobody: a figure given by hand, and the bundled yearly means. */
import { shownValue } from "../errors.ts";
import type { IntensityProvider, Range } from "../model.ts";
import { intensityOf } from "./intensity.ts";

/** Refuses an intensity that is not finite or below 0, and a range that does not hold it. */
export function checkIntensity(
  gramsPerKwh: number,
  range: Range | undefined,
  action: string,
  name = "gramsPerKwh",
): void {
  if (typeof gramsPerKwh !== "number") {
    throw new TypeError(
      `Cannot ${action} as "${name}" must be a number: current value is ${shownValue(gramsPerKwh)}`,
    );
  }
  if (!(Number.isFinite(gramsPerKwh) && gramsPerKwh >= 0)) {
    throw new RangeError(
      `Cannot ${action} as "${name}" must be finite and >= 0: current value is ${
        shownValue(gramsPerKwh)
      }`,
    );
  }
  if (range === undefined) return;
  const [low, high] = range;
  if (!(low >= 0 && low <= gramsPerKwh && gramsPerKwh <= high && Number.isFinite(high))) {
    throw new RangeError(
      `Cannot ${action} as "range" must be [low, high] around ${gramsPerKwh}: current value is [${low}, ${high}]`,
    );
  }
}

/**
 * A carbon intensity of your own, in gCO2eq/kWh, the same at all times; exact where no 90 % range is given. It is of no zone (`zone`
 * is ""): where the run took place is found as without it.
 *
 * @throws {RangeError} If the figure is negative or not finite, or the range does not hold it.
 * @example A contract's figure, known to a tenth
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { fixedIntensity } from "@footnote/footnote";
 * const now = await fixedIntensity(45, [40, 50]).at(new Date());
 * strictEqual(now.intensityGramsPerKwh, 45);
 * ```
 */
export function fixedIntensity(gramsPerKwh: number, range?: Range): IntensityProvider {
  checkIntensity(gramsPerKwh, range, "fix the intensity");
  const answer = {
    intensityGramsPerKwh: gramsPerKwh,
    range: range ?? [gramsPerKwh, gramsPerKwh] as const,
    basis: "modelled",
    source: "given",
  } as const;
  return { name: "fixed", zone: "", at: () => Promise.resolve(answer) };
}

/**
 * The bundled yearly mean of a zone, in gCO2eq/kWh: at a time, that of its year, or of the newest year before it. Its year, scope and
 * accounting come with it, so that a run gets the same interval as from the zone itself. The table is loaded when first asked, so a
 * zone that is in no table throws its RangeError there.
 *
 * @example France in 2021
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { bundledIntensity } from "@footnote/footnote";
 * const then = await bundledIntensity("FR").at(new Date("2021-06-01"));
 * strictEqual(then.source, "Ember");
 * ```
 */
export function bundledIntensity(zone: string): IntensityProvider {
  if (typeof zone !== "string") {
    throw new TypeError(
      `Cannot look up intensity as "zone" must be text: current value is ${shownValue(zone)}`,
    );
  }
  return {
    name: "bundled",
    zone,
    async at(time: Date) {
      const { zone: found, kind: _, ...mean } = await intensityOf(zone, { at: time });
      return { ...mean, basis: found === "WORLD" ? "default" : "modelled" };
    },
  };
}
