/** Shares of the energy, by device, by what runs were for, or by their stage. */
import { checkWord, runsOf } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws shares of the energy in %: by device one bar a run, by purpose or stage one bar for each of these with its share of all runs;
 * modelled parts hatched, at the right the total with its 90 % interval.
 *
 * @param runs One run or several.
 * @param options What to part by ("device": a bar of 100 % a run; "purpose", "stage": a bar for each, its share of all runs), theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If a run is none, or an option.
 * @throws {RangeError} If `by` is none of the three.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example Where the energy of some runs went
 * ```ts
 * import { match } from "node:assert/strict";
 * import { componentChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, () => [1, 2, 3].map(Math.sqrt));
 * const figure = await componentChart([run], { by: "purpose" });
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("component.pdf");
 * ```
 */
export function componentChart(
  runs: Run | readonly Run[],
  options: FigureOptions & { readonly by?: "device" | "purpose" | "stage" | undefined } = {},
): Promise<Figure> {
  return figurePromise((async () => {
    checkFigureOptions(options, ["by"], "draw shares");
    const list = runsOf(runs, "draw shares", "runs");
    checkWord(options, "by", ["device", "purpose", "stage"], "draw shares");
    const { componentFigure } = await atFirstUse(import("./component_figure.ts"));
    return await componentFigure(list, options);
  })());
}
