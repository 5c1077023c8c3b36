import { accountRun } from "../../lib/carbon/account.ts";
import { WORLD_GRAMS_PER_KWH } from "../../lib/carbon/world.ts";
import type { DeviceLedger, RunLedger } from "../../lib/inside_run.ts";
import type { Note, Run, SourceUncertainty } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";
import { ledger, point, steady } from "./ledger.ts";

/** Within a millionth of the figure. */
function close(actual: number, expected: number): void {
  assertAlmostEquals(actual, expected, 1e-6 * expected);
}
function noteOf(run: Run, code: string): Note {
  const note = run.notes.find((each) => each.code === code);
  assert(note !== undefined, `no note "${code}"`);
  return note;
}
const epoch = (startedAtSeconds: number, durationSeconds: number, joules: number[]) => ({
  startedAtSeconds,
  durationSeconds,
  joules,
  complete: true,
  metrics: {},
});

Deno.test("accountRun() of 250 W for an hour at PUE 1.58 on a 300 g grid is 0.395 kWh and 118.5 g", () => {
  const run = accountRun(ledger([steady("gpu:0", 250, 3600)], 3600, { pue: 1.58, pueGiven: true }));
  close(run.energyKwh, 0.395);
  close(run.itEnergyKwh, 0.25);
  close(run.emissionsGrams, 118.5);
  assertEquals(run.boundary, "facility");
});

Deno.test("accountRun() sums devices of one kind: 250 W and 150 W for an hour are 0.4 kWh", () => {
  close(
    accountRun(ledger([steady("gpu:0", 250, 3600), steady("gpu:1", 150, 3600)], 3600)).energyKwh,
    0.4,
  );
});

Deno.test("accountRun() sums a package of 100 W and its memory of 10 W to 0.110 kWh", () => {
  close(
    accountRun(ledger([steady("cpu:0", 100, 3600), steady("memory:0", 10, 3600)], 3600)).energyKwh,
    0.11,
  );
});

Deno.test("accountRun() of two epochs, 60 s at 200 W and 120 s at 300 W, is 48 kJ with and without PUE", () => {
  const gpu = steady("gpu:0", 48_000 / 180, 180);
  const epochs = [epoch(0, 60, [12_000]), epoch(60, 120, [36_000])];
  const plain = accountRun(ledger([gpu], 180, { epochs }));
  close(plain.energyKwh, 0.01333333);
  close(plain.epochs[0]!.energyKwh, 12_000 / 3.6e6);
  close(plain.epochs[1]!.energyKwh, 0.01);
  const housed = accountRun(ledger([gpu], 180, { epochs, pue: 1.58, pueGiven: true }));
  close(housed.energyKwh, 0.02106667);
  close(housed.epochs[0]!.energyKwh + housed.epochs[1]!.energyKwh, 0.02106667);
});

Deno.test("accountRun() weighs the grid by energy: 10 min at 100 g and 20 min at 200 g are 166.667 g/kWh", () => {
  const run = accountRun(ledger([steady("gpu:0", 100, 1800)], 1800, {
    intensities: [point(100), point(200, 600, { basis: "predicted" })],
  }));
  assertAlmostEquals(run.intensityGramsPerKwh, 166.667, 1e-3);
  assertEquals(run.basis.emissionsGrams, "predicted");
});

Deno.test("accountRun() meets each piece with the intensity of its time: 0.3 kWh at 100 g and 0.1 kWh at 500 g are 80 g", () => {
  const gpu = steady("gpu:0", 200, 7200, {
    points: [
      { fromSeconds: 0, toSeconds: 3600, meanWatts: 300, lowWatts: 300, highWatts: 300 },
      { fromSeconds: 3600, toSeconds: 7200, meanWatts: 100, lowWatts: 100, highWatts: 100 },
    ],
  });
  const run = accountRun(ledger([gpu], 7200, {
    intensities: [point(100), point(500, 3600)],
    epochs: [
      epoch(0, 3600, [1_080_000]),
      epoch(3600, 3600, [360_000]),
      epoch(1800, 3600, [720_000]),
    ],
  }));
  close(run.energyKwh, 0.4);
  close(run.emissionsGrams, 80);
  close(run.intensityGramsPerKwh, 200);
  close(run.epochs[0]!.emissionsGrams, 30);
  close(run.epochs[1]!.emissionsGrams, 50);
  close(run.epochs[2]!.emissionsGrams, 0.15 * 100 + 0.05 * 500); // half before, half after
});

Deno.test("accountRun() of eight boards of 250 W for a day at PUE 1.2 in France is 57.6 kWh and 2,544.715 g", () => {
  const day = 86_400;
  const boards = Array.from({ length: 8 }, (_, index) => steady(`gpu:${index}`, 250, day));
  const run = accountRun(
    ledger(boards, day, { pue: 1.2, pueGiven: true, intensities: [point(44.179085)] }),
  );
  close(run.energyKwh, 57.6);
  close(run.emissionsGrams, 2544.715);
  assertEquals(run.acceleratorHours, 8 * 24);
  assertEquals(run.cpuCoreHours, 8 * 24); // eight threads
});

Deno.test("accountRun() joins the errors of a node as the rule says", () => {
  const hours = 10 * 3600;
  const of = (device: string, kwh: number, uncertainty: SourceUncertainty) =>
    steady(device, kwh * 3.6e6 / hours, hours, { uncertainty, basis: "measured" });
  const devices: DeviceLedger[] = [
    ...Array.from(
      { length: 8 },
      (_, index) =>
        of(`gpu:${index}`, 10, { key: "nvml:X", shared: [0.05, 0.07], own: [0.025, 0.025] }),
    ),
    ...Array.from(
      { length: 2 },
      (_, index) =>
        of(`cpu:${index}`, 3, { key: "rapl:intel", shared: [0.05, 0.05], own: [0.02, 0.02] }),
    ),
    ...Array.from(
      { length: 2 },
      (_, index) =>
        of(`memory:${index}`, 1, { key: "rapl-dram", shared: [0.25, 0.10], own: [0, 0] }),
    ),
  ];
  const grid = point(114, 0, { range: [114 * 0.82, 114 * 1.11], year: 2025 });
  const run = accountRun(ledger(devices, 3 * 86_400, { intensities: [grid] }));
  assertAlmostEquals(run.energyKwh, 88, 1e-9);
  assertAlmostEquals(run.ranges.energyKwh[0], 83.89546592169098, 1e-9);
  assertAlmostEquals(run.ranges.energyKwh[1], 93.65660675670495, 1e-9);
  // ln² of the energy, of the value one year old and of a run of three days: 0.82, 1.11 and 0.60, 1.48
  const low = Math.hypot(Math.log(83.89546592169098 / 88), Math.log(0.82), Math.log(0.60));
  const high = Math.hypot(Math.log(93.65660675670495 / 88), Math.log(1.11), Math.log(1.48));
  assertAlmostEquals(run.ranges.emissionsGrams[0], 88 * 114 * Math.exp(-low), 1e-6);
  assertAlmostEquals(run.ranges.emissionsGrams[1], 88 * 114 * Math.exp(high), 1e-6);
});

Deno.test("accountRun() takes a model's own range for its error, common to all of that model", () => {
  const model = (device: string) =>
    steady(device, 100, 36, {
      source: "cpu-model",
      basis: "modelled",
      lowJoules: 1800,
      highJoules: 7200,
      uncertainty: { key: "cpu-model", shared: [0.1, 0.1], own: [0.1, 0.1] },
    });
  const run = accountRun(ledger([model("cpu:0"), model("cpu:1")], 36));
  assertEquals(run.parts[0]!.uncertainty, { key: "cpu-model", shared: [0.5, 1], own: [0, 0] });
  close(run.energyKwh, 0.002);
  close(run.ranges.energyKwh[0], 0.001);
  close(run.ranges.energyKwh[1], 0.004);
  assertEquals(run.basis.energyKwh, "modelled");
  assert(run.sources.some(({ id }) => id === "specpower"));
});

Deno.test("accountRun() uses the error at low load below the stated power, and adds a tick at each end", () => {
  const uncertainty: SourceUncertainty = {
    key: "nvml:X",
    shared: [0.05, 0.07],
    own: [0, 0],
    lowLoad: { belowWatts: 150, shared: [0.06, 0.12] },
    tickSeconds: 0.1,
  };
  const at = (watts: number) =>
    accountRun(ledger([steady("gpu:0", watts, 10, { uncertainty })], 10)).parts[0]!.uncertainty!;
  assertEquals(at(100).shared, [0.06, 0.12]);
  assertEquals(at(200).shared, [0.05, 0.07]);
  assertAlmostEquals(at(200).own[0], Math.SQRT2 * 0.01, 1e-12); // a tick of 0.1 s in 10 s, twice, in quadrature
});

Deno.test("accountRun() never goes below 0 kWh, however short the run", () => {
  const uncertainty: SourceUncertainty = {
    key: "x",
    shared: [0.5, 0.5],
    own: [0, 0],
    tickSeconds: 1,
  };
  const run = accountRun(ledger([steady("gpu:0", 100, 0.01, { uncertainty })], 0.01));
  assertEquals(run.ranges.energyKwh[0], 0);
  assertEquals(run.ranges.emissionsGrams[0], 0);
  assert(Number.isFinite(run.ranges.energyKwh[1]));
});

Deno.test("accountRun() with a meter beside devices: the meter is the sum, the rest is its remainder", () => {
  const meter = steady("wall", 400, 3600, {
    kind: "system",
    source: "wall",
    uncertainty: { key: "wall:plug", shared: [0.02, 0.02], own: [0, 0] },
  });
  const run = accountRun(
    ledger([steady("gpu:0", 250, 3600), steady("cpu:0", 50, 3600), meter], 3600, {
      epochs: [epoch(0, 1800, [450_000, 90_000, 720_000])],
    }),
  );
  assertEquals(run.parts.map(({ device, kind }) => [device, kind]), [["gpu:0", "gpu"], [
    "cpu:0",
    "cpu",
  ], ["rest", "rest"]]);
  close(run.parts[2]!.energyKwh, 0.1);
  close(run.parts[2]!.meanWatts, 100);
  close(run.energyKwh, 0.4);
  close(run.ranges.energyKwh[0], 0.392);
  close(run.epochs[0]!.energyKwh, 0.2);
  assertEquals(run.boundary, "node");
  assert(!run.notes.some(({ code }) => code === "rest-missing"));
});

Deno.test("accountRun() with a meter alone has the part wall and the boundary node", () => {
  const run = accountRun(
    ledger([steady("wall", 400, 3600, { kind: "system", source: "wall" })], 3600),
  );
  assertEquals(run.parts.map(({ device }) => device), ["wall"]);
  assertEquals(run.boundary, "node");
});

Deno.test("accountRun() sets a meter aside that saw less than the devices, and says so", () => {
  const meter = steady("wall", 100, 3600, { kind: "system", source: "wall" });
  const run = accountRun(ledger([steady("gpu:0", 250, 3600), meter], 3600));
  close(run.energyKwh, 0.25);
  assertEquals(run.boundary, "device");
  assertEquals(run.parts.length, 1);
  assertStringIncludes(noteOf(run, "meter-short").message, "40 %");
});

Deno.test("accountRun() says of a meter that was silent for a part of the run that it was, not that it reads too little", () => {
  // 400 W for the half hour in which it answered, and then the board's 250 W: 0.2 + 0.125 kWh, more than the meter's 0.2 and the board's 0.25.
  const meter = steady("wall", 200, 3600, {
    kind: "system",
    source: "wall",
    missingSeconds: 1800,
  });
  const run = accountRun(ledger([steady("gpu:0", 250, 3600), meter], 3600));
  close(run.energyKwh, 0.325);
  const { message } = noteOf(run, "meter-silent");
  assertStringIncludes(message, "did not answer for 1800 s of 3600 s");
  assert(!message.includes("%"));
});

Deno.test("accountRun() says what the figures leave out: PUE, the rest, gaps and minor parts", () => {
  const run = accountRun(ledger([
    steady("gpu:0", 250, 3600, { missingSeconds: 36 }),
    steady("memory", 1, 3600, { basis: "modelled", source: "memory-model" }),
  ], 3600));
  assertEquals(noteOf(run, "pue-one").message, "PUE 1.0 counts the machine alone");
  assertStringIncludes(noteOf(run, "rest-missing").message, "1.25 to 2.3");
  assertStringIncludes(noteOf(run, "gap").message, "36 s of 3600 s (1 %)");
  assertEquals(noteOf(run, "gap").device, "gpu:0");
  assertEquals(noteOf(run, "minor-part").device, "memory");
  assertEquals(run.basis.energyKwh, "measured");
  const again = accountRun(ledger([steady("gpu:0", 250, 3600)], 3600, { notes: run.notes }));
  assertEquals(again.notes.filter(({ code }) => code === "pue-one").length, 1);
});

Deno.test("accountRun() says a gap in plain figures", () => {
  const gpu = steady("gpu:0", 300, 90.2, { missingSeconds: 9.8 });
  const run = accountRun(ledger([gpu], 99.8));
  // 9.8 % and 99.8 s: with one and two digits, and no powers of ten.
  assertStringIncludes(noteOf(run, "gap").message, "9.8 s of 100 s (10 %)");
});

Deno.test("accountRun() counts the devices while a meter is silent, and what else there may have been in the upper end", () => {
  const half = {
    fromSeconds: 0,
    toSeconds: 1800,
    meanWatts: 1000,
    lowWatts: 1000,
    highWatts: 1000,
  };
  const meter = steady("wall", 1000, 1800, {
    kind: "system",
    source: "wall",
    missingSeconds: 1800,
    points: [half],
  });
  const stretch = { durationSeconds: 1800, complete: true, metrics: {} };
  const run = accountRun(ledger([steady("gpu:0", 300, 3600), meter], 3600, {
    epochs: [
      { ...stretch, startedAtSeconds: 0, joules: [300 * 1800, 1000 * 1800] },
      { ...stretch, startedAtSeconds: 1800, joules: [300 * 1800, 0] },
    ],
  }));
  // 1000 W for half an hour and 300 W for the other: 0.65 kWh; had the rest gone on, 1 kWh.
  assertAlmostEquals(run.energyKwh, 0.65, 1e-9);
  assertAlmostEquals(run.ranges.energyKwh[0], 0.65, 1e-9);
  assertAlmostEquals(run.ranges.energyKwh[1], 1, 1e-9);
  assertEquals(run.epochs.map(({ energyKwh }) => Number(energyKwh.toFixed(9))), [0.5, 0.15]);
  // The second epoch is the gap: what else the machine drew, 700 W if it went on, is in its upper end, and in the first's nothing.
  assertEquals(run.epochs.map(({ energyRange: [, high] }) => Number(high.toFixed(9))), [0.5, 0.5]);
  assertStringIncludes(noteOf(run, "meter-silent").message, "1800 s of 3600 s");
  assertEquals(run.notes.some(({ code }) => code === "gap"), false);
});

Deno.test("accountRun() takes the grid of the time in which the devices beside a silent meter drew", () => {
  const trace = (from: number, to: number, watts: number) => [{
    fromSeconds: from,
    toSeconds: to,
    meanWatts: watts,
    lowWatts: watts,
    highWatts: watts,
  }];
  const meter = steady("wall", 1000, 1800, {
    kind: "system",
    source: "wall",
    missingSeconds: 1800,
    points: trace(0, 1800, 1000),
  });
  const joules = [300 * 3600, 1000 * 1800];
  const stretch = { durationSeconds: 3600, startedAtSeconds: 0, complete: true, metrics: {} };
  const run = accountRun(ledger([steady("gpu:0", 300, 3600), meter], 3600, {
    intensities: [point(100), point(500, 1800)],
    epochs: [{ ...stretch, joules }],
  }));
  // 0.5 kWh at 100 g and 0.15 kWh at 500 g; so has an epoch of the whole run.
  close(run.emissionsGrams, 125);
  close(run.epochs[0]?.emissionsGrams ?? NaN, 125);
});

Deno.test("accountRun() knows a sum no better than the devices that fill a silent meter's gap", () => {
  const meter = (missingSeconds: number) =>
    steady("wall", 1000, 3600 - missingSeconds, { kind: "system", source: "wall", missingSeconds });
  const modelled = steady("cpu:0", 300, 3600, { basis: "modelled", source: "cpu-model" });
  assertEquals(accountRun(ledger([modelled, meter(1800)], 3600)).basis.energyKwh, "modelled");
  assertEquals(accountRun(ledger([modelled, meter(0)], 3600)).basis.energyKwh, "measured");
});

Deno.test("accountRun() takes a meter that never answered for none: the devices, and no machine around them", () => {
  const meter = steady("wall", 0, 3600, {
    kind: "system",
    source: "wall",
    missingSeconds: 3600,
    points: [],
  });
  const run = accountRun(ledger([steady("gpu:0", 300, 3600), meter], 3600));
  close(run.energyKwh, 0.3);
  assertEquals(run.boundary, "device");
  assertEquals(run.parts.map(({ device }) => device), ["gpu:0"]);
  assertStringIncludes(noteOf(run, "meter-silent").message, "in the whole run");
  noteOf(run, "rest-missing");
});

Deno.test("accountRun() loses nothing of a gap of a meter, however short: the devices count in it", () => {
  const trace = (from: number, to: number) => ({
    fromSeconds: from,
    toSeconds: to,
    meanWatts: 400,
    lowWatts: 400,
    highWatts: 400,
  });
  const meter = steady("wall", 400, 3582, {
    kind: "system",
    source: "wall",
    missingSeconds: 18,
    points: [trace(0, 1800), trace(1818, 3600)],
  });
  const run = accountRun(ledger([steady("gpu:0", 300, 3600), meter], 3600));
  // 400 W but for 18 s of 300 W at the least, and of 400 W at the most.
  close(run.energyKwh * 3.6e6, 400 * 3582 + 300 * 18);
  close(run.ranges.energyKwh[1] * 3.6e6, 400 * 3600);
});

Deno.test("accountRun() fills no gap of one of two meters: the other still counts what is behind it", () => {
  const plug = (device: string, watts: number, seconds: number) =>
    steady(device, watts, seconds, {
      kind: "system",
      source: "wall",
      missingSeconds: 3600 - seconds,
    });
  const run = accountRun(ledger([
    steady("gpu:0", 600, 3600),
    plug("plug:0", 100, 1800),
    plug("plug:1", 900, 3600),
  ], 3600));
  close(run.energyKwh, 0.95);
  assertEquals(noteOf(run, "gap").device, "plug:0");
});

Deno.test("accountRun() says how far the wall is above the sensors only of machines that evidence is of", () => {
  const message = (names: readonly string[], virtualized = false) => {
    const boards = names.map((name, index) => steady(`gpu:${index}`, 250, 3600, { name }));
    const plain = ledger(boards.length > 0 ? boards : [steady("cpu:0", 100, 3600)], 3600);
    return noteOf(
      accountRun({ ...plain, machine: { ...plain.machine, virtualized } }),
      "rest-missing",
    ).message;
  };
  const two = Array<string>(2);
  const left = "Fans, board and power supply are in no sensor";
  assertEquals(
    message(["NVIDIA GeForce RTX 4090"]),
    `${left}: the wall is about 1.25 to 2.3 times this on a desktop with one GPU`,
  );
  assertEquals(
    message(two.fill("NVIDIA A100-SXM4-40GB"), true),
    "Fans, board and power supply of the host are in no sensor",
  );
  assertEquals(message(["NVIDIA H100 PCIe"]), left);
  assertEquals(message(two.fill("NVIDIA GeForce RTX 4090")), left);
  assertEquals(
    message(["NVIDIA RTX A6000"], true),
    "Fans, board and power supply of the host are in no sensor",
  );
  assertEquals(
    message(Array<string>(8).fill("NVIDIA H100 80GB HBM3")),
    `${left}: the wall is about 1.3 to 1.65 times its GPUs on a node of eight`,
  );
  assertStringIncludes(message([]), "1.1 to 1.5 times this on a server without GPUs");
});

Deno.test("accountRun() advises no guest to put a meter at the wall", () => {
  const of = (machine: { virtualized: boolean; os?: string }) => {
    const plain = ledger([steady("gpu:0", 250, 3600)], 3600);
    return noteOf(
      accountRun({ ...plain, machine: { ...plain.machine, ...machine } }),
      "rest-missing",
    );
  };
  assertStringIncludes(of({ virtualized: false }).hint ?? "", "wallSource");
  assertEquals(of({ virtualized: true }).hint, undefined);
  assertStringIncludes(of({ virtualized: true }).message, "of the host are in no sensor");
  // The Linux inside a person's own computer.
  const wsl = of({ virtualized: true, os: "linux 5.15.0-microsoft-standard-WSL2" });
  assertStringIncludes(wsl.hint ?? "", "wallSource");
});

Deno.test("accountRun() with no device is 0 by default, finite, and says first that nothing was measured", () => {
  const run = accountRun(ledger([], 0));
  assertEquals(run.energyKwh, 0);
  assertEquals(run.ranges.energyKwh, [0, 0]);
  assertEquals(run.basis, { energyKwh: "default", emissionsGrams: "default" });
  assertEquals(run.notes[0]!.code, "nothing-measured");
  assertEquals(run.intensityGramsPerKwh, 300);
  assert(!JSON.stringify(run).includes("null")); // NaN and Infinity would be null
});

Deno.test("accountRun() has the range of all countries where nobody knows the place", () => {
  const grid = point(WORLD_GRAMS_PER_KWH, 0, { year: 2025, basis: "default", source: "Ember" });
  const devices = [steady("gpu:0", 1000, 365 * 86_400)];
  const run = accountRun(ledger(devices, 365 * 86_400, {
    intensities: [grid],
    place: { zone: "WORLD", name: "World", how: "guessed" },
  }));
  close(run.ranges.emissionsGrams[0], 0.07 * run.emissionsGrams);
  close(run.ranges.emissionsGrams[1], 1.70 * run.emissionsGrams);
  assertEquals(run.basis.emissionsGrams, "default");
  assertEquals(run.sources[0]!.id, "ember");
});

Deno.test("accountRun() without any intensity takes the world's mean by default", () => {
  const run = accountRun(ledger([steady("gpu:0", 1000, 3600)], 3600, { intensities: [] }));
  close(run.emissionsGrams, WORLD_GRAMS_PER_KWH);
  assertEquals(run.basis.emissionsGrams, "default");
});

Deno.test("accountRun() splits by time where no trace says when a device drew its energy", () => {
  const run = accountRun(ledger([steady("gpu:0", 100, 1800, { points: [] })], 1800, {
    intensities: [point(100), point(400, 1200)],
  }));
  close(run.intensityGramsPerKwh, 200); // 20 min at 100, 10 min at 400
});

Deno.test("accountRun() keeps a note on a provider's PUE until a PUE is given", () => {
  const notes = [{
    code: "pue-one",
    message: "PUE 1.0 counts the machine alone: 1.09",
    hint: "track({ pue: 1.09 }, …)",
  }];
  const of = (pueGiven: boolean) =>
    accountRun(ledger([steady("gpu:0", 250, 3600)], 3600, { notes, pueGiven })).notes
      .filter(({ code }) => code === "pue-one").map(({ hint }) => hint);
  assertEquals(of(false), ["track({ pue: 1.09 }, …)"]);
  assertEquals(of(true), []);
});

Deno.test("accountRun() keeps whether the run counted its own process alone", () => {
  const of = (change: Partial<RunLedger>) =>
    accountRun(ledger([steady("gpu:0", 250, 3600)], 3600, change));
  assertEquals(of({ scope: "process" }).scope, "process");
  assertEquals("scope" in of({}), false);
});
