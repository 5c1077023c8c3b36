import { accountRun } from "../../lib/carbon/account.ts";
import { fitCalibration } from "../../lib/sample/calibration.ts";
import { countedJoules } from "../../lib/counted_joules.ts";
import { restModel } from "../../lib/hardware/rest_model.ts";
import { settleLedger } from "../../lib/sample/settled_ledger.ts";
import type { DeviceLedger, RunLedger } from "../../lib/inside_run.ts";
import type { Calibration } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";

/** 60 s of a board at 300 W and a CPU at 100 W: 24,000 J. */
const SECONDS = 60;
const device = (name: string, kind: DeviceLedger["kind"], watts: number): DeviceLedger => ({
  device: name,
  kind,
  name,
  source: kind === "system" ? "wall" : "nvml-energy",
  basis: "measured",
  uncertainty: { key: name, shared: [0.05, 0.05], own: [0, 0] },
  energyJoules: watts * SECONDS,
  lowJoules: watts * SECONDS,
  highJoules: watts * SECONDS,
  missingSeconds: 0,
  points: [{
    fromSeconds: 0,
    toSeconds: SECONDS,
    meanWatts: watts,
    lowWatts: watts,
    highWatts: watts,
  }],
});
const ledger = (devices: readonly DeviceLedger[], calibration?: Calibration): RunLedger => ({
  version: 1,
  id: "a",
  name: "a",
  status: "finished",
  startedAt: "2026-11-24T10:00:00.000Z",
  endedAt: "2026-11-24T10:01:00.000Z",
  durationSeconds: SECONDS,
  devices,
  epochs: [{
    startedAtSeconds: 0,
    durationSeconds: 30,
    joules: devices.map(({ energyJoules }) => energyJoules / 2),
    complete: true,
    metrics: {},
  }],
  spans: [],
  predictions: [],
  metrics: {},
  pue: 1,
  pueGiven: false,
  place: { zone: "DK", name: "Denmark", how: "given" },
  machine: {
    hostname: "desk",
    os: "linux",
    arch: "x86_64",
    runtime: "deno",
    cpu: { name: "CPU", threads: 8 },
    memoryGb: 16,
    accelerators: [],
  },
  intensities: [],
  notes: [],
  sources: [],
  ...(calibration === undefined ? {} : { calibration }),
});
const DEVICES = [device("gpu:0", "gpu", 300), device("cpu:0", "cpu", 100)];
/** Wall = 50 W + 1.2 x sensors, from one hour at 400 W: 530 W. */
const CALIBRATION = fitCalibration({
  readings: [{ energyKwh: 0.4, meterKwh: 0.53, durationSeconds: 3600 }],
  name: "desk",
  machine: "desk",
  madeAt: "2026-11-24T09:00:00Z",
});
const codes = (settled: RunLedger) => settled.notes.map(({ code }) => code);

Deno.test("settleLedger() with a calibration makes the wall the whole and the rest a part", () => {
  const run = accountRun(settleLedger(ledger(DEVICES, CALIBRATION)));
  // 530 W x 60 s = 31,800 J; of it 24,000 J are the devices'
  assertAlmostEquals(run.energyKwh * 3.6e6, 31_800, 1e-6);
  assertEquals(run.boundary, "node");
  assertEquals(run.basis.energyKwh, "modelled");
  const rest = run.parts.at(-1)!;
  assertEquals(
    [rest.device, rest.kind, rest.source, rest.basis],
    ["rest", "rest", "calibration", "modelled"],
  );
  assertAlmostEquals(rest.energyKwh * 3.6e6, 7_800, 1e-6);
  assertAlmostEquals(
    run.parts.reduce((sum, part) => sum + part.energyKwh, 0),
    run.energyKwh,
    1e-12,
  );
  // residual 1.645 x 0.06 x 530 W, x sqrt(2) for one reading, and 2 % of the meter's
  const half = Math.hypot(1.645 * 0.06 * 530 * Math.SQRT2, 0.02 * 530) * SECONDS;
  assertAlmostEquals(run.ranges.energyKwh[1] * 3.6e6, 31_800 + half, 1e-6);
  // an epoch of half the energy and half the time is half the wall
  assertAlmostEquals(run.epochs[0]!.energyKwh, run.energyKwh / 2, 1e-12);
  const wall = run.traces.find((trace) => trace.device === "wall")!;
  assertAlmostEquals(wall.points[0]!.meanWatts, 530, 1e-9);
});

Deno.test("settleLedger() says where a calibration is used outside its loads, or not at all", () => {
  assertEquals(codes(settleLedger(ledger(DEVICES, CALIBRATION))), []);
  const light = settleLedger(ledger([device("gpu:0", "gpu", 30)], CALIBRATION));
  assertEquals(codes(light), ["calibration-outside"]);
  assertStringIncludes(
    light.notes[0]!.message,
    "made at 400 to 400 W of sensors, this run drew 30 W",
  );
  const metered = settleLedger(ledger([...DEVICES, device("wall", "system", 600)], CALIBRATION));
  assertEquals(codes(metered), ["calibration-unused"]);
  assertEquals(metered.devices.length, 3);
  const low = { ...CALIBRATION, offsetWatts: -200 }; // 280 W of wall for 400 W of sensors
  const short = settleLedger(ledger(DEVICES, low));
  assertEquals([codes(short), short.devices.length], [["calibration-short"], 2]);
  assertEquals(settleLedger(ledger([], CALIBRATION)).devices, []);
});

Deno.test("settleLedger() shows the machine's total beside a process, and does not count it", () => {
  const run = accountRun(settleLedger(ledger([
    device("gpu:0", "gpu", 100),
    device("machine/gpu:0", "gpu", 400),
    device("wall", "system", 600), // of the whole machine: 36,000 J
  ])));
  assertAlmostEquals(run.energyKwh * 3.6e6, 6_000, 1e-9);
  assertAlmostEquals(run.epochs[0]!.energyKwh * 3.6e6, 3_000, 1e-9);
  assertEquals(run.parts.map((part) => part.device), ["gpu:0"]);
  const note = run.notes.find(({ code }) => code === "machine-total")!;
  assertStringIncludes(note.message, "6.67 Wh"); // 24,000 J
  assertStringIncludes(note.message, "10 Wh at the wall");
  assertStringIncludes(note.message, "25 %");
});

Deno.test("countedJoules() takes the meter, the calibrated wall or the sensors, whichever is the whole", () => {
  const stretch = { durationSeconds: 10 };
  const [gpu, wall] = [{ device: "gpu:0", kind: "gpu" }, {
    device: "wall",
    kind: "system",
  }] as const;
  assertEquals(countedJoules([gpu, wall], [100, 150], stretch), 150);
  assertEquals(countedJoules([gpu, wall], [100, 50], stretch), 100);
  assertEquals(countedJoules([wall], [50], stretch), 50);
  const beside = { device: "machine/gpu:0", kind: "gpu" } as const;
  assertEquals(countedJoules([gpu, beside], [100, 900], stretch), 100);
  // 50 W x 10 s + 1.2 x 100 J
  const calibrated = countedJoules([gpu], [100], { ...stretch, calibration: CALIBRATION });
  assertAlmostEquals(calibrated, 620, 1e-9);
  assert(countedJoules([], [], stretch) === 0);
});

Deno.test("settleLedger() with a model of the rest adds it as a part, with its interval, in epochs and traces too", () => {
  const devices = [device("cpu:0", "cpu", 100), device("gpu:0", "gpu", 300)];
  const rest = restModel({ form: "desktop" });
  const settled = settleLedger({ ...ledger(devices), rest });
  const run = accountRun(settled);
  // 50 W + 12 % of 400 W are 98 W: 5,880 J in 60 s, from half of that to twice.
  const part = run.parts.find((one) => one.device === "rest")!;
  assertEquals([part.kind, part.source, part.basis], ["rest", "rest-model", "modelled"]);
  assertAlmostEquals(part.energyKwh * 3.6e6, 5_880, 1e-6);
  assertAlmostEquals(part.energyRange[0] * 3.6e6, 2_940, 1e-6);
  assertAlmostEquals(part.energyRange[1] * 3.6e6, 11_760, 1e-6);
  assertEquals(run.boundary, "node");
  assertAlmostEquals(run.energyKwh * 3.6e6, 29_880, 1e-6);
  assertAlmostEquals(run.epochs[0]!.energyKwh * 3.6e6, 14_940, 1e-6);
  assertAlmostEquals(settled.devices[2]!.points[0]!.meanWatts, 98, 1e-9);
  // Live as in the end: 400 W and 98 W.
  assertAlmostEquals(
    countedJoules(devices, [100, 300], { durationSeconds: 1, rest }),
    498,
    1e-9,
  );
});

Deno.test("settleLedger() models no rest beside a meter, and none where nothing was measured", () => {
  const rest = restModel({ form: "server", sockets: 2 });
  const beside = [device("cpu:0", "cpu", 100), device("wall", "system", 200)];
  assertEquals(countedJoules(beside, [100, 200], { durationSeconds: 1, rest }), 200);
  const nothing = settleLedger({ ...ledger([device("cpu:0", "cpu", 0)]), rest });
  assertEquals(nothing.devices.length, 1);
  assertEquals(countedJoules([], [], { durationSeconds: 1, rest }), 0);
});
