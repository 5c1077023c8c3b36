/** The curve of one device: measured as a line with its band over a pale field, modelled as a hatched field. */
import type { Part } from "../model.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { coloursOf } from "./theme.ts";
import type { FoldedTrace, Segment } from "./trace_columns.ts";

interface Row {
  readonly t: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A gap wider than this, in font sizes, is bounded by two dotted lines; more than so many would be a fence. */
const GAP_EMS = 0.35;
const MOST_GAPS = 12;

/** Draws a device's power into its panel. */
export function drawPower(drawing: Drawing, panel: Panel, part: Part, trace: FoldedTrace): void {
  const { em, theme, stroke } = drawing;
  const { line } = coloursOf(part.kind, theme);
  const rows = rowsOf(trace.segments, panel, em);
  const solid = part.basis === "measured";
  const paint = drawing.paint(part.kind, part.basis);
  drawing.panel(panel, (Plot) => [
    Plot.areaY(rows, {
      x: "t",
      y1: 0,
      y2: "mean",
      fill: solid ? line : paint.fill,
      ...(solid ? { fillOpacity: 0.2 } : {}),
    }),
    ...(solid
      ? [Plot.areaY(rows, { x: "t", y1: "low", y2: "high", fill: line, fillOpacity: 0.4 })]
      : []),
    Plot.line(rows, {
      x: "t",
      y: "mean",
      stroke: line,
      strokeWidth: stroke,
      strokeLinejoin: "round",
    }),
  ]);
  drawGaps(drawing, panel, trace);
}

/** Rows of a curve with an empty one between segments; buckets wider than a few px are steps, narrow ones joined by their middles. */
function rowsOf(segments: readonly Segment[], panel: Panel, em: number): Row[] {
  const rows: Row[] = [];
  for (const segment of segments) {
    const first = segment[0]!;
    const last = segment.at(-1)!;
    const width = (panel.toX(last.toSeconds) - panel.toX(first.fromSeconds)) / segment.length;
    const steps = width > 0.4 * em;
    if (rows.length > 0) rows.push({ t: first.fromSeconds, mean: null, low: null, high: null });
    segment.forEach((point, i) => {
      const row = { mean: point.meanWatts, low: point.lowWatts, high: point.highWatts };
      if (steps || i === 0) rows.push({ t: point.fromSeconds, ...row });
      if (!steps) rows.push({ t: (point.fromSeconds + point.toSeconds) / 2, ...row });
      if (steps || i === segment.length - 1) rows.push({ t: point.toSeconds, ...row });
    });
  }
  return rows;
}

function drawGaps(drawing: Drawing, panel: Panel, { gaps }: FoldedTrace): void {
  const { em, theme, medium } = drawing;
  const wide = gaps.filter((gap) =>
    panel.toX(gap.toSeconds) - panel.toX(gap.fromSeconds) >= GAP_EMS * em
  );
  if (wide.length > MOST_GAPS) return;
  for (const gap of wide) {
    const [from, to] = [panel.toX(gap.fromSeconds), panel.toX(gap.toSeconds)];
    for (const x of [from, to]) {
      if (x - panel.left < 0.1 * em || panel.right - x < 0.1 * em) continue;
      drawing.line([x, panel.top], [x, panel.bottom], theme.ink, {
        width: 0.11 * em,
        dash: `${0.13 * em} ${0.25 * em}`,
      });
    }
    if (to - from < drawing.textWidth("gap", { size: medium.tick }) + 0.1 * em) continue;
    drawing.text((from + to) / 2, (panel.top + panel.bottom) / 2 + 0.35 * em, "gap", {
      anchor: "middle",
      size: medium.tick,
      patch: true,
    });
  }
}
