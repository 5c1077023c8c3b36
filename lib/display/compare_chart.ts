/** Runs side by side, the most costly first. */
import { checkRuns, checkWord } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws runs as sorted bars of their energy (mWh to GWh) or emissions (gCO2eq), stacked by kind of device, with the 90 % interval, the value beside
 * the bar and a metric at the right; failed runs stay in and say so. The caption gives the chance that one used less than its neighbour, what both do not
 * know alike left out, but for the 3 % that a model of power itself may scatter from run to run. Of the duration of their epochs (s to d): a box plot, with the median and the middle half at the right.
 *
 * @param runs The runs.
 * @param options Of what, theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If a run is none, or an option.
 * @throws {RangeError} If `of` is none of "energy", "emissions" and "epochDuration".
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example Two runs side by side
 * ```ts
 * import { match } from "node:assert/strict";
 * import { compareChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, () => [1, 2, 3].map(Math.sqrt));
 * const figure = await compareChart([run, run], { of: "emissions" });
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("compare.pdf");
 * ```
 */
export function compareChart(
  runs: readonly Run[],
  options: FigureOptions & {
    readonly of?: "energy" | "emissions" | "epochDuration" | undefined;
  } = {},
): Promise<Figure> {
  return figurePromise((async () => {
    checkRuns(runs, "compare");
    checkFigureOptions(options, ["of"], "compare");
    checkWord(options, "of", ["energy", "emissions", "epochDuration"], "compare");
    const { compareFigure } = await atFirstUse(import("./compare_figure.ts"));
    return await compareFigure(runs, options);
  })());
}
