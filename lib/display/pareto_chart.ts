/** How good runs are against what they cost. */
import { checkRuns, checkWord } from "../arguments.ts";
import { atFirstUse } from "../at_first_use.ts";
import { shownValue } from "../errors.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { figurePromise } from "./figure_promise.ts";
import { checkFigureOptions } from "./figure_options.ts";

/**
 * Draws a metric of runs against their energy (mWh to GWh) or emissions (gCO2eq): filled dots for runs that no other beats, the front between
 * them, rings for the others, 90 % intervals. The cost axis is logarithmic where the runs span a factor of eight.
 *
 * @param runs The runs; those without the metric are left out and counted in the caption.
 * @param options The metric, of what, which way is better, theme, width on paper, caption.
 * @returns The figure; its promise shows itself too.
 * @throws {TypeError} If a run is none, an option is none, or `metric` is no name.
 * @throws {RangeError} If `of` or `better` is none of its values.
 * @throws {PackageError} If the drawing library cannot be loaded.
 * @example A metric against energy
 * ```ts
 * import { match } from "node:assert/strict";
 * import { paretoChart, track } from "@footnote/footnote";
 * const options = { zone: "DK", directory: null, quiet: true };
 * const run = await track("digits", options, (t) => {
 *   t.log({ accuracy: 0.8 });
 * });
 * const figure = await paretoChart([run], { metric: "accuracy" });
 * match(figure.svg, /^<svg xmlns/);
 * // await figure.save("pareto.pdf");
 * ```
 */
export function paretoChart(
  runs: readonly Run[],
  options: FigureOptions & {
    readonly metric: string;
    readonly of?: "energy" | "emissions" | undefined;
    readonly better?: "higher" | "lower" | undefined;
  },
): Promise<Figure> {
  return figurePromise((async () => {
    checkRuns(runs, "draw front");
    // Without any it is the metric that is missed.
    checkFigureOptions(options ?? {}, ["metric", "of", "better"], "draw front");
    const metric: unknown = options?.metric;
    if (typeof metric !== "string" || metric === "") {
      throw new TypeError(
        `Cannot draw front as "metric" must be a name: current value is ${shownValue(metric)}`,
      );
    }
    checkWord(options, "of", ["energy", "emissions"], "draw front");
    checkWord(options, "better", ["higher", "lower"], "draw front");
    const { paretoFigure } = await atFirstUse(import("./pareto_figure.ts"));
    return await paretoFigure(runs, options);
  })());
}
