/** How the prediction of the whole run narrowed. */
import { runsOf } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws the energy of the whole run as it was predicted after each epoch (mWh to GWh, within the run's boundary) with its 90 % band, the energy
 * used so far as bars, and what it was in the end as a dashed line. Of several runs: energy, emissions and duration as first predicted
 * against what was measured, a point a run.
 *
 * @param run A run, fresh or loaded, or several.
 * @param options Theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If `run` is none, or an option.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example The predictions of a run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { predictionChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, (t) => {
 *   for (const epoch of t.epochs(3)) epoch.log({ loss: 1 / (epoch.index + 1) });
 * });
 * const figure = await predictionChart(run);
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("prediction.pdf");
 * ```
 */
export function predictionChart(
  run: Run | readonly Run[],
  options: FigureOptions = {},
): Promise<Figure> {
  return figurePromise((async () => {
    const action = "draw predictions";
    checkFigureOptions(options, [], action);
    const runs = runsOf(run, action, "run");
    const { predictionFigure } = await atFirstUse(import("./prediction_figure.ts"));
    return await predictionFigure(Array.isArray(run) ? runs : runs[0]!, options);
  })());
}
