import type { Epoch, Prediction, Range } from "../../lib/model.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { trackRecord } from "../../lib/runs/track_record.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";
import { GPU, simpleRun } from "./simple_run.ts";

function said(afterEpochs: number, energyKwh: Range, totalEpochs = 3): Prediction {
  return {
    durationSeconds: 36_000,
    energyKwh: 10,
    emissionsGrams: 1000,
    ranges: { durationSeconds: [30_000, 40_000], energyKwh, emissionsGrams: [1, 2] },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "device",
    afterEpochs,
    totalEpochs,
    level: 0.9,
    upTo: false,
  };
}
const epochs = Array.from({ length: 3 }, (_, index): Epoch => ({
  index,
  startedAtSeconds: 12_000 * index,
  durationSeconds: 12_000,
  energyKwh: 10 / 3,
  energyRange: [3, 4],
  emissionsGrams: 1000 / 3,
  emissionsRange: [300, 400],
  complete: true,
  metrics: {},
}));
/** 10 kWh, 36,000 s, 1000 g in three epochs. */
const run = (day: number, ...predictions: Prediction[]) => simpleRun({ day, epochs, predictions });

Deno.test("trackRecord() counts the predictions that held the end, and the first of each run by itself", () => {
  const record = trackRecord([
    run(1, said(1, [8, 9]), said(2, [9, 11])),
    run(2, said(1, [7, 12]), said(2, [9.5, 10.5])),
  ]);
  assertEquals(record, {
    runs: 2,
    durationSeconds: { held: 4, of: 4 },
    energyKwh: { held: 3, of: 4 },
    emissionsGrams: { held: 0, of: 4 },
    first: {
      durationSeconds: { held: 2, of: 2 },
      energyKwh: { held: 1, of: 2 },
      emissionsGrams: { held: 0, of: 2 },
    },
  });
});

Deno.test("trackRecord() leaves out runs that did not come to their end, other plans and other tools", () => {
  const prediction = said(1, [9, 11]);
  const record = trackRecord([
    simpleRun({ day: 1, epochs, predictions: [prediction], status: "stopped" }),
    run(2, said(1, [9, 11], 8)),
    simpleRun({
      day: 3,
      epochs,
      predictions: [prediction],
      parts: [{ ...GPU, source: "carbontracker" }],
    }),
    run(4),
  ]);
  assertEquals([record.runs, record.energyKwh.of, record.first.energyKwh.of], [0, 0, 0]);
});

Deno.test("totalOf() says how often the predictions of its runs held", () => {
  const { notes } = totalOf([run(1, said(1, [8, 9]), said(2, [9, 11]))]);
  const note = notes.find(({ code }) => code === "predictions-held");
  assertStringIncludes(
    note?.message ?? "",
    "Of 2 predictions in 1 finished run the 90 % interval held the energy in the end (measured) in 1, the duration in 2",
  );
});
