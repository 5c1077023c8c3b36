/**
 * Makes `grid.json` and `time_zones.json` from the facts beside it: `deno run -RW data/build_grid.ts`; with `--check` it
 * compares bytes instead.
 *
 * Left out on purpose: the Central African Republic's 0 g (no life-cycle figure of a grid is 0: a hole in the source), and
 * countries whose last value is older than 2015.
 */
import { listOf, readFacts, tableText, writeOrCheck } from "./facts_csv.ts";

/** `grid.json` as text. */
export async function gridText(): Promise<string> {
  const values = new Map<string, Record<string, number>>();
  for (const { code, year, intensityGramsPerKwh } of await readFacts("grid.csv")) {
    const years = values.get(code!) ?? {};
    years[year!] = Number(intensityGramsPerKwh);
    values.set(code!, years);
  }
  const rows = (await readFacts("places.csv")).map(({ code, iso3, name, aliases }) => ({
    code,
    ...(iso3 === "" ? {} : { iso3 }),
    name,
    ...(aliases === "" ? {} : { aliases: listOf(aliases!) }),
    intensityGramsPerKwh: values.get(code!) ?? {},
  }));
  return tableText({
    schemaVersion: 1,
    about:
      "Yearly mean carbon intensity of the electricity generated in a country or group, in gCO2eq/kWh.",
    unit: "gCO2eq/kWh",
    kind: "average",
    emissionScope: "life-cycle",
    accounting: "generation",
    src: "ember",
    source: "Ember",
    confidence: "catalogue",
    licence: "CC-BY-4.0",
  }, { rows });
}

/** `time_zones.json` as text. */
export async function timeZonesText(): Promise<string> {
  const zones: Record<string, string> = {};
  for (const { timeZone, country } of await readFacts("time_zones.csv")) {
    zones[timeZone!] = country!;
  }
  return tableText({
    schemaVersion: 1,
    about: "Country (ISO 3166 alpha-2) of each time zone name.",
    src: "tzdata",
    licence: "public domain",
  }, { zones });
}

if (import.meta.main) {
  await writeOrCheck("grid.json", await gridText());
  await writeOrCheck("time_zones.json", await timeZonesText());
}
