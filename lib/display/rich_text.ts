/** A line written once and given out as HTML and as plain text, so that the two say the same in the same order. */
import { cleanText, cutMiddle, escapeHtml } from "./escape.ts";
import { plainText } from "./numbers.ts";

/** A stretch of a line. */
export type Piece =
  | string
  | {
    readonly text: string;
    /** How it looks: emphasis is ink, context grey, and words of caution carry their sign in the text. */
    readonly as?: "strong" | "muted" | "warn" | "bad" | "code";
    /** A user's text: set apart, and cut in the middle at so many characters. */
    readonly cut?: number;
  }
  /** Footnotes by number. */
  | { readonly notes: readonly number[] };

/** The line as HTML. */
export function htmlOf(pieces: readonly Piece[]): string {
  return pieces.map(htmlOfPiece).join("");
}

/** The line as plain text: "gCO2eq", footnotes as [1], code between backticks. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => {
    if (typeof piece === "string") return plainText(cleanText(piece));
    if ("notes" in piece) return piece.notes.length === 0 ? "" : ` [${piece.notes.join(", ")}]`;
    const clean = cleanText(piece.text);
    const text = piece.cut === undefined ? plainText(clean) : cutMiddle(clean, piece.cut);
    return piece.as === "code" ? `\`${text}\`` : text;
  }).join("");
}

function htmlOfPiece(piece: Piece): string {
  if (typeof piece === "string") return escapeHtml(cleanText(piece));
  if ("notes" in piece) {
    return piece.notes.length === 0 ? "" : `<sup>${piece.notes.join(",\u202F")}</sup>`;
  }
  const clean = cleanText(piece.text);
  const shown = piece.cut === undefined ? clean : cutMiddle(clean, piece.cut);
  const title = shown === clean ? "" : ` title="${escapeHtml(clean)}"`;
  const inside = piece.cut === undefined
    ? escapeHtml(shown)
    : `<bdi${title}>${escapeHtml(shown)}</bdi>`;
  switch (piece.as) {
    case "strong":
      return `<strong>${inside}</strong>`;
    case "code":
      return `<code>${inside}</code>`;
    case "warn":
    case "bad":
      return `<strong class="fn-${piece.as}">${inside}</strong>`;
    case "muted":
      return `<span class="fn-muted">${inside}</span>`;
    default:
      return inside;
  }
}
