/** A calibration as a drawing: the readings with their line, and below what the line leaves over at each. */
import type { Calibration } from "../model.ts";
import { type Drawing, openDrawing, type Panel } from "./drawing.ts";
import { notebookMedium } from "./medium.ts";
import { figureText } from "./numbers.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";

/** One reading, in W. */
export interface CalibrationPoint {
  readonly sensorWatts: number;
  readonly wallWatts: number;
  readonly lineWatts: number;
}

/** The drawing as SVG for a page, of no pattern and so of no id; empty where all is zero. */
export function calibrationDrawing(
  calibration: Calibration,
  points: readonly CalibrationPoint[],
): string {
  const { offsetWatts, slope, residualWatts } = calibration;
  const most = Math.max(...points.map(({ sensorWatts }) => sensorWatts)) * 1.05;
  const top = Math.max(...points.map(({ wallWatts }) => wallWatts), offsetWatts + slope * most);
  if (!(most > 0) || !(top > 0) || ![most, top].every(Number.isFinite)) return "";
  // Nothing is drawn by Plot here, which would have to be waited for.
  const drawing = openDrawing(notebookMedium("", 320), undefined as never);
  const { em } = drawing;
  drawAxisTitle(drawing, 1.1 * em, "wall (W): readings and their line");
  const sides = { left: 3.6 * em, right: drawing.width - 0.6 * em };
  const wall = drawing.panel({
    ...sides,
    top: 2.1 * em,
    bottom: 12.5 * em,
    x: [0, most],
    y: [0, top * 1.04],
  });
  drawValueAxis(drawing, wall, { ticks: ticksTo(top, 4) });
  drawBaseLine(drawing, wall);
  drawLine(drawing, wall, calibration);
  for (const { sensorWatts, wallWatts } of points) ring(drawing, wall, sensorWatts, wallWatts);

  const spread = figureText("power", residualWatts).short;
  drawAxisTitle(drawing, 14.3 * em, `left over (W); band: ±${spread}`);
  const rests = points.map(({ wallWatts, lineWatts }) => wallWatts - lineWatts);
  const far = Math.max(residualWatts, ...rests.map(Math.abs), Number.MIN_VALUE) * 1.15;
  const rest = drawing.panel({
    ...sides,
    top: 15.3 * em,
    bottom: 19.5 * em,
    x: [0, most],
    y: [-far, far],
  });
  drawRests(drawing, rest, { residualWatts, far });
  points.forEach(({ sensorWatts }, i) => {
    const x = rest.toX(sensorWatts);
    drawing.line([x, rest.toY(0)], [x, rest.toY(rests[i]!)], drawing.theme.ink);
    ring(drawing, rest, sensorWatts, rests[i]!);
  });
  const bottom = drawSensors(drawing, rest, most);
  return drawing.finish(bottom, {
    label:
      `Wall power against sensor power of ${points.length} readings, in W, with the line and what it leaves over`,
    description: `The readings lie ±${spread} around the line.`,
  });
}

/** Solid where it was tried, dashed where it is a guess. */
function drawLine(
  drawing: Drawing,
  panel: Panel,
  { offsetWatts, slope, sensorWatts: [low, high] }: Calibration,
): void {
  const { em, theme, stroke } = drawing;
  const at = (watts: number) => {
    const wall = Math.min(panel.y[1], Math.max(0, offsetWatts + slope * watts));
    return [panel.toX(watts), panel.toY(wall)] as const;
  };
  // Below zero there is no power: the line begins where it leaves it.
  const begin = offsetWatts < 0 && slope > 0 ? Math.min(-offsetWatts / slope, panel.x[1]) : 0;
  const [from, to] = [Math.max(low, begin), Math.min(high, panel.x[1])];
  const guess = { width: 0.8 * stroke, dash: `${0.35 * em} ${0.28 * em}` };
  if (from > begin) drawing.line(at(begin), at(from), theme.ink, guess);
  if (to > from) drawing.line(at(from), at(to), theme.ink);
  if (panel.x[1] > to) drawing.line(at(to), at(panel.x[1]), theme.ink, guess);
}

function ring(drawing: Drawing, panel: Panel, x: number, y: number): void {
  drawing.circle([panel.toX(x), panel.toY(y)], 0.28 * drawing.em, {
    fill: drawing.theme.surface,
    stroke: drawing.theme.ink,
  });
}

/** The zero line, and the band that residuals keep to. */
function drawRests(
  drawing: Drawing,
  panel: Panel,
  { residualWatts, far }: { readonly residualWatts: number; readonly far: number },
): void {
  const { em, theme, medium } = drawing;
  const [high, low] = [panel.toY(residualWatts), panel.toY(-residualWatts)];
  drawing.rect(
    { x: panel.left, y: high, width: panel.right - panel.left, height: low - high },
    theme.grid,
  );
  const { values, label } = ticksTo(far, 1);
  const step = values.at(-1)!;
  for (const value of step > 0 ? [-step, 0, step] : [0]) {
    const y = panel.toY(value);
    const sign = value > 0 ? "+" : "";
    drawing.text(panel.left - 0.9 * em, y + 0.33 * medium.tick, sign + label(value), {
      size: medium.tick,
      anchor: "end",
      fill: theme.muted,
    });
  }
  const zero = panel.toY(0);
  drawing.line([panel.left, zero], [panel.right, zero], theme.faint, { width: 0.11 * em });
}

function drawSensors(drawing: Drawing, panel: Panel, most: number): number {
  const { em, theme, medium, stroke } = drawing;
  const style = { size: medium.tick, fill: theme.muted } as const;
  const ticks = ticksTo(most, 5);
  const y = panel.bottom + 1.4 * em;
  for (const value of ticks.values) {
    const x = panel.toX(value);
    drawing.line([x, panel.bottom], [x, panel.bottom + 0.35 * em], theme.faint, {
      width: 0.7 * stroke,
    });
    drawing.text(x, y, ticks.label(value), { ...style, anchor: "middle" });
  }
  drawing.text(panel.right, y + 1.25 * em, "sensors (W)", { ...style, anchor: "end" });
  return y + 1.75 * em;
}
