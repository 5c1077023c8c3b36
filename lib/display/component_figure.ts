/** What `componentChart()` draws: loaded with the first of its figures. */
import type { Figure, FigureOptions, Range, Run } from "../model.ts";
import { drawKey } from "./chart_key.ts";
import { coloursOf } from "./theme.ts";
import { kindWord, looksSentence } from "./device_words.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import type { Drawing } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { type FigureText, figureText, NARROW_SPACE, wholesText } from "./numbers.ts";
import { numberedNames } from "./numbered_names.ts";
import { userText } from "./svg_text.ts";
import { drawAxisName } from "./value_axis.ts";
import {
  addedSegments,
  drawSegments,
  nameColumn,
  type Segment,
  segmentKey,
  segmentsOf,
} from "./run_bars.ts";

type Options = FigureOptions & {
  readonly by?: "device" | "purpose" | "stage" | undefined;
};

interface ShareRow {
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly energyKwh: number;
  readonly range: Range;
  /** What 100 % of the bar is, in kWh. */
  readonly wholeKwh: number;
}

/** Draws it, checked arguments given. */
export async function componentFigure(runs: readonly Run[], options: Options): Promise<Figure> {
  return await drawFigure(componentChartOf(runs, options), options);
}

function componentChartOf(list: readonly Run[], { by = "device" }: Options): Chart {
  const label = by === "device"
    ? "Share of each kind of device in the energy of each run, in %"
    : `Share of each ${by} in the energy of all runs, in %`;
  const named = numberedNames(list);
  const rows = by === "device" ? named.runs.map(rowOfRun) : rowsBy(list, by);
  const drawn = rows.filter(({ energyKwh, segments }) => energyKwh > 0 && segments.length > 0);
  if (drawn.length === 0) {
    return emptyChart(label, "No energy to share", "None of the runs drew energy that was read.");
  }
  const boundaries = [...new Set(list.map(({ boundary }) => BOUNDARY_WORDS[boundary]))];
  const runWords = list.length === 1 ? "1 run" : `${list.length} runs`;
  return {
    label,
    description: drawn.map((row) => `${row.name}: ${sharesText(row)}`).join("; ") + ".",
    caption: [
      by === "device"
        ? `Share of each kind of device in the energy of ${runWords} (${boundaries.join(", ")}).`
        : `Share of each ${by} in the energy of ${runWords} (${
          boundaries.join(", ")
        }), parted by kind of device.`,
      boundaries.length > 1 ? "Their energies are of different extent." : "",
      looksSentence(list.flatMap(({ parts }) => parts)),
      "Right: total, where there is room with its 90\u202F% interval.",
      by === "device" ? named.sentence : "",
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawShares(drawing, drawn, by, boundaries.join(", ")),
  };
}

function rowOfRun(run: Run): ShareRow {
  const { name, energyKwh, ranges } = run;
  return {
    name,
    segments: segmentsOf(run),
    energyKwh,
    range: ranges.energyKwh,
    wholeKwh: energyKwh,
  };
}

function rowsBy(runs: readonly Run[], by: "purpose" | "stage"): readonly ShareRow[] {
  const groups = Map.groupBy(runs, (run) => run.job?.[by] ?? "not said");
  const wholeKwh = runs.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
  const sum = (list: readonly Run[], of: (run: Run) => number) =>
    list.reduce((total, run) => total + of(run), 0);
  return [...groups].map(([name, list]) => ({
    name: `${name}, ${list.length === 1 ? "1 run" : `${list.length} runs`}`,
    segments: addedSegments(list.map(segmentsOf)),
    energyKwh: sum(list, (run) => run.energyKwh),
    // Runs of one machine share its sensors' errors: their intervals add in line.
    range: [
      sum(list, ({ ranges }) => ranges.energyKwh[0]),
      sum(list, ({ ranges }) => ranges.energyKwh[1]),
    ] as const,
    wholeKwh,
  })).sort((a, b) => b.energyKwh - a.energyKwh);
}

function percentOf(share: number): string {
  return `${Math.round(share * 100)}${NARROW_SPACE}%`;
}

function sharesText({ segments, wholeKwh }: ShareRow): string {
  return segments.map(({ kind, energyKwh }) =>
    `${kind === undefined ? "all" : kindWord(kind)} ${percentOf(energyKwh / wholeKwh)}`
  ).join(", ");
}

function drawShares(
  drawing: Drawing,
  rows: readonly ShareRow[],
  by: "device" | "purpose" | "stage",
  boundary: string,
): number {
  const { em, theme, medium, narrow } = drawing;
  const { words, width: nameWidth } = nameColumn(
    drawing,
    rows.map(({ name }) => name),
    drawing.width * (narrow ? 0.27 : 0.26),
  );
  const totals = totalTexts(rows);
  const value = (text: FigureText) => drawing.textWidth(text.short, { bold: true });
  const valueWidth = Math.max(...totals.map(value));
  const rangeWidth = narrow
    ? 0
    : Math.max(...totals.map(({ range }) => drawing.textWidth(range))) + 0.6 * em;
  const left = nameWidth + 0.9 * em;
  const right = drawing.width - valueWidth - rangeWidth - 0.9 * em;
  const key = drawKey(
    drawing,
    { x: narrow ? 0 : left, y: 1.1 * em, right: drawing.width },
    segmentKey(drawing, rows.flatMap(({ segments }) => segments)),
  );
  const pitch = 2.35 * em;
  const top = key + 1.6 * em;
  const bottom = top + rows.length * pitch;
  const most = Math.max(...rows.map(({ energyKwh, wholeKwh }) => energyKwh / wholeKwh));
  // The scale ends with the longest bar, not a quarter behind it.
  const end = Math.min(1, Math.max(0.1, Math.ceil(most * 10 - 1e-6) / 10));
  const percents = (end > 0.5 ? [25, 50, 75, 100] : [10, 20, 30, 40, 50]).filter((percent) =>
    percent <= 100 * end + 1e-6
  );
  const toX = (share: number) => left + (right - left) * share / end;
  for (const percent of [0, ...percents]) {
    const x = toX(percent / 100);
    drawing.line([x, top - 0.4 * em], [x, bottom + 0.2 * em], theme.grid, { width: 0.09 * em });
    drawing.text(x, bottom + 1.4 * em, String(percent), {
      size: medium.tick,
      anchor: "middle",
      fill: theme.muted,
    });
  }
  rows.forEach((row, i) => {
    const y = top + i * pitch + 0.2 * em;
    const bar = { x: left, y, height: 1.6 * em };
    const line = y + 1.15 * em;
    drawing.text(left - 0.7 * em, line, words[i]!, { anchor: "end" });
    const boxes = drawSegments(
      drawing,
      bar,
      row.segments,
      (energy) => toX(energy / row.wholeKwh) - left,
      ({ energyKwh, basis }, device) =>
        `${userText(row.name, 60)}, ${device}: ${percentOf(energyKwh / row.wholeKwh)}, ${
          figureText("energy", energyKwh).short
        }, ${basis}`,
    );
    boxes.forEach((box, at) => drawShare(drawing, row, row.segments[at]!, box, line));
    const total = totals[i]!;
    if (narrow) drawing.text(drawing.width, line, total.short, { anchor: "end", bold: true });
    else {
      drawing.text(right + 0.9 * em, line, [
        { text: total.short, bold: true },
        { text: ` ${total.range}`, fill: theme.muted },
      ]);
    }
  });
  const title = by === "device"
    ? "share of the run\u2019s energy"
    : "share of all runs\u2019 energy";
  drawAxisName(drawing, { right }, bottom + 2.6 * em, `${title}, ${boundary} (%)`);
  return bottom + 3.1 * em;
}

/** Totals of one column: one unit but for those too small for it, each with the digits of its own interval. */
function totalTexts(rows: readonly ShareRow[]): readonly FigureText[] {
  const figures = rows.map(({ energyKwh, range }) => ({ value: energyKwh, range }));
  return wholesText("energy", figures);
}

function drawShare(
  drawing: Drawing,
  row: ShareRow,
  segment: Segment,
  box: { readonly x: number; readonly width: number },
  y: number,
): void {
  const { em } = drawing;
  const percent = percentOf(segment.energyKwh / row.wholeKwh);
  const word = segment.kind === undefined || segment.kind === "rest"
    ? percent
    : `${kindWord(segment.kind)} ${percent}`;
  const solid = segment.basis === "measured" && segment.kind !== undefined;
  // A patch that filled the box would hide the hatch, and with it that the part is modelled.
  const margin = (solid ? 0.5 : 1.7) * em;
  const text = [word, percent].find((words) => drawing.textWidth(words) + margin <= box.width);
  if (text === undefined) return;
  drawing.text(box.x + box.width / 2, y, text, {
    anchor: "middle",
    patch: !solid,
    ...(solid ? { fill: coloursOf(segment.kind!, drawing.theme).text } : {}),
  });
}
