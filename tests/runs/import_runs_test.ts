import { RecordError } from "../../lib/errors.ts";
import { secondsOfClock } from "../../lib/record/carbontracker_log.ts";
import { readCarbontrackerLogs, readCodeCarbonCsv } from "../../lib/runs/import_runs.ts";
import { loadRun } from "../../lib/runs/load.ts";
import { saveRun } from "../../lib/runs/save.ts";
import { whatIf } from "../../lib/estimate/what_if.ts";
import { zoneChart } from "../../lib/estimate/zone_chart.ts";
import { modelCard } from "../../lib/runs/model_card.ts";
import { statement } from "../../lib/runs/statement.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { writeRun } from "../../lib/record/metric_text.ts";
import { loadChecks } from "../../lib/record/checks.ts";
import type { Run } from "../../lib/model.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { inFolder } from "../record/sample_run.ts";
import { simpleRun } from "./simple_run.ts";

const near = (actual: number, expected: number) =>
  assertAlmostEquals(actual, expected, 1e-9 * Math.max(1e-3, Math.abs(expected)));
const codes = (run: Run) => run.notes.map((note) => note.code);

interface Logged {
  readonly version?: string;
  readonly devices?: string;
  readonly epochs?:
    readonly (readonly [seconds: string, powers: Readonly<Record<string, string>>])[];
  readonly interrupted?: boolean;
  readonly location?: string;
  readonly output?: string;
}

/** A standard log as the program writes it. */
function standardLog(
  { version = "2.4.3", devices, epochs = [], interrupted, location }: Logged,
): string {
  const line = (text: string) => `2026-02-03 10:00:00 - ${text}\n`;
  return line(`carbontracker version ${version}`) +
    line(
      "Only predicted and actual consumptions are multiplied by a PUE coefficient of 1.58 (Daniel Bizo, 2023, Uptime Institute Global Data Center Survey).",
    ) +
    line(
      `The following components were found: ${
        devices ?? "GPU with device(s) Card A. CPU with device(s) cpu:0."
      }`,
    ) +
    line("Monitoring thread started.") +
    epochs.map(([seconds, powers], index) =>
      line(`Epoch ${index + 1}:`) + line(`Duration: ${seconds}`) +
      Object.entries(powers).map(([component, watts]) =>
        line(`Average power usage (W) for ${component}: ${watts}`)
      ).join("")
    ).join("") +
    (location === undefined ? "" : line(
      `Average carbon intensity during training was 445.00 gCO2eq/kWh at detected location: ${location}.`,
    )) +
    (interrupted ? line("Training was interrupted before all -1 epochs were monitored.") : "") +
    line("Monitoring thread ended.");
}

function block(kind: string, epochs: number, time: string, kwh: number, grams: number): string {
  return `2026-02-03 10:05:00 - CarbonTracker: \n${kind} consumption for ${epochs} epoch(s):\n` +
    `\tTime:\t${time}\n\tEnergy:\t${kwh.toFixed(12)} kWh\n\tCO2eq:\t${grams.toFixed(12)} g\n` +
    "\tThis is equivalent to:\n\t0.000001 km travelled by car\n";
}

async function imported(logs: Readonly<Record<string, string>>): Promise<readonly Run[]> {
  let runs: readonly Run[] = [];
  await inFolder(async (directory) => {
    for (const [name, text] of Object.entries(logs)) {
      await Deno.writeTextFile(`${directory}/${name}`, text);
    }
    runs = await readCarbontrackerLogs(directory);
  });
  return runs;
}

async function one(logged: Logged): Promise<Run> {
  const [run] = await imported({
    "mine_77.123_2026-02-03T100000Z_carbontracker.log": standardLog(logged),
    ...(logged.output === undefined ? {} : {
      "mine_77.123_2026-02-03T100000Z_carbontracker_output.log": logged.output,
    }),
  });
  return run!;
}

Deno.test("secondsOfClock() reads the clock texts of the logs", () => {
  assertEquals(secondsOfClock("0:01:00"), 60);
  assertEquals(secondsOfClock("0:59:59.70"), 3599.7);
  assertEquals(secondsOfClock("25:01:01.50"), 90061.5);
  assertEquals(secondsOfClock("-0:00:05"), -5);
  assertEquals(secondsOfClock("nan"), undefined);
});

Deno.test("readCarbontrackerLogs() gives the report and the log of one run the same figures", async () => {
  // 300 W + 100 W for three seconds: 400 x 3 / 3.6e6 x 1.58 = 0.000526667 kWh, x 445 = 0.234367 g.
  const kwh = 400 * 3 / 3.6e6 * 1.58;
  const epoch = ["0:00:01.00", { gpu: "300.0", cpu: "100.0" }] as const;
  const run = await one({
    epochs: [epoch, epoch, epoch],
    location: "Copenhagen, Capital Region, DK",
    output: block("Predicted", 3, "0:00:03", kwh, kwh * 445) +
      block("Actual", 3, "0:00:03", kwh, kwh * 445),
  });
  near(run.energyKwh, 0.0005266666666666667);
  near(run.emissionsGrams, 0.23436666666666667);
  assertEquals(run.durationSeconds, 3);
  assertEquals(run.epochs.length, 3);
  near(run.epochs[1]!.energyKwh, kwh / 3);
  assertEquals(run.epochs[1]!.startedAtSeconds, 1);
  assertEquals(run.parts.map((part) => part.device), ["gpu:0", "cpu:0"]);
  // The log prints 12 decimals of a kWh.
  assertAlmostEquals(run.parts[0]!.meanWatts, 300, 1e-5);
  assertAlmostEquals(run.parts[1]!.meanWatts, 100, 1e-5);
  assertEquals(run.pue, 1.58);
  assertEquals(run.boundary, "facility");
  near(run.itEnergyKwh, 400 * 3 / 3.6e6);
  near(run.intensityGramsPerKwh, 445);
  assertEquals(run.place, {
    zone: "DK",
    name: "Copenhagen, Capital Region, DK",
    how: "guessed",
    namedBy: "Carbontracker",
  });
  assertEquals(run.status, "finished");
  assertEquals(run.basis.energyKwh, "measured");
  assertEquals(run.name, "mine");
  assertEquals(codes(run), ["imported"]);
  assertEquals(run.startedAt, new Date(2026, 1, 3, 10).toISOString());
  assertEquals((await loadChecks()).run(JSON.parse(JSON.stringify(writeRun(run)))), undefined);
});

Deno.test("readCarbontrackerLogs() counts the epochs of an actual as they were, and takes it before the prediction", async () => {
  const [run] = await imported({
    "77.1_2026-02-03T100000Z_carbontracker_output.log":
      block("Predicted", 4, "0:00:04", 0.0000527, 0.02) +
      block("Actual", 4, "0:00:08", 0.0001449, 0.06),
  });
  near(run!.energyKwh, 0.0001449);
  near(run!.emissionsGrams, 0.06);
  assertEquals(run!.durationSeconds, 8);
  assertEquals(run!.plannedEpochs, 4);
  assertEquals(run!.predictions[0]!.energyKwh, 0.0000527);
  assertEquals(run!.name, "carbontracker");
});

Deno.test("readCarbontrackerLogs() and totalOf() add up a finished, a predicted and an early stopped run", async () => {
  const epoch = ["0:10:00.00", { gpu: "300.0" }] as const;
  const devices = "GPU with device(s) Card A.";
  const runs = (await imported({
    "a_1.1_2026-02-03T100000Z_carbontracker_output.log": block("Actual", 2, "0:20:00", 1, 100),
    "b_2.2_2026-02-03T100000Z_carbontracker_output.log": block("Predicted", 9, "1:30:00", 2, 150),
    "c_3.3_2026-02-03T100000Z_carbontracker.log": standardLog({
      devices,
      epochs: [epoch, epoch],
      interrupted: true,
    }),
    "c_3.3_2026-02-03T100000Z_carbontracker_output.log":
      block("Predicted", 5, "0:50:00", 1.25, 100) + block("Actual", 1, "0:20:00", 0.5, 40),
  })).toSorted((a, b) => a.name < b.name ? -1 : 1);
  assertEquals(runs.map((run) => run.name), ["a", "b", "c"]);
  assertEquals(runs.map((run) => run.basis.energyKwh), ["measured", "predicted", "measured"]);
  assertEquals(runs[2]!.epochs.length, 2);
  assertEquals(runs[2]!.status, "stopped");
  const total = totalOf(runs);
  near(total.energyKwh, 3.5);
  near(total.emissionsGrams, 290);
  assertStringIncludes(
    total.notes.find((note) => note.code === "predicted-in-total")!.message,
    "2.00 of 3.50 kWh",
  );
});

Deno.test("readCarbontrackerLogs() of a run stopped before its first epoch has none, and no energy", async () => {
  const run = await one({
    interrupted: true,
    output: block("Actual", -1, "0:00:00", 0, 0),
  });
  assertEquals(run.epochs, []);
  assertEquals(run.energyKwh, 0);
  assertEquals(run.status, "stopped");
  assert(codes(run).includes("nothing-measured"));
  assertEquals(JSON.stringify(run).includes("null"), false);
});

Deno.test("readCarbontrackerLogs() adds devices that were averaged", async () => {
  // Two boards at 250 W for an hour: printed 0.25 kWh x 1.58, drawn 0.5 kWh x 1.58.
  const run = await one({
    devices: "GPU with device(s) Card A, Card A. CPU with device(s) cpu:0, dram:0.",
    epochs: [["1:00:00.00", { gpu: "250.0", cpu: "55.0" }]],
    output: block("Actual", 1, "1:00:00", 0.305 * 1.58, 100),
  });
  near(run.itEnergyKwh, 0.5 + 0.11);
  near(run.energyKwh, 0.61 * 1.58);
  near(run.emissionsGrams, 200);
  assertEquals(run.parts.map((part) => [part.device, part.energyKwh]), [["gpu", 0.5], [
    "cpu",
    0.11,
  ]]);
  assertStringIncludes(
    run.notes.find((note) => note.code === "devices-added")!.message,
    "2.00 times",
  );
  assertEquals(run.machine.accelerators, [{ name: "Card A", count: 2 }]);
  assertEquals(run.acceleratorHours, 2);
});

Deno.test("readCarbontrackerLogs() takes figures that version 1 kept apart as they are", async () => {
  const run = await one({
    version: "1.1.7",
    devices: "GPU with device(s) Card A, Card B.",
    epochs: [["1:00:00.00", { gpu: "[250. 150.]" }]],
  });
  near(run.itEnergyKwh, 0.4);
  assertEquals(run.parts.map((part) => [part.device, part.name, part.energyKwh]), [
    ["gpu:0", "Card A", 0.25],
    ["gpu:1", "Card B", 0.15],
  ]);
  assert(!codes(run).includes("devices-added"));
  assertEquals(run.status, "recovered");
});

Deno.test("readCarbontrackerLogs() reads 1e-05, leaves nan and None empty and says so", async () => {
  const run = await one({
    epochs: [
      ["0:00:10.00", { gpu: "1e-05", cpu: "50.0" }],
      ["0:00:10.00", { gpu: "None", cpu: "nan" }],
      ["0:00:10.00", { gpu: "3.0", cpu: "50.0" }],
    ],
  });
  near(run.itEnergyKwh, (0.0001 + 500 + 30 + 500) / 3.6e6);
  assertEquals(run.parts.map((part) => part.missingSeconds), [10, 10]);
  assert(codes(run).includes("epochs-without-reading"));
  assertEquals(run.epochs[1]!.energyKwh, 0);
});

Deno.test("readCarbontrackerLogs() calls a processor at half its TDP modelled", async () => {
  const run = await one({
    devices: "CPU with device(s) Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz.",
    epochs: [["1:00:00.00", { cpu: "22.5" }]],
  });
  assertEquals(run.basis.energyKwh, "modelled");
  assertEquals(run.machine.cpu.name, "Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz");
  near(run.itEnergyKwh, 0.0225);
});

Deno.test("readCarbontrackerLogs() takes the prediction where the training went on unwatched", async () => {
  const run = await one({
    epochs: [["0:00:53.00", { gpu: "136.9", cpu: "13.4" }]],
    output: block("Actual", 1, "0:00:53", 0.003504, 0.357451) +
      block("Predicted", 4, "0:03:33", 0.014018, 1.429803),
  });
  near(run.energyKwh, 0.014018);
  assertEquals(run.basis.energyKwh, "predicted");
  assertEquals(run.durationSeconds, 213);
  // What its devices took of it was predicted too, and is as unsure: 0.81 and 1.24 of it at least.
  for (const { basis, energyKwh, energyRange } of run.parts) {
    assertEquals(basis, "predicted");
    assert(energyRange[0] < 0.81 * energyKwh && energyRange[1] > 1.24 * energyKwh);
  }
  // The epoch that was seen was measured: RAPL and the board within 10 %.
  const [seen] = run.epochs;
  assert(seen!.energyRange[0] > 0.9 * seen!.energyKwh);
  assert(codes(run).includes("epochs-unwatched"));
});

Deno.test("readCarbontrackerLogs() says where it finds no logs", () =>
  inFolder(async (directory) => {
    await assertRejects(() => readCarbontrackerLogs(directory), RecordError, "Cannot find logs");
    await assertRejects(() => readCarbontrackerLogs(`${directory}/no`), RecordError, "Cannot read");
  }));

const HEADS =
  "timestamp,project_name,run_id,experiment_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy,energy_consumed,country_name,country_iso_code,region,cloud_provider,cloud_region,os,python_version,codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,longitude,latitude,ram_total_size,tracking_mode,on_cloud,pue";

async function table(...rows: readonly string[]): Promise<readonly Run[]> {
  let runs: readonly Run[] = [];
  await inFolder(async (directory) => {
    await Deno.writeTextFile(`${directory}/emissions.csv`, [HEADS, ...rows, ""].join("\r\n"));
    runs = await readCodeCarbonCsv(`${directory}/emissions.csv`);
  });
  return runs;
}

const row = (
  { id = "a", seconds = 3600, kg = 0.15, cpu = 0.3, gpu = 0.6, ram = 0.1, pue = 1.25, gpus = "2" } =
    {},
) =>
  `2026-02-03T11:00:00,"my, ""project""",${id},5b0f,${seconds},${kg},1e-05,42.5,300,20,${cpu},${gpu},${ram},${
    cpu + gpu + ram
  },Denmark,DNK,capital region,,,Linux-6.8,3.12.1,3.3.0,16,AMD EPYC 7643,${gpus},${
    gpus === "" ? "" : "2 x NVIDIA RTX A5000"
  },12.5,55.7,64.0,machine,N,${pue}`;

Deno.test("readCodeCarbonCsv() reads a run in grams, its PUE taken out of the parts", async () => {
  const [run] = await table(row());
  near(run!.energyKwh, 1);
  near(run!.itEnergyKwh, 0.8);
  near(run!.emissionsGrams, 150);
  near(run!.intensityGramsPerKwh, 150);
  assertEquals(run!.parts.map((part) => part.device), ["gpu:0", "cpu:0", "memory"]);
  near(run!.parts[0]!.energyKwh, 0.48);
  assertEquals(run!.parts[0]!.name, "2 x NVIDIA RTX A5000");
  assertEquals(run!.name, 'my, "project"');
  assertEquals(run!.durationSeconds, 3600);
  assertEquals(run!.startedAt, new Date(2026, 1, 3, 10).toISOString());
  assertEquals(run!.boundary, "facility");
  assertEquals(run!.place, {
    zone: "DK",
    name: "capital region, Denmark",
    how: "guessed",
    namedBy: "CodeCarbon",
  });
  assertEquals(run!.machine.accelerators, [{ name: "NVIDIA RTX A5000", count: 2 }]);
  assertEquals(run!.acceleratorHours, 2);
  assertEquals(run!.basis.energyKwh, "modelled");
  assert(run!.ranges.energyKwh[0] < 0.9 && run!.ranges.energyKwh[1] > 1.1);
  assertEquals((await loadChecks()).run(JSON.parse(JSON.stringify(writeRun(run!)))), undefined);
});

Deno.test("readCodeCarbonCsv() takes the last row of a flushed run, and rows of others apart", async () => {
  const runs = await table(
    row({ seconds: 1200, kg: 0.05 }),
    row({ id: "b" }),
    row({ seconds: 2400, kg: 0.1 }),
    row(),
  );
  assertEquals(runs.map((run) => [run.id, run.durationSeconds]), [["a", 3600], ["b", 3600]]);
  assertStringIncludes(
    runs[0]!.notes.find((note) => note.code === "rows-of-one-run")!.message,
    "3 rows",
  );
  assert(!codes(runs[1]!).includes("rows-of-one-run"));
});

Deno.test("readCodeCarbonCsv() says that a board without a counter was not measured", async () => {
  const [run] = await table(row({ gpu: 0 }));
  assert(codes(run!).includes("gpu-not-measured"));
  assertEquals(run!.parts.find((part) => part.kind === "gpu")!.missingSeconds, 3600);
  const [none] = await table(row({ gpu: 0, gpus: "" }));
  assertEquals(none!.parts.map((part) => part.kind), ["cpu", "memory"]);
});

Deno.test("readCodeCarbonCsv() doubts Canada where no place was found", async () => {
  const [run] = await table(
    row().replace("Denmark,DNK,capital region", "Canada,CAN,").replace("12.5,55.7", ","),
  );
  assert(codes(run!).includes("place-may-be-a-fallback"));
});

Deno.test("readCodeCarbonCsv() leaves a row out that has no figures, and its table says which", async () => {
  const runs = await table(row().replace(",3600,", ",soon,"), row({ id: "b" }));
  assertEquals(runs.length, 1);
  const text = Deno.inspect(runs);
  assertStringIncludes(text, "line 2");
  assertStringIncludes(text, '"duration" must be');
});

Deno.test("readCodeCarbonCsv() refuses another table, naming the columns that are not there", () =>
  inFolder(async (directory) => {
    await Deno.writeTextFile(`${directory}/x.csv`, "a,b\n1,2\n");
    const error = await assertRejects(() => readCodeCarbonCsv(`${directory}/x.csv`), RecordError);
    assertStringIncludes(error.message, '"energy_consumed"');
    await assertRejects(() => readCodeCarbonCsv(`${directory}/no.csv`), RecordError, "Cannot read");
  }));

Deno.test("a log that names a town alone keeps the town and its own intensity, and says that they are the log's", async () => {
  const run = await one({
    epochs: [["0:00:01.00", { gpu: "300.0" }]],
    location: "Copenhagen",
    output: block("Actual", 1, "0:00:01", 0.001, 0.121),
  });
  assertEquals(run.place, {
    zone: "WORLD",
    name: "Copenhagen",
    how: "guessed",
    namedBy: "Carbontracker",
  });
  // 0.121 g over 0.001 kWh.
  near(run.intensityGramsPerKwh, 121);
  assertEquals(run.intensities[0]?.source, "carbontracker");
  const note = run.notes.find(({ code }) => code === "place-of-the-log");
  assert(note?.message.includes("Copenhagen") && note.message.includes("121 gCO2eq/kWh"));
  // Its record has all of it.
  await inFolder(async (directory) => {
    const path = await saveRun(run, directory);
    assertEquals((await loadRun(path)).place, run.place);
  });
  const nameless = await one({
    epochs: [["0:00:01.00", { gpu: "300.0" }]],
    output: block("Actual", 1, "0:00:01", 0.001, 0.121),
  });
  assertEquals(nameless.place.name, "not known");
  assert(!codes(nameless).includes("place-of-the-log"));
});

Deno.test("whatIf() does not take the world's grids for those of a town in a log", async () => {
  const run = await one({
    epochs: [["0:00:01.00", { gpu: "300.0" }]],
    location: "Copenhagen",
    output: block("Actual", 1, "0:00:01", 0.001, 0.121),
  });
  await assertRejects(() => whatIf(run, { year: 2024 }), TypeError, "does not say its place");
  assertStringIncludes((await zoneChart(run, { zones: ["SE"] })).caption, "where it ran");
});

Deno.test("a table of which the user named the country has a place that was given", async () => {
  const [run] = await table(row().replace("12.5,55.7", ","));
  assertEquals([run!.place.how, run!.place.namedBy], ["given", "CodeCarbon"]);
});

Deno.test("statement() of an imported run names the tool whose numbers they are", async () => {
  const kwh = 400 * 2 / 3.6e6 * 1.58;
  const epoch = ["0:00:01.00", { gpu: "300.0", cpu: "100.0" }] as const;
  const theirs = await one({
    epochs: [epoch, epoch],
    output: block("Actual", 2, "0:00:02", kwh, kwh * 445),
  });
  const [tool] = theirs.sources[0]!.title.split(",");
  assertMatch(
    statement(theirs).text,
    new RegExp(
      `\\. Energy and emissions by ${tool}, from its log; intervals and sentences by Footnote [^ ]+ \\(.*\\)\\.$`,
    ),
  );
  assertMatch(tool!, /^Carbontracker \d/);
  assertStringIncludes(modelCard(theirs).text, `source: "${tool}, read by Footnote `);
  const ours = simpleRun({ host: "b" });
  assertMatch(statement(ours).text, / Figures by Footnote [^ ]+ \([^ ]*\)\.$/);
  assertStringIncludes(statement([theirs, ours]).text, `; energy of 1 of the 2 runs by ${tool}.`);
  assertStringIncludes(
    statement([theirs, { ...theirs, id: "b" }]).text,
    `by ${tool}, from its logs;`,
  );
  const elsewhere = await whatIf(theirs, { zone: "SE" });
  assertStringIncludes(
    statement(elsewhere).text,
    " Energy by Carbontracker, from its log; all else by Footnote ",
  );
});
