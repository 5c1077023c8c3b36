import { escapeLatex } from "../../lib/display/escape.ts";
import { statement } from "../../lib/display/statement.ts";
import type { Estimate, GridIntensity, Run, Total } from "../../lib/model.ts";
import { estimate } from "../../lib/estimate/estimate.ts";
import { whatIf } from "../../lib/estimate/what_if.ts";
import { statement as statementOfRuns } from "../../lib/runs/statement.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import config from "../../deno.json" with { type: "json" };
import * as samples from "./sample_runs.ts";

Deno.test("statement() says everything a reader needs to judge the figures", () => {
  const { text } = statement(samples.MEASURED_RUN);
  for (
    const said of [
      "used 1.23 kWh of electricity (1.20 to 1.26; measured)",
      "emitted 140 gCO2eq (106 to 174; default), 90 % intervals in brackets",
      "over 10 epochs and 1 h 35 min on 24 Nov 2026",
      "2 × NVIDIA A100-PCIE-40GB and 2 × Intel Xeon Gold 6330 (112 threads) with 256 GB of memory",
      "3.17 accelerator-hours and 88.7 thread-hours",
      "measured for GPU, CPU and memory (nvml-energy, rapl, rapl-dram)",
      "The energy is that of GPU, CPU and memory as a whole, other programs’ share included; fans, board and power supply are not in it",
      "PUE 1.0",
      "in Denmark (DK), guessed from the time zone",
      "114 gCO2eq/kWh, mean of 2025, life-cycle, generation-based (Ember, 2026)",
      "operational and location-based",
      `Footnote ${config.version} (jsr:${config.name})`,
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
  assertStringIncludes(text, "90\\,\\% intervals in brackets");
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
    "2 runs (1 finished, 1 failed) on 24 Nov 2026 used 1.64 kWh of electricity (1.58 to 1.70; modelled)",
  );
  // 5700 + 2117 s = 2 h 10 min
  assertStringIncludes(text, "over 2 h 10 min in all");
});

Deno.test("statement() of many runs says what their grid's figures are of, where all are of the same", () => {
  const run = samples.MEASURED_RUN;
  const direct = {
    ...run,
    id: "direct",
    intensities: run.intensities.map((point) => ({ ...point, emissionScope: "direct" as const })),
  };
  assertStringIncludes(
    statement([run, { ...run, id: "again" }]).text,
    "on average, means of 2025, life-cycle, generation-based (Ember, 2026)",
  );
  assertStringIncludes(
    statement([run, direct]).text,
    "on average, means of 2025, generation-based (Ember, 2026)",
  );
});

Deno.test("statement() of runs with unlike boundaries counts before PUE", () => {
  const building: Run = { ...samples.MEASURED_RUN, boundary: "facility", pue: 2 };
  const { text } = statement([samples.MEASURED_RUN, building]);
  // 1.225 + 1.225 / 2 = 1.8375
  assertStringIncludes(text, "used 1.84 kWh");
  assertStringIncludes(text, "that of GPU, CPU and memory as a whole");
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

Deno.test("statement() names model, data and machine of a run, and how many of its epochs were done", () => {
  const run: Run = {
    ...samples.INTERRUPTED_RUN,
    job: {
      stage: "finetuning",
      model: "ResNet-50",
      baseModel: "timm/resnet50",
      dataset: "CIFAR-100",
    },
    machine: { ...samples.INTERRUPTED_RUN.machine, virtualized: true, accelerators: [] },
  };
  const { text } = statement(run);
  assertStringIncludes(
    text,
    "Fine-tuning of ResNet-50 from timm/resnet50 on CIFAR-100 (“resnet50-cifar100”) used 711 Wh",
  );
  assertStringIncludes(text, "over 5 of 10 epochs and 55 min 12 s on 24 Nov 2026.");
  assertStringIncludes(text, "The run did not finish: interrupted in epoch 6.");
  assertStringIncludes(
    text,
    "a virtual machine with 112 threads of Intel Xeon Gold 6330 and 256 GB of memory",
  );
});

Deno.test("statement() says whose energy it is", () => {
  const { MEASURED_RUN: run } = samples;
  const process = {
    code: "process-scope",
    message: "Process counted: of CPU and memory the share",
  };
  const said = (change: Partial<Run>) => statement({ ...run, ...change }).text;
  assertStringIncludes(
    said({ notes: [process] }),
    "this process’s share of that of GPU, CPU and memory",
  );
  assertStringIncludes(said({ scope: "process" }), "this process’s share of that of GPU, CPU");
  assertStringIncludes(
    said({ notes: [process, { ...process, code: "process-scope-unknown" }] }),
    "other programs’ share included",
  );
  assertStringIncludes(
    said({ boundary: "node" }),
    "that of the whole machine, other programs included;",
  );
  assertStringIncludes(
    said({ boundary: "facility", pue: 1.125 }),
    "fans, board and power supply are not in it; the building’s share is in it; PUE 1.125.",
  );
  const parts = run.parts.map((part) => ({ ...part, source: "codecarbon" }));
  assert(!said({ parts }).includes("other programs"));
});

Deno.test("statement() of an estimate names hardware, load, place and year, and each source in its place", async () => {
  const day = await estimate({ accelerator: "A100", count: 8, hours: 24, zone: "DK", pue: 1.125 });
  const { text } = statement(day);
  for (
    const said of [
      "that the job used",
      "90 % intervals in brackets, over 1 d.",
      "It is taken to run on 8 × A100 SXM4 80GB at an assumed power of 0.70 of the limit (Epoch AI, 2026; ",
      "CPU and memory are not counted.",
      "PUE 1.125.",
      "Electricity is taken to be drawn in Denmark, at 114 gCO2eq/kWh, mean of 2025 (Ember, 2026).",
    ]
  ) assertStringIncludes(text, said);
  assertEquals(text.match(/Ember/g)?.length, 1);
  // 1e21 / (1e14 x 3600) = 2777.8 h of one device, shared by 4 or not: 115.7 days, 116
  const flops = { flops: 1e21, flopsPerSecond: 1e14, count: 4, powerWatts: 300 };
  const given = statement(await estimate({ ...flops, intensityGramsPerKwh: 100 })).text;
  assertStringIncludes(given, "in 116 device-days.");
  assertStringIncludes(given, "4 devices at 300 W each (given).");
  assertStringIncludes(given, "at 100 gCO2eq/kWh (given).");
  assertStringIncludes(given, "Nothing beside that power is counted.");
});

Deno.test("statement() of a what-if says what would be, and of anything else why not", async () => {
  const hour = await estimate({ powerWatts: 1000, hours: 1, intensityGramsPerKwh: 400 });
  const { text } = statement(await whatIf(hour, { intensityGramsPerKwh: 10 }));
  // 1 kWh, a fifth each way, times 10 g; half of the width begins with 2, so hundredths and tenths
  assertStringIncludes(
    text,
    "would use 1.00 kWh of electricity (0.80 to 1.20; modelled) and emit 10.0 gCO2eq",
  );
  assertStringIncludes(text, "at 10.0 gCO2eq/kWh");
  const { parts: _, epochs: __, machine: ___, place: ____, ...bare } = samples.MEASURED_RUN;
  assertThrows(
    () => statement({ ...bare, pue: undefined } as never),
    TypeError,
    "must be a run, an estimate, a total, a what-if or runs: current value is a footprint without",
  );
  assertThrows(() => statement({} as never), TypeError, "without energyKwh");
  assertThrows(() => statement([{}] as never), TypeError, "other things than runs");
});

Deno.test("statement() of mixed runs says when, where and that PUE was taken off", () => {
  const away: Run = {
    ...samples.MEASURED_RUN,
    id: "away",
    startedAt: "2026-11-02T13:02:00Z",
    status: "stopped",
    boundary: "facility",
    pue: 2,
    place: { zone: "SE", name: "Sweden", how: "given" },
  };
  for (const write of [statement, statementOfRuns]) {
    const { text } = write([samples.MEASURED_RUN, away]);
    // 1.225 + 1.225 / 2 = 1.8375
    const sums = write === statement ? "1.84 kWh" : "";
    assertStringIncludes(
      text,
      `2 runs (1 finished, 1 stopped) from 2 Nov 2026 to 24 Nov 2026 used ${sums}`,
    );
    assertStringIncludes(text, "PUE is taken off");
    assertStringIncludes(
      text,
      "in Denmark (DK) and in Sweden (SE), guessed from the time zone for 1 of the runs, at ",
    );
  }
});

Deno.test("statement() of runs counts once what totalOf() counts once", () => {
  const twice = [samples.MEASURED_RUN, { ...samples.MEASURED_RUN, id: "again", name: "again" }];
  const { text } = statementOfRuns(twice);
  assertStringIncludes(text, "used 1.23 kWh");
  assertStringIncludes(text, "Time in which two runs measured one machine is counted once.");
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

Deno.test("statement() tells a promise that was not awaited from what is no run", () => {
  const error = assertThrows(
    () => statement(Promise.resolve(samples.MEASURED_RUN) as unknown as Run),
    TypeError,
  );
  assertStringIncludes(error.message, "current value is a promise (write await before it)");
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

/** A run on two boards under a lowered limit, with what `track()` notes of it. */
function limited(message: string, code = "limit-lowered"): Run {
  return { ...samples.MEASURED_RUN, notes: [{ code, message, hint: "name the limit" }] };
}

Deno.test("statement() names a power limit that is not the usual one, in every style", () => {
  const both = limited(
    "Power limit lowered: gpu:0, gpu:1 (NVIDIA A100-PCIE-40GB) may draw 200 W, the table has 250 W",
  );
  const said = "3.17 accelerator-hours and 88.7 thread-hours; power limit 200 W (default 250 W).";
  for (const style of ["text", "markdown", "checklist"] as const) {
    const { text } = statement(both, { style });
    assertStringIncludes(text.replaceAll("\u202F", " ").replaceAll("\\-", "-"), said);
  }
  assertStringIncludes(
    statement(both, { style: "latex" }).text,
    "; power limit 200\\,W (default 250\\,W).",
  );
  const one = limited(
    "Power limit raised: gpu:1 (NVIDIA: A100 (x)) may draw 300 W, the table has 250 W",
    "limit-raised",
  );
  assertStringIncludes(statement(one).text, "; power limit 300 W (default 250 W) of GPU 1.");
  // A name that says the like is no limit; and a note that says no figures none either.
  const fake = limited("Power limit lowered: gpu:0 (may draw 1 W, the table has 2 W) is unknown");
  assert(!statement(fake).text.includes("power limit"));
});

Deno.test("statement() of many runs counts those under another power limit", () => {
  const lowered = limited(
    "Power limit lowered: gpu:0, gpu:1 (A100) may draw 200 W, the table has 250 W",
  );
  const other = { ...samples.MEASURED_RUN, id: "other" };
  assertStringIncludes(
    statement([lowered, other]).text,
    "1 of them ran under a power limit of 200 W (default 250 W).",
  );
  assertStringIncludes(
    statement([lowered, { ...lowered, id: "other" }]).text,
    "All of them ran under a power limit of 200 W (default 250 W).",
  );
});

Deno.test("statement() says that fans, board and power supply are modelled where they are", () => {
  const rest = {
    ...samples.MEASURED_RUN.parts[0]!,
    device: "rest",
    kind: "rest" as const,
    name: "fans, board, power supply",
    source: "rest-model",
    basis: "modelled" as const,
  };
  const run: Run = {
    ...samples.MEASURED_RUN,
    boundary: "node",
    parts: [...samples.MEASURED_RUN.parts, rest],
  };
  const { text } = statement(run);
  assertStringIncludes(
    text,
    "The energy is that of the whole machine, other programs included; fans, board and power supply are modelled; PUE 1.0.",
  );
  assertStringIncludes(text, "modelled for rest of the machine (rest-model)");
  assert(!text.includes("not in it"), text);
  assertStringIncludes(
    statement({ ...run, boundary: "facility", pue: 1.2 }).text,
    "fans, board and power supply are modelled; the building\u2019s share is in it; PUE 1.2",
  );
  // A meter's remainder is measured.
  const metered = { ...run, parts: [...samples.MEASURED_RUN.parts, { ...rest, source: "wall" }] };
  assert(!statement(metered).text.includes("fans, board"));
  assertStringIncludes(
    statement([run, metered]).text,
    "fans, board and power supply are modelled in some of the runs",
  );
});
