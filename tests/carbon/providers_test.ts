import { accountRun } from "../../lib/carbon/account.ts";
import { intensityOf } from "../../lib/carbon/intensity.ts";
import { bundledIntensity, fixedIntensity } from "../../lib/carbon/providers.ts";
import type { IntensityPoint } from "../../lib/model.ts";
import { ledger, steady } from "./ledger.ts";
import { assert, assertEquals, assertRejects, assertThrows } from "../assert.ts";

Deno.test("fixedIntensity() hands five published figures on unchanged", async () => {
  for (const grams of [143.30042, 210.89114, 383.5492, 44.179085, 445]) {
    const answer = await fixedIntensity(grams).at(new Date());
    assertEquals(answer.intensityGramsPerKwh, grams);
    assertEquals(answer.range, [grams, grams]);
    assertEquals(answer.basis, "modelled");
  }
});

Deno.test("fixedIntensity() keeps a range and refuses one that does not hold the figure", async () => {
  assertEquals((await fixedIntensity(45, [40, 50]).at(new Date())).range, [40, 50]);
  assertThrows(() => fixedIntensity(45, [50, 60]), RangeError, "current value is [50, 60]");
  assertThrows(() => fixedIntensity(45, [40, NaN]), RangeError);
});

Deno.test("fixedIntensity() refuses figures that are no intensity", () => {
  for (const grams of [-1, NaN, Infinity]) {
    assertThrows(() => fixedIntensity(grams), RangeError, `current value is ${grams}`);
  }
  assertThrows(() => fixedIntensity("45" as unknown as number), TypeError);
});

Deno.test("fixedIntensity() names no zone, since a figure by hand is of no known place", () => {
  assertEquals(fixedIntensity(45).zone, "");
});

Deno.test("bundledIntensity() says what its yearly mean is of, as intensityOf() does", async () => {
  for (const zone of ["DK", "US-NWPP", "gcp:us-west3"]) {
    const at = new Date("2026-11-24");
    const { year, emissionScope, accounting } = await intensityOf(zone, { at });
    const now = await bundledIntensity(zone).at(at);
    assertEquals([now.year, now.emissionScope, now.accounting], [year, emissionScope, accounting]);
    assert(year >= 2020 && emissionScope !== undefined && accounting !== undefined);
  }
});

Deno.test("bundledIntensity() gives a run the same interval as the zone's own yearly mean", async () => {
  const at = new Date("2026-11-24");
  const rangeOf = (point: object) =>
    accountRun(ledger([steady("gpu:0", 1000, 3600)], 3600, {
      intensities: [{ ...point, atSeconds: 0, basis: "modelled" } as IntensityPoint],
    })).ranges.emissionsGrams;
  assertEquals(
    rangeOf(await bundledIntensity("DK").at(at)),
    rangeOf(await intensityOf("DK", { at })),
  );
});

Deno.test("bundledIntensity() answers with the value of the year asked about", async () => {
  const provider = bundledIntensity("FR");
  const then = await provider.at(new Date("2021-06-01"));
  assertEquals(then.intensityGramsPerKwh, 59.8);
  assertEquals(then.basis, "modelled");
  assertEquals((await bundledIntensity("WORLD").at(new Date())).basis, "default");
  await assertRejects(() => bundledIntensity("nowhere").at(new Date()), RangeError);
});
