/** A run whose energy is what was predicted is nowhere told or drawn as measured. */
import { compareChart } from "../../lib/display/compare_chart.ts";
import { machineText } from "../../lib/display/machine_words.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { statement } from "../../lib/display/statement.ts";
import type { Run } from "../../lib/model.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";
import { fixed } from "./stored_charts.ts";

/** 1 of 10 epochs was read, 0.05 kWh; the whole was predicted at 0.5 kWh, its parts with it. */
const PREDICTED: Run = {
  ...samples.MEASURED_RUN,
  name: "ct",
  durationSeconds: 6000,
  energyKwh: 0.5,
  itEnergyKwh: 0.5 / 1.58,
  ranges: { energyKwh: [0.4, 0.63], emissionsGrams: [120, 190] },
  emissionsGrams: 150,
  basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
  boundary: "facility",
  pue: 1.58,
  epochs: samples.MEASURED_RUN.epochs.slice(0, 1),
  plannedEpochs: 10,
  parts: samples.MEASURED_RUN.parts.map((part) => ({
    ...part,
    source: "carbontracker",
    basis: "predicted",
  })),
  machine: {
    ...samples.MEASURED_RUN.machine,
    cpu: { name: "not known", threads: 0 },
    memoryGb: 0,
    accelerators: [{ name: "NVIDIA A100-SXM4-80GB", count: 1 }],
  },
};

Deno.test("statement() of a predicted run says that it is predicted, and of what was seen", () => {
  const { text } = statement(PREDICTED);
  assertStringIncludes(text, "“ct” is predicted to use 500 Wh of electricity");
  assertStringIncludes(text, "and to emit 150 gCO2eq");
  assertStringIncludes(
    text,
    "over 10 epochs and 1 h 40 min on 24 Nov 2026, 1 epoch of which was seen",
  );
  assertStringIncludes(text, "Energy was predicted for GPU, CPU and memory (carbontracker).");
  assertStringIncludes(text, "It ran on NVIDIA A100-SXM4-80GB, ");
  // With the building's share in it the devices are not alone.
  assertStringIncludes(
    text,
    "The energy is that of GPU, CPU and memory; fans, board and power supply are not in it; the building’s share is in it; PUE 1.58.",
  );
  assert(!/measured|not known|alone/.test(text), text);
  const both = statement([PREDICTED, samples.MEASURED_RUN]).text;
  assertStringIncludes(both, "used or are predicted to use");
  assertStringIncludes(both, "1 of them is as predicted, and not measured.");
});

Deno.test("statement() of a record that breaks off says so once", () => {
  const { text } = statement({ ...PREDICTED, status: "recovered" });
  assertStringIncludes(text, " The run did not finish: its record ends after epoch 1.");
});

Deno.test("compareChart() draws a predicted run outlined and says so", async () => {
  const alone = await compareChart([PREDICTED], fixed());
  assertStringIncludes(alone.caption, "All parts are predicted, outlined.");
  assertStringIncludes(alone.svg, "Energy of 1 run, in ");
  assertStringIncludes(alone.svg, "outlined: predicted");
  assertStringIncludes(alone.svg, "energy predicted</title>");
  assert(!alone.svg.includes("energy measured"));
  // Three kinds of device, each empty with a dashed outline in ink.
  assert((alone.svg.match(/fill="none" stroke="#1a1c20"[^>]*stroke-dasharray/g) ?? []).length >= 3);
  const { caption } = await compareChart([PREDICTED, samples.MEASURED_RUN], fixed());
  assertStringIncludes(caption, "Outlined parts are predicted, the others measured.");
  // Nobody knows that either used so much, where one of them is predicted or both are.
  const beside = { ...samples.MEASURED_RUN, boundary: PREDICTED.boundary };
  const half = await compareChart([PREDICTED, beside], fixed());
  assertMatch(half.caption, /“[^”]+” uses less than “[^”]+” with a chance of/);
  const more = { ...PREDICTED, name: "more", energyKwh: 0.6 };
  const pair = await compareChart([PREDICTED, more], fixed());
  assertStringIncludes(pair.caption, "“ct” uses less than “more” with a chance of");
});

Deno.test("runCard() of a predicted run shows no device as measured", () => {
  const { text } = runCard(PREDICTED, { timeZone: "Europe/Copenhagen" });
  assert(!text.includes("measured carbontracker"));
  // Nobody saw it last so long, nor when it ended.
  assertStringIncludes(text, "Duration   1 h 40 min, predicted, 1 of 10 epochs, 9 min 20 s\n");
  assertMatch(text, /24 Nov 2026, 14:02\n/);
});

Deno.test("runCard() has no comma where a run has no epochs and a note on its time", () => {
  const note = { code: "overlap", message: "Another run ran in it: both are counted" };
  const { plannedEpochs: _, ...run } = samples.MEASURED_RUN;
  const { text } = runCard({ ...run, epochs: [], durationSeconds: 0.22, notes: [note] });
  assertStringIncludes(text, "Duration   0.22 s [1]\n");
});

Deno.test("machineText() gives memory in whole GB, as its part is called", () => {
  const machine = { ...samples.EMPTY_RUN.machine, cpu: { name: "X", threads: 8 } };
  assertEquals(
    machineText({ ...machine, memoryGb: 23.5 }),
    "X (8 threads) with 24\u202FGB of memory",
  );
});
