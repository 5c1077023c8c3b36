/** Runs side by side, the most costly first. */
import { checkRuns } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import type { Figure, FigureOptions, Range, Run } from "../model.ts";
import { drawKey } from "./chart_key.ts";
import { looksSentence } from "./device_words.ts";
import { BOUNDARY_WORDS, runsText } from "./run_words.ts";
import type { Drawing } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { epochBoxesOf } from "./epoch_boxes.ts";
import { type Chart, drawFigure, figurePromise } from "./figure.ts";
import { drawFar, FAILED, farColumn } from "./compare_far.ts";
import { chanceSentence } from "./less_chance.ts";
import { checkFigureOptions } from "./figure_options.ts";
import { columnText, type FigureText, figureText, scaleOf } from "./numbers.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { numberedNames } from "./numbered_names.ts";
import { type QualityMetric, qualityMetric } from "./quality_metric.ts";
import {
  drawSegments,
  fitName,
  nameColumn,
  type Segment,
  segmentKey,
  segmentsOf,
} from "./run_bars.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { whiskerAcross } from "./whisker.ts";

type Options = FigureOptions & {
  readonly of?: "energy" | "emissions" | "epochDuration" | undefined;
};

/** More rows than that are a table; the rest is one row. */
const MOST_ROWS = 40;

interface CompareRow {
  readonly name: string;
  readonly value: number;
  readonly range: Range;
  readonly segments: readonly Segment[];
  /** Value a kWh of the segments. */
  readonly perKwh: number;
  readonly failed: boolean;
  /** Nothing of it was read: it has no bar and no figure. */
  readonly unread: boolean;
  readonly metric: number | undefined;
}

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
  const rows = sorted.length > MOST_ROWS ? shortened(sorted) : sorted;
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

function rowOf(
  run: Run,
  of: "energy" | "emissions",
  metric: QualityMetric | undefined,
): CompareRow {
  const value = of === "energy" ? run.energyKwh : run.emissionsGrams;
  return {
    name: run.name,
    value,
    range: of === "energy" ? run.ranges.energyKwh : run.ranges.emissionsGrams,
    segments: segmentsOf(run),
    perKwh: run.energyKwh > 0 ? value / run.energyKwh : 0,
    failed: run.status === "failed",
    unread: measuredNothing(run),
    metric: metric === undefined ? undefined : run.metrics[metric.name],
  };
}

function shortened(rows: readonly CompareRow[]): readonly CompareRow[] {
  const rest = rows.slice(MOST_ROWS - 1);
  const sum = (of: (row: CompareRow) => number) => rest.reduce((total, row) => total + of(row), 0);
  const value = sum((row) => row.value);
  return [...rows.slice(0, MOST_ROWS - 1), {
    name: `${rest.length} more runs`,
    value,
    range: [sum(({ range }) => range[0]), sum(({ range }) => range[1])],
    segments: [{ kind: undefined, basis: "measured", energyKwh: 1 }],
    perKwh: value,
    failed: false,
    unread: rest.every(({ unread }) => unread),
    metric: undefined,
  }];
}

function drawRows(
  drawing: Drawing,
  rows: readonly CompareRow[],
  what: {
    readonly of: "energy" | "emissions";
    readonly metric: QualityMetric | undefined;
    readonly boundary: string;
  },
): number {
  const { em, theme, medium, narrow } = drawing;
  const scale = scaleOf(what.of, rows);
  const figures = columnText(what.of, rows);
  const texts = rows.map((row, i) => row.unread ? UNREAD_TEXT : figures[i]!);
  const names = nameColumn(drawing, rows.map(({ name }) => name), 0.27 * drawing.width);
  const left = narrow ? 0 : names.width + 0.9 * em;
  const far = narrow ? 0 : farColumn(drawing, rows, what.metric);
  const room = Math.max(...texts.map((text) => drawing.textWidth(valueText(text, narrow))));
  const right = drawing.width - far - room - 1 * em;
  const most = Math.max(...rows.map(({ value, range }) => Math.max(value, finite(range[1]))));
  const top = most > 0 ? most : scale.factor;
  const toX = (value: number) => left + (right - left) * Math.max(0, value) / top;
  const key = [
    ...segmentKey(drawing, rows.flatMap(({ segments }) => segments)),
    { swatch: "whisker", words: narrow ? "90\u202F%" : "90\u202F% interval" } as const,
  ];
  const after = drawKey(drawing, { x: narrow ? 0 : left, y: 1.1 * em, right: drawing.width }, key);
  const pitch = (narrow ? 3 : 2.15) * em;
  const first = after + 4.5 * em;
  drawing.text(left, first - 2.4 * em, `${what.of}, ${what.boundary} (${scale.unit})`, {
    size: medium.tick,
    fill: theme.muted,
  });
  drawScale(drawing, { toX, top, first, bottom: first + rows.length * pitch, scale });
  if (far > 0) {
    drawing.text(drawing.width, first - 1 * em, fitName(drawing, what.metric?.name ?? "", far), {
      size: medium.tick,
      anchor: "end",
      fill: theme.muted,
    });
  }
  rows.forEach((row, i) => {
    const y = first + i * pitch + (narrow ? 1.35 * em : 0.2 * em);
    const bar = { x: left, y, height: (narrow ? 1.25 : 1.55) * em };
    const line = y + bar.height / 2 + 0.36 * em;
    drawSegments(
      drawing,
      bar,
      row.segments,
      (energy) => toX(energy * row.perKwh) - left,
      ({ energyKwh, basis }, device) =>
        `${userText(row.name, 60)}, ${device}: ${
          figureText(what.of, energyKwh * row.perKwh).short
        }, energy ${basis}`,
    );
    if (!row.unread && row.range[1] > row.range[0]) {
      whiskerAcross(drawing, y + bar.height / 2, {
        value: toX(row.value),
        range: [toX(finite(row.range[0])), toX(finite(row.range[1]))],
      });
    }
    const end = toX(Math.max(row.value, finite(row.range[1])));
    drawing.text(end + 0.6 * em, line, valueText(texts[i]!, narrow, theme.muted));
    if (narrow) {
      const words = [{ text: fitName(drawing, row.name, 0.75 * drawing.width) }];
      drawing.text(
        0,
        y - 0.35 * em,
        row.failed ? [...words, { text: `  ${FAILED}`, fill: theme.bad }] : words,
      );
    } else {
      drawing.text(left - 0.7 * em, line, names.words[i]!, { anchor: "end" });
      drawFar(drawing, line, row, what.metric);
    }
  });
  return first + rows.length * pitch + 0.5 * em;
}

const UNREAD_TEXT = { short: NOT_MEASURED, range: "" } as const;

function valueText(
  text: Pick<FigureText, "short" | "range">,
  narrow: boolean,
  muted?: string,
) {
  if (text === UNREAD_TEXT) return [{ text: text.short, fill: muted }];
  const value = { text: text.short, bold: true };
  return narrow || text.range === "" ? [value] : [value, { text: ` (${text.range})`, fill: muted }];
}

function drawScale(
  drawing: Drawing,
  axis: {
    toX(value: number): number;
    readonly top: number;
    readonly first: number;
    readonly bottom: number;
    readonly scale: { readonly factor: number };
  },
): void {
  const { em, theme, medium, narrow } = drawing;
  const { factor } = axis.scale;
  const ticks = ticksTo(axis.top / factor, narrow ? 3 : 4);
  for (const value of ticks.values) {
    const x = axis.toX(value * factor);
    drawing.line([x, axis.first - 0.6 * em], [x, axis.bottom], theme.grid, { width: 0.09 * em });
    drawing.text(
      x,
      axis.first - 1 * em,
      ticks.label(value),
      {
        size: medium.tick,
        anchor: narrow && value === 0 ? "start" : "middle",
        fill: theme.muted,
      },
    );
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
