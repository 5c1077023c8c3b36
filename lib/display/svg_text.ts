/** Text in drawings: escaping, cutting, and how wide it comes out. */
import { cleanText, cutMiddle, escapeHtml } from "./escape.ts";

// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Text for content and attributes of XML, quotes escaped in both; what XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(FORBIDDEN, "\uFFFD"));
}

/** One line of a user's text, cut in the middle; written right to left it is kept from reordering its neighbours. */
export function userText(text: string, most = 28): string {
  const cut = cutMiddle(cleanText(text).trim(), most);
  return RIGHT_TO_LEFT.test(cut) ? `\u2068${cut}\u2069` : cut;
}

/** Widths of classes of characters in em of Helvetica (Adobe's font metrics, 1990), rounded. */
const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[\u202F\u2009]/, 0.2],
  [/[\u2066-\u2069\u0300-\u036F]/, 0],
  [/[ijl|'.,:;!·]/, 0.25],
  [/[ frt()[\]/\\I-]/, 0.31],
  [/[cksvxyz]/, 0.5],
  [/[mM%W@—…]/, 0.86],
  [/[wCDGHNOQRU]/, 0.72],
  [/[A-Z&]/, 0.66],
  [/[\u0020-\u04FF₀-₉]/, 0.56],
];

/** Width of a text in em, good to about 5 %. */
export function textEms(text: string, bold = false): number {
  let ems = 0;
  for (const char of text) {
    ems += CLASSES.find(([pattern]) => pattern.test(char))?.[1] ?? 1;
  }
  return bold ? ems * 1.06 : ems;
}
