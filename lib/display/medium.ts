/** Where a drawing will stand: its width, its sizes, its colours, its font. */
import { FONT_FAMILY, type Theme, THEMES, VARIABLES } from "./theme.ts";

/** What a drawing is measured and coloured by. */
export interface Medium {
  /** In user units: px in a notebook, pt on paper. */
  readonly width: number;
  /** Font size of text, and of ticks. */
  readonly em: number;
  readonly tick: number;
  readonly stroke: number;
  /** Distance of two strokes of a hatch, along the level. */
  readonly hatch: number;
  readonly decimals: number;
  readonly theme: Theme;
  readonly font: string;
  /** How much wider than Helvetica the font may be. */
  readonly wideness: number;
  /** Goes into the ids of patterns; another for each drawing, for of two patterns with one id a page takes the first. */
  readonly id: string;
}

/** Font of files that leave the page: the one that we embed, then what is like it. */
export const FILE_FONT = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";
/** Points in a millimetre: 72 to the inch of 25.4 mm. */
const POINTS_PER_MM = 72 / 25.4;

/** Variables of the page, each with the light colour for a page that strips our styles: without it all would be black. */
const PAGE: Theme = Object.fromEntries(
  Object.entries(VARIABLES).map(([token, variable]) => [
    token,
    variable.replace(/\)$/, `,${THEMES.light[token as keyof Theme]})`),
  ]),
) as unknown as Theme;

/** A drawing for a page: 720 px wide, 372 px for narrow outputs; its colours are variables of the page. */
export function notebookMedium(id: string, width: number): Medium {
  return {
    width,
    em: 12,
    tick: 11,
    stroke: 1.5,
    hatch: 5,
    decimals: 1,
    theme: PAGE,
    font: FONT_FAMILY,
    wideness: 1.18,
    id,
  };
}

/** Surface around a drawing that leaves the page, in user units: half a stroke, half a ring and an overhanging letter lie in it. */
export const FILE_MARGIN = 12;
/** The same on paper, in pt: some 1 mm. */
export const PAPER_MARGIN = 3;

/** A drawing for paper, in points: 8 pt text, black on white; `PAPER_MARGIN` on each side is left of the width. */
export function paperMedium(id: string, widthMm: number): Medium {
  return {
    width: Math.round(widthMm * POINTS_PER_MM) - 2 * PAPER_MARGIN,
    em: 8,
    tick: 7.4,
    stroke: 0.8,
    hatch: 3.7,
    decimals: 2,
    theme: THEMES.paper,
    font: FILE_FONT,
    wideness: 1,
    id,
  };
}
