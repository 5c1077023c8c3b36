import { findPlace } from "../../lib/carbon/place.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";

Deno.test("findPlace() takes the zone given before the environment and the time zone", async () => {
  const { place, notes } = await findPlace({
    zone: "Sweden",
    environment: "DK",
    timeZone: "Europe/Paris",
  });
  assertEquals(place, { zone: "SE", name: "Sweden", how: "given" });
  assertEquals(notes, []);
});

Deno.test("findPlace() takes FOOTNOTE_ZONE before the time zone", async () => {
  const { place, notes } = await findPlace({ environment: "dk", timeZone: "Europe/Paris" });
  assertEquals(place, { zone: "DK", name: "Denmark", how: "environment" });
  assertEquals(notes, []);
  assertEquals(
    (await findPlace({ environment: " ", timeZone: "Europe/Paris" })).place.how,
    "guessed",
  );
});

Deno.test("findPlace() guesses by the time zone, says so and names the cure", async () => {
  const { place, notes } = await findPlace({ timeZone: "Europe/Copenhagen" });
  assertEquals(place, { zone: "DK", name: "Denmark", how: "guessed" });
  assertEquals(notes, [{
    code: "place-guessed",
    message: "Place guessed from the time zone Europe/Copenhagen",
    hint: 'track({ zone: "DK" }, …) or FOOTNOTE_ZONE=DK',
  }]);
  assertEquals((await findPlace({ timeZone: "Asia/Calcutta" })).place.zone, "IN");
  assertEquals((await findPlace({ timeZone: "Iceland" })).place.zone, "IS");
});

Deno.test("findPlace() falls back on the world where the time zone names no country with a known grid", async () => {
  for (const timeZone of ["UTC", "Etc/GMT+2", "constructor", "Europe/Andorra"]) {
    const { place, notes } = await findPlace({ timeZone });
    assertEquals(place, { zone: "WORLD", name: "World", how: "guessed" }, timeZone);
    assertEquals(notes.map(({ code }) => code), ["place-guessed"]);
    assertStringIncludes(notes[0]!.message, timeZone);
  }
});

Deno.test("findPlace() refuses a zone that is none, naming where it came from", async () => {
  await assertRejects(
    () => findPlace({ zone: "Denmrk" }),
    RangeError,
    'find the place as "zone" must be',
  );
  await assertRejects(
    () => findPlace({ environment: "Denmrk" }),
    RangeError,
    'as "FOOTNOTE_ZONE" must be',
  );
});

Deno.test("findPlace() of a cloud region names the PUE that its provider states", async () => {
  const { place, notes } = await findPlace({ zone: "gcp:us-west3" });
  assertEquals(place, {
    zone: "gcp:us-west3",
    name: "Salt Lake City",
    how: "given",
    provider: "gcp",
    region: "us-west3",
  });
  assertEquals(notes.map(({ code, hint }) => [code, hint]), [[
    "pue-one",
    "track({ pue: 1.09 }, …)",
  ]]);
  assertEquals((await findPlace({ zone: "scaleway:fr-par" })).notes, []);
});
