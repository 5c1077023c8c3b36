/** Runs side by side, the most costly first. */
import { checkRuns } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import { measuredNothing } from "../measured_nothing.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { drawRows } from "./compare_drawing.ts";
import { rowOf, shortened } from "./compare_rows.ts";
import { looksSentence } from "./device_words.ts";
import { emptyChart } from "./empty_chart.ts";
import { epochBoxesOf } from "./epoch_boxes.ts";
import { type Chart, drawFigure, figurePromise } from "./figure.ts";
import { checkFigureOptions } from "./figure_options.ts";
import { chanceSentence } from "./less_chance.ts";
import { scaleOf } from "./numbers.ts";
import { numberedNames } from "./numbered_names.ts";
import { qualityMetric } from "./quality_metric.ts";
import { BOUNDARY_WORDS, runsText } from "./run_words.ts";

type Options = FigureOptions & {
  readonly of?: "energy" | "emissions" | "epochDuration" | undefined;
};

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
    return await drawFigure(compareChartOf(runs, options), options);
  })());
}

function compareChartOf(given: readonly Run[], { of = "energy" }: Options): Chart {
  if (of === "epochDuration") return epochBoxesOf(given);
  if (of !== "energy" && of !== "emissions") {
    throw new RangeError(
      `Cannot compare as "of" must be "energy", "emissions" or "epochDuration": current value is ${
        shownValue(of)
      }`,
    );
  }
  const { runs, sentence } = numberedNames(given);
  const metric = qualityMetric(runs);
  const sorted = runs.map((run) => rowOf(run, of, metric)).filter(({ value }) =>
    Number.isFinite(value)
  )
    .sort((a, b) => b.value - a.value);
  const { unit } = scaleOf(of, sorted);
  const label = `${of === "energy" ? "Energy" : "Emissions"} of ${
    runsText(runs.length)
  }, in ${unit}`;
  if (sorted.length === 0) {
    return emptyChart(label, "No runs to compare", "loadRuns() gives those of a folder.");
  }
  const read = sorted.filter(({ unread }) => !unread);
  if (read.length === 0) {
    return emptyChart(
      label,
      sorted.length === 1 ? "The run measured nothing" : "The runs measured nothing",
      "doctor() says what this machine can measure.",
    );
  }
  const rows = shortened(sorted);
  const boundaries = [...new Set(runs.map((run: Run) => BOUNDARY_WORDS[run.boundary]))];
  const failed = sorted.filter((row) => row.failed).length;
  const [most, least] = [read[0]!, read.at(-1)!];
  return {
    label,
    description: `From ${least.name} to ${most.name}.`,
    caption: [
      `${of === "energy" ? "Energy" : "Emissions"} of ${runs.length} ${
        runs.length === 1 ? "run" : "runs"
      } (${boundaries.join(", ")}).`,
      boundaries.length > 1 ? "Their energies are of different extent." : "",
      looksSentence(runs.flatMap(({ parts }) => parts)),
      "Whisker: 90\u202F% interval.",
      failed > 0 ? "Failed runs count." : "",
      read.length < sorted.length ? unreadSentence(sorted.length - read.length) : "",
      sentence,
      boundaries.length > 1
        ? ""
        : chanceSentence(leastFirst(runs.filter((run) => !measuredNothing(run)), of), of),
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawRows(drawing, rows, { of, metric, boundary: boundaries.join(", ") }),
  };
}

function unreadSentence(count: number): string {
  return count === 1
    ? "Of one run nothing was measured: it has no bar."
    : `Of ${count} runs nothing was measured: they have no bars.`;
}

function leastFirst(runs: readonly Run[], of: "energy" | "emissions"): readonly Run[] {
  const value = (run: Run) => of === "energy" ? run.energyKwh : run.emissionsGrams;
  return runs.filter((run) => Number.isFinite(value(run))).toSorted((a, b) => value(a) - value(b));
}
