/**
 * Makes `pue.json`, `memory.json`, `embodied.json` and `equivalents.json` from the facts beside it:
 * `deno run -RW data/build_small.ts`; with `--check` it compares bytes instead.
 */
import { listOf, readFacts, tableText, writeOrCheck } from "./facts_csv.ts";

type Fact = Readonly<Record<string, string>>;

/** `pue.json` as text: one row a scope, all years in it. */
export async function pueText(): Promise<string> {
  const rows = new Map<string, Record<string, unknown> & { pue: Record<string, number> }>();
  for (const fact of await readFacts("pue.csv")) {
    const row = rows.get(fact.scope!) ?? {
      scope: fact.scope,
      name: fact.name,
      aliases: listOf(fact.aliases!),
      pue: {},
      range: [Number(fact.low), Number(fact.high)],
      src: fact.src,
      confidence: fact.confidence,
    };
    row.pue[fact.year!] = Number(fact.pue);
    rows.set(fact.scope!, row);
  }
  return tableText({
    schemaVersion: 1,
    about:
      "Power usage effectiveness: energy of the building over energy of the machines. `range` is the 90 % error as factors.",
    unit: "1",
  }, { rows: [...rows.values()] });
}

/** `memory.json` as text. */
export async function memoryText(): Promise<string> {
  const rows = (await readFacts("memory.csv")).map((fact) => ({
    id: fact.id,
    name: fact.name,
    idleWattsPerGb: Number(fact.idleWattsPerGb),
    fullWattsPerGb: Number(fact.fullWattsPerGb),
    ...rangeOf(fact),
    year: Number(fact.year),
    src: listOf(fact.src!),
    confidence: fact.confidence,
  }));
  return tableText({
    schemaVersion: 1,
    about:
      "Power of main memory per GB, idle and loaded, by this module's model and by others' constants.",
    unit: "W/GB",
  }, { rows });
}

/** `embodied.json` as text. */
export async function embodiedText(): Promise<string> {
  const rows = (await readFacts("embodied.csv")).map((fact) => ({
    id: fact.id,
    name: fact.name,
    gramsPerUnit: Number(fact.gramsPerUnit),
    ...rangeOf(fact),
    unit: fact.unit,
    boundary: fact.boundary,
    year: Number(fact.year),
    src: listOf(fact.src!),
    confidence: fact.confidence,
  }));
  return tableText({
    schemaVersion: 1,
    about:
      "Emissions of making hardware, in gCO2eq. Never added to a footprint unless asked for. Ranges are judgement: half to twice.",
    unit: "gCO2eq",
    lifetimeHours: 35040,
    lifetimeRangeHours: [26280, 52560],
    lifetimeAbout: "four years, three to six; judgement",
  }, { rows });
}

/** `equivalents.json` as text. */
export async function equivalentsText(): Promise<string> {
  const rows = (await readFacts("equivalents.csv")).map((fact) => ({
    id: fact.id,
    label: fact.label,
    unit: fact.unit,
    from: fact.from,
    ...(fact.from === "energy"
      ? { energyKwhPerUnit: Number(fact.amountPerUnit) }
      : { emissionsGramsPerUnit: Number(fact.amountPerUnit) }),
    year: Number(fact.year),
    src: fact.src,
    confidence: fact.confidence,
  }));
  return tableText({
    schemaVersion: 1,
    about:
      "Known things by what one of them takes: energy in kWh or emissions in gCO2eq; a comparison says which, and its year.",
  }, { rows });
}

function rangeOf({ low, high }: Fact): { range?: [number, number] } {
  return low === "" || high === "" ? {} : { range: [Number(low), Number(high)] };
}

if (import.meta.main) {
  await writeOrCheck("pue.json", await pueText());
  await writeOrCheck("memory.json", await memoryText());
  await writeOrCheck("embodied.json", await embodiedText());
  await writeOrCheck("equivalents.json", await equivalentsText());
}
