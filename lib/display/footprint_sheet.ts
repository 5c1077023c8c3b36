/** A total or a what-if: energy, emissions and duration with what they are counted on. */
import type { Footprint, Note, Total } from "../model.ts";
import type { Behind } from "./behind.ts";
import { escapeHtml } from "./escape.ts";
import { noteLine } from "./footnotes.ts";
import { latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { figureText, NARROW_SPACE, plainText, ratioText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { figureLine, largeFigures, latexFigures } from "./run_card.ts";
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
  before?: Counted,
  grid?: Behind["grid"],
): { html: string; text: string; latex: string } {
  const counts = countsText(of.counts);
  const line: readonly Piece[] = [
    ...(counts === "" ? [] : [counts, " · "]),
    // Of nothing there is no mean.
    `${
      measuredNothing(of)
        ? ""
        : `${figureText("intensity", of.intensityGramsPerKwh).short}${gridText(grid)} · `
    }PUE${NARROW_SPACE}${pueText(of.pue)} · ${BOUNDARY_WORDS[of.boundary]}`,
  ];
  const compared = before === undefined ? [] : [comparison(before, of)];
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
        compared.map((pieces) => `<p>${htmlOf(pieces)}</p>`).join("")
      }${of.notes.map((note) => `<p>${htmlOf(noteLine(note))}</p>`).join("")}`,
    ),
    text: [
      plainText(title),
      `Energy     ${figureLine("energy", of)}`,
      `Emissions  ${figureLine("emissions", of)}`,
      `Duration   ${plainText(durationText(of.durationSeconds))}`,
      textOf(line),
      ...compared.map(textOf),
      ...of.notes.map((note) => textOf(noteLine(note))),
    ].join("\n"),
    latex: latexSheet([
      latexOf([{ text: title, as: "strong" }]),
      latexTabular("ll", [], [
        ...latexFigures(of),
        ["Duration", latexOf([durationText(of.durationSeconds)])],
      ]),
      latexOf(line),
      ...compared.map(latexOf),
      ...of.notes.map((note) => latexOf(noteLine(note))),
    ]),
  };
}

/** ", mean of 2025, life-cycle (Ember)": whose figure of which year another grid's is, as a card says it of a run's. */
function gridText(grid: Behind["grid"]): string {
  if (grid === undefined) return "";
  if (grid === "given") return ", as given";
  const { mean, source } = grid;
  return `, mean of ${mean.year}, ${mean.emissionScope} (${source?.publisher ?? mean.source})`;
}

/** A footprint and the factors it was counted with. */
type Counted = Footprint & Pick<CountedFootprint, "pue" | "intensityGramsPerKwh">;

/** What a what-if is about, where no grid is named: what is not as before; without a before, what it was counted with. */
export function changeText(of: Counted, before?: Counted): string {
  const texts = (
    { intensityGramsPerKwh, pue }: Counted,
  ) => [figureText("intensity", intensityGramsPerKwh).short, `PUE${NARROW_SPACE}${pueText(pue)}`];
  const [now, old] = [texts(of), before === undefined ? undefined : texts(before)];
  const changed = old === undefined
    ? now
    : now.flatMap((text, i) =>
      text === old[i] ? [] : [`${text} instead of ${old[i]!.replace(/^PUE\s/, "")}`]
    );
  return changed.length === 0 ? "the same again" : changed.join(", ");
}

/** "Before: 220 kWh (…), 12 kgCO2eq (…), at 57.5 gCO2eq/kWh, PUE 1.09. Now energy same, emissions ÷ 4.0". */
function comparison(before: Counted, of: Counted): readonly Piece[] {
  if (measuredNothing(before)) return [];
  const ratios = [
    `energy ${changeOf("energy", before.energyKwh, of.energyKwh)}`,
    `emissions ${changeOf("emissions", before.emissionsGrams, of.emissionsGrams)}`,
  ];
  return [
    `Before: ${figureText("energy", before.energyKwh, before.ranges.energyKwh).text}, ${
      figureText("emissions", before.emissionsGrams, before.ranges.emissionsGrams).text
    }, at ${figureText("intensity", before.intensityGramsPerKwh).short}, PUE${NARROW_SPACE}${
      pueText(before.pue)
    }. Now `,
    { text: ratios.join(", "), as: "strong" },
  ];
}

/** "÷ 4.0", "same"; from 0 or to 0 there is no ratio, and the figure is said. */
function changeOf(quantity: "energy" | "emissions", before: number, now: number): string {
  if (before === now) return "same";
  return before === 0 || now === 0 ? figureText(quantity, now).short : ratioText(now / before);
}

/** A footprint in one line. */
export function footprintLine(title: string, of: Footprint): string {
  if (measuredNothing(of)) return `${plainText(title)}: ${NOT_MEASURED}`;
  return `${plainText(title)}: ${
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
