/** How long epochs took, a box a run: what measuring costs, what a faster loader gains. */
import { runsText } from "./run_words.ts";
import type { Run } from "../model.ts";
import type { Drawing } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import type { Chart } from "./figure.ts";
import { NARROW_SPACE, numberText } from "./numbers.ts";
import { fitName, nameColumn } from "./run_bars.ts";
import { userText } from "./svg_text.ts";
import { ticksTo, timeTicks } from "./ticks.ts";
import { drawAxisTitle } from "./value_axis.ts";
import { whiskerAcross } from "./whisker.ts";

/** Most rows of a chart, and most epochs of a row that are drawn as dots. */
const MOST_ROWS = 40;
const MOST_DOTS = 200;

/** Durations of epochs, in s. */
export interface Box5 {
  readonly least: number;
  readonly first: number;
  readonly middle: number;
  readonly third: number;
  readonly most: number;
}

interface BoxRow extends Box5 {
  readonly name: string;
  readonly seconds: readonly number[];
}

/** Least, quartiles and most of some values, between two of them by a straight line (type 7 of Hyndman and Fan, 1996). */
export function boxOf(values: readonly number[]): Box5 {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { least: at(0), first: at(0.25), middle: at(0.5), third: at(0.75), most: at(1) };
}

/** The chart of epochs' durations, a box for each name of a run; epochs that were cut short are left out. */
export function epochBoxesOf(runs: readonly Run[]): Chart {
  const label = `Duration of the epochs of ${runsText(runs.length)}`;
  const groups = Map.groupBy(
    runs.flatMap((run) =>
      run.epochs.filter(({ complete, durationSeconds }) =>
        complete && Number.isFinite(durationSeconds)
      ).map(({ durationSeconds }) => ({ name: run.name, durationSeconds }))
    ),
    ({ name }) => name,
  );
  const all = [...groups].map(([name, epochs]): BoxRow => {
    const seconds = epochs.map(({ durationSeconds }) => durationSeconds);
    return { name, seconds, ...boxOf(seconds) };
  }).sort((a, b) => b.middle - a.middle);
  const rows = all.slice(0, MOST_ROWS);
  if (rows.length === 0) {
    return emptyChart(
      label,
      "No epochs to compare",
      "Loop over t.epochs(10), or call epochStart() and epochEnd(), and each epoch is timed.",
    );
  }
  const { unit, texts } = columnOf(rows);
  const count = rows.reduce((sum, { seconds }) => sum + seconds.length, 0);
  const joined = new Set(runs.map(({ name }) => name)).size < runs.length;
  return {
    label: `${label}, in ${unit}`,
    description: `${
      rows.map(({ name }, i) => `${userText(name, 40)}: half took ${texts[i]} or less`).join("; ")
    }.`,
    caption: [
      `Duration of ${count} epochs, measured.`,
      "Box: the middle half; line in it: the median; whisker: shortest to longest; dots: each epoch.",
      "Right: median, with the ends of the box.",
      joined ? "Runs of one name are joined." : "",
      all.length > rows.length ? `${all.length - rows.length} more names are left out.` : "",
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawBoxes(drawing, rows),
  };
}

/** Medians of a column: one unit, one number of decimals. */
function columnOf(rows: readonly BoxRow[]) {
  const { unit, secondsPerUnit } = timeTicks(Math.max(...rows.map(({ most }) => most)), 5);
  const largest = Math.max(...rows.map(({ third }) => third)) / secondsPerUnit;
  const place = largest > 0 ? Math.min(0, Math.floor(Math.log10(largest)) - 2) : 0;
  const text = (seconds: number) => numberText(seconds / secondsPerUnit, place);
  return {
    unit,
    secondsPerUnit,
    texts: rows.map(({ middle }) => `${text(middle)}${NARROW_SPACE}${unit}`),
    ranges: rows.map(({ first, third }) => `${text(first)} to ${text(third)}`),
  };
}

function drawBoxes(drawing: Drawing, rows: readonly BoxRow[]): number {
  const { em, theme, medium, narrow, stroke, width } = drawing;
  const { unit, secondsPerUnit, texts, ranges } = columnOf(rows);
  const names = nameColumn(drawing, rows.map(({ name }) => name), 0.3 * width);
  const left = narrow ? 0.5 * em : names.width + 0.9 * em;
  const valueWidth = Math.max(...texts.map((text) => drawing.textWidth(text, { bold: true })));
  const rangeWidth = narrow
    ? 0
    : Math.max(...ranges.map((text) => drawing.textWidth(`(${text})`))) + 0.6 * em;
  const right = width - valueWidth - rangeWidth - 1.2 * em;
  const most = Math.max(...rows.map((row) => row.most));
  const top = most > 0 ? most : secondsPerUnit;
  const toX = (seconds: number) => left + (right - left) * Math.max(0, seconds) / top;
  drawAxisTitle(drawing, 1.1 * em, `duration of an epoch (${unit})`);
  const first = 3.4 * em;
  const pitch = (narrow ? 3.3 : 2.4) * em;
  const bottom = first + rows.length * pitch;
  const ticks = ticksTo(top / secondsPerUnit, narrow ? 4 : 6);
  for (const value of ticks.values) {
    const x = toX(value * secondsPerUnit);
    drawing.line([x, first - 0.5 * em], [x, bottom], theme.grid, { width: 0.09 * em });
    drawing.text(x, first - 0.9 * em, ticks.label(value), {
      size: medium.tick,
      anchor: "middle",
      fill: theme.muted,
    });
  }
  rows.forEach((row, i) => {
    const middle = first + i * pitch + (narrow ? 2.2 : 1.2) * em;
    const half = 0.62 * em;
    whiskerAcross(drawing, middle, { value: NaN, range: [toX(row.least), toX(row.most)] }, {
      ink: theme.faint,
      cap: 0.35 * em,
    });
    const box = {
      x: toX(row.first),
      y: middle - half,
      width: Math.max(toX(row.third) - toX(row.first), stroke),
      height: 2 * half,
    };
    drawing.rect(box, { fill: theme.quiet, stroke: theme.ink }, {
      tip: `${userText(row.name, 60)}: ${texts[i]} (${ranges[i]}), ${row.seconds.length} epochs`,
    });
    if (row.seconds.length <= MOST_DOTS) {
      for (const seconds of row.seconds) {
        drawing.circle([toX(seconds), middle], 0.13 * em, { fill: theme.muted });
      }
    }
    const line = toX(row.middle);
    drawing.line([line, middle - half], [line, middle + half], theme.ink, { width: 2 * stroke });
    const base = middle + 0.36 * em;
    if (narrow) {
      drawing.text(0, middle - 1.15 * em, fitName(drawing, row.name, 0.9 * width));
      drawing.text(width, base, texts[i]!, { bold: true, anchor: "end" });
    } else {
      drawing.text(left - 0.7 * em, base, names.words[i]!, { anchor: "end" });
      drawing.text(right + 1.2 * em, base, [
        { text: texts[i]!, bold: true },
        { text: ` (${ranges[i]})`, fill: theme.muted },
      ]);
    }
  });
  return bottom + 0.5 * em;
}
