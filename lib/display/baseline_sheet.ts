/** What a machine draws at rest: the sum with its interval, then each device. */
import type { Baseline, DeviceKind } from "../model.ts";
import { intervalStrip } from "./bars.ts";
import { deviceLabel } from "./device_rows.ts";
import { escapeHtml, lengthOf } from "./escape.ts";
import { type Footnote, notesHtml, notesText } from "./footnotes.ts";
import { latexNotes, latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { columnText, figureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { sheetHtml } from "./sheet.ts";
import { KIND_WORDS } from "./theme.ts";

const TITLE = "Power at rest";

/** A baseline as HTML, as plain text and as LaTeX of the same order. */
export function baselineSheet(
  baseline: Baseline,
): { html: string; text: string; latex: string } {
  const { powerWatts, range, perDevice, contextOpen } = baseline;
  const footnotes: readonly Footnote[] = baseline.notes.map((note, index) => ({
    number: index + 1,
    note,
    anchor: "run",
  }));
  const nothing = perDevice.length === 0;
  const figure = figureText("power", powerWatts, range);
  const names = namesOf(baseline);
  const powers = columnText("power", perDevice.map((one) => ({ value: one.powerWatts })));
  const caution: readonly Piece[] = contextOpen
    ? [{ text: "▲ A program held a GPU open", as: "warn" }, ", which then draws more than at rest."]
    : [];
  const read: readonly Piece[] = nothing
    ? [{ text: "▲ not measured", as: "warn" }]
    : [{ text: figure.short, as: "strong" }, ` (${figure.range})`];
  const rows = names.map((name, index) =>
    `<tr><th scope="row"><strong>${
      htmlOf([{ text: name, cut: 28 }])
    }</strong></th><td class="fn-right">${escapeHtml(powers[index]!.short)}</td></tr>`
  ).join("");
  const large = nothing
    ? `<dd>${htmlOf(read)}</dd>`
    : `<dd class="fn-hero">${figure.value}<small>${NARROW_SPACE}${figure.unit}</small></dd><dd>${
      intervalStrip(powerWatts, range)
    }${figure.range}</dd>`;
  return {
    html: sheetHtml(
      TITLE,
      `<dl class="fn-figures"><div><dt>${TITLE} (90${NARROW_SPACE}% interval)</dt>${large}</div></dl>` +
        (caution.length === 0 ? "" : `<p>${htmlOf(caution)}</p>`) +
        (nothing ? "" : `<table><thead><tr><th scope="col">Each device</th>` +
          `<th scope="col" class="fn-right">mean</th></tr></thead><tbody>${rows}</tbody></table>`) +
        notesHtml(footnotes),
    ),
    text: [
      `${TITLE}  ${textOf(read)}`,
      ...(caution.length === 0 ? [] : [textOf(caution)]),
      ...names.map((name, index) => {
        const width = Math.max(...names.map(lengthOf));
        return `  ${name}${" ".repeat(width - lengthOf(name))}  ${plainText(powers[index]!.short)}`;
      }),
      ...notesText(footnotes),
    ].join("\n"),
    latex: latexSheet([
      latexOf([`${TITLE}: `, ...read]),
      latexOf(caution),
      nothing ? "" : latexTabular(
        "lr",
        ["Each device", "mean"],
        names.map((name, index) => [
          latexOf([{ text: name, cut: 28 }]),
          latexOf([powers[index]!.short]),
        ]),
      ),
      ...latexNotes(footnotes),
    ]),
  };
}

/** A baseline in one line. */
export function baselineLine({ powerWatts, range, perDevice }: Baseline): string {
  return perDevice.length === 0
    ? `${TITLE}: not measured`
    : `${TITLE}: ${plainText(figureText("power", powerWatts, range).text)}`;
}

/** "cpu:0" as "CPU"; what names no kind stays as it is. */
function namesOf({ perDevice }: Baseline): readonly string[] {
  const all = perDevice.map(({ device }) => ({ device, kind: device.split(":")[0] as DeviceKind }));
  return all.map((one) => one.kind in KIND_WORDS ? deviceLabel(one, all) : one.device);
}
