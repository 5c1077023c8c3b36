import { equivalents } from "../../lib/carbon/equivalents.ts";
import type { Footprint } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";

const footprint = (energyKwh: number, emissionsGrams: number): Footprint => ({
  durationSeconds: 1,
  energyKwh,
  emissionsGrams,
  ranges: { energyKwh: [energyKwh, energyKwh], emissionsGrams: [emissionsGrams, emissionsGrams] },
  basis: { energyKwh: "modelled", emissionsGrams: "modelled" },
  boundary: "device",
});
const amount = async (of: Footprint, id: string) =>
  (await equivalents(of)).find((each) => each.id === id)!.amount;

Deno.test("equivalents() gives the kilometres and homes of published comparisons", async () => {
  assertAlmostEquals(await amount(footprint(0, 118.5), "car-km-eu"), 1.109551, 1e-6);
  assertAlmostEquals(await amount(footprint(0, 118.5), "car-km-eu-2018"), 0.984219, 1e-6);
  assertAlmostEquals(await amount(footprint(0, 3166), "car-km-eu-2018"), 26.296, 1e-3);
  assertAlmostEquals(await amount(footprint(0, 84_738_485.6), "car-km-eu-2018"), 703_808.0, 0.1);
  // 3.6 MWh a year and dwelling, 365 days.
  assertAlmostEquals(await amount(footprint(3600, 0), "home-day-eu"), 365.0, 0.01);
  assertAlmostEquals(await amount(footprint(3600, 0), "home-year-eu"), 1, 1e-9);
});

Deno.test("equivalents() each come from energy or from emissions, with source and year", async () => {
  for (const one of await equivalents(footprint(1, 100))) {
    assert(one.amount > 0 && one.year >= 2015 && one.source !== "" && one.label !== "", one.id);
    // A name, not the id of a table.
    assert(/^[A-Z]/.test(one.source), one.source);
    const other = await equivalents(one.from === "energy" ? footprint(1, 0) : footprint(0, 100));
    assertEquals(other.find(({ id }) => id === one.id)?.amount, one.amount);
  }
  await assertRejects(() => equivalents(footprint(NaN, 1)), RangeError, "current value is NaN");
});

Deno.test("equivalents() has no home that takes less than half of what another does: figures of homes are those of a statistic", async () => {
  const homes = (await equivalents(footprint(1, 0))).filter(({ id }) => id.startsWith("home-day"));
  assert(homes.length > 0);
  // A home of Europe takes 2.5 to 5 MWh a year: 6.8 to 13.7 kWh a day.
  for (const { id, amount } of homes) assert(1 / amount > 6.8 && 1 / amount < 13.7, id);
});
