/** Rows of the sources that are open: what measures, and the model that stands in where nothing does. */
import type { Diagnosis, PowerSource, Range, SourceUncertainty } from "../model.ts";
import { holdLimit, limitWords } from "../hardware/reported_limit.ts";
import { readHere } from "../sample/lanes.ts";

/** One row of a diagnosis. */
export type Row = Diagnosis["rows"][number];

/** Slow boards are taken at their word: so long are sources tried, in ms, in all. */
const TRIED_MS = 250;

/** 90 % interval of a class of source, as factors. */
export function factorsOf({ shared, own }: SourceUncertainty): Range {
  return [1 - Math.hypot(shared[0], own[0]), 1 + Math.hypot(shared[1], own[1])];
}

/** Rows of the sources found: equal ones together. `modelled` says in words what a model goes by. */
export async function deviceRows(
  sources: readonly PowerSource[],
  modelled: (source: PowerSource) => string,
): Promise<readonly Row[]> {
  const groups = Map.groupBy(
    sources,
    (source) => JSON.stringify([source.kind, source.source, plainName(source), boardLimit(source)]),
  );
  const until = performance.now() + TRIED_MS;
  const rows: Row[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const reading = performance.now() < until ? await readHere(first) : undefined;
    const range = first.uncertainty === undefined
      ? {}
      : { relativeRange: factorsOf(first.uncertainty) };
    const device = group.map((source) => source.device).join(", ");
    if (first.basis !== "measured") {
      rows.push({
        device,
        source: first.source,
        state: "instead",
        says: modelled(first) + await limitOf(first),
        ...range,
      });
    } else if (reading?.kind === "gap") {
      rows.push({
        device,
        source: first.source,
        state: "closed",
        says: `${namesOf(group)}: gives no reading (${reading.why})`,
        ...range,
      });
    } else {
      const what = reading?.kind === "gauge" ? "power, summed over time" : "energy counter";
      rows.push({
        device,
        source: first.source,
        state: "open",
        says: `${namesOf(group)}, ${what}${await limitOf(first)}`,
        ...range,
      });
    }
  }
  return rows;
}

/** The power limit that a board reports, in W; a package's is another thing, and its table has the TDP. */
function boardLimit({ kind, limitWatts }: PowerSource): number | undefined {
  return kind === "gpu" || kind === "npu" ? limitWatts : undefined;
}

/** ", limit 500 W (table: 700 W)": what a board may draw by itself, which goes before the table's, and the table's. */
async function limitOf(source: PowerSource): Promise<string> {
  const limitWatts = boardLimit(source);
  if (limitWatts === undefined) return "";
  return `, ${limitWords(await holdLimit(source.name, limitWatts))}`;
}

/** A source's name without the zone of the counter. */
function plainName({ name }: PowerSource): string {
  return name.replace(/, package-\d+.*$/, "").replace(/^DRAM of /, "");
}

function namesOf(group: readonly PowerSource[]): string {
  const [first] = group;
  const name = first === undefined ? "" : plainName(first);
  if (first?.source === "rapl") return packagesOf(group.length, name);
  if (first?.source === "rapl-dram") return dramOf(group.length);
  return group.length === 1 ? name : `${group.length} × ${name}`;
}

/** "2 packages of Xeon …". */
export function packagesOf(count: number, name: string): string {
  return `${count === 1 ? "package" : `${count} packages`} of ${name}`;
}

/** "DRAM of 2 sockets". */
export function dramOf(count: number): string {
  return `DRAM of ${count === 1 ? "1 socket" : `${count} sockets`}`;
}
