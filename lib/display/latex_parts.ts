/**
 * What a sheet says, in LaTeX, for an exporter that takes no HTML: paragraphs and tables with no package beside LaTeX itself, every user's text escaped.
 */
import { cleanText, cutMiddle, escapeLatex } from "./escape.ts";
import { type Footnote, noteLine } from "./footnotes.ts";
import type { Piece } from "./rich_text.ts";

/** Our own signs, which stand beside a word that says the same; fonts of LaTeX have none of them. */
const SIGNS = /[✓✕■▲●○◌]\s*/gu;

/** A line in LaTeX: emphasis bold, code in the face of code, footnotes raised. */
export function latexOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => {
    if (typeof piece === "string") return escapeLatex(piece.replace(SIGNS, ""));
    if ("notes" in piece) {
      return piece.notes.length === 0 ? "" : `\\textsuperscript{${piece.notes.join(",")}}`;
    }
    const text = piece.cut === undefined
      ? piece.text.replace(SIGNS, "")
      : cutMiddle(cleanText(piece.text), piece.cut);
    const inside = escapeLatex(text);
    switch (piece.as) {
      case "strong":
      case "warn":
      case "bad":
        return inside === "" ? "" : `\\textbf{${inside}}`;
      case "code":
        return `\\texttt{${inside}}`;
      default:
        return inside;
    }
  }).join("");
}

/** A table of cells that are LaTeX; a cell that may break its line is of a `p` column. */
export function latexTabular(
  columns: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  // Not by two backslashes, which mean another thing where a cell before them is ragged.
  const line = (cells: readonly string[]) => `${cells.join(" & ")} \\tabularnewline`;
  return [
    `\\begin{tabular}{@{}${columns}@{}}`,
    "\\hline",
    ...(head.length === 0 ? [] : [line(head), "\\hline"]),
    ...rows.map(line),
    "\\hline",
    "\\end{tabular}",
  ].join("\n");
}

/** Blocks one below the other, small, their first lines not set in; empty ones are left out. */
export function latexSheet(blocks: readonly string[]): string {
  const some = blocks.map((block) => block.trim()).filter((block) => block !== "");
  return `{\\small\\raggedright\\setlength{\\parindent}{0pt}\n${
    some.join("\\par\\smallskip\n")
  }\\par}`;
}

/** Footnotes, each a paragraph behind its number. */
export function latexNotes(
  footnotes: readonly Pick<Footnote, "number" | "note">[],
): readonly string[] {
  return footnotes.map(({ number, note }) =>
    `\\textsuperscript{${number}}\\,${latexOf(noteLine(note))}`
  );
}
