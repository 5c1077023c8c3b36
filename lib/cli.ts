/**
 * The command line: what can be done with runs outside a notebook.
 *
 * ```sh
 * deno run -A jsr:@footnote/footnote/cli report footnotes
 * ```
 * @module
 */
import { join } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { nearestText } from "./nearest.ts";
import { doctor } from "./doctor/doctor.ts";
import { runsSheet } from "./display/runs_table.ts";
import { TOOL_NAME, TOOL_VERSION } from "./display/tool.ts";
import { FootnoteError } from "./errors.ts";
import type { Note, Run } from "./model.ts";
import { toCsv } from "./record/to_csv.ts";
import { toJson } from "./record/to_json.ts";
import { bibtex } from "./runs/bibtex.ts";
import { importCarbontracker, importCodeCarbon } from "./runs/import_runs.ts";
import { latexTable } from "./runs/latex_table.ts";
import { readRuns } from "./runs/load.ts";
import { saveRun } from "./runs/save.ts";
import { totalOf } from "./runs/total.ts";
import { totalText } from "./runs/total_text.ts";

/** Where the command line writes to. */
export interface CliOutput {
  /** What was asked for. */
  out(text: string): void;
  /** What went wrong. */
  err(text: string): void;
}

/** One command: its arguments in words, what it does, and how. */
interface Command {
  readonly usage: string;
  readonly says: string;
  /** Its options in words, one a line. */
  readonly more?: readonly string[];
  run(args: readonly string[], output: CliOutput): Promise<number>;
}

/** Exit code where something outside failed, and where the call itself is wrong. */
const FAILED = 1;
const MISUSED = 2;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["doctor", {
    usage: "doctor",
    says: "what this machine can measure, and the command that opens what is closed",
    more: ["--learn   a minute of rest and full load, for a narrower model of this CPU"],
    run: diagnose,
  }],
  ["report", {
    usage: "report [DIR]",
    says: 'the runs recorded in a folder ("footnotes"), and what they took together',
    run: report,
  }],
  ["export", {
    usage: "export [DIR]",
    says: "the runs of a folder for another program, on the standard output",
    more: [
      "--format csv|json|latex|bibtex   csv",
      "--per run|epoch                  a line a run or an epoch, of csv: run",
    ],
    run: exportRuns,
  }],
  ["import", {
    usage: "import PATH",
    says: "records of other tools: the folder of Carbontracker's logs, or CodeCarbon's .csv file",
    more: [
      '--to DIR   where the records go: "footnotes"; runs that are there already are left out',
    ],
    run: importRuns,
  }],
]);

async function diagnose(args: readonly string[], output: CliOutput): Promise<number> {
  const { path, values } = argumentsOf(args, { learn: { type: "boolean" } });
  if (path !== undefined) throw new Misuse(`takes no folder, and "${path}" was given`);
  output.out(`${Deno.inspect(await doctor({ learn: values.learn === true }))}\n`);
  return 0;
}

/** The call itself is wrong. */
class Misuse extends Error {}

/**
 * Does what the arguments say.
 * @param args The arguments, without the program.
 * @param output Where to write; the standard streams.
 * @returns The exit code: 0 done, 1 failed, 2 called wrongly.
 */
export async function runCli(
  args: readonly string[],
  output: CliOutput = { out: writeTo(Deno.stdout), err: writeTo(Deno.stderr) },
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    output.out(helpText());
    return name === undefined ? MISUSED : 0;
  }
  if (name === "--version" || name === "-V") {
    output.out(`${TOOL_NAME} ${TOOL_VERSION}\n`);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (command === undefined) {
    const near = nearestText(name, [...COMMANDS.keys(), "--help", "--version"]);
    output.err(`There is no command "${name}"${near}; --help lists what there is\n`);
    return MISUSED;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    const more = (command.more ?? []).map((text) => `  ${text}\n`).join("");
    output.out(`${command.usage}\n  ${command.says}\n${more}`);
    return 0;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (error instanceof Misuse) {
      output.err(`${name}: ${error.message}; usage: ${command.usage}\n`);
      return MISUSED;
    }
    // Ours says what failed and what to do; anything else is a fault of the program, and its stack is of use.
    if (!(error instanceof FootnoteError)) throw error;
    output.err(`${error.message}\n`);
    return FAILED;
  }
}

function helpText(): string {
  const width = Math.max(...[...COMMANDS.values()].map(({ usage }) => usage.length));
  const lines = [...COMMANDS.values()].map(({ usage, says }) =>
    `  ${usage.padEnd(width)}  ${says}`
  );
  return [
    `${TOOL_NAME} ${TOOL_VERSION}: energy and emissions of training runs`,
    "",
    "Usage: deno run -A jsr:@footnote/footnote/cli COMMAND",
    "",
    ...lines,
    "",
    `  ${"--help".padEnd(width)}  this text; after a command, what it takes`,
    `  ${"--version".padEnd(width)}  the version`,
    "",
  ].join("\n");
}

/** Arguments and options of a command; more than one argument, or an option that it does not have, is a misuse. */
function argumentsOf(
  args: readonly string[],
  options: ParseArgsOptionsConfig = {},
): { readonly path: string | undefined; readonly values: Readonly<Record<string, unknown>> } {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length > 1) {
      throw new Misuse(`it takes one path: there are ${positionals.length}`);
    }
    return { path: positionals[0], values };
  } catch (error) {
    throw error instanceof TypeError ? misuseOf(error, args, options) : error;
  }
}

/** What is wrong with the options, in words of our own: the parser's speak of its own settings. */
function misuseOf(
  { message }: TypeError,
  args: readonly string[],
  options: ParseArgsOptionsConfig,
): Misuse {
  const known = Object.keys(options).map((name) => `--${name}`);
  const has = known.length === 0 ? "it has no options" : `its options are ${known.join(", ")}`;
  const [, named = ""] = /'(-{1,2}[^\s'=]+)/.exec(message) ?? [];
  const given = args.filter((arg) => arg.startsWith("-")).map((arg) => arg.split("=", 1)[0]!);
  const strange = given.find((arg) => !known.includes(arg));
  if (strange !== undefined) {
    const near = strange.startsWith("--") ? nearestText(strange, known) : "";
    return new Misuse(`there is no option "${strange}"${near}: ${has}`);
  }
  const option = known.find((name) => name === named) ?? given[0] ?? named;
  const takes = options[option.slice(2)]?.type === "boolean"
    ? "takes no value"
    : "must be given a value";
  return new Misuse(`"${option}" ${takes}: ${has}`);
}

/** One of several words. */
function choiceOf<const Choice extends string>(
  name: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new Misuse(`--${name} must be one of ${choices.join(", ")}: current value is "${value}"`);
}

async function report(args: readonly string[], output: CliOutput): Promise<number> {
  const { path = "footnotes" } = argumentsOf(args);
  const { runs, notes } = await readRuns(path);
  output.out(`${runsSheet(runs, notes).text}\n`);
  if (runs.length > 0) output.out(`\n${totalText(totalOf(runs))}\n`);
  return 0;
}

async function exportRuns(args: readonly string[], output: CliOutput): Promise<number> {
  const { path = "footnotes", values } = argumentsOf(args, {
    format: { type: "string", default: "csv" },
    per: { type: "string", default: "run" },
  });
  const format = choiceOf("format", values.format, ["csv", "json", "latex", "bibtex"]);
  const per = choiceOf("per", values.per, ["run", "epoch"]);
  const { runs, notes } = await readRuns(path);
  // What is left out must not get into the file.
  for (const { message } of notes) output.err(`${message}\n`);
  const texts: Readonly<Record<typeof format, () => string>> = {
    csv: () => toCsv(runs, { per }),
    json: () => toJson(runs),
    latex: () => latexTable(runs).text,
    bibtex: () => bibtex(runs).text,
  };
  output.out(texts[format]());
  return 0;
}

async function importRuns(args: readonly string[], output: CliOutput): Promise<number> {
  const { path, values } = argumentsOf(args, { to: { type: "string", default: "footnotes" } });
  if (path === undefined) throw new Misuse("a folder of logs or a .csv is wanted");
  const to = String(values.to);
  if (!/\.csv$/i.test(path)) await refuseTableFolder(path);
  const { runs, notes } = /\.csv$/i.test(path)
    ? await importCodeCarbon(path)
    : await importCarbontracker(path);
  for (const { message } of notes) output.err(`${message}\n`);
  const there = new Set((await runsThere(to)).runs.map(({ id }) => id));
  const fresh = runs.filter(({ id }) => !there.has(id));
  for (const run of fresh) output.out(`${await saveRun(run, to)}\n`);
  const all = runs.length + notes.length;
  const rest = [
    ...(notes.length > 0 ? [`, ${notes.length} left out`] : []),
    ...(runs.length > fresh.length ? [`, ${runs.length - fresh.length} there already`] : []),
  ].join("");
  output.err(`${fresh.length} of ${all} runs imported${rest}\n`);
  return 0;
}

/** A folder with CodeCarbon's table and no logs: the file is meant, and a word about logs would not help. */
async function refuseTableFolder(path: string): Promise<void> {
  const names = await Array.fromAsync(Deno.readDir(path), ({ name }) => name).catch(() => []);
  const table = names.find((name) => /^emissions.*\.csv$/i.test(name));
  if (table === undefined || names.some((name) => name.endsWith(".log"))) return;
  throw new Misuse(`"${path}" is a folder: name the table in it, "${join(path, table)}"`);
}

/** The runs of a folder that need not be there yet. */
async function runsThere(
  directory: string,
): Promise<{ readonly runs: readonly Run[]; readonly notes: readonly Note[] }> {
  try {
    await Deno.stat(directory);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { runs: [], notes: [] };
  }
  return await readRuns(directory);
}

function writeTo(stream: { writeSync(bytes: Uint8Array): number }): (text: string) => void {
  return (text) => {
    let bytes = new TextEncoder().encode(text);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (error) {
      // Whoever reads has seen enough: `… | head`.
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    }
  };
}

if (import.meta.main) Deno.exit(await runCli(Deno.args));
