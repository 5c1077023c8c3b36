/** Finds the code in a sentence that was written as plain text: calls, settings and commands. */
import type { Piece } from "./rich_text.ts";

/**
 * What reads as code: between backticks; a command from its first word to the end of the clause; a call with what stands in its
 * brackets; a setting with its value; an option with a number at the head; a field of the handle `t`.
 */
const CODE = new RegExp(
  [
    "`([^`]+)`",
    "\\b(?:sudo|deno run|apt-get|modprobe|docker run|chmod) [^;]*?(?=$|; |, and |\\. |: )",
    "(?:await )?\\b[A-Za-z_][\\w.]*\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)(?:\\[\\d+\\])?",
    "^[a-z][A-Za-z]*: [\\d.]+\\b",
    "\\bt\\.[a-z]\\w*",
    "\\b[A-Z][A-Z0-9_]{3,}=[^\\s,;]+",
    "(?<= )-A(?= |$)",
  ].join("|"),
  "g",
);

/** A sentence in pieces, its code set as code and the rest grey. */
export function withCode(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), as: "muted" });
    pieces.push({ text: match[1] ?? match[0], as: "code" });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), as: "muted" });
  return pieces;
}
