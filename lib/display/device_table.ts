/** The table of what each device drew: bars with whiskers on one scale, figures in one unit, and how each is known. */
import type { Part } from "../model.ts";
import { deviceBar, swatch } from "./bars.ts";
import { type DeviceRow, deviceRows, DEVICES_SHOWN, kindRows } from "./device_rows.ts";
import { cleanText, cutMiddle, escapeHtml, lengthOf, userHtml } from "./escape.ts";
import { callOf, type Footnote } from "./footnotes.ts";
import { latexOf, latexTabular } from "./latex_parts.ts";
import { columnText, type FigureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { withTableRoles } from "./table_roles.ts";

/** A source of so many characters stands beside its basis at every width of the table; a longer one may go below. */
const SHORT_SOURCE = 12;

const HEAD = "What each device drew";
const ENERGY_HEAD = `energy (90${NARROW_SPACE}% interval)`;

/** The table as HTML; more than eight devices are folded by kind and unfold. Nothing without devices. */
export function devicesHtml(parts: readonly Part[], footnotes: readonly Footnote[]): string {
  if (parts.length === 0) return "";
  const rows = deviceRows(parts);
  if (rows.length <= DEVICES_SHOWN) return tableHtml(rows, footnotes);
  return tableHtml(kindRows(parts), footnotes) +
    `<details><summary>each of the ${rows.length} devices</summary>${
      tableHtml(rows, footnotes)
    }</details>`;
}

/** The table as lines of plain text in columns; more than eight devices are folded by kind. */
export function devicesText(
  parts: readonly Part[],
  footnotes: readonly Footnote[],
): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts.length <= DEVICES_SHOWN ? deviceRows(parts) : kindRows(parts);
  const { energies, powers } = columnsOf(rows);
  const cells = rows.map((row, index) => [
    `${textOf(namePieces(row, footnotes))}`,
    plainText(energies[index]!.text),
    plainText(powers[index]!.short),
    `${row.basis} ${cutMiddle(cleanText(row.source))}`,
  ]);
  const width = (column: number) => Math.max(...cells.map((row) => lengthOf(row[column]!)));
  const pad = (text: string, columns: number) =>
    text + " ".repeat(Math.max(0, columns - lengthOf(text)));
  return [
    `${HEAD} (90 % intervals)`,
    ...cells.map(([name = "", energy = "", power = "", known = ""]) =>
      `  ${pad(name, width(0))}  ${pad(energy, width(1))}  ${power.padStart(width(2))}  ${known}`
    ),
  ];
}

/** The table in LaTeX; more than eight devices are folded by kind. */
export function devicesLatex(parts: readonly Part[], footnotes: readonly Footnote[]): string {
  const rows = parts.length <= DEVICES_SHOWN ? deviceRows(parts) : kindRows(parts);
  const { energies, powers } = columnsOf(rows);
  return latexTabular(
    "p{0.36\\linewidth}rrl",
    [HEAD, ENERGY_HEAD, "mean", "how known"].map((word) => latexOf([word])),
    rows.map((row, index) => [
      `\\raggedright ${latexOf(namePieces(row, footnotes))}`,
      latexOf([energies[index]!.text]),
      latexOf([powers[index]!.short]),
      latexOf([`${row.basis} `, { text: row.source, cut: 28 }]),
    ]),
  );
}

function columnsOf(
  rows: readonly DeviceRow[],
): { energies: readonly FigureText[]; powers: readonly FigureText[] } {
  return {
    energies: columnText(
      "energy",
      rows.map(({ energyKwh, energyRange }) => ({ value: energyKwh, range: energyRange })),
    ),
    powers: columnText(
      "power",
      // A mean is known as well as the energy that it is made of.
      rows.map(({ meanWatts, energyKwh, energyRange: [low, high] }) => ({
        value: meanWatts,
        range: energyKwh > 0
          ? [meanWatts * low / energyKwh, meanWatts * high / energyKwh]
          : undefined,
      })),
    ),
  };
}

function namePieces(row: DeviceRow, footnotes: readonly Footnote[]): readonly Piece[] {
  return [
    { text: row.label, as: "strong" },
    ...callsOf(row, footnotes),
    ...(row.name === "" ? [] : [" ", { text: row.name, as: "muted", cut: 48 } as const]),
  ];
}

function callsOf(row: DeviceRow, footnotes: readonly Footnote[]): readonly Piece[] {
  const notes = row.devices.flatMap((device) => {
    const call = callOf(footnotes, { device });
    return typeof call === "object" && "notes" in call ? call.notes : [];
  });
  return [{ notes: notes.toSorted((a, b) => a - b) }];
}

function tableHtml(rows: readonly DeviceRow[], footnotes: readonly Footnote[]): string {
  const { energies, powers } = columnsOf(rows);
  const scaleKwh = Math.max(
    ...rows.map(({ energyKwh, energyRange }) => Math.max(energyKwh, energyRange[1])),
  );
  const body = rows.map((row, index) => {
    const energy = energies[index]!;
    const range = energy.range === ""
      ? ""
      : ` <span class="fn-muted fn-nowrap">(${escapeHtml(energy.range)})</span>`;
    const [label, calls, ...model] = namePieces(row, footnotes);
    return `<tr><th scope="row" class="fn-device">${
      htmlOf([label!, calls!])
    }<span class="fn-model">${htmlOf(model)}</span></th><td class="fn-barcell">${
      deviceBar(row, scaleKwh)
    }</td>` +
      `<td class="fn-energy fn-right"><strong class="fn-nowrap">${
        escapeHtml(energy.short)
      }</strong>${range}</td>` +
      `<td class="fn-mean fn-right">${escapeHtml(powers[index]!.short)}</td>` +
      `<td class="fn-known fn-nowrap${lengthOf(row.source) > SHORT_SOURCE ? " fn-longer" : ""}">${
        swatch(row.basis, row.kind)
      }${row.basis} <span class="fn-muted fn-nowrap">${userHtml(row.source)}</span></td></tr>`;
  }).join("");
  return withTableRoles(
    `<table class="fn-devices"><thead><tr><th scope="col" colspan="2">${HEAD}</th>` +
      `<th scope="col" class="fn-right">${ENERGY_HEAD}</th><th scope="col" class="fn-right">mean</th>` +
      `<th scope="col">how known</th></tr></thead><tbody>${body}</tbody></table>`,
  );
}
