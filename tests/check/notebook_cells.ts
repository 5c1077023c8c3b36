/**
 * The kernel does not type-check cells, so this takes the code cells out of each notebook and lets `deno check` see them, as one module a notebook.
 * What it finds is said by notebook, cell and line.
 */

/** A notebook's code as one module, and which cell each of its lines came from. */
export interface CellModule {
  readonly text: string;
  /** For each line of the module: the cell's place among the code cells, from 1, and the line in it, from 1. */
  readonly origins: readonly (readonly [cell: number, line: number])[];
}

if (import.meta.main) Deno.exit(await checkNotebooks(new URL("../../", import.meta.url)));

/** Type-checks the cells of all notebooks under `notebooks/`; gives the exit code. */
export async function checkNotebooks(root: URL): Promise<number> {
  const folder = new URL("notebooks/", root);
  const names = [...Deno.readDirSync(folder)].map((one) => one.name)
    .filter((name) => name.endsWith(".ipynb")).sort();
  if (names.length === 0) return 0;
  const scratch = await Deno.makeTempDir({ prefix: "footnote-cells-" });
  try {
    const modules = new Map<string, CellModule>();
    for (const name of names) {
      const module = cellModule(await Deno.readTextFile(new URL(name, folder)), folder);
      modules.set(name, module);
      await Deno.writeTextFile(`${scratch}/${name}.ts`, module.text);
    }
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "check",
        "--config",
        new URL("deno.json", root).pathname,
        ...names.map((name) => `${scratch}/${name}.ts`),
      ],
      cwd: root,
      stdin: "null",
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    if (code !== 0) {
      await Deno.stderr.write(new TextEncoder().encode(namePlaces(said, scratch, modules)));
    }
    return code;
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** The code cells of a notebook, one after the other; relative imports are made absolute from the notebook's folder. */
export function cellModule(notebook: string, folder: URL): CellModule {
  const { cells } = JSON.parse(notebook) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  const lines: string[] = [];
  const origins: (readonly [number, number])[] = [];
  const codes = cells.filter((cell) => cell.cell_type === "code");
  for (const [i, cell] of codes.entries()) {
    const source = typeof cell.source === "string" ? cell.source : cell.source.join("");
    for (const [j, line] of `${absolute(source, folder)}\n;`.split("\n").entries()) {
      lines.push(line);
      origins.push([i + 1, j + 1]);
    }
  }
  lines.push("export {};"); // a module, so that await may stand at its top
  origins.push([codes.length, 1]);
  return { text: lines.join("\n") + "\n", origins };
}

function absolute(source: string, folder: URL): string {
  return source.replace(
    /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.\.?\/[^"']+)\2/g,
    (_, before: string, quote: string, path: string) =>
      `${before}${quote}${new URL(path, folder).href}${quote}`,
  );
}

/** `file:///tmp/…/01.ipynb.ts:12:5` said as `notebooks/01.ipynb cell 3 line 2`. */
function namePlaces(
  said: string,
  scratch: string,
  modules: ReadonlyMap<string, CellModule>,
): string {
  return said.replace(
    new RegExp(`(?:file://)?${scratch}/([^:\\s]+)\\.ts:(\\d+):\\d+`, "g"),
    (_, name: string, line: string) => {
      const [cell, at] = modules.get(name)?.origins[Number(line) - 1] ?? [0, 0];
      return `notebooks/${name}, code cell ${cell}, line ${at}`;
    },
  );
}
