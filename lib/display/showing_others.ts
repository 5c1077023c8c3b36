/** Makes estimates, diagnoses, calibrations, totals and what-ifs show themselves. */
import type {
  Baseline,
  Calibration,
  Diagnosis,
  Estimate,
  Footprint,
  Machine,
  Run,
  Total,
  WhatIf,
} from "../model.ts";
import { type Behind, keepBehind } from "./behind.ts";
import { baselineLine, baselineSheet } from "./baseline_sheet.ts";
import { calibrationSheet } from "./calibration_sheet.ts";
import { cleanText } from "./escape.ts";
import { doctorTable } from "./doctor_table.ts";
import { changeText, footprintLine, footprintSheet } from "./footprint_sheet.ts";
import { attachDisplay } from "./jupyter.ts";
import { receipt, type ReceiptOptions } from "./receipt.ts";

type Sheet = { readonly html: string; readonly text: string; readonly latex: string };

function showing<T extends object>(target: T, sheet: () => Sheet, line: () => string): T {
  return attachDisplay(target, {
    bundle() {
      const { html, text, latex } = sheet();
      return { "text/html": html, "text/latex": latex, "text/plain": text };
    },
    text: () => sheet().text,
    line,
  });
}

/** The same estimate, showing itself as a receipt. */
export function showingEstimate<T extends Estimate>(
  estimate: T,
  options: Omit<ReceiptOptions, "equivalents"> & {
    /** Looked up when the receipt is drawn. */
    readonly equivalents?: () => Promise<NonNullable<ReceiptOptions["equivalents"]>>;
  } = {},
): T {
  const title = { title: options.title };
  return attachDisplay(estimate, {
    async bundle() {
      const equivalents = await options.equivalents?.();
      const { html, text, latex } = receipt(estimate, { ...title, equivalents });
      return { "text/html": html, "text/latex": latex, "text/plain": text };
    },
    text: () => receipt(estimate, title).text,
    line: () => footprintLine("Estimate", estimate),
  });
}

/** The same diagnosis, showing itself as a table. */
export function showingDiagnosis<T extends Diagnosis>(
  diagnosis: T,
  options: { readonly machine?: Machine | undefined } = {},
): T {
  return showing(
    diagnosis,
    () => doctorTable(diagnosis, options),
    () => cleanText(diagnosis.verdict),
  );
}

/** The same calibration, showing itself with its line, points and residuals. */
export function showingCalibration<T extends Calibration>(calibration: T): T {
  return showing(
    calibration,
    () => calibrationSheet(calibration),
    () => calibrationSheet(calibration).text.split("\n", 2).join(": "),
  );
}

/** The same baseline, showing itself with its devices and notes. */
export function showingBaseline<T extends Baseline>(baseline: T): T {
  return showing(baseline, () => baselineSheet(baseline), () => baselineLine(baseline));
}

/** The same total, showing itself with its figures, counts and notes; its statement tells of its runs. */
export function showingTotal<T extends Total>(total: T, runs: readonly Run[] = []): T {
  keepBehind(total, { runs });
  return showing(total, () => footprintSheet("Total", total), () => footprintLine("Total", total));
}

/**
 * The same what-if, showing itself with its figures and notes, under the grid that it is about ("Estonia, 2025"), else under what changed;
 * with `before` beside what it was. Its statement tells of the `other` grid, else of that before.
 */
export function showingWhatIf<T extends WhatIf>(
  whatIf: T,
  grid?: string,
  before?: Footprint & Pick<WhatIf, "pue" | "intensityGramsPerKwh">,
  other?: Behind["grid"],
): T {
  keepBehind(whatIf, { of: before, grid: other });
  const title = `What if: ${grid ?? changeText(whatIf, before)}`;
  return showing(
    whatIf,
    () => footprintSheet(title, whatIf, before, other),
    () => footprintLine(title, whatIf),
  );
}
