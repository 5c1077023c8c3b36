/** The result card: what a run cost, how that is known, and in its footnotes what it leaves open. */
import type { Basis, Equivalent, Footprint, Range, Run } from "../model.ts";
import { intervalStrip, swatch } from "./bars.ts";
import { devicesHtml, devicesLatex, devicesText } from "./device_table.ts";
import { escapeHtml } from "./escape.ts";
import { callOf, footnotesOf, notesHtml, notesText } from "./footnotes.ts";
import { isPredicted } from "./is_predicted.ts";
import { latexNotes, latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { figureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { closingPieces, epochsText, placePieces, statusPieces } from "./run_words.ts";
import { sheetHtml } from "./sheet.ts";
import { spansPieces } from "./span_words.ts";
import { durationParts, durationText, spanText } from "./times.ts";

/** What a card is given beyond the run. */
export interface RunCardOptions {
  /** What the energy and the emissions are like; the most telling one of each is named. */
  readonly equivalents?: readonly Equivalent[] | undefined;
  /** Time zone of the dates, "Europe/Copenhagen"; the reader's. */
  readonly timeZone?: string | undefined;
  /** Path of the record, where it is kept. */
  readonly record?: string | undefined;
}

/** The card of a run as self-contained HTML, and as plain text and LaTeX that say the same in the same order. */
export function runCard(
  run: Run,
  options: RunCardOptions = {},
): { html: string; text: string; latex: string } {
  const footnotes = footnotesOf(run);
  const name: readonly Piece[] = [{ text: run.name, cut: 28 }];
  const [ended, ...error] = statusPieces(run);
  const status = [...(ended === undefined ? [] : [ended]), callOf(footnotes, "status"), ...error];
  // When a predicted run ended nobody saw.
  const end = isPredicted(run) ? run.startedAt : run.endedAt;
  const when = spanText(run.startedAt, end, options.timeZone);
  const duration = [epochsText(run), callOf(footnotes, "duration")];
  const place = placePieces(run, footnotes);
  const spans = spansPieces(run);
  const closing = closingPieces(run, options.equivalents);
  const energyNotes = [callOf(footnotes, "energy")];
  const notes = [callOf(footnotes, "place"), callOf(footnotes, "intensity")];
  const record: readonly Piece[] = options.record === undefined || options.record === ""
    ? []
    : ["Record: ", { text: shortPath(options.record), as: "code" }];
  // Rows of zeros would read as figures; the notes name the devices that gave nothing.
  const nothing = measuredNothing(run);

  const html = sheetHtml(
    `Footprint of ${run.name}`,
    `<div class="fn-head"><p><strong class="fn-name">${htmlOf(name)}</strong> ${
      htmlOf(status)
    }</p><p class="fn-muted">${escapeHtml(when)}</p></div>` +
      `<dl class="fn-figures">${
        largeFigures(run, notes, energyNotes)
      }<div class="fn-wide"><dt>Duration</dt>${
        heroHtml(durationParts(run.durationSeconds))
      }<dd><span class="fn-strip"></span>${htmlOf(duration)}</dd></div></dl>` +
      `<p>${htmlOf(place)}</p>` +
      (nothing ? "" : devicesHtml(run.parts, footnotes)) +
      (spans.length === 0 ? "" : `<p>${htmlOf(spans)}</p>`) +
      (closing.length === 0 ? "" : `<p>${htmlOf(closing)}</p>`) +
      (record.length === 0 ? "" : `<p class="fn-muted">${htmlOf(record)}</p>`) +
      notesHtml(footnotes),
  );
  const epochs = epochsText(run);
  const text = [
    `${textOf(name)}  ${textOf(status)}  ${when}`,
    `Energy     ${figureLine("energy", run)}${textOf(energyNotes)}`,
    `Emissions  ${figureLine("emissions", run)}${textOf(notes)}`,
    `Duration   ${plainText(durationText(run.durationSeconds))}${epochs === "" ? "" : ", "}${
      textOf(duration)
    }`,
    textOf(place),
    ...(nothing ? [] : devicesText(run.parts, footnotes)),
    ...(spans.length === 0 ? [] : [textOf(spans)]),
    ...(closing.length === 0 ? [] : [textOf(closing)]),
    ...(record.length === 0 ? [] : [textOf(record).replaceAll("`", "")]),
    ...notesText(footnotes),
  ].join("\n");
  const latex = latexSheet([
    latexOf([{ text: run.name, as: "strong", cut: 28 }, " · ", ...status, ` · ${when}`]),
    latexTabular("lp{0.8\\linewidth}", [], [
      ...latexFigures(run, notes, energyNotes),
      [
        "Duration",
        latexOf([durationText(run.durationSeconds), ...(epochs === "" ? [] : [", "]), ...duration]),
      ],
    ]),
    latexOf(place),
    ...(nothing || run.parts.length === 0 ? [] : [devicesLatex(run.parts, footnotes)]),
    latexOf(spans),
    latexOf(closing),
    latexOf(record),
    ...latexNotes(footnotes),
  ]);
  return { html, text, latex };
}

/** A path as seen from where the program runs, if it lies below. */
function shortPath(path: string): string {
  try {
    const here = `${Deno.cwd()}/`;
    return path.startsWith(here) ? path.slice(here.length) : path;
  } catch {
    // Without the right to know where: the whole path.
    return path;
  }
}

/** Energy and emissions of a footprint as rows of a LaTeX table. */
export function latexFigures(
  of: Footprint,
  notes: readonly Piece[] = [],
  energyNotes: readonly Piece[] = [],
): readonly (readonly string[])[] {
  return [
    ["Energy", latexOf([figureWords("energy", of), ...energyNotes])],
    ["Emissions", latexOf([figureWords("emissions", of), ...notes])],
  ];
}

/** Energy and emissions of a footprint, large, as the pairs of a `dl`. */
export function largeFigures(
  of: Footprint,
  notes: readonly Piece[] = [],
  energyNotes: readonly Piece[] = [],
): string {
  const one = (label: string, quantity: "energy" | "emissions", calls: readonly Piece[]) => {
    if (measuredNothing(of)) {
      return `<div><dt>${label}</dt><dd><strong class="fn-warn">▲ ${NOT_MEASURED}</strong></dd></div>`;
    }
    const { value, range, basis } = figureOf(quantity, of);
    const figure = figureText(quantity, value, range);
    const between = figure.range === "" ? "" : `${escapeHtml(figure.range)} · `;
    return `<div><dt>${label}</dt>${heroHtml([[figure.value, figure.unit]])}<dd>${
      intervalStrip(value, range)
    }${between}<span class="fn-nowrap">${swatch(basis)}${basis}${htmlOf(calls)}</span></dd></div>`;
  };
  return one("Energy", "energy", energyNotes) + one("Emissions", "emissions", notes);
}

/** "1.23 kWh (1.20 to 1.26), measured". */
export function figureLine(quantity: "energy" | "emissions", of: Footprint): string {
  return plainText(figureWords(quantity, of));
}

/** The same with the signs of a page. */
function figureWords(quantity: "energy" | "emissions", of: Footprint): string {
  if (measuredNothing(of)) return NOT_MEASURED;
  const { value, range, basis } = figureOf(quantity, of);
  return `${figureText(quantity, value, range).text}, ${basis}`;
}

function figureOf(
  quantity: "energy" | "emissions",
  of: Footprint,
): { value: number; range: Range; basis: Basis } {
  return quantity === "energy"
    ? { value: of.energyKwh, range: of.ranges.energyKwh, basis: of.basis.energyKwh }
    : { value: of.emissionsGrams, range: of.ranges.emissionsGrams, basis: of.basis.emissionsGrams };
}

function heroHtml(parts: readonly (readonly [value: string, unit: string])[]): string {
  const inside = parts.map(([value, unit]) =>
    `${escapeHtml(value)}<small>${NARROW_SPACE}${escapeHtml(unit)}</small>`
  ).join(" ");
  return `<dd class="fn-hero">${inside === "" ? "unknown" : inside}</dd>`;
}
