import { runsSheet, runsTable } from "../../lib/display/runs_table.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("runsTable() gives every run in one unit a column", () => {
  const { text } = runsTable([samples.MEASURED_RUN, samples.MODELLED_RUN, samples.FAILED_RUN]);
  const rows = text.split("\n");
  assertEquals(rows.length, 5);
  assertStringIncludes(rows[0]!, "energy (90 % interval)");
  assertStringIncludes(rows[1]!, "1.23 kWh (1.20 to 1.26)     140 gCO2eq (106 to 174)  1 h 35 min");
  assertStringIncludes(rows[2]!, "0.037 kWh (0.022 to 0.055)  4.2 gCO2eq (2.1 to 6.4)");
  assertStringIncludes(rows[3]!, "✕ failed");
  assertEquals(rows[4], "3 runs: 2 finished, 1 failed. Energy of: devices only.");
});

Deno.test("runsSheet() says aloud where energies are of unlike things, and what was left out", () => {
  const { text, html } = runsSheet(
    [samples.MEASURED_RUN, samples.STOPPED_RUN, samples.HOSTILE_RUN],
    [
      { code: "record-skipped", message: "Left out: a.jsonl is no record" },
    ],
  );
  assertStringIncludes(
    text,
    "Not all energies are of the same thing: devices only in 2, with the building’s share in 1.",
  );
  assertStringIncludes(text, "Left out: a.jsonl is no record");
  assert(!html.includes("<script"));
  assertEquals(runsTable([]).text, "0 runs.");
});
