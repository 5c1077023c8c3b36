/** The grid's carbon intensity in time: over a run, or until now and as forecast. */
import { runsOf } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import type { Figure, FigureOptions, IntensityProvider, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws the carbon intensity of the grid in gCO2eq/kWh: over a run, with its 90 % band and the run's energy-weighted mean, or as a provider
 * says it of now and of the next 24 hours. Of several runs: a line each over their time, with its mean.
 *
 * @param of A run, fresh or loaded, or several, or a provider, which is asked.
 * @param options Theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If `of` is none of these, or an option is none. What the provider throws comes through.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example The grid of a run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { intensityChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, () => [1, 2, 3].map(Math.sqrt));
 * const figure = await intensityChart(run);
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("intensity.pdf");
 * ```
 */
export function intensityChart(
  of: Run | IntensityProvider | readonly Run[],
  options: FigureOptions = {},
): Promise<Figure> {
  return figurePromise((async () => {
    checkFigureOptions(options, [], "draw intensity");
    if (!isProvider(of)) {
      runsOf(of, "draw intensity", "of", "a run, an array of runs or a provider");
    }
    const { intensityFigure } = await atFirstUse(import("./intensity_figure.ts"));
    return await intensityFigure(of, options);
  })());
}

function isProvider(of: unknown): of is IntensityProvider {
  // Text and arrays have a method `at`, too.
  return typeof of === "object" && !Array.isArray(of) &&
    typeof (of as IntensityProvider | null)?.at === "function";
}
