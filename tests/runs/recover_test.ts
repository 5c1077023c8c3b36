import type { JournalEntry, RunStart } from "../../lib/inside_run.ts";
import { recoverLedger } from "../../lib/runs/recover.ts";
import { assert, assertAlmostEquals, assertEquals, assertStrictEquals } from "../assert.ts";
import { START } from "../record/sample_run.ts";

const tick = (atSeconds: number, joules: number[], more: object = {}): JournalEntry => ({
  type: "tick",
  atSeconds,
  joules,
  ...more,
});
const mark = (
  what: "epoch-start" | "epoch-end" | "span-start" | "span-end",
  id: number,
  atSeconds: number,
  joules: number[],
  more: object = {},
): JournalEntry => ({ type: "mark", what, id, atSeconds, joules, ...more });
const recover = (entries: readonly JournalEntry[], start: RunStart = START) =>
  recoverLedger({ start, entries });

Deno.test("recoverLedger() cuts the epochs at their marks and keeps the one under way", () => {
  const ledger = recover([
    mark("epoch-start", 0, 0, [0, 0]),
    tick(1, [300, 60]),
    mark("epoch-end", 0, 1.5, [450, 90], { complete: true }),
    { type: "log", atSeconds: 1.5, epoch: 0, metrics: { loss: "NaN", accuracy: 0.5 } },
    { type: "log", atSeconds: 1.5, metrics: { best: 0.5 } },
    mark("epoch-start", 1, 1.6, [480, 96]),
    { type: "log", atSeconds: 1.8, epoch: 1, metrics: { loss: 2 } },
    tick(2, [600, 120]),
  ]);
  assertEquals(ledger.status, "recovered");
  assertEquals(ledger.durationSeconds, 2);
  assertEquals(ledger.endedAt, "2026-11-24T10:15:47.250Z");
  assertEquals(ledger.epochs, [
    {
      startedAtSeconds: 0,
      durationSeconds: 1.5,
      joules: [450, 90],
      complete: true,
      metrics: { loss: NaN, accuracy: 0.5 },
    },
    {
      startedAtSeconds: 1.6,
      durationSeconds: 0.3999999999999999,
      joules: [120, 24],
      complete: false,
      metrics: { loss: 2 },
    },
  ]);
  // As of the live run: every figure that was logged, the last of each name.
  assertEquals(ledger.metrics, { loss: 2, accuracy: 0.5, best: 0.5 });
  assertEquals(ledger.devices.map((device) => device.energyJoules), [600, 120]);
  assertEquals(ledger.notes.at(-1)?.code, "recovered");
  assertEquals(ledger.plannedEpochs, 3);
});

Deno.test("recoverLedger() takes a mark after the last tick as the end", () => {
  const ledger = recover([
    tick(1, [300, 60], { low: [300, 30], high: [300, 120] }),
    mark("epoch-start", 0, 1.5, [450, 90]),
  ]);
  assertEquals(ledger.durationSeconds, 1.5);
  assertEquals(ledger.devices[1]?.energyJoules, 90);
  // Half and twice, as until the tick.
  assertEquals(ledger.devices[1]?.lowJoules, 45);
  assertEquals(ledger.devices[1]?.highJoules, 180);
  assertEquals(ledger.epochs[0]?.durationSeconds, 0);
});

Deno.test("recoverLedger() keeps how the worker closed a run that the user stopped", () => {
  const ledger = recover([
    tick(1, [300, 60]),
    { type: "closed", atSeconds: 1.2, status: "interrupted", stoppedBy: "you" },
  ]);
  assertEquals(ledger.status, "interrupted");
  assertEquals(ledger.stoppedBy, "you");
  assertEquals(ledger.durationSeconds, 1.2);
  assertEquals(ledger.notes, START.notes);
});

Deno.test("recoverLedger() of a run killed before its first reading has no joules and no epochs", () => {
  const ledger = recover([]);
  assertEquals(ledger.durationSeconds, 0);
  assertEquals(ledger.devices.map((device) => device.energyJoules), [0, 0]);
  assertEquals(ledger.devices.map((device) => device.points), [[], []]);
  assertEquals(ledger.epochs, []);
});

Deno.test("recoverLedger() makes the traces of the ticks, their sum the energy exactly", () => {
  const ledger = recover([tick(1, [300, 60]), tick(2, [500, 120]), tick(2.5, [700, 120])]);
  assertEquals(ledger.devices[0]?.points.map((point) => [point.toSeconds, point.meanWatts]), [
    [1, 300],
    [2, 200],
    [2.5, 400],
  ]);
  assertEquals(ledger.devices[0]?.peakWatts, 400);
  // The CPU gave nothing new in the last half second: not a gap yet, and no energy.
  assertEquals(ledger.devices[1]?.points.map((point) => [point.toSeconds, point.meanWatts]), [
    [1, 60],
    [2, 60],
  ]);
  assertEquals(ledger.devices[1]?.missingSeconds, 0);
});

Deno.test("recoverLedger() leaves what the ticks call missing out of the trace", () => {
  const ledger = recover([
    tick(1, [300, 60]),
    tick(2, [300, 120]),
    tick(3, [300, 180]),
    tick(4, [600, 240], { missingSeconds: [2, 0] }),
  ]);
  assertEquals(ledger.devices[0]?.missingSeconds, 2);
  assertEquals(
    ledger.devices[0]?.points.map((point) => [point.fromSeconds, point.toSeconds, point.meanWatts]),
    [[0, 1, 300], [3, 4, 300]],
  );
});

Deno.test("recoverLedger() gives a slow counter's joules to the time since its last tick", () => {
  const ledger = recover([tick(1, [300, 0]), tick(2, [300, 0]), tick(3, [900, 0])]);
  assertEquals(
    ledger.devices[0]?.points.map((point) => [point.fromSeconds, point.toSeconds, point.meanWatts]),
    [[0, 1, 300], [1, 3, 300]],
  );
  // A device that draws nothing is flat, not missing.
  assertEquals(ledger.devices[1]?.points.length, 1);
  assertEquals(ledger.devices[1]?.missingSeconds, 0);
});

Deno.test("recoverLedger() counts a source that fell silent for good as missing", () => {
  const ledger = recover([
    tick(1, [300, 60]),
    ...[2, 3, 4, 5].map((at) => tick(at, [300, 60 * at])),
  ]);
  assertEquals(ledger.devices[0]?.missingSeconds, 4);
  assertEquals(ledger.devices[0]?.energyJoules, 300);
});

Deno.test("recoverLedger() thins a long trace and keeps its energy", () => {
  const entries = Array.from(
    { length: 20_000 },
    (_, second) => tick(second + 1, [100 * (second + 1), 0]),
  );
  const [gpu] = recover(entries).devices;
  const joules = gpu!.points.reduce(
    (sum, point) => sum + point.meanWatts * (point.toSeconds - point.fromSeconds),
    0,
  );
  assertAlmostEquals(joules, 2_000_000, 1e-3);
  assertStrictEquals(gpu!.points.length <= 1500, true);
});

Deno.test("recoverLedger() gives spans their names and parents, and adds entries to what was known", () => {
  const note = { code: "x", message: "y" };
  const point = { ...START.intensities[0]!, atSeconds: 900 };
  const ledger = recover([
    mark("span-start", 7, 0.5, [150, 30], { name: "load", parent: "fit" }),
    mark("span-end", 7, 1, [300, 60]),
    mark("span-start", 8, 1, [300, 60]),
    { type: "note", note },
    { type: "intensity", point },
    tick(2, [600, 120]),
  ]);
  assertEquals(ledger.spans[0], {
    name: "load",
    parent: "fit",
    startedAtSeconds: 0.5,
    durationSeconds: 0.5,
    joules: [150, 30],
    complete: true,
    metrics: {},
  });
  assertEquals(ledger.spans[1]?.complete, false);
  assertEquals(ledger.notes[1], note);
  assertEquals(ledger.intensities, [...START.intensities, point]);
});

Deno.test("recoverLedger() passes over ticks of another number of devices", () => {
  assertEquals(recover([tick(1, [300, 60]), tick(2, [1])]).durationSeconds, 1);
});

Deno.test("recoverLedger() takes about 16 times as long for 16 times as many epochs", () => {
  const milliseconds = (epochs: number) => {
    const entries = Array.from({ length: epochs }, (_, id): JournalEntry[] => [
      mark("epoch-start", id, id, [id * 100, 0]),
      { type: "log", atSeconds: id + 0.5, epoch: id, metrics: { loss: id } },
      mark("epoch-end", id, id + 0.9, [id * 100 + 90, 0], { complete: true }),
    ]).flat();
    const before = performance.now();
    const ledger = recover(entries);
    assertEquals(ledger.epochs.length, epochs);
    assertEquals(ledger.epochs.at(-1)?.metrics, { loss: epochs - 1 });
    assertEquals(ledger.metrics, { loss: epochs - 1 });
    return performance.now() - before;
  };
  milliseconds(1000);
  // 16 times as many: 256 times as long if each epoch looked through all marks.
  const few = Math.min(...[1, 2, 3].map(() => milliseconds(1000)));
  const many = Math.min(...[1, 2].map(() => milliseconds(16_000)));
  assert(many < 80 * Math.max(few, 1), `${few} ms, then ${many} ms`);
});
