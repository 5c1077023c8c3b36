/**
 * Makes `grid_regions.json` and `cloud_regions.json` from the facts beside it: `deno run -RW data/build_regions.ts`; with
 * `--check` it compares bytes instead.
 *
 * Google publishes its own intensities; a region of another provider names the grid it draws from. Azure's `westus2` is in
 * Washington and `australiaeast` in New South Wales, unlike in a widely copied mapping.
 */
import { readFacts, tableText, writeOrCheck } from "./facts_csv.ts";

/** `grid_regions.json` as text. */
export async function gridRegionsText(): Promise<string> {
  const rows = (await readFacts("grid_regions.csv")).map((fact) => ({
    code: fact.code,
    country: fact.country,
    name: fact.name,
    where: fact.where,
    intensityGramsPerKwh: { [fact.year!]: Number(fact.intensityGramsPerKwh) },
  }));
  return tableText({
    schemaVersion: 1,
    about:
      "Yearly mean carbon intensity of the electricity generated in a subregion of the United States, stack emissions only, in gCO2eq/kWh.",
    unit: "gCO2eq/kWh",
    kind: "average",
    emissionScope: "direct",
    accounting: "generation",
    src: "egrid2023",
    source: "EPA eGRID2023",
    confidence: "vendor",
    licence: "public domain",
    upstreamFactor: 1.12,
    upstreamFactorAbout:
      "Ember's life-cycle 393 over eGRID's stack 350 for the country in 2023; never applied unless asked for",
  }, { rows });
}

/** `cloud_regions.json` as text. */
export async function cloudRegionsText(): Promise<string> {
  const rows = (await readFacts("cloud_regions.csv")).map((fact) => {
    const byYear = (name: string) =>
      Object.fromEntries(
        ["2023", "2024"].filter((year) => fact[`${name}${year}`] !== "")
          .map((year) => [year, Number(fact[`${name}${year}`])]),
      );
    const own = fact.grid === "";
    return {
      provider: fact.provider,
      region: fact.region,
      location: fact.location,
      country: fact.country,
      ...(own
        ? {
          intensityGramsPerKwh: byYear("intensityGramsPerKwh"),
          carbonFreeShare: byYear("carbonFreeShare"),
        }
        : { grid: fact.grid }),
      src: fact.src,
    };
  });
  return tableText({
    schemaVersion: 1,
    about:
      "Cloud regions: with the provider's own yearly mean of the grid (Google), else with the grid they draw from.",
    unit: "gCO2eq/kWh",
    kind: "average",
    emissionScope: "direct",
    accounting: "consumption",
    source: "Google",
    confidence: "vendor",
    licence: "Apache-2.0",
  }, { rows });
}

if (import.meta.main) {
  await writeOrCheck("grid_regions.json", await gridRegionsText());
  await writeOrCheck("cloud_regions.json", await cloudRegionsText());
}
