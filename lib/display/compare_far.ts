/** The column at the far right of compared runs: a metric, or that a run failed. */
import type { Drawing } from "./drawing.ts";
import type { QualityMetric } from "./quality_metric.ts";

/** The sign of failure that the font of files has, and the word. */
export const FAILED = "× failed";

/** What the column says of a run. */
export interface FarRow {
  readonly failed: boolean;
  readonly metric: number | undefined;
}

/** Width of the column. */
export function farColumn(
  drawing: Drawing,
  rows: readonly FarRow[],
  metric: QualityMetric | undefined,
): number {
  const texts = rows.map((row) => farText(row, metric));
  if (texts.every((text) => text === "")) return 0;
  const widest = Math.max(...texts.map((text) => drawing.textWidth(text)));
  const head = Math.min(drawing.textWidth(metric?.name ?? ""), 8 * drawing.em);
  return Math.max(widest, head) + 1.2 * drawing.em;
}

function farText(row: FarRow, metric: QualityMetric | undefined): string {
  if (row.failed) return FAILED;
  return metric === undefined || row.metric === undefined ? "" : metric.text(row.metric);
}

/** Writes one line of it. */
export function drawFar(
  drawing: Drawing,
  y: number,
  row: FarRow,
  metric: QualityMetric | undefined,
): void {
  const text = farText(row, metric);
  if (text === "") return;
  drawing.text(drawing.width, y, text, {
    anchor: "end",
    ...(row.failed ? { fill: drawing.theme.bad } : {}),
  });
}
