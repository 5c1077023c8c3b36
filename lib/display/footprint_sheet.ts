/** A total or a what-if: energy, emissions and duration with what they are counted on. */
import type { Footprint, Note, Total } from "../model.ts";
import { escapeHtml } from "./escape.ts";
import { noteLine } from "./footnotes.ts";
import { measuredNothing, NOT_MEASURED } from "./not_measured.ts";
import { figureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { figureLine, largeFigures } from "./run_card.ts";
import { BOUNDARY_WORDS, pueText } from "./run_words.ts";
import { sheetHtml } from "./sheet.ts";
import { durationText } from "./times.ts";

/** A footprint with the factors it was counted with. */
export interface CountedFootprint extends Footprint {
  readonly pue: number;
  readonly intensityGramsPerKwh: number;
  readonly notes: readonly Note[];
  readonly counts?: Total["counts"];
}

/** A footprint under a title, as HTML and as plain text of the same order. */
export function footprintSheet(
  title: string,
  of: CountedFootprint,
): { html: string; text: string } {
  const counts = countsText(of.counts);
  const line: readonly Piece[] = [
    ...(counts === "" ? [] : [counts, " · "]),
    // Of nothing there is no mean.
    `${
      measuredNothing(of) ? "" : `${figureText("intensity", of.intensityGramsPerKwh).short} · `
    }PUE${NARROW_SPACE}${pueText(of.pue)} · ${BOUNDARY_WORDS[of.boundary]}`,
  ];
  return {
    html: sheetHtml(
      title,
      `<div class="fn-head"><p><strong class="fn-name">${
        escapeHtml(title)
      }</strong></p></div><dl class="fn-figures">${
        largeFigures(of)
      }<div class="fn-wide"><dt>Duration</dt><dd class="fn-hero">${
        escapeHtml(durationText(of.durationSeconds))
      }</dd></div></dl><p>${htmlOf(line)}</p>${
        of.notes.map((note) => `<p>${htmlOf(noteLine(note))}</p>`).join("")
      }`,
    ),
    text: [
      title,
      `Energy     ${figureLine("energy", of)}`,
      `Emissions  ${figureLine("emissions", of)}`,
      `Duration   ${plainText(durationText(of.durationSeconds))}`,
      textOf(line),
      ...of.notes.map((note) => textOf(noteLine(note))),
    ].join("\n"),
  };
}

/** A footprint in one line. */
export function footprintLine(title: string, of: Footprint): string {
  if (measuredNothing(of)) return `${title}: ${NOT_MEASURED}`;
  return `${title}: ${
    plainText(
      `${figureText("energy", of.energyKwh, of.ranges.energyKwh).text}, ${
        figureText("emissions", of.emissionsGrams, of.ranges.emissionsGrams).text
      }`,
    )
  }, ${BOUNDARY_WORDS[of.boundary]}`;
}

function countsText(counts: Total["counts"] | undefined): string {
  if (counts === undefined) return "";
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  const all = some.reduce((sum, [, count]) => sum + count, 0);
  return `${all} ${all === 1 ? "run" : "runs"}: ${
    some.map(([status, count]) => `${count} ${status}`).join(", ")
  }`;
}
