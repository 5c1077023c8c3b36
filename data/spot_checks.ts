/** Figures of the tables that were checked by hand against what was published; a rebuild may not change them unnoticed. */

/** Where a figure stands, and what it must be. */
interface SpotCheck {
  readonly table: string;
  /** Column that names the row, and its text. */
  readonly row: readonly [column: string, text: string];
  /** Way to the figure in the row. */
  readonly field: readonly string[];
  readonly value: number;
}

const grid = (code: string, year: string, value: number): SpotCheck => ({
  table: "grid.json",
  row: ["code", code],
  field: ["intensityGramsPerKwh", year],
  value,
});
const pue = (scope: string, year: string, value: number): SpotCheck => ({
  table: "pue.json",
  row: ["scope", scope],
  field: ["pue", year],
  value,
});
const board = (name: string, value: number): SpotCheck => ({
  table: "accelerators.json",
  row: ["name", name],
  field: ["tdpWatts"],
  value,
});
const alike = (id: string, name: string, value: number): SpotCheck => ({
  table: "equivalents.json",
  row: ["id", id],
  field: [name],
  value,
});

/** Rows of the lists; the CPUs stand in columns and are checked beside. */
export const SPOT_CHECKS: readonly SpotCheck[] = [
  grid("DK", "2024", 131.77),
  grid("GB", "2024", 216.5),
  grid("US", "2024", 383.78),
  grid("FR", "2024", 40.48),
  grid("WORLD", "2024", 471.08),
  { ...grid("US-NWPP", "2023", 288.157), table: "grid_regions.json" },
  {
    table: "cloud_regions.json",
    row: ["region", "europe-west9"],
    field: ["intensityGramsPerKwh", "2024"],
    value: 16.3,
  },
  pue("average", "2025", 1.54),
  pue("EU", "2023", 1.36),
  pue("EU", "2024", 1.36),
  pue("aws", "2023", 1.15),
  pue("aws", "2025", 1.14),
  pue("azure", "2025", 1.17),
  pue("gcp", "2024", 1.09),
  pue("meta", "2023", 1.08),
  board("A100 SXM4 80GB", 400),
  board("A100 PCIe 80GB", 300),
  board("H100 SXM5 80GB", 700),
  board("H100 PCIe", 350),
  board("A10G", 300),
  board("T4", 70),
  board("L4", 72),
  board("L40S", 350),
  board("GeForce RTX 4090", 450),
  { ...board("H100 SXM5 80GB", 72), field: ["idleWatts"] },
  { ...board("A100 SXM4 80GB", 61.8), field: ["idleWatts"] },
  board("RTX PRO 6000 Blackwell Max-Q Workstation Edition", 300),
  alike("car-km-eu", "emissionsGramsPerUnit", 106.8),
  alike("car-km-eu-2018", "emissionsGramsPerUnit", 120.4),
  alike("tree-year", "emissionsGramsPerUnit", 11000),
  alike("home-day-eu", "energyKwhPerUnit", 9.863),
  {
    table: "embodied.json",
    row: ["id", "a100-share"],
    field: ["gramsPerUnit"],
    value: 318000,
  },
];

/** Name of a CPU and its base power in W. */
export const CPU_SPOT_CHECKS: readonly (readonly [name: string, tdpWatts: number])[] = [
  ["Xeon Platinum 8259CL", 210],
  ["Xeon Platinum 8272CL", 195],
  ["Xeon Gold 6148", 150],
  ["Xeon Gold 6248R", 205],
  ["EPYC 7763", 280],
  ["EPYC 9654", 360],
  ["Core i9-13900K", 125],
  ["Core i7-9750H", 45],
  ["Ryzen 7 3700X", 65],
];

/** What is not as it was checked, by tables of their names. */
export function problemsOfSpots(
  tables: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): string[] {
  const problems: string[] = [];
  for (const { table, row: [column, text], field, value } of SPOT_CHECKS) {
    const rows = tables[table]?.rows as readonly Readonly<Record<string, unknown>>[];
    const row: unknown = rows.find((each) => each[column] === text);
    const found = field.reduce<unknown>((of, key) => (of as Record<string, unknown>)?.[key], row);
    if (found !== value) {
      problems.push(`${table}: "${text}" ${field.join(" ")} is ${found}, checked was ${value}`);
    }
  }
  const cpus = tables["cpus.json"]!;
  const names = cpus.names as readonly string[];
  for (const [name, value] of CPU_SPOT_CHECKS) {
    const found = (cpus.tdpWatts as readonly number[])[names.indexOf(name)];
    if (found !== value) {
      problems.push(`cpus.json: "${name}" tdpWatts is ${found}, checked was ${value}`);
    }
  }
  return problems;
}
