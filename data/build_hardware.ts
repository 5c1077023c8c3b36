/**
 * Makes `accelerators.json` and `cpus.json` from the facts beside it: `deno run -RW data/build_hardware.ts`; with `--check` it
 * compares bytes instead.
 *
 * Every wattage has a basis; base and maximum turbo power are kept apart; a power nobody states is absent and never 0. Left out of the
 * CPUs: parts of before 2005 that are named by their clock, and names without a maker.
 */
import { listOf, readFacts, tableText, writeOrCheck } from "./facts_csv.ts";

type Fact = Readonly<Record<string, string>>;

/** `accelerators.json` as text. */
export async function acceleratorsText(): Promise<string> {
  const rows = (await readFacts("accelerators.csv")).map((fact) => ({
    vendor: fact.vendor,
    name: fact.name,
    ...figure(fact, "tdpWatts"),
    ...figure(fact, "altTdpWatts"),
    basis: fact.basis,
    ...figure(fact, "idleWatts"),
    ...figure(fact, "meanWatts"),
    ...figure(fact, "memoryGb"),
    ...figure(fact, "year"),
    ...(fact.family === "" ? {} : { family: fact.family }),
    ...(fact.aliases === "" ? {} : { aliases: listOf(fact.aliases!) }),
    confidence: fact.confidence,
    src: listOf(fact.src!),
  }));
  return tableText({
    schemaVersion: 1,
    about:
      "Accelerators by name, with the power of one board or chip. Of rows with one family the first is taken where a name does not tell which.",
    unit: "W",
    licence: "CC-BY-4.0",
  }, { rows });
}

/** `cpus.json` as text: columns, one entry a part; the sparse ones by the index of the part. */
export async function cpusText(): Promise<string> {
  const facts = await readFacts("cpus.csv");
  const loads = await readFacts("cpu_load.csv");
  const sources = [...new Set([...facts, ...loads].map(({ src }) => src!))].sort();
  const confidences = [...new Set(facts.map(({ confidence }) => confidence!))].sort();
  const sparse = (name: string) =>
    Object.fromEntries(
      facts.flatMap((fact, index) =>
        fact[name] === "" ? [] : [[String(index), Number(fact[name])]]
      ),
    );
  const ofLoad = (value: (load: Fact) => number) =>
    Object.fromEntries(loads.map((load) => {
      const part = facts.findIndex(({ name }) => name === load.name);
      if (part < 0) throw new Error(`Cannot place the load of "${load.name}": no part has the name`);
      return [String(part), value(load)] as const;
    }).sort(([a], [b]) => Number(a) - Number(b)));
  return tableText({
    schemaVersion: 1,
    about:
      "CPUs by name. tdpWatts: thermal design power or, from the 12th Core generation on, base power of one package; maxTurboWatts, both ends of a configurable TDP, package power at idle and at full load by its own counter with the source of both, threads and a second stated TDP where known.",
    unit: "W",
    licence: "facts; see the sources",
    sources,
    confidences,
    names: facts.map(({ name }) => name),
    tdpWatts: facts.map(({ tdpWatts }) => Number(tdpWatts)),
    source: facts.map(({ src }) => sources.indexOf(src!)),
    confidence: facts.map(({ confidence }) => confidences.indexOf(confidence!)),
    threads: sparse("threads"),
    maxTurboWatts: sparse("maxTurboWatts"),
    ctdpMinWatts: sparse("ctdpMinWatts"),
    ctdpMaxWatts: sparse("ctdpMaxWatts"),
    idleWatts: ofLoad(({ idleWatts }) => Number(idleWatts)),
    fullWatts: ofLoad(({ fullWatts }) => Number(fullWatts)),
    loadSource: ofLoad(({ src }) => sources.indexOf(src!)),
    altTdpWatts: sparse("altTdpWatts"),
  }, { families: familiesOf(facts, await readFacts("cpu_wall.csv")) });
}

/** Which parts make a family, and how its default is called. Servers only: a consumer family spans too much. */
const FAMILIES: readonly (readonly [id: string, name: string, parts: RegExp])[] = [
  ["epyc 1", "EPYC 7001 (Naples)", /^EPYC 7\d\d1P?$/],
  ["epyc 2", "EPYC 7002 (Rome)", /^EPYC 7[\dFH]\d2P?$/],
  ["epyc 3", "EPYC 7003 (Milan)", /^EPYC 7[\dF]\d3[PX]?$/],
  ["epyc 4", "EPYC 9004 (Genoa, Bergamo)", /^EPYC 9\d\d4[PFXS]?$/],
  ["epyc 5", "EPYC 9005 (Turin)", /^EPYC 9\d\d5[PFS]?$/],
  ["epyc", "EPYC", /^EPYC [79]/],
  ["xeon platinum", "Xeon Platinum", /^Xeon Platinum \d{4}/],
  ["xeon gold", "Xeon Gold", /^Xeon Gold \d{4}/],
  ["xeon silver", "Xeon Silver", /^Xeon Silver \d{4}/],
  ["xeon 6", "Xeon 6", /^Xeon 6\d{3}[PE]/],
  ["xeon e5", "Xeon E5 for two sockets", /^Xeon E5-2\d{3}/],
  ["xeon", "Xeon Scalable", /^Xeon (?:Platinum|Gold) \d{4}/],
];

/**
 * The middle part of each family: medians of TDP and threads; and what whole servers with its parts take at the wall for each thread, idle and
 * full, where that is known. A wall's watts are another thing than a package's: they are shown, and no model goes by them.
 */
function familiesOf(facts: readonly Fact[], walls: readonly Fact[]): Record<string, unknown>[] {
  return FAMILIES.map(([id, name, parts]) => {
    const members = facts.filter((fact) => parts.test(fact.name!));
    const median = (column: string) => {
      const values = members.flatMap((fact) => fact[column] === "" ? [] : [Number(fact[column])])
        .sort((a, b) => a - b);
      return values[Math.floor(values.length / 2)]!;
    };
    const wall = walls.find(({ family }) => family === id);
    return {
      id,
      name,
      tdpWatts: median("tdpWatts"),
      threads: median("threads"),
      parts: members.length,
      ...(wall === undefined ? {} : {
        wallWattsPerThread: [Number(wall.idleWattsPerThread), Number(wall.fullWattsPerThread)],
        wallSource: wall.src,
      }),
    };
  });
}

function figure(fact: Fact, name: string): Record<string, number> {
  return fact[name] === "" ? {} : { [name]: Number(fact[name]) };
}

if (import.meta.main) {
  await writeOrCheck("accelerators.json", await acceleratorsText());
  await writeOrCheck("cpus.json", await cpusText());
}
