/** Every card, line and table with something to show. */
import { runCard } from "../../lib/display/run_card.ts";
import { baselineSheet } from "../../lib/display/baseline_sheet.ts";
import { calibrationSheet } from "../../lib/display/calibration_sheet.ts";
import { doctorTable } from "../../lib/display/doctor_table.ts";
import { liveHtml, summaryLine } from "../../lib/display/live_line.ts";
import { footprintSheet } from "../../lib/display/footprint_sheet.ts";
import { receipt } from "../../lib/display/receipt.ts";
import { runsSheet } from "../../lib/display/runs_table.ts";
import { textHtml } from "../../lib/display/formatted_text.ts";
import { statement } from "../../lib/display/statement.ts";
import * as samples from "./sample_runs.ts";

const timeZone = "Europe/Copenhagen";
/** Every card, line and table by name, as HTML. */
export const PAGES: readonly (readonly [name: string, html: string])[] = [
  [
    "measured",
    runCard(samples.MEASURED_RUN, {
      equivalents: samples.EQUIVALENTS,
      timeZone,
      record: "footnotes/2026-11-24T130200_resnet50-cifar100_1f3a.jsonl",
    }).html,
  ],
  ["modelled", runCard(samples.MODELLED_RUN, { timeZone }).html],
  ["failed", runCard(samples.FAILED_RUN, { timeZone }).html],
  ["interrupted", runCard(samples.INTERRUPTED_RUN, { timeZone }).html],
  ["stopped", runCard(samples.STOPPED_RUN, { timeZone }).html],
  ["recovered", runCard(samples.RECOVERED_RUN, { timeZone }).html],
  ["node", runCard(samples.NODE_RUN, { timeZone }).html],
  ["hostile", runCard(samples.HOSTILE_RUN, { timeZone }).html],
  ...samples.LIVE_STATES.map((state, index) => [`live${index}`, liveHtml(state)] as const),
  ["summary", summaryLine(samples.MEASURED_RUN).html + summaryLine(samples.FAILED_RUN).html],
  [
    "table",
    runsSheet(
      [
        samples.MEASURED_RUN,
        samples.MODELLED_RUN,
        samples.FAILED_RUN,
        samples.STOPPED_RUN,
        samples.HOSTILE_RUN,
      ],
      [samples.MODELLED_RUN.notes[2]!],
    ).html,
  ],
  ["doctor", doctorTable(samples.DIAGNOSIS, { machine: samples.EMPTY_RUN.machine }).html],
  ["baseline", baselineSheet(samples.BASELINE).html],
  ["calibration", calibrationSheet(samples.CALIBRATION).html],
  [
    "receipt",
    receipt(samples.ESTIMATE, {
      title: "8 × A100, 72 h, Finland (gcp:europe-north1)",
      equivalents: samples.EQUIVALENTS,
    }).html,
  ],
  ["statement", textHtml(statement(samples.MEASURED_RUN).text, "prose")],
  ...(["latex", "checklist"] as const).map((style) =>
    [style, textHtml(statement(samples.FAILED_RUN, { style }).text, "source")] as const
  ),
  ["whatif", footprintSheet("What if", samples.ESTIMATE).html],
  ["empty", runCard(samples.EMPTY_RUN, { timeZone }).html],
];
