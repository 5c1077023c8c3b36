import { gridText, timeZonesText } from "../../data/build_grid.ts";
import grid from "../../data/grid.json" with { type: "json" };
import timeZones from "../../data/time_zones.json" with { type: "json" };
import { assert, assertEquals } from "../assert.ts";

const rows: readonly {
  code: string;
  iso3?: string;
  name: string;
  intensityGramsPerKwh: Record<string, number>;
}[] = grid.rows;
const text = (path: string) => Deno.readTextFile(new URL(`../../data/${path}`, import.meta.url));

Deno.test("grid.json and time_zones.json are what their program makes of the facts", async () => {
  assertEquals(await gridText(), await text("grid.json"));
  assertEquals(await timeZonesText(), await text("time_zones.json"));
});

Deno.test("grid.json has unique codes and values between 5 and 1500 g", () => {
  assertEquals(new Set(rows.map(({ code }) => code)).size, rows.length);
  const iso3 = rows.flatMap((row) => row.iso3 ?? []);
  assertEquals(new Set(iso3).size, iso3.length);
  assert(iso3.length >= 210, `${iso3.length} countries`);
  for (const { code, intensityGramsPerKwh } of rows) {
    for (const [year, value] of Object.entries(intensityGramsPerKwh)) {
      assert(/^20(1[5-9]|2[0-5])$/.test(year), `${code} ${year}`);
      assert(value > 5 && value < 1500, `${code} ${year}: ${value}`);
    }
  }
});

Deno.test("grid.json holds values checked by hand against a second page", () => {
  // Ember's 2025 as a second page rounds it
  const of2025 = { NO: 28, FR: 41, DE: 330, IN: 670, JP: 477, AU: 525, SG: 497, BR: 110, ZA: 699 };
  for (const [code, expected] of Object.entries(of2025)) {
    const value = rows.find((row) => row.code === code)?.intensityGramsPerKwh["2025"] ?? 0;
    assert(Math.abs(value - expected) <= 0.5, `${code}: ${value} instead of ${expected}`);
  }
});

Deno.test("time_zones.json names countries by two letters", () => {
  const zones: Record<string, string> = timeZones.zones;
  assert(Object.keys(zones).length > 450);
  for (const [zone, country] of Object.entries(zones)) assert(/^[A-Z]{2}$/.test(country), zone);
  assertEquals(zones["America/New_York"], "US");
  assertEquals(zones["Europe/Kiev"], "UA");
});
