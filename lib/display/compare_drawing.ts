/** The rows of compared runs under their key and scale: name, bar, whisker, figure, and the column at the right. */
import { drawKey } from "./chart_key.ts";
import { drawFar, FAILED, farColumn } from "./compare_far.ts";
import type { CompareRow } from "./compare_rows.ts";
import type { Drawing } from "./drawing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { type FigureText, figureText, scaleOf, wholesText } from "./numbers.ts";
import type { QualityMetric } from "./quality_metric.ts";
import { drawSegments, fitName, nameColumn, segmentKey } from "./run_bars.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { whiskerAcross } from "./whisker.ts";

/** Draws them; returns the height. */
export function drawRows(
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
  const figures = wholesText(what.of, rows);
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
