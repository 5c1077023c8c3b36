/** What `compareChart()` draws: loaded with the first of its figures. */
import { measuredNothing } from "../measured_nothing.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { drawRows } from "./compare_drawing.ts";
import { rowOf, shortened } from "./compare_rows.ts";
import { looksSentence } from "./device_words.ts";
import { emptyChart } from "./empty_chart.ts";
import { epochBoxesOf } from "./epoch_boxes.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { cleanText } from "./escape.ts";
import { chanceSentence } from "./less_chance.ts";
import { plainText, scaleOf } from "./numbers.ts";
import { numberedNames } from "./numbered_names.ts";
import { qualityMetric } from "./quality_metric.ts";
import { BOUNDARY_WORDS, runsText } from "./run_words.ts";

/** So many runs that ended early are named; more are counted. */
const NAMED = 4;

type Options = FigureOptions & {
  readonly of?: "energy" | "emissions" | "epochDuration" | undefined;
};

/** Draws it, checked arguments given. */
export async function compareFigure(runs: readonly Run[], options: Options): Promise<Figure> {
  return await drawFigure(compareChartOf(runs, options), options);
}

function compareChartOf(given: readonly Run[], { of = "energy" }: Options): Chart {
  if (of === "epochDuration") return epochBoxesOf(given);
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
      shortSentence(runs),
      read.length < sorted.length ? unreadSentence(sorted.length - read.length) : "",
      sentence,
      boundaries.length > 1
        ? ""
        : chanceSentence(leastFirst(runs.filter((run) => !measuredNothing(run)), of), of),
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawRows(drawing, rows, { of, metric, boundary: boundaries.join(", ") }),
  };
}

/** The chart marks what failed; a run that was stopped may have a metric, and looks like a finished one. */
function shortSentence(runs: readonly Run[]): string {
  const names = runs.filter(({ status }) => status !== "finished" && status !== "failed")
    .map(({ name }) => `“${plainText(cleanText(name))}”`);
  if (names.length === 0) return "";
  return names.length > NAMED
    ? `${names.length} runs were cut short.`
    : `Cut short: ${names.join(", ")}.`;
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
