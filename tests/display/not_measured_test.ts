import { footprintLine, footprintSheet } from "../../lib/display/footprint_sheet.ts";
import { summaryLine } from "../../lib/display/live_line.ts";
import { measuredNothing } from "../../lib/measured_nothing.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { runsLatex } from "../../lib/display/runs_latex.ts";
import { runsTable } from "../../lib/display/runs_table.ts";
import { statement } from "../../lib/display/statement.ts";
import type { Run } from "../../lib/model.ts";
import { latexTable } from "../../lib/runs/latex_table.ts";
import { modelCard } from "../../lib/runs/model_card.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { totalText } from "../../lib/runs/total_text.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

/** Half a minute on a machine whose only counter stood at 0, and of whose processor nothing is known. */
const DARK: Run = {
  ...samples.EMPTY_RUN,
  name: "dark",
  durationSeconds: 35,
  basis: { energyKwh: "default", emissionsGrams: "default" },
  parts: [{ ...samples.MEASURED_RUN.parts[2]!, energyKwh: 0, energyRange: [0, 0], meanWatts: 0 }],
  machine: {
    ...samples.EMPTY_RUN.machine,
    cpu: { name: "CPU of unknown name", threads: 0 },
    memoryGb: 0,
  },
  notes: [
    {
      code: "pue-one",
      message: "PUE 1.0 counts the machine alone",
      hint: "track({ pue: 1.2 }, …)",
    },
    {
      code: "nothing-measured",
      message: "Nothing was measured, so the energy of 0 says nothing",
      hint: "await doctor() says what this machine can measure",
    },
  ],
};

const ZERO = /\b0\s?(m?Wh|m?gCO|kWh)|0 to 0/;

Deno.test("measuredNothing() is true where no part gave energy, false of an estimate and of the sum of no runs", () => {
  assert(measuredNothing(DARK));
  assert(measuredNothing(samples.EMPTY_RUN));
  assert(measuredNothing(totalOf([DARK])));
  assert(!measuredNothing(totalOf([])));
  assert(!measuredNothing(samples.MEASURED_RUN));
  assert(!measuredNothing({ ...samples.MEASURED_RUN, parts: [] }));
  assert(!measuredNothing({ ...samples.ESTIMATE, energyKwh: 0 }));
});

Deno.test("a run that measured nothing reads so in every text, and nowhere as 0", () => {
  const texts = {
    summary: summaryLine(DARK).text,
    card: runCard(DARK).text,
    cardHtml: runCard(DARK).html.replace(/<style>.*?<\/style>/gs, "").replace(/<[^>]*>/g, " "),
    table: runsTable([DARK]).text,
    latexOfTable: runsLatex([DARK]),
    statement: statement(DARK).text,
    statementOfTwo: statement([DARK, { ...DARK, id: "2" }]).text,
    latex: latexTable([DARK, { ...DARK, id: "2", name: "dark 2" }]).text,
    modelCard: modelCard(DARK).text,
    total: totalText(totalOf([DARK])),
    sheet: footprintSheet("Total", totalOf([DARK])).text,
    line: footprintLine("Total", totalOf([DARK])),
  };
  for (const [where, text] of Object.entries(texts)) {
    assertMatch(text, /not\s+measured/, where);
    assert(!ZERO.test(text), `${where}: ${text}`);
  }
});

Deno.test("summaryLine() of a run that measured nothing says it aloud, with the cure", () => {
  assertEquals(
    summaryLine(DARK).text,
    "✓ dark finished: ▲ not measured, neither energy nor emissions, 35 s. `await doctor()` says what this machine can measure",
  );
  assertStringIncludes(summaryLine(DARK).html, 'class="fn-warn"');
});

Deno.test("runCard() of a run that measured nothing says so in its first note", () => {
  assertStringIncludes(runCard(DARK).text, "[1] Nothing was measured");
});

Deno.test("modelCard() of a run that measured nothing gives the Hub no emissions of 0", () => {
  assert(!/^ {2}emissions:/m.test(modelCard(DARK).text));
});

Deno.test("statement() and modelCard() leave out a processor and a memory that are not known", () => {
  const run = { ...samples.MEASURED_RUN, machine: DARK.machine };
  assert(!/unknown name|0 GB|0 thread/.test(statement(run).text), statement(run).text);
  assert(!/unknown|hardware_used/.test(modelCard(run).text));
  const memory = { ...run, machine: { ...run.machine, memoryGb: 16 } };
  assertStringIncludes(statement(memory).text, "16 GB of memory");
});

Deno.test("totalOf() names the runs that measured nothing: the sum is of the others", () => {
  const notes = totalOf([DARK, samples.MEASURED_RUN]).notes;
  assertStringIncludes(
    notes.find(({ code }) => code === "runs-not-measured")!.message,
    '1 of 2 runs measured nothing and adds nothing to the sum: "dark"',
  );
  assertEquals(totalOf([samples.MEASURED_RUN]).notes.map(({ code }) => code), []);
});

Deno.test("latexTable() says of how many runs there is no figure, and calls none of them default", () => {
  const { text } = latexTable([samples.MEASURED_RUN, DARK]);
  const caption = /\\caption\{(.*)\}/.exec(text)?.[1] ?? "";
  assertStringIncludes(caption, "1 of 2 measured nothing and adds nothing to the total");
  assert(!/default/.test(caption), caption);
});
