import { nearestOptions } from "../lib/nearest.ts";
import { checkMetrics } from "../lib/track/metrics.ts";
import { checkBudget } from "../lib/predict/check_budget.ts";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "./assert.ts";
import {
  equivalents,
  estimate,
  fixedIntensity,
  fixedSource,
  modelCpuPower,
  sci,
  toCsv,
  totalOf,
  track,
  whatIf,
} from "../mod.ts";
import { sampleRun } from "./record/sample_run.ts";

Deno.test("nearestOptions() knows the words that others use for an option, then the nearest letters", () => {
  const known = ["accelerator", "count", "cpu", "pue", "zone", "hours"];
  for (
    const [given, wanted] of [["gpu", "accelerator"], ["GPU", "accelerator"], ["gpus", "count"]]
  ) {
    assertEquals(nearestOptions(given!, known), [wanted]);
  }
  assertEquals(nearestOptions("gpuCount", known), ["count"]);
  assertEquals(nearestOptions("num_gpus", known), ["count"]);
  for (const given of ["region", "country", "Location"]) {
    assertEquals(nearestOptions(given, known), ["zone"]);
  }
  // An option of the very name is nearer than what it may stand for; one that is not there is none.
  assertEquals(nearestOptions("gpu", ["gpu"]), ["gpu"]);
  assertEquals(nearestOptions("gpu", ["signal"]), []);
  assertEquals(nearestOptions("energyKWh", ["energyKwh", "emissionsGrams"]), ["energyKwh"]);
});

Deno.test("an option under another's name is told ours", async () => {
  const wrong = async (call: () => unknown, says: string) => {
    const error = await assertRejects(async () => await call(), TypeError);
    assertStringIncludes(error.message, says);
  };
  await wrong(() => estimate({ gpu: "V100", hours: 1 } as never), '(nearest: "accelerator")');
  await wrong(() => estimate({ gpuCount: 8, hours: 1 } as never), '(nearest: "count")');
  await wrong(() => whatIf(sampleRun(), { country: "DK" } as never), '(nearest: "zone")');
  for (const name of ["region", "country", "location"]) {
    await wrong(() => track({ [name]: "DK" } as never, () => {}), 'did you mean "zone"?');
  }
  const budget = (limits: unknown) => () => checkBudget(limits as never);
  await wrong(budget({ energyKWh: 1 }), '"energyKWh" is no option (nearest: "energyKwh")');
  await wrong(
    budget({ emissionGrams: 1 }),
    '"emissionGrams" is no option (nearest: "emissionsGrams")',
  );
});

Deno.test("text is shown in quotes where a number was wanted", async () => {
  const text = (call: () => unknown, says: string) =>
    assertStringIncludes(assertThrows(call, TypeError).message, says);
  const watts = { name: "a", powerWatts: "250" } as never;
  text(() => fixedSource(watts), 'must be a number: current value is "250"');
  text(() => fixedIntensity("44" as never), 'must be a number: current value is "44"');
  text(
    () => modelCpuPower({ tdpWatts: 100, utilization: "1" } as never),
    'between 0 and 1: current value is "1"',
  );
  text(() => checkBudget({ energyKwh: "1" } as never), 'must be a number: current value is "1"');
  await assertRejects(
    () => track({ epochs: "3" } as never, () => {}),
    TypeError,
    'must be a number: current value is "3"',
  );
});

Deno.test("a run that was not awaited is named as such wherever a footprint is wanted", async () => {
  const promise = Promise.resolve(sampleRun()) as never;
  const says = "current value is a promise (write await before it)";
  for (
    const call of [
      () => whatIf(promise, { zone: "DK" }),
      () => equivalents(promise),
      () => sci(promise, { per: "run" }),
      () => totalOf(promise),
      () => toCsv(promise),
    ]
  ) {
    await assertRejects(async () => await call(), TypeError, says);
  }
});

Deno.test("one run where runs are wanted is told to stand in brackets", () => {
  assertStringIncludes(
    assertThrows(() => totalOf(sampleRun() as never), TypeError).message,
    'Cannot add up runs as "runs" must be an array of runs: current value is one run (write [run])',
  );
});

Deno.test("checkMetrics() shows what was logged instead of an object of numbers", () => {
  const says = (metrics: unknown) => checkMetrics(metrics).notes.map(({ message }) => message);
  assertEquals(says(0.5), [
    "Metrics left out: they must be an object of numbers by name, this is 0.5",
  ]);
  assertEquals(says({ loss: "0.5" }), [
    'Metric "loss" left out: a metric must be a number, this is "0.5"',
  ]);
});
