import { alikeOf } from "../../lib/display/alike.ts";
import { equivalents } from "../../lib/carbon/equivalents.ts";
import type { Equivalent } from "../../lib/model.ts";
import { assertEquals } from "../assert.ts";
import * as samples from "./sample_runs.ts";

function one(amount: number, more: Partial<Equivalent> = {}): Equivalent {
  return {
    id: "home",
    label: "days of electricity of a home",
    amount,
    unit: "days",
    from: "energy",
    source: "nobody",
    year: 2020,
    ...more,
  };
}
const plain = (list: readonly Equivalent[]) =>
  alikeOf(list).map(({ text }) => text.replaceAll("\u202F", " "));
const charges = (amount: number) => one(amount, { label: "charges of a phone", unit: "charges" });
const car = (amount: number) =>
  one(amount, { label: "km in a car", unit: "km", from: "emissions" });

Deno.test("alikeOf() puts a small amount into a smaller unit", () => {
  // 86400 x 1.5e-5 = 1.296; 1440 x 0.005 = 7.2; 24 x 0.3 = 7.2
  assertEquals(plain([one(1.5e-5)]), ["1.3 s of electricity of a home"]);
  assertEquals(plain([one(0.005)]), ["7.2 min of electricity of a home"]);
  assertEquals(plain([one(0.3)]), ["7.2 h of electricity of a home"]);
  // 6.5e-5 km = 6.5 cm, 0.04 km = 40 m
  assertEquals(plain([car(6.5e-5)]), ["6.5 cm in a car"]);
  assertEquals(plain([car(0.04)]), ["40 m in a car"]);
  // A length apart from its label: "1.3" + "km" + "in a new EU car"
  assertEquals(plain([one(0.0013, { label: "in a car", unit: "km" })]), ["1.3 m in a car"]);
});

Deno.test("alikeOf() takes one of energy and one of emissions, in that order, whole things first", () => {
  const list = [car(1.3), charges(106), one(0.3), car(400)];
  assertEquals(alikeOf(list).map(({ from, year }) => [from, year]), [
    ["energy", 2020],
    ["emissions", 2020],
  ]);
  assertEquals(plain(list), ["106 charges of a phone", "1.3 km in a car"]);
});

Deno.test("alikeOf() says nothing of what cannot be pictured", () => {
  assertEquals(plain([charges(0.0035)]), []);
  assertEquals(plain([charges(0), car(NaN), one(Infinity)]), []);
  assertEquals(plain([one(1e-9)]), []); // 0.0000864 s
  // A half is still a thing; a moon's distance has nothing larger beside it.
  assertEquals(plain([charges(0.5)]), ["0.50 charges of a phone"]);
  assertEquals(plain([car(703_808)]), ["703808 km in a car"]);
});

Deno.test("alikeOf() finds a readable pair for every run from a second's to a continent's", async () => {
  for (let exponent = -6; exponent <= 6; exponent++) {
    const energyKwh = 10 ** exponent;
    const found = await equivalents({
      ...samples.MEASURED_RUN,
      energyKwh,
      emissionsGrams: 114 * energyKwh,
    });
    const texts = plain(found);
    for (const text of texts) {
      const amount = parseFloat(text);
      assertEquals(amount >= 0.1 && amount < 1000, true, `${energyKwh} kWh: ${text}`);
    }
    // 36 J are 0.09 s of a home: nothing to picture.
    assertEquals(texts.length, exponent < -4 ? 1 : 2, `${energyKwh} kWh: ${texts}`);
  }
});
