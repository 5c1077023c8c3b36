/**
 * What an exporter makes of a notebook: every figure and table is in the page, in LaTeX (which never takes HTML) and in Markdown (which takes HTML first,
 * for viewers that then strip it).
 */
import {
  assert,
  assertEquals,
  assertGreater,
  assertMatch,
  assertStringIncludes,
} from "../assert.ts";
import { requires, requiresAll } from "../requires.ts";
import { type NotebookEnvironment, notebookEnvironment } from "./environment.ts";
import { errorOf, executeNotebook, notebookOf } from "./execute.ts";
import { projectCopy } from "./project_copy.ts";

const needs = requiresAll("jupyter", "pandoc");

const CELLS = [
  `import { epochChart, loadRuns, powerChart, runsTable, statement } from "../mod.ts";
   const runs = await loadRuns("records/classifiers");
   runs;`,
  `await powerChart(runs.at(-1)!);`,
  `await epochChart(runs.at(-1)!, { theme: "paper", widthMm: 85 });`,
  `runsTable(runs.slice(0, 2));`,
  `statement(runs);`,
  `statement(runs, { style: "markdown" });`,
  `runs[0];`,
  `import { equivalents, estimate } from "../mod.ts";
   const job = await estimate({ powerWatts: 500, hours: 2, zone: "DK" });
   job;`,
  `await equivalents(job);`,
];
/** Cells of these that show a figure. */
const FIGURES = 2;

Deno.test({
  ...needs,
  name: needs.name("nbconvert has every figure, table and sentence in HTML, LaTeX and Markdown"),
  fn: async () => {
    await using environment = await notebookEnvironment(requires("jupyter").path);
    await using copy = await projectCopy();
    const { notebook } = await executeNotebook(environment, notebookOf(CELLS), {
      cwd: `${copy.folder}/notebooks`,
    });
    assertEquals(notebook.cells.flatMap((cell) => errorOf(cell) ?? []), []);
    const folder = await Deno.makeTempDir({ dir: environment.folder });
    await Deno.writeTextFile(`${folder}/in.ipynb`, JSON.stringify(notebook));

    const html = await exported(environment, folder, "html", "html");
    assertEquals(count(html, /<figure class="footnote fn-figure">/g), FIGURES);
    assertStringIncludes(html, "<table");

    const latex = await exported(environment, folder, "latex", "tex");
    assertEquals(count(latex, /\\(?:adjustimage|includegraphics)[^\n]*\.png/g), FIGURES);
    // The tables: of all runs, and of two.
    assertEquals(count(latex, /\\toprule/g), 2);
    assertMatch(latex, /\(90\s*\\% interval/);
    assertStringIncludes(latex, "Energy & 570\\,mWh");
    // 500 W x 2 h, known to a fifth: half of the interval begins with 2, so hundredths.
    assertStringIncludes(latex, "Energy & 1.00\\,kWh (0.80 to 1.20), modelled");
    assertStringIncludes(latex, "2 & \\raggedright Time & \\raggedright 2 h, as given");
    assertStringIncludes(latex, "as much as & of & by");
    assert(!/<svg|<figure|<style/.test(latex));

    const markdown = await exported(environment, folder, "markdown", "md");
    // A viewer that strips styles, scripts and drawings.
    const stripped = markdown.replace(/<(style|script|svg)\b.*?<\/\1>/gs, "");
    const images = [
      ...stripped.matchAll(/<img alt="([^"]+)" width="\d+" src="data:image\/png;base64,([^"]+)">/g),
    ];
    assertEquals(images.length, FIGURES);
    for (const [, alt, data] of images) {
      assertMatch(alt!, /resnet50/);
      assertGreater(data!.length, 5_000);
    }
    assertEquals(count(stripped, /<figcaption>/g), FIGURES);
    assertStringIncludes(stripped, "<table");
  },
});

async function exported(
  environment: NotebookEnvironment,
  folder: string,
  to: string,
  ending: string,
): Promise<string> {
  const { success, stderr } = await new Deno.Command(environment.python, {
    args: ["-m", "nbconvert", "--to", to, "--output", "out", `${folder}/in.ipynb`],
    env: { ...environment.env },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`nbconvert --to ${to}: ${new TextDecoder().decode(stderr)}`);
  return await Deno.readTextFile(`${folder}/out.${ending}`);
}

function count(text: string, what: RegExp): number {
  return [...text.matchAll(what)].length;
}
