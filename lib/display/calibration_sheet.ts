/** A calibration with its line, its readings and what the line leaves over at each. */
import type { Calibration } from "../model.ts";
import { meanWatts } from "../units.ts";
import { cleanText, escapeHtml, lengthOf } from "./escape.ts";
import { latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { digitsText, figureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { sheetHtml } from "./sheet.ts";
import { dateText } from "./times.ts";

/** One reading, in W. */
interface Point {
  readonly sensorWatts: number;
  readonly wallWatts: number;
  readonly lineWatts: number;
}

/** A calibration as HTML, with a drawing of its points, and as plain text. */
export function calibrationSheet(
  calibration: Calibration,
): { html: string; text: string; latex: string } {
  const points = pointsOf(calibration);
  const lines = [formulaPieces(calibration), rangePieces(calibration)];
  const head: readonly Piece[] = [
    { text: "Calibration ", as: "strong" },
    { text: calibration.name, as: "strong", cut: 28 },
  ];
  const where = `${cleanText(calibration.machine)} · ${dateText(calibration.madeAt)}`;
  return {
    html: sheetHtml(
      `Calibration ${calibration.name}`,
      `<div class="fn-head"><p>${htmlOf(head)}</p><p class="fn-muted">${
        escapeHtml(where)
      }</p></div>` +
        lines.map((line) => `<p>${htmlOf(line)}</p>`).join("") +
        (points.length === 0 ? "" : `${drawing(calibration, points)}${tableHtml(points)}`),
    ),
    text: [
      `${textOf(head)}  ${where}`,
      ...lines.map(textOf),
      ...tableText(points),
    ].join("\n"),
    latex: latexSheet([
      latexOf([...head, ` · ${where}`]),
      ...lines.map(latexOf),
      points.length === 0 ? "" : latexTabular(
        "rrrr",
        HEADS,
        points.map((point) => cellsOf(point).map((cell) => latexOf([cell]))),
      ),
    ]),
  };
}

const HEADS = ["sensors", "wall meter", "by the line", "left over"] as const;
const watts = (value: number) => figureText("power", value).short;

function pointsOf({ points = [], offsetWatts, slope }: Calibration): readonly Point[] {
  return points.map(({ energyKwh, meterKwh, durationSeconds }) => {
    const sensorWatts = meanWatts({ energyKwh, durationSeconds });
    return {
      sensorWatts,
      wallWatts: meanWatts({ energyKwh: meterKwh, durationSeconds }),
      lineWatts: offsetWatts + slope * sensorWatts,
    };
  }).toSorted((a, b) => a.sensorWatts - b.sensorWatts);
}

function formulaPieces({ offsetWatts, slope }: Calibration): readonly Piece[] {
  return [
    "wall = ",
    { text: watts(offsetWatts), as: "strong" },
    " + ",
    { text: digitsText(slope), as: "strong" },
    " × sensors",
  ];
}

function rangePieces(
  { residualWatts, readings, sensorWatts: [low, high] }: Calibration,
): readonly Piece[] {
  return [
    `${readings} readings, ±${watts(residualWatts)} around the line`,
    {
      text: `, tried from ${digitsText(low)} to ${
        watts(high)
      } of sensors; outside of that it is a guess`,
      as: "muted",
    },
  ];
}

function cellsOf({ sensorWatts, wallWatts, lineWatts }: Point): readonly string[] {
  const rest = wallWatts - lineWatts;
  return [
    watts(sensorWatts),
    watts(wallWatts),
    watts(lineWatts),
    `${rest > 0 ? "+" : ""}${digitsText(rest, 2)}${NARROW_SPACE}W`,
  ];
}

function tableHtml(points: readonly Point[]): string {
  const head = HEADS.map((word) => `<th scope="col" class="fn-right">${word}</th>`).join("");
  const body = points.map((point) =>
    `<tr>${
      cellsOf(point).map((cell) => `<td class="fn-right">${escapeHtml(cell)}</td>`).join("")
    }</tr>`
  ).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function tableText(points: readonly Point[]): readonly string[] {
  if (points.length === 0) return [];
  const rows = [[...HEADS], ...points.map((point) => cellsOf(point).map(plainText))];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]!))));
  return rows.map((row) =>
    "  " + row.map((cell, column) => " ".repeat(widths[column]! - lengthOf(cell)) + cell).join("  ")
  );
}

/** The readings and the line, both axes from zero in W. */
function drawing({ offsetWatts, slope }: Calibration, points: readonly Point[]): string {
  const [width, height, left, bottom, top] = [320, 170, 46, 34, 20];
  const maxX = Math.max(...points.map(({ sensorWatts }) => sensorWatts)) * 1.05;
  const maxY = Math.max(
    ...points.map(({ wallWatts }) => wallWatts),
    offsetWatts + slope * maxX,
  );
  if (!(maxX > 0) || !(maxY > 0)) return "";
  const x = (value: number) => (left + value / maxX * (width - left - 8)).toFixed(1);
  const y = (value: number) =>
    (height - bottom - value / maxY * (height - bottom - top)).toFixed(1);
  const text = (at: string, words: string) =>
    `<text ${at} font-size="11" fill="var(--fn-muted,#565c66)">${words}</text>`;
  const title = `Wall power against sensor power of ${points.length} readings, in W, with the line`;
  return `<p><svg role="img" aria-label="${title}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%">` +
    `<title>${title}</title>` +
    `<path d="M${left} ${top}V${height - bottom}H${
      width - 8
    }" fill="none" stroke="var(--fn-faint,#6a707a)"/>` +
    text('x="0" y="11"', "wall (W)") +
    text(`x="${width - 8}" y="${height - 4}" text-anchor="end"`, "sensors (W)") +
    text(`x="${left - 5}" y="${height - bottom}" text-anchor="end"`, "0") +
    text(`x="${left - 5}" y="${top + 5}" text-anchor="end"`, digitsText(maxY, 2)) +
    text(`x="${width - 8}" y="${height - bottom + 14}" text-anchor="end"`, digitsText(maxX, 2)) +
    `<path d="M${x(0)} ${y(Math.max(0, offsetWatts))}L${x(maxX)} ${
      y(offsetWatts + slope * maxX)
    }" stroke="var(--fn-ink,#1a1c20)" fill="none" stroke-width="1.3"/>` +
    points.map(({ sensorWatts, wallWatts }) =>
      `<circle cx="${x(sensorWatts)}" cy="${
        y(wallWatts)
      }" r="3.2" fill="var(--fn-surface,#fff)" stroke="var(--fn-ink,#1a1c20)" stroke-width="1.3"/>`
    ).join("") +
    "</svg></p>";
}
