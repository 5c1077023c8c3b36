import { ageRange, windowRange } from "../../lib/carbon/grid_range.ts";
import { intensityOf } from "../../lib/carbon/intensity.ts";
import { WORLD_GRAMS_PER_KWH } from "../../lib/carbon/world.ts";
import { assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";

const at = new Date("2026-11-24T12:00:00Z");

Deno.test("intensityOf() gives Ember's 2024 of five grids, with the year named", async () => {
  const of2024 = { DK: 131.77, GB: 216.5, US: 383.78, FR: 40.48, WORLD: 471.08 };
  for (const [zone, expected] of Object.entries(of2024)) {
    const grid = await intensityOf(zone, { year: 2024, at });
    assertAlmostEquals(grid.intensityGramsPerKwh, expected, 0.01);
    assertEquals([grid.year, grid.zone, grid.source, grid.kind], [2024, zone, "Ember", "average"]);
    assertEquals([grid.emissionScope, grid.accounting], ["life-cycle", "generation"]);
  }
});

Deno.test("intensityOf() takes the newest value up to the time it is used", async () => {
  assertEquals((await intensityOf("Denmark", { at })).year, 2025);
  assertEquals((await intensityOf("Denmark", { at: new Date("2021-05-01") })).year, 2021);
  assertEquals((await intensityOf("UA", { at })).year, 2022);
});

Deno.test("intensityOf() is as wide as the age of the value deserves", async () => {
  const of = async (zone: string, year: number) => {
    const { intensityGramsPerKwh: value, range: [low, high] } = await intensityOf(zone, {
      year,
      at,
    });
    return [low / value, high / value].map((factor) => Number(factor.toFixed(6)));
  };
  assertEquals(await of("FR", 2025), [0.90, 1.10]); // 41 g, one year old
  assertEquals(await of("DK", 2024), [0.60, 1.52]); // 132 g, two years
  assertEquals(await of("GB", 2023), [0.68, 1.17]); // 221 g, three years
  assertEquals(await of("US", 2015), [0.62, 1.24]); // over five years as five
  assertEquals(await of("PL", 2024), [0.85, 1.07]); // over 400 g, two years
});

Deno.test("intensityOf() refuses a year without a value and names the years there are", async () => {
  await assertRejects(
    () => intensityOf("DK", { year: 2012 }),
    RangeError,
    "Denmark (DK) has a value for (years with a value are 2015 to 2025): current value is 2012",
  );
  await assertRejects(() => intensityOf("UA", { year: 2024 }), RangeError, "2015 to 2022");
  await assertRejects(() => intensityOf("CF"), RangeError, "give the intensity yourself");
});

Deno.test("intensityOf() refuses what is no zone, year or date", async () => {
  await assertRejects(() => intensityOf("Denmrk"), RangeError, '(nearest: "Denmark"');
  await assertRejects(
    () => intensityOf("DK", { year: NaN }),
    RangeError,
    '"year" must be a whole year',
  );
  await assertRejects(
    () => intensityOf("DK", { at: new Date(NaN) }),
    RangeError,
    '"at" must be a valid date',
  );
  await assertRejects(() => intensityOf(undefined as unknown as string), TypeError);
});

Deno.test("WORLD_GRAMS_PER_KWH is the table's", async () => {
  assertEquals(
    (await intensityOf("WORLD", { year: 2025 })).intensityGramsPerKwh,
    WORLD_GRAMS_PER_KWH,
  );
});

Deno.test("ageRange() of a value of the run's own year is the source's revision, and between two ages lies between", () => {
  assertEquals(ageRange({ intensityGramsPerKwh: 100, ageYears: 0 }), [0.92, 1.05]);
  const four = ageRange({ intensityGramsPerKwh: 500, ageYears: 4 });
  assertAlmostEquals(four[0], Math.sqrt(0.68 * 0.62), 1e-12); // half way from three to five
  assertAlmostEquals(four[1], Math.sqrt(1.17 * 1.24), 1e-12);
  assertEquals(ageRange({ intensityGramsPerKwh: 500, ageYears: -1 }), [0.89, 1.06]);
});

Deno.test("windowRange() narrows from six hours to half a year", () => {
  const day = 86_400;
  assertEquals(windowRange(0), [0.48, 1.58]);
  assertEquals(windowRange(6 * 3600), [0.48, 1.58]);
  assertEquals(windowRange(day), [0.54, 1.54]);
  assertEquals(windowRange(3 * day), [0.60, 1.48]);
  assertEquals(windowRange(7 * day), [0.64, 1.42]);
  assertEquals(windowRange(30 * day), [0.69, 1.29]);
  assertEquals(windowRange(200 * day), [1, 1]);
  const [low, high] = windowRange(5 * day); // half way from three days to a week
  assertAlmostEquals(low, Math.sqrt(0.60 * 0.64), 1e-12);
  assertAlmostEquals(high, Math.sqrt(1.48 * 1.42), 1e-12);
});

Deno.test("intensityOf() gives the EPA's figure of a subregion, and says that it is direct", async () => {
  const grid = await intensityOf("US-NWPP", { at });
  assertEquals([grid.intensityGramsPerKwh, grid.year, grid.source], [
    288.157,
    2023,
    "EPA eGRID2023",
  ]);
  assertEquals([grid.emissionScope, grid.accounting], ["direct", "generation"]);
  assertEquals((await intensityOf("azure:westus2", { at })).intensityGramsPerKwh, 288.157);
});

Deno.test("intensityOf() gives Google's own figure of its regions, and the country's of others", async () => {
  const grid = await intensityOf("gcp:europe-west9", { at });
  assertEquals([grid.intensityGramsPerKwh, grid.year, grid.source, grid.zone], [
    16.3,
    2024,
    "Google",
    "gcp:europe-west9",
  ]);
  assertEquals([grid.emissionScope, grid.accounting], ["direct", "consumption"]);
  const aws = await intensityOf("aws:eu-north-1", { at });
  assertEquals(aws.intensityGramsPerKwh, (await intensityOf("SE", { at })).intensityGramsPerKwh);
});

Deno.test({
  name: "intensityOf() gives marginal figures from a package, on request",
  ignore: !(await import("npm:@tgwf/co2@^0.19.0").then(() => true, () => false)),
  async fn() {
    const grid = await intensityOf("US", { kind: "marginal" });
    assertEquals([grid.intensityGramsPerKwh, grid.year, grid.kind], [416, 2021, "marginal"]);
    await assertRejects(
      () => intensityOf("AL", { kind: "marginal" }),
      RangeError,
      "marginal figure",
    );
    await assertRejects(
      () => intensityOf("US", { kind: "marginal", year: 2024 }),
      RangeError,
      "2021",
    );
  },
});
