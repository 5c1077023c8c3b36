/** Where the label of a rung of a ladder goes: never over the upright line of the footprint, nor over its own leader. */
import type { Drawing, TextRun } from "./drawing.ts";
import { userText } from "./svg_text.ts";

/** What is written at a rung. */
export interface RungWords {
  readonly words: string;
  readonly year: string;
}

/** Places on a rung, in user units from the left. */
export interface RungPlaces {
  /** Ends of the band around the upright line. */
  readonly band: readonly [from: number, to: number];
  readonly here: number;
  /** The ring of one of the thing. */
  readonly ring: number;
}

/** A label that has found its place. */
export interface RungLabel {
  /** One line to four. */
  readonly lines: readonly (readonly TextRun[])[];
  readonly x: number;
  readonly anchor: "start" | "end";
  /** The leader is below the label; beside it there is no room. */
  readonly above: boolean;
}

/**
 * Beside the line where the leader is not, else behind the ring, else above the leader on the side that has more room: in up to four lines,
 * and cut in the middle where even those are too wide.
 */
export function placeRungLabel(
  drawing: Drawing,
  { words, year }: RungWords,
  { band, here, ring }: RungPlaces,
): RungLabel {
  const { em, width: whole } = drawing;
  const name = userText(words, 72);
  const textOf = (text: string): readonly TextRun[] => [
    { text, bold: true },
    { text: ` ${year}`, fill: drawing.theme.muted },
  ];
  const line = textOf(name);
  const width = drawing.textWidth(line);
  const gap = 0.9 * em;
  const [left, right] = [Math.min(band[0], here) - gap, Math.max(band[1], here) + gap];
  const one = (x: number, anchor: "start" | "end", above = false) => ({
    lines: [line],
    x,
    anchor,
    above,
  });
  if (ring <= here) {
    if (right + width <= whole) return one(right, "start");
    if (ring - gap - width >= 0 && ring < left) return one(ring - gap, "end");
  } else {
    if (left - width >= 0) return one(left, "end");
    if (Math.max(ring + gap, right) + width <= whole) {
      return one(Math.max(ring + gap, right), "start");
    }
  }
  const room = Math.max(left, whole - right);
  const [x, anchor] = room === left ? [left, "end"] as const : [right, "start"] as const;
  if (width <= room) return one(x, anchor, true);
  const lines = wrapped(drawing, name, textOf, room);
  if (lines !== undefined) return { lines, x, anchor, above: true };
  let most = 60;
  while (most > 8 && drawing.textWidth(textOf(userText(words, most))) > room) most--;
  return { lines: [textOf(userText(words, most))], x, anchor, above: true };
}

/** The text in two to four lines of about one length, none wider than `room`; undefined where four do not do. */
function wrapped(
  drawing: Drawing,
  name: string,
  textOf: (text: string) => readonly TextRun[],
  room: number,
): readonly (readonly TextRun[])[] | undefined {
  const words = name.split(" ");
  for (const count of [2, 3, 4]) {
    if (words.length < count) return undefined;
    const lines: string[] = [];
    let rest = words;
    for (let left = count; left > 1; left--) {
      const at = splitOf(rest, left);
      lines.push(rest.slice(0, at).join(" "));
      rest = rest.slice(at);
    }
    const texts = [
      ...lines.map((text): readonly TextRun[] => [{ text, bold: true }]),
      textOf(rest.join(" ")),
    ];
    if (texts.every((text) => drawing.textWidth(text) <= room)) return texts;
  }
  return undefined;
}

/** How many words make the first of so many lines. */
function splitOf(words: readonly string[], lines: number): number {
  const wanted = words.join(" ").length / lines;
  let best = 1;
  for (let at = 1; at <= words.length - lines + 1; at++) {
    const off = (count: number) => Math.abs(words.slice(0, count).join(" ").length - wanted);
    if (off(at) < off(best)) best = at;
  }
  return best;
}
