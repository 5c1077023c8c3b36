/**
 * Fake machines: a fixture in `tests/fixtures` names files and their texts, and lies in a temporary folder while a test looks at it.
 * JSON and not folders of files, since names like "intel-rapl:0" do not travel to every file system.
 */

/** Texts of files by their path below "/". A text that is null is a file that nobody but root may read. */
export type Tree = Readonly<Record<string, string | null>>;

/** Loads a fixture: `powercap/two_sockets`. */
export async function fixture(name: string): Promise<Tree> {
  return JSON.parse(
    await Deno.readTextFile(new URL(`../fixtures/${name}.json`, import.meta.url)),
  ) as Tree;
}

/** Lays trees out, later ones over earlier ones, and hands the test their root and a function that changes a file. */
export async function withTree(
  trees: readonly Tree[],
  test: (root: string, write: (path: string, text: string | null) => void) => void | Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "footnote-tree-" });
  await Deno.chmod(root, 0o755); // others may enter, as in the real tree
  const write = (path: string, text: string | null): void => {
    const full = `${root}/${path}`;
    Deno.mkdirSync(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(full, text ?? "");
    Deno.chmodSync(full, text === null ? 0o000 : 0o644);
  };
  try {
    for (const tree of trees) for (const [path, text] of Object.entries(tree)) write(path, text);
    await test(root, write);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}
