/** Energy and duration of each epoch, with what had been predicted for it. */
import { runsOf } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import { shownValue } from "../errors.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws the energy of each epoch (mWh to GWh, within the run's boundary) stacked by kind of device, and its duration; rings with
 * whiskers are what was predicted before the epoch began. Epochs that never came are dashed; over 40 are a line with its band. Several runs
 * stand one below the other.
 *
 * @param run A run, fresh or loaded, or several.
 * @param options Theme, width on paper, caption; `cumulative` draws beside it what the epochs come to, with the course that the first prediction foretold.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If `run` is none, an option is none, or `cumulative` neither true nor false.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example The epochs of a run
 * ```ts
 * import { match } from "node:assert/strict";
 * import { epochChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, (t) => {
 *   for (const epoch of t.epochs(3)) epoch.log({ loss: 1 / (epoch.index + 1) });
 * });
 * const figure = await epochChart(run);
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("epoch.pdf");
 * ```
 */
export function epochChart(
  run: Run | readonly Run[],
  options: FigureOptions & { readonly cumulative?: boolean | undefined } = {},
): Promise<Figure> {
  return figurePromise((async () => {
    checkFigureOptions(options, ["cumulative"], "draw epochs");
    const runs = runsOf(run, "draw epochs", "run");
    const { cumulative } = options;
    if (cumulative !== undefined && typeof cumulative !== "boolean") {
      throw new TypeError(
        `Cannot draw epochs as "cumulative" must be true or false: current value is ${
          shownValue(cumulative)
        }`,
      );
    }
    const { epochFigure } = await atFirstUse(import("./epoch_figure.ts"));
    return await epochFigure(runs, options);
  })());
}
