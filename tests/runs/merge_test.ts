import type { Epoch, Run } from "../../lib/model.ts";
import { loadChecks } from "../../lib/record/checks.ts";
import { writeRun } from "../../lib/record/metric_text.ts";
import { mergeRuns } from "../../lib/runs/merge.ts";
import { totalOf } from "../../lib/runs/total.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";
import { GPU, simpleRun } from "./simple_run.ts";

const near = (actual: number, expected: number) =>
  assertAlmostEquals(actual, expected, 1e-9 * Math.max(1, Math.abs(expected)));
const codes = (run: Run) => run.notes.map((note) => note.code);

/** An epoch of 5 h and 5 kWh. */
const epoch = (index: number, change: Partial<Epoch> = {}): Epoch => ({
  index,
  startedAtSeconds: index * 18_000,
  durationSeconds: 18_000,
  energyKwh: 5,
  energyRange: [4.5, 5.5],
  emissionsGrams: 500,
  emissionsRange: [450, 550],
  complete: true,
  metrics: { loss: 1 / (index + 1) },
  ...change,
});
const trace = (watts = 1000) => [{
  device: "gpu:0",
  points: [{
    fromSeconds: 0,
    toSeconds: 36_000,
    meanWatts: watts,
    lowWatts: watts,
    highWatts: watts,
  }],
}];
const rank = (index: number, host: string, change: Partial<Run> = {}): Run => {
  const run = simpleRun({ host, epochs: [epoch(0), epoch(1)], traces: trace(), ...change });
  return {
    ...run,
    id: `${host}${index}`,
    name: "resnet",
    machine: { ...run.machine, rank: index, worldSize: 2, job: "77" },
  };
};

Deno.test("mergeRuns() joins ranks of two machines: devices side by side, epochs of one index one", async () => {
  const merged = mergeRuns([
    rank(1, "b", { metrics: { loss: 9 } }),
    rank(0, "a", { metrics: { loss: 0.1, accuracy: 0.9 } }),
  ]);
  near(merged.energyKwh, 20);
  near(merged.emissionsGrams, 2000);
  // Worked example A: two boards of 10 kWh.
  near(merged.ranges.energyKwh[0], 18.939339828220177);
  assertEquals(merged.durationSeconds, 36_000);
  assertEquals(merged.parts.map((part) => part.device), ["a/gpu:0", "b/gpu:0"]);
  near(merged.parts.reduce((sum, part) => sum + part.energyKwh, 0), merged.itEnergyKwh);
  assertEquals(merged.traces.map((one) => one.device), ["a/gpu:0", "b/gpu:0"]);
  assertEquals(merged.epochs.map((one) => [one.index, one.startedAtSeconds, one.energyKwh]), [
    [0, 0, 10],
    [1, 18_000, 10],
  ]);
  assertEquals(merged.epochs[0]!.energyRange, [9, 11]);
  assertEquals(merged.metrics, { loss: 0.1, accuracy: 0.9 });
  assertEquals(merged.machine.hostname, "a, b");
  assertEquals(merged.machine.accelerators, [{ name: "NVIDIA A100", count: 2, memoryGb: 40 }]);
  assertEquals(merged.machine.memoryGb, 128);
  assertEquals(merged.machine.rank, undefined);
  assertEquals(merged.acceleratorHours, 20);
  assertEquals(merged.cpuCoreHours, 320);
  assertEquals(merged.status, "finished");
  assertEquals(codes(merged), ["merged"]);
  assertEquals((await loadChecks()).run(JSON.parse(JSON.stringify(writeRun(merged)))), undefined);
});

Deno.test("mergeRuns() counts ranks of one node once", () => {
  const merged = mergeRuns([rank(0, "a"), rank(1, "a")]);
  near(merged.energyKwh, 10);
  assertEquals(merged.parts.map((part) => part.device), ["gpu:0"]);
  near(merged.parts[0]!.meanWatts, 1000);
  near(merged.epochs[0]!.energyKwh, 5);
  near(merged.acceleratorHours, 10);
  near(merged.cpuCoreHours, 160);
  assertEquals(merged.traces[0]!.points.length, 1);
  assertEquals(codes(merged), ["merged", "runs-overlap"]);
});

Deno.test("mergeRuns() keeps ranks apart that each read a board of their own", () => {
  const own = (index: number) =>
    rank(index, "a", { parts: [{ ...GPU, device: `gpu:${index}` }], traces: [] });
  const merged = mergeRuns([own(0), own(1)]);
  near(merged.energyKwh, 20);
  assertEquals(merged.parts.map((part) => part.device), ["gpu:0", "gpu:1"]);
  near(merged.acceleratorHours, 20);
});

Deno.test("mergeRuns() numbers the epochs of a resumed training on, its clock still in the pause", () => {
  const merged = mergeRuns([
    simpleRun({ day: 1, traces: trace(), epochs: [epoch(0), epoch(1, { complete: false })] }),
    simpleRun({
      day: 2,
      traces: trace(),
      epochs: [epoch(0), epoch(1)],
      status: "failed",
      error: "Error: out of memory",
      metrics: { loss: 0.3 },
      notes: [{ code: "gap", message: "Nothing read", atSeconds: 60 }],
    }),
  ]);
  near(merged.energyKwh, 20);
  // One board over two days: its error is one error.
  near(merged.ranges.energyKwh[0], 2 * 9.440983005625053);
  assertEquals(merged.durationSeconds, 72_000);
  assertEquals(merged.parts.map((part) => [part.device, part.meanWatts]), [["gpu:0", 1000]]);
  assertEquals(merged.epochs.map((one) => [one.index, one.startedAtSeconds, one.complete]), [
    [0, 0, true],
    [1, 18_000, false],
    [2, 36_000, true],
    [3, 54_000, true],
  ]);
  assertEquals(merged.traces[0]!.points.map((one) => [one.fromSeconds, one.toSeconds]), [
    [0, 36_000],
    [36_000, 72_000],
  ]);
  assertEquals(merged.startedAt, "2026-11-01T08:00:00.000Z");
  assertEquals(merged.endedAt, "2026-11-02T18:00:00.000Z");
  assertEquals(merged.status, "failed");
  assertEquals(merged.error, "Error: out of memory");
  assertEquals(merged.intensities.length, 1);
  assertEquals(merged.notes.find((note) => note.code === "gap")!.atSeconds, 36_060);
  assertStringIncludes(merged.notes[0]!.message, "in a pause of 14 h");
});

Deno.test("mergeRuns() plans the epochs of all runs: those completed before, and the plan of the last", () => {
  const part = (day: number, done: number, plannedEpochs?: number, partial = false): Run => {
    const { plannedEpochs: _, ...run } = simpleRun({
      day,
      epochs: [
        ...Array.from({ length: done }, (_, index) => epoch(index)),
        ...(partial ? [epoch(done, { complete: false })] : []),
      ],
    });
    return plannedEpochs === undefined ? run : { ...run, plannedEpochs };
  };
  const planOf = (...runs: Run[]) => mergeRuns(runs).plannedEpochs;
  // Stopped after 6 of 12 and begun anew, all 12: 6 + 12.
  assertEquals(planOf(part(1, 6, 12), part(2, 12, 12)), 18);
  assertEquals(planOf(part(1, 5, 5), part(2, 5, 5)), 10);
  // The seventh was cut off and done again by the resumption of the last 6.
  assertEquals(planOf(part(1, 6, 12, true), part(2, 6, 6)), 12);
  // A resumption that names the plan of the whole, and completes it.
  assertEquals(planOf(part(1, 6, 12), part(2, 6, 12)), 12);
  // One that has no plan: the plan before it holds, unless it went on past it.
  assertEquals(planOf(part(1, 6, 12), part(2, 3)), 12);
  assertEquals(planOf(part(1, 5, 5), part(2, 5)), undefined);
  assertEquals(planOf(part(1, 5), part(2, 2, 5)), 10);
  // Ranks side by side have one plan.
  const side = (host: string) => ({ ...rank(0, host), plannedEpochs: 4 });
  assertEquals(planOf(side("a"), side("b")), 4);
});

Deno.test("mergeRuns() cuts a trace where an earlier run had counted, so that it sums up to the energy", () => {
  const late = simpleRun({
    startedAt: "2026-11-01T12:00:00.000Z",
    id: "late",
    traces: trace(),
  });
  const merged = mergeRuns([simpleRun({ traces: trace() }), late]);
  near(merged.energyKwh, 14);
  assertEquals(merged.durationSeconds, 14 * 3600);
  const joules = merged.traces[0]!.points.reduce(
    (sum, point) => sum + point.meanWatts * (point.toSeconds - point.fromSeconds),
    0,
  );
  near(joules / 3.6e6, 14);
});

Deno.test("mergeRuns() and totalOf() agree", () => {
  const runs = [rank(0, "a"), rank(1, "b"), simpleRun({ host: "c", day: 3, status: "stopped" })];
  const merged = mergeRuns(runs);
  const total = totalOf(runs);
  near(merged.energyKwh, total.energyKwh);
  near(merged.emissionsGrams, total.emissionsGrams);
  near(merged.ranges.emissionsGrams[1], total.ranges.emissionsGrams[1]);
  near(totalOf([merged]).energyKwh, total.energyKwh);
});

Deno.test("mergeRuns() says where the runs drew from several grids", () => {
  const merged = mergeRuns([
    simpleRun(),
    simpleRun({
      host: "b",
      place: { zone: "SE", name: "Sweden", how: "given" },
      emissionsGrams: 100,
    }),
  ]);
  near(merged.emissionsGrams, 1100);
  near(merged.intensityGramsPerKwh, 55);
  assertEquals(merged.place.zone, "DK");
  assert(codes(merged).includes("zones-differ"));
});

Deno.test("mergeRuns() of one run is that run, showing itself; of none a RangeError", () => {
  const run = simpleRun();
  assertEquals(mergeRuns([run]), run);
  assert(Symbol.for("Jupyter.display") in mergeRuns([run]));
  assert(!(Symbol.for("Jupyter.display") in run));
  assertThrows(() => mergeRuns([]), RangeError, "at least one run");
  assertThrows(() => mergeRuns(run as unknown as Run[]), TypeError, "array");
  assertEquals(mergeRuns([run, run]).parts.length, 1);
  assertEquals(
    mergeRuns([rank(0, "a"), rank(1, "b")]).id,
    mergeRuns([rank(1, "b"), rank(0, "a")]).id,
  );
});

Deno.test("mergeRuns() adds up the shares of two processes of one board, and counts its hours once", () => {
  // 1000 W each for 10 h, the second 5 h later: 1000, 2000 and 1000 W for 5 h each, 20 kWh.
  const share = (id: string, startedAt: string) =>
    simpleRun({
      id,
      startedAt,
      scope: "process",
      parts: [{ ...GPU, peakWatts: 1100 }],
      traces: trace(),
    });
  const merged = mergeRuns([
    share("a", "2026-11-01T08:00:00.000Z"),
    share("b", "2026-11-01T13:00:00.000Z"),
  ]);
  near(merged.energyKwh, 20);
  assertEquals(merged.scope, "process");
  assertEquals(merged.parts.map((part) => [part.device, part.energyKwh, part.peakWatts]), [
    ["gpu:0", 20, 2000],
  ]);
  assertEquals(
    merged.traces[0]!.points.map((point) => [point.fromSeconds, point.toSeconds, point.meanWatts]),
    [[0, 18_000, 1000], [18_000, 36_000, 2000], [36_000, 54_000, 1000]],
  );
  near(merged.acceleratorHours, 15);
  assertEquals(codes(merged), ["merged"]);
  assertEquals(
    mergeRuns([share("a", merged.startedAt), simpleRun({ host: "b" })]).scope,
    undefined,
  );
});
