/** One look at a machine, put into rows. */
import { firstLine } from "../errors.ts";
import type { Diagnosis, Machine, Note } from "../model.ts";
import { findSources } from "../probe/find_sources.ts";
import { describeMachine } from "../probe/machine.ts";
import { learnedWatts, readMachineFile } from "../probe/machine_file.ts";
import { absentRows, closedRows, PERMISSION_MISSING } from "./closed_rows.ts";
import { deviceRows, type Row } from "./device_rows.ts";
import { modelWords } from "./model_words.ts";
import { type PlaceClues, placeRow } from "./place_row.ts";
import { verdictOf } from "./verdict.ts";
import { wholeRows } from "./whole_rows.ts";

/** What to look at; for tests another machine than this. */
export interface LookOptions extends PlaceClues {
  /** Folder that stands for "/"; "" is the machine itself. */
  readonly root?: string | undefined;
  /** Folder of what was learned. */
  readonly directory: string;
}

/** Looks, and never throws: what cannot be looked at is left out or says so. */
export async function diagnose(
  options: LookOptions,
): Promise<{ readonly diagnosis: Diagnosis; readonly machine: Machine }> {
  const { root = "", directory } = options;
  const tree = root === "" ? {} : { root };
  const machine = await describeMachine(tree);
  const { hostname, cpu, virtualized = false } = machine;
  const learned = learnedWatts(await readMachineFile({ directory, hostname, cpu: cpu.name }));
  const { found, notes } = await findSources({ ...tree, learned });
  const sources = found.map(({ source }) => source);
  const rows: Row[] = [];
  const trouble: Note[] = [];
  const add = async (work: () => Promise<readonly Row[]> | readonly Row[]) => {
    try {
      rows.push(...await work());
    } catch (thrown) {
      // Said once, by its own note.
      if (thrown instanceof Deno.errors.NotCapable) return;
      trouble.push({ code: "not-looked", message: firstLine(thrown) });
    }
  };
  try {
    await add(async () => deviceRows(sources, await modelWords(root, learned)));
  } finally {
    for (const source of sources) await source[Symbol.asyncDispose]?.();
  }
  await add(() => closedRows({ root, notes, rows, virtualized }));
  await add(() => absentRows({ root, notes, rows, virtualized }));
  await add(() => wholeRows(root));
  if (!notes.some(({ code }) => code === PERMISSION_MISSING)) {
    await add(async () => [await placeRow(options)]);
  }
  joinPackages(rows);
  const verdict = verdictOf(rows, { notes, virtualized });
  return {
    diagnosis: { verdict: [verdict, ...trouble.map(({ message }) => message)].join("; "), rows },
    machine,
  };
}

/** The model of a CPU stands for all its packages: its row names them as the row of the counters does. */
function joinPackages(rows: Row[]): void {
  const packages = rows.find(({ source, state }) => source === "rapl" && state === "closed");
  if (packages === undefined) return;
  for (const [index, row] of rows.entries()) {
    if (row.source === "cpu-model") rows[index] = { ...row, device: packages.device };
  }
}
