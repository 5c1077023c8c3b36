/** Reads real per-epoch traces: a folder with `NAME-runs.csv` (a row an epoch) and `NAME-sources.csv` (a row a run). */

/** One real run. */
export interface TracedRun {
  readonly id: string;
  /** Where it came from: the family that the tables report by. */
  readonly family: string;
  /** Repeats of one configuration share it. */
  readonly config: string;
  /** Who ran it. */
  readonly owner: string;
  readonly part: string;
  readonly durations: readonly number[];
  /** GPU energy of each epoch, in J; absent where the source has none. */
  readonly joules?: readonly number[];
  /** False where the epochs were cut by the clock: then only their energy says something. */
  readonly timed: boolean;
}

/**
 * All runs of a folder, in the order of their files' names; cells hold no commas.
 *
 * @throws {Error} If the folder holds no pair of files, or a row has no finite duration > 0.
 */
export async function readTraces(directory: string): Promise<readonly TracedRun[]> {
  const parts: string[] = [];
  for await (const entry of Deno.readDir(directory)) {
    const part = /^(.+)-runs\.csv$/.exec(entry.name)?.[1];
    if (part !== undefined) parts.push(part);
  }
  if (parts.length === 0) {
    throw new Error(`Cannot find traces as no *-runs.csv is in "${directory}"`);
  }
  parts.sort();
  const runs: TracedRun[] = [];
  for (const part of parts) runs.push(...await readPart(directory, part));
  return runs;
}

async function readPart(directory: string, part: string): Promise<TracedRun[]> {
  const sources = new Map(
    (await rowsOf(`${directory}/${part}-sources.csv`)).map((row) => [row["run_id"] ?? "", row]),
  );
  const epochs = Map.groupBy(
    await rowsOf(`${directory}/${part}-runs.csv`),
    (row) => row["run_id"] ?? "",
  );
  return [...epochs].map(([id, rows]) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error(`Cannot find the source of run "${id}"`);
    rows.sort((a, b) => Number(a["epoch"]) - Number(b["epoch"]));
    const durations = rows.map((row) => Number(row["duration_s"]));
    if (!durations.every((seconds) => Number.isFinite(seconds) && seconds > 0)) {
      throw new Error(`Cannot use run "${id}" as a duration is not finite and > 0`);
    }
    const joules = rows.map((row) => row["energy_J"] === "" ? NaN : Number(row["energy_J"]));
    return {
      id,
      part,
      family: source["source"] ?? "",
      config: source["config"] ?? id,
      owner: ownerOf(source),
      durations,
      timed: rows[0]?.["unit"] !== "window",
      ...(joules.every(Number.isFinite) ? { joules } : {}),
    };
  });
}

/** The part of the repository before the slash; in a collection of submissions, the submitter named first in the path. */
function ownerOf(source: Readonly<Record<string, string>>): string {
  const repository = source["repo"] ?? "";
  const owner = repository.split("/")[0] ?? repository;
  return source["source"] === "mlperf" ? `${owner}/${(source["path"] ?? "").split("/")[0]}` : owner;
}

async function rowsOf(path: string): Promise<Record<string, string>[]> {
  const [head, ...lines] = (await Deno.readTextFile(path)).trim().split(/\r?\n/);
  const names = (head ?? "").split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}
