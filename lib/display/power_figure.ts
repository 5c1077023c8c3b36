/** What `powerChart()` draws: loaded with the first of its figures. */
import type { DeviceKind, Figure, FigureOptions, Run } from "../model.ts";
import { basisSentence, listed } from "./device_words.ts";
import type { Drawing, Panel, TextRun } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { figureText, scaleOf } from "./numbers.ts";
import { drawPower } from "./power_area.ts";
import { type PowerLine, powerLines } from "./power_lines.ts";
import { userText } from "./svg_text.ts";
import { type Ticks, ticksTo } from "./ticks.ts";
import { drawEpochLines, drawEpochNumbers, drawTimeAxis, placedEpochs } from "./time_axis.ts";
import { durationText } from "./times.ts";
import { type FoldedTrace, foldSum, foldTrace } from "./trace_columns.ts";
import { drawBaseLine, drawValueAxis } from "./value_axis.ts";
import { whiskerUp } from "./whisker.ts";

/** Heights of panels in font sizes: what draws most is drawn largest. */
const HEIGHTS: Readonly<Record<DeviceKind, number>> = {
  gpu: 6.2,
  npu: 6.2,
  system: 6.2,
  cpu: 4.6,
  rest: 4.6,
  memory: 3.2,
};

/** Draws it, checked arguments given. */
export async function powerFigure(run: Run, options: FigureOptions): Promise<Figure> {
  return await drawFigure(powerChartOf(run), options);
}

function powerChartOf(run: Run): Chart {
  const name = userText(run.name, 40);
  const label = `Power of each device of ${name} over time, in W`;
  const { lines, silent } = powerLines(run);
  const duration = run.durationSeconds;
  if (lines.length === 0 || !(duration > 0)) {
    return emptyChart(
      label,
      `No power over time in ${name}`,
      run.parts.length === 0
        ? "The run has no device that was read; doctor() says what this machine can measure."
        : "The record holds totals only, as runs of other tools do.",
    );
  }
  const folds = new Map<number, ReadonlyMap<PowerLine, FoldedTrace>>();
  const fold = (columns: number) => {
    const folded = folds.get(columns) ??
      new Map(lines.map((line) => [line, foldLine(line, duration, columns)]));
    folds.set(columns, folded);
    return folded;
  };
  return {
    label,
    description: `${lines.map((line) => `${line.word}: mean ${meanText(line)}`).join("; ")}. ${
      durationText(duration)
    }.`,
    caption: captionOf(run, lines, silent, fold(600)),
    draw: (drawing) => drawPanels(drawing, run, lines, fold),
  };
}

function foldLine({ traces }: PowerLine, durationSeconds: number, columns: number): FoldedTrace {
  const options = { durationSeconds, columns };
  return traces.length === 1 ? foldTrace(traces[0]!, options) : foldSum(traces, options);
}

function drawPanels(
  drawing: Drawing,
  run: Run,
  lines: readonly PowerLine[],
  fold: (columns: number) => ReadonlyMap<PowerLine, FoldedTrace>,
): number {
  const { em, theme, medium, width } = drawing;
  const left = 3.7 * em;
  const right = width - 2.2 * em;
  const columns = Math.max(10, Math.floor((right - left) / (0.09 * em)));
  const folded = fold(columns);
  const scales = scalesOf(lines, folded);
  const epochs = placedEpochs(run.epochs, run.durationSeconds);
  let y = 1.1 * em;
  let panel: Panel | undefined;
  for (const line of lines) {
    const scale = scales.get(line.part.kind)!;
    const head = y + (panel === undefined ? 1.75 : 1.7) * em;
    const top = head + 0.75 * em;
    const options = {
      left,
      right,
      top,
      bottom: top + HEIGHTS[line.part.kind] * em,
      x: [0, run.durationSeconds],
      y: [0, scale.top],
    } as const;
    const shape = folded.get(line)!;
    panel = drawing.panel(options);
    if (y < 2 * em) {
      drawEpochNumbers(drawing, y, panel, epochs);
      drawing.text(width, y, "90\u202F%", { size: medium.tick, anchor: "end", fill: theme.muted });
    }
    drawHead(drawing, { x: left, y: head }, line, shape);
    drawValueAxis(drawing, panel, { ticks: scale.ticks, factor: scale.factor, unit: scale.unit });
    drawEpochLines(drawing, panel, epochs);
    drawPower(drawing, panel, line.part, shape);
    drawBaseLine(drawing, panel);
    drawMean(drawing, panel, line);
    y = options.bottom;
  }
  return drawTimeAxis(drawing, panel!) + 0.5 * em;
}

interface PowerScale {
  readonly ticks: Ticks;
  readonly top: number;
  readonly factor: number;
  readonly unit: string;
}

/** One scale within a kind, so that two GPUs can be compared. */
function scalesOf(
  lines: readonly PowerLine[],
  folded: ReadonlyMap<PowerLine, FoldedTrace>,
): ReadonlyMap<DeviceKind, PowerScale> {
  const tops = new Map<DeviceKind, number>();
  for (const line of lines) {
    let most = Math.max(
      finite(line.part.meanWatts),
      finite(line.meanRange?.[1]),
      tops.get(line.part.kind) ?? 0,
    );
    for (const segment of folded.get(line)!.segments) {
      for (const { highWatts, meanWatts } of segment) {
        most = Math.max(most, finite(highWatts), finite(meanWatts));
      }
    }
    tops.set(line.part.kind, most);
  }
  return new Map(
    [...tops].map(([kind, most]) => {
      const { factor, unit } = scaleOf("power", [{ value: most }]);
      const count = HEIGHTS[kind] > 6 ? 4 : 2;
      const { step } = ticksTo(most / factor, count);
      // A low panel with two ticks may end half way to the next: less of it is empty.
      const end = count > 2 ? step : step / 2;
      const top = Math.max(step, Math.ceil(most / factor / end - 1e-9) * end);
      return [kind, { ticks: ticksTo(top, top / step), top: top * factor, factor, unit }];
    }),
  );
}

function meanText({ part, meanRange }: PowerLine): string {
  return part.basis === "measured"
    ? figureText("power", part.meanWatts, meanRange).short
    : figureText("power", part.meanWatts, meanRange).text;
}

function drawHead(
  drawing: Drawing,
  at: { readonly x: number; readonly y: number },
  line: PowerLine,
  { gaps }: FoldedTrace,
): void {
  const { muted } = drawing.theme;
  const { part, word, traces } = line;
  const name = drawing.narrow || part.name === ""
    ? []
    : [{ text: ` ${userText(part.name, 34)}`, fill: muted }];
  const peak =
    part.basis === "measured" && part.peakWatts !== undefined && Number.isFinite(part.peakWatts)
      ? `, peak ${figureText("power", part.peakWatts).short}`
      : "";
  const needed: TextRun[] = [{ text: `mean ${meanText(line)}${peak}` }, {
    text: ` · ${part.basis}`,
    fill: muted,
  }];
  const missing = traces.length > 1 || gaps.length === 0 || !(part.missingSeconds > 0) ? [] : [{
    text: ` · no reading for ${durationText(part.missingSeconds)}`,
    bold: true,
  }];
  const begin = { text: word, bold: true };
  const dot = { text: name.length === 0 ? " " : " · ", fill: muted };
  // What finds no room is dropped: the gap is in the caption too, the name in the card.
  const tries = [
    [begin, ...name, dot, ...needed, ...missing],
    [begin, { text: " " }, ...needed, ...missing],
    [begin, { text: " " }, ...needed],
  ];
  const room = drawing.width - at.x;
  drawing.text(at.x, at.y, tries.find((text) => drawing.textWidth(text) <= room) ?? tries.at(-1)!);
}

function drawMean(drawing: Drawing, panel: Panel, { part, meanRange }: PowerLine): void {
  if (meanRange === undefined) return;
  const inside = (watts: number) => panel.toY(Math.min(watts, panel.y[1]));
  whiskerUp(drawing, drawing.width - 0.9 * drawing.em, {
    value: inside(part.meanWatts),
    range: [inside(meanRange[0]), inside(meanRange[1])],
  }, { value: "dot" });
}

function captionOf(
  run: Run,
  lines: readonly PowerLine[],
  silent: readonly string[],
  folded: ReadonlyMap<PowerLine, FoldedTrace>,
): string {
  const joined = lines.some(({ traces }) => traces.length > 1);
  const measured = lines.some(({ part }) => part.basis === "measured");
  const sentences = [
    joined
      ? "Power of the devices of each kind together: sum of the means (line) and of the lowest and highest (band)."
      : `Power of each device: mean (line)${measured ? ", lowest to highest (band)" : ""}.`,
    basisSentence(run.parts),
    "Right: mean with its 90\u202F% interval.",
    ...lines.flatMap(({ word, part, traces }) => {
      if (!(part.missingSeconds > 0)) return [];
      const lost = durationText(part.missingSeconds);
      return traces.length > 1
        ? [`At least one of the ${word} gave no reading, for up to ${lost}.`]
        : [`${word} gave no reading for ${lost}.`];
    }),
    silent.length === 0 ? "" : `No power over time of ${listed(silent)}.`,
    joined && [...folded.values()].some(({ gaps }) => gaps.length > 0)
      ? "Gaps: where one of the joined devices gave no reading."
      : "",
    run.pue === 1 ? "" : `Before the building's share (PUE ${run.pue}).`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
