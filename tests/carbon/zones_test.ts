import { findZone, zoneOf } from "../../lib/carbon/zones.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";

Deno.test("findZone() knows a country by its codes, its name and its other names", async () => {
  for (const text of ["DK", "dk", "DNK", "Denmark", " denmark "]) {
    assertEquals((await findZone(text))?.zone, "DK", text);
  }
  assertEquals((await findZone("UK"))?.zone, "GB");
  assertEquals((await findZone("U.S.A."))?.zone, "US");
  assertEquals((await findZone("Cote d'Ivoire"))?.zone, "CI");
  assertEquals((await findZone("São Tomé & Príncipe"))?.zone, "ST");
  assertEquals((await findZone("St. Lucia"))?.zone, "LC");
  assertEquals((await findZone("The Netherlands"))?.zone, "NL");
  assertEquals(await findZone("Denmark"), {
    zone: "DK",
    name: "Denmark",
    country: "DK",
    grid: "DK",
  });
});

Deno.test("findZone() knows groups of countries, which are no country", async () => {
  assertEquals(await findZone("world"), { zone: "WORLD", name: "World", grid: "WORLD" });
  assertEquals((await findZone("EU"))?.name, "European Union");
  assertEquals((await findZone("North America"))?.zone, "NORTH-AMERICA");
});

Deno.test("findZone() guesses nothing", async () => {
  for (const text of ["Denmrk", "", "XX", "__proto__", "constructor", "D", "Den"]) {
    assertEquals(await findZone(text), undefined, text);
  }
  await assertRejects(() => findZone(42 as unknown as string), TypeError, "must be text");
});

Deno.test("zoneOf() names the nearest zones where there is none", async () => {
  const error = await assertRejects(() => zoneOf("Denmrk", "estimate"), RangeError);
  assertStringIncludes((error as Error).message, 'Cannot estimate as "zone" must be');
  assertStringIncludes((error as Error).message, 'current value is "Denmrk" (nearest: "Denmark"');
});

Deno.test("findZone() takes under a millisecond after the first", async () => {
  await findZone("DK");
  const start = performance.now();
  for (let i = 0; i < 1000; i++) await findZone(i % 2 ? "Denmark" : "nowhere");
  const each = (performance.now() - start) / 1000;
  assert(each < 1, `${each} ms`);
});

Deno.test("findZone() knows the subregions of the United States' grid", async () => {
  const zone = {
    zone: "US-NWPP",
    name: "WECC Northwest (Oregon, Washington, Idaho, Utah)",
    country: "US",
    grid: "US-NWPP",
  };
  for (const text of ["US-NWPP", "nwpp", "WECC Northwest"]) {
    assertEquals(await findZone(text), zone, text);
  }
});

Deno.test("findZone() knows cloud regions and the grid each draws from", async () => {
  const grids = {
    "gcp:us-west3": "gcp:us-west3", // Google states its own
    "aws:eu-south-2": "ES",
    "aws:us-east-1": "US-SRVC",
    "azure:westus2": "US-NWPP", // Washington, not California
    "azure:australiaeast": "AU",
    "ovh:gra": "FR",
    "scaleway:nl-ams": "NL",
    "google:europe-north1": "gcp:europe-north1",
    "us-west-2": "US-NWPP",
  };
  for (const [text, grid] of Object.entries(grids)) {
    assertEquals((await findZone(text))?.grid, grid, text);
  }
  assertEquals(await findZone("azure:westus2"), {
    zone: "azure:westus2",
    name: "Washington",
    country: "US",
    provider: "azure",
    region: "westus2",
    grid: "US-NWPP",
  });
  assertEquals(await findZone("aws:mars-1"), undefined);
});

Deno.test("findZone() takes the state or city of a subregion, and the countries of the United Kingdom", async () => {
  for (
    const [text, zone] of [
      ["California", "US-CAMX"],
      ["Texas", "US-ERCT"],
      ["New York City", "US-NYCW"],
      ["Georgia", "GE"],
      ["England", "GB"],
      ["Scotland", "GB"],
    ] as const
  ) {
    assertEquals((await findZone(text))?.zone, zone, text);
  }
});
