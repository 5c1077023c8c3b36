/** Names beside the rings of a scatter of predictions. */
import type { Range } from "../model.ts";
import type { Box, Drawing, Panel } from "./drawing.ts";
import { freePlace, writtenAt } from "./label_places.ts";
import { userText } from "./svg_text.ts";

/** A ring with its name. */
export interface NamedPair {
  readonly name: string;
  readonly measured: number;
  readonly predicted: number;
  readonly range: Range;
}

/** Names beside the rings, where they find room; what finds none is in the tooltip. Returns how many found none. */
export function drawScatterNames(
  drawing: Drawing,
  panel: Panel,
  pairs: readonly NamedPair[],
  on: (value: number) => number,
): number {
  let unnamed = 0;
  const { em, theme, medium } = drawing;
  const bounds: Box = {
    x: panel.left,
    y: panel.top - 0.4 * em,
    width: panel.right - panel.left,
    height: panel.bottom - panel.top,
  };
  const taken: Box[] = pairs.map(({ measured, range }) => {
    const [low, high] = [panel.toY(on(range[0])), panel.toY(on(range[1]))];
    return {
      x: panel.toX(on(measured)) - 0.36 * em,
      y: high - 0.2 * em,
      width: 0.72 * em,
      height: low - high + 0.4 * em,
    };
  });
  // The diagonal in short steps.
  const steps = 40;
  for (let i = 0; i < steps; i++) {
    const [width, height] = [
      (panel.right - panel.left) / steps,
      (panel.bottom - panel.top) / steps,
    ];
    taken.push({ x: panel.left + i * width, y: panel.bottom - (i + 1) * height, width, height });
  }
  for (const { name, measured, predicted, range } of pairs) {
    const words = userText(name, 16);
    const width = drawing.textWidth(words, { size: medium.tick });
    const [x, y] = [panel.toX(on(measured)), panel.toY(on(predicted))];
    const box = freePlace(
      [
        { x: x - width - 0.6 * em, y: y - 0.9 * em },
        { x: x + 0.6 * em, y: y - 0.1 * em },
        { x: x + 0.6 * em, y: y - 0.6 * em },
        { x: x - width - 0.6 * em, y: y - 0.5 * em },
        { x: x - width / 2, y: panel.toY(on(range[1])) - 1.4 * em },
        { x: x - width - 0.6 * em, y: y + 0.8 * em },
        { x: x - 0.4 * em, y: panel.toY(on(range[1])) - 1.4 * em },
        { x: x + 0.6 * em, y: y + 1.1 * em },
      ].map((at) => ({ ...at, width, height: em })),
      taken,
      bounds,
    );
    if (box === undefined) {
      unnamed++;
      continue;
    }
    taken.push(box);
    const at = writtenAt(box, x);
    drawing.text(at.x, box.y + 0.8 * em, words, {
      size: medium.tick,
      fill: theme.muted,
      anchor: at.anchor,
    });
  }
  return unnamed;
}
