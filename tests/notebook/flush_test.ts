/** 200 executed cells, each of which shows something: every output stands under its own cell, and none is lost. */
import { assertEquals } from "../assert.ts";
import { requires } from "../requires.ts";
import { notebookEnvironment } from "./environment.ts";
import { type Cell, errorOf, executeNotebook, notebookOf, textOf } from "./execute.ts";

const needs = requires("jupyter");
const face = new URL("../../mod.ts", import.meta.url).pathname;
const CELLS = 200;

/** What a cell does, and which run's name its outputs have to carry. */
const kinds: readonly ((i: number) => string)[] = [
  // A tracked cell whose run is the last expression: live line, then card.
  (i) => `await track("n${i}z", { zone: "DK", directory: "footnotes" }, () => ${i})`,
  // The same run read back, after a pause: the case that lost 46 of 100.
  (i) => `await new Promise((resolve) => setTimeout(resolve, 50)); (await named("n${i - 1}z"))`,
  // A chart as the last expression, without await.
  (i) => `powerChart(await named("n${i - 2}z"))`,
  // A chart in mid-cell.
  (i) => `await (await powerChart(await named("n${i - 3}z"))).show(); undefined`,
];

Deno.test({
  ...needs,
  name: needs.name(`of ${CELLS} executed cells no output is lost or stands under another cell`),
  fn: async () => {
    const sources = Array.from({ length: CELLS }, (_, i) => kinds[i % kinds.length]?.(i) ?? "");
    await using environment = await notebookEnvironment(needs.path);
    const folder = await Deno.makeTempDir({ prefix: "footnote-flush-" });
    try {
      const { notebook } = await executeNotebook(
        environment,
        notebookOf([
          `import { loadRun, powerChart, track } from ${JSON.stringify(face)};
          async function named(name) {
            for (const file of Deno.readDirSync("footnotes")) {
              if (file.name.includes(name)) return await loadRun("footnotes/" + file.name);
            }
            throw new Error("no record of " + name);
          }`,
          ...sources,
        ]),
        { cwd: folder, timeoutSeconds: 120 },
      );
      const cells = notebook.cells.slice(1);
      assertEquals(cells.flatMap((cell) => errorOf(cell) ?? []), []);
      const wrong = cells.flatMap((cell, i) => faultOf(cell, i) ?? []);
      assertEquals(wrong, []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

function faultOf(cell: Cell, i: number): string | undefined {
  const shown = (cell.outputs ?? []).map((one) => textOf(one, "text/html")).filter((one) =>
    one !== ""
  );
  const kind = i % kinds.length;
  const all = shown.join("\n");
  // A tracked cell has the line that became a summary, and the card; the others one output.
  const wanted = kind === 0 ? 2 : 1;
  if (shown.length !== wanted) return `cell ${i} has ${shown.length} outputs instead of ${wanted}`;
  if (kind >= 2) return all.includes("<svg") ? undefined : `cell ${i} has no picture`;
  const names = new Set(all.match(/\bn\d+z\b/g));
  const own = `n${i - kind}z`;
  return names.size === 1 && names.has(own)
    ? undefined
    : `cell ${i} shows ${[...names].join(", ") || "no run"} instead of ${own}`;
}
