import { escapeLatex } from "../../lib/display/escape.ts";
import { statement } from "../../lib/display/statement.ts";
import type { Estimate, GridIntensity, Run, Total } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import config from "../../deno.json" with { type: "json" };
import * as samples from "./sample_runs.ts";

Deno.test("statement() says everything a reader needs to judge the figures", () => {
  const { text } = statement(samples.MEASURED_RUN);
  for (
    const said of [
      "used 1.23 kWh of electricity (90 % interval 1.20 to 1.26; measured)",
      "emitted 140 gCO2eq (106 to 174; default)",
      "over 1 h 35 min",
      "2 × NVIDIA A100-PCIE-40GB and 2 × Intel Xeon Gold 6330 (112 threads) with 256 GB of memory",
      "3.17 accelerator hours",
      "measured for GPU, CPU and memory (nvml-energy, rapl, rapl-dram)",
      "the devices alone",
      "PUE 1.0",
      "in Denmark (DK), guessed from the time zone",
      "114 gCO2eq/kWh, mean of 2025, life-cycle, generation-based (Ember, 2026)",
      "operational and location-based",
      `Footnote ${config.version}`,
    ]
  ) assertStringIncludes(text, said);
  assertEquals(String(statement(samples.MEASURED_RUN)), text);
});

Deno.test("statement() says that a run did not finish, and what of it was modelled", () => {
  const { text } = statement(samples.FAILED_RUN);
  assertStringIncludes(text, "The run did not finish: failed in epoch 4.");
  assertStringIncludes(
    text,
    "measured for GPU (nvml-power) and modelled for CPU and memory (cpu-model, memory-model)",
  );
});

Deno.test("statement() in LaTeX escapes names and needs no package", () => {
  const { text } = statement({ ...samples.MEASURED_RUN, name: "a_b & $x$ 50%" }, {
    style: "latex",
  });
  assertStringIncludes(text, "a\\_b \\& \\$x\\$ 50\\%");
  assertStringIncludes(text, "140\\,gCO\\textsubscript{2}eq");
  assertStringIncludes(text, "90\\,\\% interval");
  const hostile = statement(samples.HOSTILE_RUN, { style: "latex" }).text;
  assertStringIncludes(hostile, escapeLatex(samples.HOSTILE));
  assert(!/(^|[^\\])[$&#%_]/.test(hostile.replaceAll("$\\times$", "")), hostile);
});

Deno.test("statement() in Markdown lets no marks of names through; the checklist has a head an item", () => {
  const { text } = statement(samples.HOSTILE_RUN, { style: "markdown" });
  assert(!text.includes("<script"), text);
  assertStringIncludes(text, "\\*z\\*");
  const list = statement(samples.MEASURED_RUN, { style: "checklist" }).text.split("\n");
  assertEquals(list.map((line) => /^- \*\*(.+?):\*\* /.exec(line)?.[1]), [
    "Energy and emissions",
    "Hardware",
    "How known",
    "Boundary",
    "Grid",
    "Tool",
  ]);
});

Deno.test("statement() gives the emissions a second time on a reference grid", () => {
  const reference: GridIntensity = {
    zone: "WORLD",
    intensityGramsPerKwh: 470,
    year: 2025,
    range: [470, 470],
    emissionScope: "life-cycle",
    accounting: "generation",
    kind: "average",
    source: "Ember",
  };
  // 1.225 x 470 = 575.75; ends 1.196 and 1.255 times 470: 562 and 590
  assertStringIncludes(
    statement(samples.MEASURED_RUN, { reference }).text,
    "On the grid of WORLD in 2025, at 470 gCO2eq/kWh (life-cycle; Ember), the same energy would have emitted 576 gCO2eq (562 to 590).",
  );
});

Deno.test("statement() of many runs adds them up and counts the failed ones", () => {
  const { text } = statement([samples.MEASURED_RUN, samples.FAILED_RUN]);
  // 1.225 + 0.413 = 1.638; ends 1.196 + 0.381 = 1.577, 1.255 + 0.448 = 1.703
  assertStringIncludes(
    text,
    "2 runs (1 finished, 1 failed) used 1.64 kWh of electricity (90 % interval 1.58 to 1.70; modelled)",
  );
  // 5700 + 2117 s = 2 h 10 min
  assertStringIncludes(text, "over 2 h 10 min in all");
});

Deno.test("statement() of runs with unlike boundaries counts before PUE", () => {
  const building: Run = { ...samples.MEASURED_RUN, boundary: "facility", pue: 2 };
  const { text } = statement([samples.MEASURED_RUN, building]);
  // 1.225 + 1.225 / 2 = 1.8375
  assertStringIncludes(text, "used 1.84 kWh");
  assertStringIncludes(text, "the devices alone");
});

Deno.test("statement() of a total and of an estimate", () => {
  const { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary } =
    samples.MEASURED_RUN;
  const footprint = { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary };
  const total: Total = {
    ...footprint,
    counts: { finished: 3, stopped: 0, failed: 1, interrupted: 0, recovered: 0 },
    byStatus: {},
    pue: 1,
    intensityGramsPerKwh: 114,
    notes: [],
  };
  assertStringIncludes(statement(total).text, "4 runs (3 finished, 1 failed) used 1.23 kWh");
  const estimate: Estimate = {
    ...footprint,
    parts: samples.MODELLED_RUN.parts,
    steps: [],
    pue: 1.09,
    intensityGramsPerKwh: 57.5,
    notes: [],
    sources: samples.MEASURED_RUN.sources,
  };
  const { text } = statement(estimate);
  assertStringIncludes(text, "nothing of it was measured");
  assertStringIncludes(text, "PUE 1.09");
  assertStringIncludes(text, "57.5 gCO2eq/kWh (Ember, 2026)");
});

Deno.test("statement() refuses what it cannot speak of", () => {
  assertThrows(() => statement([]), TypeError, '"of" must hold at least one run');
  assertThrows(() => statement(undefined as never), TypeError, '"of" must be a run');
  assertThrows(
    () => statement(samples.EMPTY_RUN, { style: "word" as never }),
    TypeError,
    '"style" must be one of "text", "markdown", "latex", "checklist": current value is "word"',
  );
});

Deno.test("statement() of a run with nothing in it has no NaN", () => {
  const { text } = statement(samples.EMPTY_RUN);
  assert(!/NaN|undefined|Infinity/.test(text), text);
});

Deno.test("statement() does not claim the world as the place of a run", () => {
  const { text } = statement({
    ...samples.MEASURED_RUN,
    place: { zone: "WORLD", name: "World", how: "guessed" },
  });
  assertStringIncludes(
    text,
    "at a place that is not known, for which the world’s grids stand, at 114",
  );
});
