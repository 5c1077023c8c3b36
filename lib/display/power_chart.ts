/** Power of each device over a run. */
import { checkRun } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws the power of each device over a run, in W: the mean of each pixel column with its lowest and highest, epochs marked, gaps left
 * empty, what is modelled hatched; at the right the mean with its 90 % interval. Over six devices those of a kind are joined.
 *
 * @param run A run, fresh or loaded.
 * @param options Theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If `run` is none, or an option.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example The power of a run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { powerChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, () => [1, 2, 3].map(Math.sqrt));
 * const figure = await powerChart(run);
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("power.pdf");
 * ```
 */
export function powerChart(run: Run, options: FigureOptions = {}): Promise<Figure> {
  return figurePromise((async () => {
    checkRun(run, "draw power");
    checkFigureOptions(options, [], "draw power");
    const { powerFigure } = await atFirstUse(import("./power_figure.ts"));
    return await powerFigure(run, options);
  })());
}
