import { problemsOfTables } from "../../data/check.ts";
import { parseCsv } from "../../data/facts_csv.ts";
import { SOURCES } from "../../lib/carbon/known_sources.ts";
import { sourceRefs } from "../../lib/carbon/sources.ts";
import accelerators from "../../data/accelerators.json" with { type: "json" };
import clouds from "../../data/cloud_regions.json" with { type: "json" };
import cpus from "../../data/cpus.json" with { type: "json" };
import { findZone } from "../../lib/carbon/zones.ts";
import { assert, assertEquals, assertThrows } from "../assert.ts";

Deno.test("the tables are what their programs make, in shape, plausible and under 600 KB", async () => {
  assertEquals(await problemsOfTables(), []);
});

Deno.test("the tables hold as many parts as promised", () => {
  assert(accelerators.rows.length >= 150, `${accelerators.rows.length} accelerators`);
  assert(cpus.names.length >= 3000, `${cpus.names.length} CPUs`);
});

Deno.test("every cloud region leads to a zone with a value", async () => {
  for (const { provider, region } of clouds.rows) {
    const zone = await findZone(`${provider}:${region}`);
    assert(zone !== undefined && await findZone(zone.grid) !== undefined, `${provider}:${region}`);
  }
});

Deno.test("the sources known to the account are those of the table", async () => {
  assertEquals(await sourceRefs(SOURCES.map(({ id }) => id)), SOURCES);
});

Deno.test("parseCsv() takes quoted commas and quotes, and refuses a row of another length", () => {
  assertEquals(parseCsv('a,b\n"x, ""y""",2\n'), [{ a: 'x, "y"', b: "2" }]);
  assertThrows(() => parseCsv("a,b\n1\n"), Error, "row 2");
});
