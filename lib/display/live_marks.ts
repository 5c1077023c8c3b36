/** Words under the track of a live line, kept apart and inside it. */

/** A word and the share of the track that it belongs to. */
export interface Mark {
  readonly word: string;
  readonly share: number;
  /** Which part of the word stands there. */
  readonly align: "end" | "middle";
}

/** Width of a character at the narrowest track that is drawn for, as a share of it: 6.4 px of 290, a page of 372 px. */
const CHARACTER_SHARE = 0.022;

/** A word in its place: the share of the track where it begins and where it ends. */
export interface PlacedMark {
  readonly word: string;
  /** The end that stands where it was wished, whatever the width of the letters. */
  readonly anchor: "left" | "right" | "middle";
  readonly leftShare: number;
  readonly rightShare: number;
}

/** Where each word stands, as a share of the track; a word that finds no room is left out, the first ones first. */
export function placeMarks(
  marks: readonly Mark[],
): readonly PlacedMark[] {
  const placed: PlacedMark[] = [];
  // The last named matter most: budget, predicted, used.
  for (const { word, share, align } of [...marks].reverse()) {
    const width = word.length * CHARACTER_SHARE;
    const wish = share - (align === "end" ? width : width / 2);
    const inside = (left: number) => Math.min(1 - width, Math.max(0, left));
    const tries = [
      wish,
      ...placed.flatMap(({ leftShare, rightShare }) => [
        leftShare - width - CHARACTER_SHARE,
        rightShare + CHARACTER_SHARE,
      ]),
    ].map(inside);
    const free = tries
      .filter((left) =>
        Math.abs(left - wish) <= 2 * width &&
        placed.every(({ leftShare, rightShare }) =>
          left + width + CHARACTER_SHARE / 2 <= leftShare ||
          left >= rightShare + CHARACTER_SHARE / 2
        )
      )
      .sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish))[0];
    if (free === undefined) continue;
    const anchor = free > wish ? "left" : align === "end" || free < wish ? "right" : "middle";
    placed.push({ word, anchor, leftShare: free, rightShare: free + width });
  }
  return placed.reverse();
}
