import { checkFootprint } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import { equivalents } from "../carbon/equivalents.ts";
import { checkFigureOptions } from "../display/figure_options.ts";
import { figurePromise } from "../display/figure_promise.ts";
import type { Figure, FigureOptions, Footprint } from "../model.ts";

const ACTION = "draw equivalents";

/**
 * Draws a footprint beside known things on two logarithmic scales, energy (mWh to GWh) and emissions (mg to kt of CO2eq): each label says how many of
 * the thing it is, with the year of the figure.
 *
 * @param of A run, an estimate, a total, or any footprint.
 * @param options Theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If it is no footprint, or an option is none.
 * @throws {RangeError} If the footprint's energy or emissions are negative or not finite.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example A kilowatt for an hour
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { equivalentsChart, estimate } from "@footnote/footnote";
 * const hour = await estimate({ powerWatts: 1000, hours: 1, zone: "DK" });
 * ok((await equivalentsChart(hour)).svg.includes("smartphone"));
 * ```
 */
export function equivalentsChart(of: Footprint, options: FigureOptions = {}): Promise<Figure> {
  return figurePromise((async () => {
    checkFootprint(of, ACTION);
    checkFigureOptions(options, [], ACTION);
    const { drawEquivalentsChart } = await atFirstUse(import("../display/equivalents_chart.ts"));
    return await drawEquivalentsChart(
      { footprint: of, equivalents: await equivalents(of) },
      options,
    );
  })());
}
