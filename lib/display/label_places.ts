/** Places for labels: Plot has none of its own. */
import type { Box } from "./drawing.ts";

/** Base lines as near to the wanted ones as a gap between them allows, inside two ends; wanted ones in rising order. */
export function pushedApart(
  wanted: readonly number[],
  room: { readonly gap: number; readonly from: number; readonly to: number },
): readonly number[] {
  const places: number[] = [];
  let least = room.from;
  for (const y of wanted) {
    const place = Math.max(y, least);
    places.push(place);
    least = place + room.gap;
  }
  let most = Math.max(room.to, room.from + (wanted.length - 1) * room.gap);
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i]!, most);
    most = places[i]! - room.gap;
  }
  return places;
}

/** Whether two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The first of some boxes that lies inside the bounds and touches none of those taken. */
export function freePlace<T extends Box>(
  tries: readonly T[],
  taken: readonly Box[],
  bounds: Box,
): T | undefined {
  return tries.find((box) =>
    box.x >= bounds.x && box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height &&
    !taken.some((other) => overlap(box, other))
  );
}

/** Where to write inside a box so that the text lies towards `from`, whatever the font makes of its width. */
export function writtenAt(
  box: Box,
  from: number,
): { readonly x: number; readonly anchor: "start" | "middle" | "end" } {
  const end = box.x + box.width;
  if (end <= from) return { x: end, anchor: "end" };
  if (box.x >= from) return { x: box.x, anchor: "start" };
  return { x: box.x + box.width / 2, anchor: "middle" };
}
