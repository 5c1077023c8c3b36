/** Draws every card, line and table in light and dark into one page: `deno run -A tests/display/preview.ts page.html`. */
import { runCard } from "../../lib/display/run_card.ts";
import { calibrationSheet } from "../../lib/display/calibration_sheet.ts";
import { doctorTable } from "../../lib/display/doctor_table.ts";
import { liveHtml, summaryLine } from "../../lib/display/live_line.ts";
import { footprintSheet } from "../../lib/display/footprint_sheet.ts";
import { receipt } from "../../lib/display/receipt.ts";
import { runsSheet } from "../../lib/display/runs_table.ts";
import * as samples from "./sample_runs.ts";

const timeZone = "Europe/Copenhagen";
const pieces: [string, string][] = [
  ["measured", runCard(samples.MEASURED_RUN, { equivalents: samples.EQUIVALENTS, timeZone }).html],
  ["modelled", runCard(samples.MODELLED_RUN, { timeZone }).html],
  ["failed", runCard(samples.FAILED_RUN, { timeZone }).html],
  ["interrupted", runCard(samples.INTERRUPTED_RUN, { timeZone }).html],
  ["stopped", runCard(samples.STOPPED_RUN, { timeZone }).html],
  ["recovered", runCard(samples.RECOVERED_RUN, { timeZone }).html],
  ["node", runCard(samples.NODE_RUN, { timeZone }).html],
  ["hostile", runCard(samples.HOSTILE_RUN, { timeZone }).html],
  ...samples.LIVE_STATES.map((state, index): [string, string] => [`live${index}`, liveHtml(state)]),
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
  ["calibration", calibrationSheet(samples.CALIBRATION).html],
  [
    "receipt",
    receipt(samples.ESTIMATE, {
      title: "8 × A100, 72 h, Finland (gcp:europe-north1)",
      equivalents: samples.EQUIVALENTS,
    }).html,
  ],
  ["whatif", footprintSheet("What if", samples.ESTIMATE).html],
  ["empty", runCard(samples.EMPTY_RUN, { timeZone }).html],
];

const only = Deno.args.slice(1).filter((word) => !word.startsWith("--"));
const bare = Deno.args.includes("--no-styles");
const some = pieces.filter(([name]) =>
  only.length === 0 || only.some((word) => name.startsWith(word))
);
const page = (light: boolean) =>
  `<div data-jp-theme-light="${light}" style="flex:1;min-width:0;padding:16px;background:${
    light ? "#fff" : "#111"
  }">${some.map(([, html]) => `<div style="margin-bottom:24px">${html}</div>`).join("")}</div>`;
const body = bare
  ? page(true).replace(/<style>.*?<\/style>/gs, "").replace(/ style="[^"]*"/g, "")
  : Deno.args.includes("--dark")
  ? page(false)
  : page(true);
await Deno.writeTextFile(
  Deno.args[0] ?? "preview.html",
  `<!doctype html><meta charset="utf-8"><title>Preview</title><body style="margin:0;--jp-content-font-family:'Liberation Sans'">${body}`,
);
