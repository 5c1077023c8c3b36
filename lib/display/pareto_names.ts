/** Names of runs beside their dots. */
import type { Range } from "../model.ts";
import type { Box, Drawing, Panel } from "./drawing.ts";
import { freePlace, writtenAt } from "./label_places.ts";
import type { ParetoPoint } from "./pareto_front.ts";
import { userText } from "./svg_text.ts";

/** A run on two scales, with the 90 % interval of its cost. */
export interface PricedPoint extends ParetoPoint {
  readonly range: Range;
}

/**
 * Names where they find room: left above, right below, right, left, above; the best runs first, off dots, whiskers and the front. What finds
 * none is in the tooltip.
 */
export function drawNames(
  drawing: Drawing,
  panel: Panel,
  { points: front, edge }: {
    /** The best run first. */
    readonly points: readonly PricedPoint[];
    /** Where the front's line begins. */
    readonly edge: number;
  },
  beaten: readonly PricedPoint[],
): void {
  const { em, theme } = drawing;
  // Left of the panel are the figures of its axis.
  const bounds = {
    x: panel.left,
    y: 1.4 * em,
    width: drawing.width - panel.left,
    height: panel.bottom - 1.4 * em,
  };
  const taken: Box[] = [...front, ...beaten].flatMap((point) => marksOf(panel, point, em));
  front.forEach(({ cost, quality }, i) => {
    // From a run of the front the line goes right, then up to the better one, which stands before it.
    const next = front[i - 1];
    const x = panel.toX(cost);
    const end = next === undefined ? panel.right : panel.toX(next.cost);
    const y = panel.toY(quality);
    taken.push({ x, y: y - 0.5, width: end - x, height: 1 });
    if (next === undefined) return;
    const up = panel.toY(next.quality);
    taken.push({ x: end - 0.5, y: Math.min(y, up), width: 1, height: Math.abs(up - y) });
  });
  const cheapest = front.at(-1);
  if (cheapest !== undefined) {
    const y = panel.toY(cheapest.quality);
    taken.push({
      x: panel.toX(cheapest.cost) - 0.5,
      y: Math.min(y, edge),
      width: 1,
      height: Math.abs(edge - y),
    });
  }
  for (const point of [...front, ...beaten]) {
    const bold = front.includes(point);
    const tries = [24, 12].flatMap((most) => {
      const name = userText(point.name, most);
      const size = { width: drawing.textWidth(name, { bold }), height: 1.1 * em };
      return placesAround(panel.toX(point.cost), panel.toY(point.quality), size, em)
        .map((box) => ({ ...box, name }));
    });
    const box = freePlace(tries, taken, bounds);
    if (box === undefined) continue;
    taken.push(box);
    const fill = bold ? theme.ink : theme.muted;
    // Written from the side of its dot: how wide the page's font runs is known to some 15 % only.
    const { x, anchor } = writtenAt(box, panel.toX(point.cost));
    drawing.text(x, box.y + 0.87 * em, box.name, { bold, fill, anchor });
  }
}

/** The dot and the whisker of a run. */
function marksOf(panel: Panel, { cost, quality, range }: PricedPoint, em: number): readonly Box[] {
  const [x, y] = [panel.toX(cost), panel.toY(quality)];
  const dot = { x: x - 0.36 * em, y: y - 0.36 * em, width: 0.72 * em, height: 0.72 * em };
  const [low, high] = range.map((end) => panel.toX(end));
  if (![low, high].every(Number.isFinite) || high! - low! < 0.7 * em) return [dot];
  return [dot, { x: low!, y: y - 0.25 * em, width: high! - low!, height: 0.5 * em }];
}

function placesAround(
  x: number,
  y: number,
  size: { readonly width: number; readonly height: number },
  em: number,
): readonly Box[] {
  const { width } = size;
  const [above, beside, below] = [y - 1.52 * em, y - 0.55 * em, y + 0.42 * em];
  return [
    { x: x - width - 0.3 * em, y: above },
    { x: x + 0.3 * em, y: below },
    { x: x + 0.7 * em, y: beside },
    { x: x - width - 0.7 * em, y: beside },
    { x: x - width / 2, y: above },
    { x: x + 0.3 * em, y: above },
    { x: x - width - 0.3 * em, y: below },
    { x: x - width / 2, y: below },
  ].map((place) => ({ ...place, ...size }));
}
