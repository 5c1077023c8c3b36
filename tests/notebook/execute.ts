// deno-lint-ignore-file camelcase -- names of the notebook format
/** Runs notebooks from a test: as nbconvert does (`executeNotebook`), or cell by cell with the Stop button at hand (`driveKernel`). */
import type { NotebookEnvironment } from "./environment.ts";

/** What a cell left: the kinds of the notebook format. */
export interface CellOutput {
  readonly output_type: "display_data" | "execute_result" | "stream" | "error";
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly text?: string | readonly string[];
  readonly ename?: string;
  readonly evalue?: string;
}
/** A cell of a notebook file. */
export interface Cell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly source: string | readonly string[];
  readonly outputs?: readonly CellOutput[];
  readonly metadata: Record<string, unknown>;
}
/** A notebook file, as far as we look into it. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Record<string, unknown>;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

/** A notebook of these code cells for our kernel. */
export function notebookOf(sources: readonly string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
    },
    cells: sources.map((source, i) => ({
      id: `cell-${i}`,
      cell_type: "code",
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
  };
}

/** What `executeNotebook()` gives back. */
export interface Executed {
  readonly notebook: Notebook;
  /** Paths of the pages, by the theme asked for; they live as long as the environment. */
  readonly pages: Readonly<Record<string, string>>;
}

/** Runs every cell in the folder `cwd`, errors kept as outputs, and renders the themes asked for as HTML pages. */
export async function executeNotebook(
  environment: NotebookEnvironment,
  notebook: Notebook,
  options: {
    readonly cwd: string;
    readonly timeoutSeconds?: number;
    readonly themes?: readonly ("light" | "dark")[];
  },
): Promise<Executed> {
  const folder = await Deno.makeTempDir({ dir: environment.folder });
  await Deno.writeTextFile(`${folder}/in.ipynb`, JSON.stringify(notebook));
  const pages = Object.fromEntries(
    (options.themes ?? []).map((theme) => [theme, `${folder}/${theme}.html`]),
  );
  await python(environment, [
    new URL("./execute.py", import.meta.url).pathname,
    `${folder}/in.ipynb`,
    `${folder}/out.ipynb`,
    "--cwd",
    options.cwd,
    "--timeout",
    String(options.timeoutSeconds ?? 300),
    ...Object.entries(pages).flatMap(([theme, path]) => ["--html", `${theme}=${path}`]),
  ]);
  return { notebook: JSON.parse(await Deno.readTextFile(`${folder}/out.ipynb`)), pages };
}

/** A cell to be sent to the kernel, and when Stop is pressed in it. */
export interface Step {
  readonly code: string;
  readonly stopAfterSeconds?: readonly number[];
  readonly timeoutSeconds?: number;
}
/** How the kernel answered a cell. */
export interface Answer {
  /** "ok", "error", "aborted" as the kernel says it; "no answer" in time, or "kernel died". */
  readonly status: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly outputs: readonly {
    readonly type: "display_data" | "execute_result" | "update_display_data" | "stream";
    readonly data?: Readonly<Record<string, string>>;
    readonly text?: string;
    readonly id?: string | null;
  }[];
  readonly seconds: number;
}

/** Sends cells to a fresh kernel one by one; gives their answers and whether the kernel is still alive at the end. */
export async function driveKernel(
  environment: NotebookEnvironment,
  cwd: string,
  steps: readonly Step[],
): Promise<{ readonly cells: readonly Answer[]; readonly alive: boolean }> {
  const said = await python(
    environment,
    [new URL("./drive.py", import.meta.url).pathname],
    JSON.stringify({ cwd, cells: steps }),
  );
  return JSON.parse(said);
}

/** All that an output says in a MIME type, as one text. */
export function textOf(output: CellOutput, type = "text/plain"): string {
  const said = output.output_type === "stream" ? output.text : output.data?.[type];
  return said === undefined ? "" : typeof said === "string" ? said : said.join("");
}

/** The error that a cell ended with, if it did. */
export function errorOf(cell: Cell): string | undefined {
  const error = cell.outputs?.find((one) => one.output_type === "error");
  return error && `${error.ename}: ${error.evalue}`;
}

async function python(
  environment: NotebookEnvironment,
  args: readonly string[],
  input = "",
): Promise<string> {
  const child = new Deno.Command(environment.python, {
    args: [...args],
    env: { ...environment.env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const [said, complaint] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) throw new Error(`Python failed: ${complaint}\n${said}`);
  return said ?? "";
}
