/** A zero-based value axis at the left of a panel: grid lines and labels. */
import type { Drawing, Panel } from "./drawing.ts";
import type { Ticks } from "./ticks.ts";

/** Grid lines and labels of an axis; `unit` is written behind the topmost label. The base line comes last, over the marks. */
export function drawValueAxis(
  drawing: Drawing,
  panel: Panel,
  axis: { readonly ticks: Ticks; readonly factor?: number; readonly unit?: string },
): void {
  const { em, theme, medium } = drawing;
  const { ticks, factor = 1, unit } = axis;
  const top = ticks.values.at(-1);
  for (const value of ticks.values) {
    const y = panel.toY(value * factor);
    if (value > 0) {
      drawing.line([panel.left, y], [panel.right, y], theme.grid, { width: 0.09 * em });
    }
    const label = ticks.label(value) + (unit !== undefined && value === top ? `\u202F${unit}` : "");
    drawing.text(panel.left - 0.9 * em, y + 0.33 * medium.tick, label, {
      size: medium.tick,
      anchor: "end",
      fill: theme.muted,
    });
  }
}

/** The line that bars and areas stand on. */
export function drawBaseLine(drawing: Drawing, panel: Panel): void {
  drawing.line([panel.left, panel.bottom], [panel.right, panel.bottom], drawing.theme.faint, {
    width: 0.11 * drawing.em,
  });
}

/** The quantity and its unit where the value axis begins, left-aligned. */
export function drawAxisTitle(drawing: Drawing, y: number, words: string): void {
  drawing.text(0, y, words, { size: drawing.medium.tick, fill: drawing.theme.muted });
}

/** The name of a level axis below its right end; one that is longer than the axis is anchored inside the drawing. */
export function drawAxisName(
  drawing: Drawing,
  axis: { readonly right: number },
  y: number,
  words: string,
): void {
  const style = { size: drawing.medium.tick, fill: drawing.theme.muted } as const;
  const fits = drawing.textWidth(words, style) <= axis.right;
  drawing.text(fits ? axis.right : 0, y, words, { ...style, anchor: fits ? "end" : "start" });
}
