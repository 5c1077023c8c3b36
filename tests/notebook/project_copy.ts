/** The project's notebooks run in a copy, so that their records do not land in the checkout. */

/** A copy of what a notebook needs; `await using` takes it away. */
export interface ProjectCopy extends AsyncDisposable {
  readonly folder: string;
}

/** Copies `mod.ts`, `lib/`, `data/` and `notebooks/`. */
export async function projectCopy(): Promise<ProjectCopy> {
  const root = new URL("../../", import.meta.url).pathname;
  const folder = await Deno.makeTempDir({ prefix: "footnote-copy-" });
  for (const name of ["mod.ts", "deno.json", "lib", "data", "notebooks"]) {
    await copy(`${root}${name}`, `${folder}/${name}`);
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) return await Deno.copyFile(from, to);
  await Deno.mkdir(to);
  for await (const entry of Deno.readDir(from)) {
    if (entry.name === "footnotes" || entry.name.startsWith(".")) continue;
    await copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}
