/** The sources of the figures a run is made of, where nothing may be awaited; `data/sources.json` has them with more. */
import type { SourceRef } from "../model.ts";

/** Sources by id. A test holds title, publisher and year to `data/sources.json`. */
export const SOURCES: readonly SourceRef[] = [
  {
    id: "ember",
    title: "Yearly Electricity Data, release of April 2026",
    publisher: "Ember",
    year: 2026,
    url: "https://ember-energy.org/data/yearly-electricity-data/",
    licence: "CC-BY-4.0",
  },
  {
    id: "egrid2023",
    title: "Emissions and Generation Resource Integrated Database (eGRID) 2023, revision 2",
    publisher: "United States Environmental Protection Agency",
    year: 2025,
    url: "https://www.epa.gov/egrid",
    licence: "public domain",
  },
  {
    id: "gcp-region-carbon",
    title: "Carbon data across Google Cloud regions, 2023 and 2024",
    publisher: "Google",
    year: 2025,
    url: "https://github.com/GoogleCloudPlatform/region-carbon-info",
    licence: "Apache-2.0",
  },
  {
    id: "unfccc-ifi",
    title: "Harmonized IFI default grid factors 2021, version 3.1",
    publisher: "UNFCCC, by way of CO2.js of the Green Web Foundation",
    year: 2022,
    url: "https://github.com/thegreenwebfoundation/co2.js",
    licence: "CC-BY-SA-4.0",
  },
  {
    id: "specpower",
    title: "SPECpower_ssj2008 results",
    publisher: "Standard Performance Evaluation Corporation",
    year: 2026,
    url: "https://www.spec.org/power_ssj2008/results/",
    licence: "fair use of published results",
  },
  {
    id: "turbostress",
    title: "Turbostress reports: power of AWS bare metal machines under load",
    publisher: "Teads",
    year: 2021,
    url: "https://github.com/github-benjamin-davy/turbostressreports",
    licence: "CC0-1.0",
  },
  {
    id: "codecarbon",
    title: "CodeCarbon: CPU load profiles and processor powers",
    publisher: "mlco2",
    year: 2026,
    url: "https://github.com/mlco2/codecarbon",
    licence: "MIT",
  },
  {
    id: "yang2024",
    title:
      "Accurate and Convenient Energy Measurements for GPUs: A Detailed Study of NVIDIA GPU's Built-In Power Sensor",
    publisher: "Yang, Adamek and Armour, SC24",
    year: 2024,
    url: "https://arxiv.org/abs/2312.02741",
    licence: "citation only",
  },
  {
    id: "khan2018",
    title: "RAPL in Action: Experiences in Using RAPL for Power Measurements",
    publisher: "Khan, Hirki, Niemi, Nurminen and Ou, ACM TOMPECS 3(2)",
    year: 2018,
    url: "https://doi.org/10.1145/3177754",
    licence: "citation only",
  },
];

/** Ids of the sources behind the error or the model of a device's `source`. */
const BY_DEVICE_SOURCE: readonly (readonly [start: string, ids: readonly string[]])[] = [
  ["cpu-model", ["specpower", "turbostress", "codecarbon"]],
  ["memory-model", ["specpower", "turbostress"]],
  ["rest-model", ["specpower"]],
  ["gpu-model", ["yang2024"]],
  ["nv", ["yang2024"]],
  ["rapl", ["khan2018"]],
];

/** Ids by the name that a grid figure gives as its source. */
const BY_GRID_NAME: Readonly<Record<string, string>> = {
  Ember: "ember",
  "EPA eGRID2023": "egrid2023",
  Google: "gcp-region-carbon",
  UNFCCC: "unfccc-ifi",
};

/** The source of an intensity by the name it gives, or `undefined` for a figure given by hand or by a provider. */
export function gridSource(name: string): SourceRef | undefined {
  const known = Object.hasOwn(BY_GRID_NAME, name) ? BY_GRID_NAME[name] : undefined;
  return SOURCES.find(({ id }) => id === known);
}

/** The sources behind the error or the model of what a device's `source` says. */
export function deviceSources(source: string): readonly SourceRef[] {
  const ids = BY_DEVICE_SOURCE.find(([start]) => source.startsWith(start))?.[1] ?? [];
  return SOURCES.filter(({ id }) => ids.includes(id));
}
