/**
 * Vouches for the bundled tables: `deno run -RW data/check.ts`. Each is what its program makes of the facts kept here, byte for byte; has
 * its shape, unique keys and plausible figures; names sources that are there; holds the figures that were checked by hand; and all
 * together stay under 600 KB.
 */
import { gridText, timeZonesText } from "./build_grid.ts";
import { acceleratorsText, cpusText } from "./build_hardware.ts";
import { cloudRegionsText, gridRegionsText } from "./build_regions.ts";
import { problemsOfSpots } from "./spot_checks.ts";
import { embodiedText, equivalentsText, memoryText, pueText } from "./build_small.ts";

type Row = Readonly<Record<string, unknown>>;

/** All tables together may take so many bytes. */
const LIMIT_BYTES = 600_000;
const CONFIDENCES = "vendor catalogue device multi secondary estimate disputed default".split(" ");

/** What each table is made by. */
export const BUILDS: Readonly<Record<string, () => Promise<string>>> = {
  "grid.json": gridText,
  "time_zones.json": timeZonesText,
  "grid_regions.json": gridRegionsText,
  "cloud_regions.json": cloudRegionsText,
  "accelerators.json": acceleratorsText,
  "cpus.json": cpusText,
  "pue.json": pueText,
  "memory.json": memoryText,
  "embodied.json": embodiedText,
  "equivalents.json": equivalentsText,
};

/** Problems of the tables on disk, none where all is well. */
export async function problemsOfTables(): Promise<string[]> {
  const problems: string[] = [];
  const found = (ok: boolean, what: string) => ok || problems.push(what);
  let bytes = 0;
  const tables: Record<string, Row> = {};
  for (const name of [...Object.keys(BUILDS), "sources.json"]) {
    const text = await Deno.readTextFile(new URL(name, import.meta.url));
    bytes += new TextEncoder().encode(text).length;
    tables[name] = JSON.parse(text);
    const build = BUILDS[name];
    if (build !== undefined) found(await build() === text, `${name}: a rebuild gives other bytes`);
  }
  found(bytes < LIMIT_BYTES, `the tables take ${bytes} bytes of ${LIMIT_BYTES}`);
  const rowsOf = (name: string) => tables[name]!.rows as readonly Row[];
  const sources = new Set(rowsOf("sources.json").map(({ id }) => id));
  const checks: Readonly<
    Record<string, (row: Row, say: (ok: boolean, what: string) => void) => void>
  > = {
    "sources.json": (row, say) => {
      say(/^@\w+\{\w+, /.test(String(row.bibtex)), "bibtex");
      say(isNumber(row.year, 2000, 2026), "year");
      say(row.shareAlike === String(row.licence).includes("-SA-"), "shareAlike");
    },
    "grid.json": (row, say) => eachYear(row.intensityGramsPerKwh, 2015, 2025, 5, 1500, say),
    "grid_regions.json": (row, say) =>
      eachYear(row.intensityGramsPerKwh, 2023, 2023, 50, 1000, say),
    "cloud_regions.json": (row, say) => {
      say(("grid" in row) !== ("intensityGramsPerKwh" in row), "a grid or figures, not both");
      if (!("grid" in row)) eachYear(row.intensityGramsPerKwh, 2023, 2024, 1, 1000, say);
    },
    "accelerators.json": (row, say) => {
      for (const name of ["tdpWatts", "altTdpWatts", "meanWatts"]) {
        say(!(name in row) || isNumber(row[name], 5, 2000), name);
      }
      say(!("idleWatts" in row) || isNumber(row.idleWatts, 1, 100), "idleWatts");
      say(!("memoryGb" in row) || isNumber(row.memoryGb, 0.1, 600), "memoryGb");
      say(row.confidence !== "disputed" || "altTdpWatts" in row, "a disputed row has both figures");
    },
    "pue.json": (row, say) => eachYear(row.pue, 2020, 2026, 1, 2, say),
    "memory.json": (row, say) => say(isNumber(row.fullWattsPerGb, 0.01, 1), "fullWattsPerGb"),
    "embodied.json": (row, say) => say(isNumber(row.gramsPerUnit, 0.1, 1e7), "gramsPerUnit"),
    "equivalents.json": (row, say) => {
      const amount = row.from === "energy" ? row.energyKwhPerUnit : row.emissionsGramsPerUnit;
      say(isNumber(amount, 0.001, 1e6), "amount");
    },
  };
  const keys: Readonly<Record<string, (row: Row) => unknown>> = {
    "sources.json": (row) => row.id,
    "cloud_regions.json": (row) => `${row.provider}:${row.region}`,
    "accelerators.json": (row) => row.name,
    "pue.json": (row) => row.scope,
    "grid.json": (row) => row.code,
    "grid_regions.json": (row) => row.code,
  };
  for (const [name, check] of Object.entries(checks)) {
    const seen = new Set<unknown>();
    for (const row of rowsOf(name)) {
      const key = (keys[name] ?? ((each: Row) => each.id))(row);
      found(!seen.has(key), `${name}: "${key}" twice`);
      seen.add(key);
      const own = [row.src ?? []].flat();
      for (const id of own) {
        found(sources.has(id), `${name}: "${key}" names the source "${id}", which is not there`);
      }
      found(
        !("confidence" in row) || CONFIDENCES.includes(String(row.confidence)),
        `${name}: "${key}": confidence`,
      );
      check(row, (ok, what) => found(ok, `${name}: "${key}": ${what}`));
    }
  }
  problems.push(...problemsOfCpus(tables["cpus.json"]!, sources));
  problems.push(...problemsOfSpots(tables));
  return problems;
}

function problemsOfCpus(table: Row, sources: ReadonlySet<unknown>): string[] {
  const problems: string[] = [];
  const found = (ok: boolean, what: string) => ok || problems.push(`cpus.json: ${what}`);
  const names = table.names as readonly string[];
  const tdp = table.tdpWatts as readonly number[];
  const lookup = (column: string) => table[column] as Readonly<Record<string, number>>;
  found(names.length >= 3000, `${names.length} parts`);
  found(new Set(names.map((name) => name.toLowerCase())).size === names.length, "a name twice");
  for (const column of ["tdpWatts", "source", "confidence"]) {
    found(
      (table[column] as readonly unknown[]).length === names.length,
      `${column} is as long as the names`,
    );
  }
  for (const id of table.sources as readonly string[]) {
    found(sources.has(id), `the source "${id}" is not there`);
  }
  for (const id of table.confidences as readonly string[]) {
    found(CONFIDENCES.includes(id), `confidence "${id}"`);
  }
  for (const { id, wallWattsPerThread: wall, wallSource } of table.families as readonly Row[]) {
    if (wall === undefined) continue;
    const [idle, full] = wall as readonly number[];
    found(isNumber(idle, 0.1, 5) && isNumber(full, idle as number, 10), `"${id}": watts a thread`);
    found(sources.has(wallSource), `"${id}": the source "${wallSource}" is not there`);
  }
  for (const [part, name] of names.entries()) {
    found(isNumber(tdp[part], 0.5, 600), `"${name}": tdpWatts ${tdp[part]}`);
    const turbo = lookup("maxTurboWatts")[part];
    found(turbo === undefined || turbo >= tdp[part]!, `"${name}": turbo below base power`);
    const [low, high] = [lookup("ctdpMinWatts")[part], lookup("ctdpMaxWatts")[part]];
    found(
      low === undefined || high === undefined || low <= high,
      `"${name}": ends of the configurable TDP`,
    );
    const [idle, full] = [lookup("idleWatts")[part], lookup("fullWatts")[part]];
    found(
      (idle === undefined) === (full === undefined) &&
        (idle === undefined || idle > 0 && idle < full!),
      `"${name}": idle and full watts`,
    );
    found(
      idle === undefined || lookup("loadSource")[part]! in (table.sources as readonly string[]),
      `"${name}": source of its idle and full watts`,
    );
    const threads = lookup("threads")[part];
    found(
      threads === undefined || Number.isInteger(threads) && isNumber(threads, 1, 600),
      `"${name}": threads`,
    );
  }
  return problems;
}

function eachYear(
  values: unknown,
  from: number,
  to: number,
  low: number,
  high: number,
  say: (ok: boolean, what: string) => void,
): void {
  for (const [year, value] of Object.entries(values as Record<string, unknown>)) {
    say(isNumber(Number(year), from, to), `year ${year}`);
    say(isNumber(value, low, high), `${year}: ${value}`);
  }
}

function isNumber(value: unknown, low: number, high: number): boolean {
  return typeof value === "number" && value >= low && value <= high;
}

if (import.meta.main) {
  const problems = await problemsOfTables();
  const out = new TextEncoder();
  for (const problem of problems) Deno.stdout.writeSync(out.encode(`${problem}\n`));
  Deno.stdout.writeSync(
    out.encode(
      problems.length === 0 ? "tables: all is well\n" : `tables: ${problems.length} problems\n`,
    ),
  );
  Deno.exit(problems.length === 0 ? 0 : 1);
}
