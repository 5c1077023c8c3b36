/** A calibration with its line, its readings and what the line leaves over at each. */
import type { Calibration } from "../model.ts";
import { meanWatts } from "../units.ts";
import { calibrationDrawing, type CalibrationPoint } from "./calibration_drawing.ts";
import { cleanText, escapeHtml, lengthOf } from "./escape.ts";
import { latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { digitsText, figureText, NARROW_SPACE, plainText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { sheetHtml } from "./sheet.ts";
import { dateText } from "./times.ts";

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
        (points.length === 0 ? "" : `${drawnHtml(calibration, points)}${tableHtml(points)}`),
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

function pointsOf({ points = [], offsetWatts, slope }: Calibration): readonly CalibrationPoint[] {
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

function cellsOf({ sensorWatts, wallWatts, lineWatts }: CalibrationPoint): readonly string[] {
  const rest = wallWatts - lineWatts;
  return [
    watts(sensorWatts),
    watts(wallWatts),
    watts(lineWatts),
    `${rest > 0 ? "+" : ""}${digitsText(rest, 2)}${NARROW_SPACE}W`,
  ];
}

/** As narrow as the page, never wider than it was drawn. */
function drawnHtml(calibration: Calibration, points: readonly CalibrationPoint[]): string {
  const svg = calibrationDrawing(calibration, points);
  return svg === ""
    ? ""
    : `<div style="margin-top:12px">${
      svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ')
    }</div>`;
}

function tableHtml(points: readonly CalibrationPoint[]): string {
  const head = HEADS.map((word) => `<th scope="col" class="fn-right">${word}</th>`).join("");
  const body = points.map((point) =>
    `<tr>${
      cellsOf(point).map((cell) => `<td class="fn-right">${escapeHtml(cell)}</td>`).join("")
    }</tr>`
  ).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function tableText(points: readonly CalibrationPoint[]): readonly string[] {
  if (points.length === 0) return [];
  const rows = [[...HEADS], ...points.map((point) => cellsOf(point).map(plainText))];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]!))));
  return rows.map((row) =>
    "  " + row.map((cell, column) => " ".repeat(widths[column]! - lengthOf(cell)) + cell).join("  ")
  );
}
