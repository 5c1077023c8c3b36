/** The grids of several runs over the same time: a step line each, named at its end. */
import { runsText } from "./run_words.ts";
import type { Drawing } from "./drawing.ts";
import { drawClockAxis } from "./clock_axis.ts";
import { emptyChart } from "./empty_chart.ts";
import type { Chart } from "./figure.ts";
import {
  type IntensityChartData,
  type IntensityStretch,
  spanOf,
  stepPath,
} from "./intensity_steps.ts";
import { pushedApart } from "./label_places.ts";
import { figureText, numberText } from "./numbers.ts";
import { fitName } from "./run_bars.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";

/** Most lines that are told apart without colour; and most bands that do not become mud. */
const MOST_LINES = 6;
const MOST_BANDS = 3;

interface Line {
  readonly name: string;
  readonly stretches: readonly IntensityStretch[];
  /** Over its own time, in gCO2eq/kWh. */
  readonly mean: number;
}

/** The chart of several grids in time. Grids of one name are told apart by the names of their runs. */
export function intensityLinesOf(
  sets: readonly (IntensityChartData & { readonly name: string })[],
): Chart {
  const label = `Carbon intensity of the grids of ${
    runsText(sets.length)
  } over time, in gCO₂eq/kWh`;
  const shared = new Set(sets.map(({ place }) => place)).size < sets.length;
  const all = sets.map(({ name, place, stretches }): Line => {
    const whole = stretches.filter(({ from, to, intensityGramsPerKwh }) =>
      to.getTime() > from.getTime() && Number.isFinite(intensityGramsPerKwh)
    );
    return { name: shared ? name : place, stretches: whole, mean: meanOf(whole) };
  }).filter(({ stretches }) => stretches.length > 0);
  if (all.length === 0) {
    return emptyChart(
      label,
      "No grid intensity to draw",
      "The runs have none over time; name a zone or a provider when they are tracked.",
    );
  }
  const lines = all.slice(0, MOST_LINES);
  const sources = [...new Set(sets.map(({ source }) => source).filter((source) => source !== ""))];
  return {
    label,
    description: `${
      lines.map(({ name, stretches, mean }) => {
        const values = stretches.map(({ intensityGramsPerKwh }) => intensityGramsPerKwh);
        return `${userText(name, 40)}: ${numberText(Math.min(...values), 0)} to ${
          figureText("intensity", Math.max(...values)).short
        }, mean ${numberText(mean, 0)}`;
      }).join("; ")
    }.`,
    caption: [
      `Grids of ${lines.map(({ name }) => userText(name, 40)).join(", ")}${
        sources.length === 0 ? "" : ` (${userText(sources.join("; "), 90)})`
      }, with the mean over the time drawn.`,
      lines.length <= MOST_BANDS ? "Bands: 90\u202F% intervals." : "",
      all.length > lines.length ? `${all.length - lines.length} more are left out.` : "",
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawLines(drawing, lines),
  };
}

function meanOf(stretches: readonly IntensityStretch[]): number {
  let [sum, time] = [0, 0];
  for (const { from, to, intensityGramsPerKwh } of stretches) {
    const length = to.getTime() - from.getTime();
    sum += length * intensityGramsPerKwh;
    time += length;
  }
  return time > 0 ? sum / time : 0;
}

/** Told apart by lightness, width and dashes, and by their names. */
function lookOf({ theme, stroke, em }: Drawing, at: number) {
  const dash = [undefined, `${0.5 * em} ${0.3 * em}`, `${0.12 * em} ${0.25 * em}`][at >> 1];
  return {
    fill: "none",
    stroke: at % 2 === 0 ? theme.ink : theme.bar,
    "stroke-width": (at % 2 === 0 ? 0.9 : 1.5) * stroke,
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
  };
}

function drawLines(drawing: Drawing, lines: readonly Line[]): number {
  const { em, theme, medium, narrow, width } = drawing;
  const stretches = lines.flatMap((line) => line.stretches);
  const banded = lines.length <= MOST_BANDS;
  const high = ({ range, intensityGramsPerKwh }: IntensityStretch) =>
    banded && range !== undefined && Number.isFinite(range[1]) ? range[1] : intensityGramsPerKwh;
  const top = Math.max(1, ...stretches.map(high)) * 1.06;
  drawAxisTitle(drawing, 1.1 * em, "grid intensity (gCO₂eq/kWh)");
  const ticks = ticksTo(top, 4);
  const style = { size: medium.tick, fill: theme.muted } as const;
  const widest = Math.max(...ticks.values.map((v) => drawing.textWidth(ticks.label(v), style)));
  const names = lines.map(({ name }) => fitName(drawing, name, (narrow ? 0.3 : 0.24) * width));
  const means = lines.map(({ mean }) => `mean ${numberText(mean, 0)}`);
  const side = Math.max(
    ...names.map((name) => drawing.textWidth(name, { bold: true })),
    ...means.map((mean) => drawing.textWidth(mean, style)),
  ) + 2 * em;
  const panel = drawing.panel({
    left: widest + 1.2 * em,
    right: width - side,
    top: 2.2 * em,
    bottom: 17 * em,
    x: spanOf(stretches),
    y: [0, top],
  });
  drawValueAxis(drawing, panel, { ticks });
  if (banded) { for (const line of lines) drawBand(drawing, line, panel); }
  // The first is drawn last: in ink, over the others.
  [...lines.keys()].reverse().forEach((at) => {
    drawing.path(
      stepPath(panel, lines[at]!.stretches.map((one) => ({ ...one, forecast: false })), false),
      lookOf(drawing, at),
    );
  });
  drawBaseLine(drawing, panel);
  const ends = lines.map((line, at) => ({
    at,
    y: panel.toY(line.stretches.at(-1)!.intensityGramsPerKwh),
  })).sort((a, b) => a.y - b.y);
  const places = pushedApart(ends.map(({ y }) => y), {
    gap: 2.7 * em,
    from: panel.top + 0.4 * em,
    to: panel.bottom - 1.4 * em,
  });
  ends.forEach(({ at }, i) => {
    const [x, y] = [panel.right + 0.4 * em, places[i]!];
    drawing.path(`M${x},${y}L${x + 1.1 * em},${y}`, lookOf(drawing, at));
    drawing.text(x + 1.5 * em, y + 0.35 * em, names[at]!, { bold: true });
    drawing.text(x + 1.5 * em, y + 1.55 * em, means[at]!, style);
  });
  return drawClockAxis(drawing, panel) + 0.5 * em;
}

function drawBand(
  drawing: Drawing,
  line: Line,
  panel: Parameters<typeof stepPath>[0],
): void {
  const shapes = line.stretches.flatMap(({ from, to, range }) => {
    if (range === undefined || !(range[1] > range[0]) || !range.every(Number.isFinite)) return [];
    const [x1, x2] = [panel.toX(from.getTime()), panel.toX(to.getTime())];
    const [low, high] = [panel.toY(range[0]), panel.toY(range[1])];
    return [`M${x1},${high}L${x2},${high}L${x2},${low}L${x1},${low}Z`];
  });
  if (shapes.length === 0) return;
  drawing.path(shapes.join(""), { fill: drawing.theme.quiet, "fill-opacity": "0.3" });
}
