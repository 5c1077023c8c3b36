/**
 * The command line: what can be done with runs outside a notebook.
 *
 * ```sh
 * deno run -A jsr:@footnote/footnote/cli report footnotes
 * ```
 * @module
 */
import { nearestText } from "./carbon/nearest.ts";
import { runsSheet } from "./display/runs_table.ts";
import { TOOL_NAME, TOOL_VERSION } from "./display/tool.ts";
import { FootnoteError } from "./errors.ts";
import { readRuns } from "./runs/load.ts";
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
  run(args: readonly string[], output: CliOutput): Promise<number>;
}

/** Exit code where something outside failed, and where the call itself is wrong. */
const FAILED = 1;
const MISUSED = 2;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["report", {
    usage: "report [DIR]",
    says: 'the runs recorded in a folder ("footnotes"), and what they took together',
    run: report,
  }],
]);

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
    output.out(`${command.usage}\n  ${command.says}\n`);
    return 0;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
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

async function report(args: readonly string[], output: CliOutput): Promise<number> {
  const unknown = args.find((arg) => arg.startsWith("-"));
  if (unknown !== undefined || args.length > 1) {
    output.err(
      unknown === undefined
        ? `report takes one folder: there are ${args.length}\n`
        : `report has no option "${unknown}"\n`,
    );
    return MISUSED;
  }
  const { runs, notes } = await readRuns(args[0] ?? "footnotes");
  output.out(`${runsSheet(runs, notes).text}\n`);
  if (runs.length > 0) output.out(`\n${totalText(totalOf(runs))}\n`);
  return 0;
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
