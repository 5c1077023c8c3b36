/** The key above a chart: swatches with their words. */
import type { Basis, DeviceKind } from "../model.ts";
import type { Drawing } from "./drawing.ts";
import { whiskerAcross, whiskerUp } from "./whisker.ts";

/** One entry of a key. */
export type KeyItem =
  | { readonly swatch: DeviceKind | "ink"; readonly basis: Basis; readonly words: string }
  | {
    readonly swatch:
      | "ring"
      | "whisker"
      | "bar"
      | "quiet"
      | "line"
      | "dashes"
      | "band"
      | "band-lines";
    readonly words: string;
  };

/** Draws a key from (x, y) on, y the first base line; lines are filled up to `right`. Returns the base line after it. */
export function drawKey(
  drawing: Drawing,
  at: { readonly x: number; readonly y: number; readonly right: number },
  items: readonly KeyItem[],
): number {
  const { em, theme } = drawing;
  const size = { width: 1.3 * em, height: 0.8 * em };
  let { x } = at;
  let { y } = at;
  for (const item of items) {
    const ring = item.swatch === "ring";
    const swatch = ring ? 0.7 * em : size.width;
    const width = swatch + 0.45 * em + drawing.textWidth(item.words);
    if (x > at.x && x + width > at.right) {
      x = at.x;
      y += 1.5 * em;
    }
    const middle = y - 0.35 * em;
    if (ring) {
      const range = [middle + 0.55 * em, middle - 0.55 * em] as const;
      whiskerUp(drawing, x + swatch / 2, { value: middle, range }, { value: "ring" });
    } else if (item.swatch === "whisker") {
      whiskerAcross(drawing, middle, { value: x, range: [x, x + size.width] });
    } else {
      const box = { x, y: middle - size.height / 2, ...size };
      if (item.swatch === "bar") drawing.rect(box, theme.bar);
      else if (item.swatch === "quiet" || item.swatch === "band") drawing.rect(box, theme.quiet);
      else if (item.swatch === "line" || item.swatch === "dashes" || item.swatch === "band-lines") {
        if (item.swatch === "band-lines") {
          const height = 0.7 * em;
          drawing.path(
            `M${x},${middle - height / 2}h${size.width}v${height}h${-size.width}Z`,
            { fill: theme.quiet, "fill-opacity": "0.45" },
          );
          for (const y of [middle - 0.35 * em, middle + 0.35 * em]) {
            drawing.line([x, y], [x + size.width, y], theme.ink, { width: 0.6 * drawing.stroke });
          }
        }
        const dash = item.swatch !== "line" ? { dash: `${0.35 * em} ${0.25 * em}` } : {};
        drawing.line([x, middle], [x + size.width, middle], theme.ink, dash);
      } else if ("basis" in item) drawing.rect(box, drawing.paint(item.swatch, item.basis));
    }
    drawing.text(x + swatch + 0.45 * em, y, item.words, { fill: theme.muted });
    x += width + 1.2 * em;
  }
  return y;
}
