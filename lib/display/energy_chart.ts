/** Energy used so far, stacked by device. */
import { checkRun } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";

/**
 * Draws the energy that a run used from its start on, stacked by device (mWh to GWh, within the run's boundary): measured below,
 * modelled hatched on top, at the right the total with its 90 % interval and each device's share.
 *
 * @param run A run, fresh or loaded.
 * @param options Theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If `run` is none, or an option.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example The energy of a run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { energyChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, () => [1, 2, 3].map(Math.sqrt));
 * const figure = await energyChart(run);
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("energy.pdf");
 * ```
 */
export function energyChart(run: Run, options: FigureOptions = {}): Promise<Figure> {
  return figurePromise((async () => {
    checkRun(run, "draw energy");
    checkFigureOptions(options, [], "draw energy");
    const { energyFigure } = await atFirstUse(import("./energy_figure.ts"));
    return await energyFigure(run, options);
  })());
}
