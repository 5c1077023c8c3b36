/** A notebook that lies outside the project and imports `mod.ts` by its path. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import { requires } from "../requires.ts";
import { notebookEnvironment } from "./environment.ts";
import { type Cell, errorOf, executeNotebook, notebookOf, textOf } from "./execute.ts";

const needs = requires("jupyter");
const face = new URL("../../mod.ts", import.meta.url).pathname;
const cells = [
  `import { loadRuns, powerChart, track } from ${JSON.stringify(face)};`,
  `const run = await track("elsewhere", { zone: "DK", epochs: 2 }, async (t) => {
    for await (const epoch of t.epochs()) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      epoch.log({ loss: 1 / (epoch.index + 1) });
    }
  });
  run`,
  `await powerChart(run)`,
  `const runs = await loadRuns("footnotes"); console.log(runs.length, runs[0].name); await new Promise((resolve) => setTimeout(resolve, 50));`,
];

/** A folder with these files in it, the cells run there. */
async function runIn(
  files: Readonly<Record<string, unknown>>,
  kernelEnv: Readonly<Record<string, string>> = {},
): Promise<readonly Cell[]> {
  await using environment = await notebookEnvironment(needs.path, { kernelEnv });
  const folder = await Deno.makeTempDir({ prefix: "footnote-elsewhere-" });
  try {
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, JSON.stringify(content));
    }
    const { notebook } = await executeNotebook(environment, notebookOf(cells), { cwd: folder });
    assertEquals([...Deno.readDirSync(`${folder}/footnotes`)].length, 1, "one record");
    return notebook.cells;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function html(cell: Cell | undefined): string {
  return (cell?.outputs ?? []).map((one) => textOf(one, "text/html")).join("\n");
}

/** The cells track, show the card, draw and load. */
function assertAllWorks(cells: readonly Cell[]): void {
  assertEquals(cells.map(errorOf), cells.map(() => undefined));
  assertStringIncludes(html(cells[1]), "elsewhere");
  assertMatch(html(cells[1]), /finished/);
  assertStringIncludes(html(cells[2]), "<svg");
  assertMatch((cells[3]?.outputs ?? []).map((one) => textOf(one)).join(""), /^1 elsewhere/);
}

Deno.test({
  ...needs,
  name: needs.name("a notebook in a bare folder tracks, draws and loads"),
  fn: async () => assertAllWorks(await runIn({})),
});

Deno.test({
  ...needs,
  name: needs.name("a notebook beside a deno.json of its own tracks, draws and loads"),
  fn: async () => assertAllWorks(await runIn({ "deno.json": { imports: { "@/": "./" } } })),
});

const foreign = { name: "somebody-elses", dependencies: { "left-pad": "^1.3.0" } };

Deno.test({
  ...needs,
  name: needs.name(
    "a notebook below a package.json tracks and shows the card, and a chart names the cure",
  ),
  fn: async () => {
    const done = await runIn({ "package.json": foreign });
    assertEquals([0, 1].map((i) => done[i] && errorOf(done[i])), [undefined, undefined]);
    assertStringIncludes(html(done[1]), "elsewhere");
    const chart = done[2] && errorOf(done[2]);
    assert(chart !== undefined, "the chart was drawn after all: say so in the documentation");
    assertStringIncludes(chart, "PackageError");
    assertStringIncludes(chart, '"nodeModulesDir": "none"');
  },
});

Deno.test({
  ...needs,
  name: needs.name("both cures for a package.json work: a deno.json beside the notebook"),
  fn: async () =>
    assertAllWorks(
      await runIn({ "package.json": foreign, "deno.json": { nodeModulesDir: "none" } }),
    ),
});

Deno.test({
  ...needs,
  name: needs.name("both cures for a package.json work: DENO_NO_PACKAGE_JSON in the kernel's env"),
  fn: async () =>
    assertAllWorks(await runIn({ "package.json": foreign }, { DENO_NO_PACKAGE_JSON: "1" })),
});
