/** Equivalents as a small table: so many of a thing, from the energy or the emissions, by whom and of which year. */
import type { Equivalent } from "../model.ts";
import { lengthOf } from "./escape.ts";
import { attachDisplay } from "./jupyter.ts";
import { latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { digitsText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { sheetHtml } from "./sheet.ts";

const HEADS = ["as much as", "of", "by"] as const;

/** The same array, showing itself as a table with two digits; its JSON and its numbers stay what they are. */
export function showingEquivalents<T extends readonly Equivalent[]>(list: T): T {
  return attachDisplay(list as T & object, {
    bundle() {
      const { html, text, latex } = equivalentsSheet(list);
      return { "text/html": html, "text/latex": latex, "text/plain": text };
    },
    text: () => equivalentsSheet(list).text,
    line: () => `${list.length} ${list.length === 1 ? "equivalent" : "equivalents"}`,
  });
}

/** The table as HTML, as plain text and in LaTeX. */
export function equivalentsSheet(
  list: readonly Equivalent[],
): { html: string; text: string; latex: string } {
  if (list.length === 0) {
    const text = "No equivalents.";
    return { html: sheetHtml("Equivalents", `<p>${text}</p>`), text, latex: latexSheet([text]) };
  }
  const rows = list.map(cellsOf);
  const head = HEADS.map((word) => `<th scope="col">${word}</th>`).join("");
  const body = rows.map(([what, ...others]) =>
    `<tr><th scope="row">${htmlOf(what!)}</th>${
      others.map((cell) => `<td>${htmlOf(cell)}</td>`).join("")
    }</tr>`
  ).join("");
  const texts = [[...HEADS], ...rows.map((row) => row.map(textOf))];
  const widths = HEADS.map((_, i) => Math.max(...texts.map((row) => lengthOf(row[i]!))));
  return {
    html: sheetHtml(
      "Equivalents",
      `<div class="fn-scroll"><table class="fn-runs"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`,
    ),
    text: texts.map((row) =>
      row.map((cell, i) => cell + " ".repeat(widths[i]! - lengthOf(cell))).join("  ").trimEnd()
    ).join("\n"),
    latex: latexSheet([
      latexTabular(
        "p{0.5\\linewidth}lp{0.3\\linewidth}",
        HEADS,
        rows.map(([what, from, by]) => [
          `\\raggedright ${latexOf(what!)}`,
          latexOf(from!),
          `\\raggedright ${latexOf(by!)}`,
        ]),
      ),
    ]),
  };
}

/** Two digits; a power of ten with its exponent raised: "2.5 × 10⁻⁶". */
function amountText(amount: number): string {
  return digitsText(amount, 2).replace(
    /\^(.+)$/,
    (_, exponent: string) =>
      [...exponent].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["\u22120123456789".indexOf(sign)]!).join(""),
  );
}

function cellsOf({ label, amount, from, source, year }: Equivalent): readonly (readonly Piece[])[] {
  return [
    [{ text: amountText(amount), as: "strong" }, " ", { text: label, cut: 72 }],
    [from],
    [{ text: `${source}, ${year}`, as: "muted" }],
  ];
}
