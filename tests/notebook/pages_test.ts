/**
 * Every notebook of ours runs without an error, and its page looks right in a browser: as nbconvert writes it, wide and narrow, light and dark, and live in
 * JupyterLab. The pictures lie in `tests/.shots/` for the eye.
 */
import { assert, assertEquals, assertGreater, assertMatch } from "../assert.ts";
import { requires, requiresAll } from "../requires.ts";
import { type Browser, startBrowser } from "./browser.ts";
import { notebookEnvironment } from "./environment.ts";
import { errorOf, executeNotebook, type Notebook } from "./execute.ts";
import { runAllCells, showWhole } from "./live_page.ts";
import { type Looks, looksOf } from "./looks.ts";
import { projectCopy } from "./project_copy.ts";
import { startServer } from "./server.ts";

const needs = requiresAll("jupyter", "chromium");
const root = new URL("../../", import.meta.url);
const shots = new URL("../.shots/", import.meta.url).pathname;
const notebooks = [...Deno.readDirSync(new URL("notebooks/", root))].map((one) => one.name)
  .filter((name) => name.endsWith(".ipynb")).sort();
const THEMES = ["light", "dark"] as const;
const WIDTHS = [1200, 400];
const NARROWEST = 354;

for (const name of notebooks) {
  Deno.test({
    ...needs,
    name: needs.name(`notebooks/${name} runs, and its page looks right: wide, narrow, light, dark`),
    fn: async () => {
      await using environment = await notebookEnvironment(requires("jupyter").path);
      await using copy = await projectCopy();
      const notebook: Notebook = JSON.parse(
        await Deno.readTextFile(`${copy.folder}/notebooks/${name}`),
      );
      const { notebook: done, pages } = await executeNotebook(environment, notebook, {
        cwd: `${copy.folder}/notebooks`,
        themes: THEMES,
      });
      assertEquals(done.cells.flatMap((cell) => errorOf(cell) ?? []), []);
      await using browser = await startBrowser(requires("chromium").path);
      for (const theme of THEMES) {
        for (const width of WIDTHS) {
          const looks = await lookAt(browser, `file://${pages[theme]}`, width, {
            shot: `${name}-${theme}-${width}`,
          });
          assertLooksRight(looks, `${theme}, ${width} px`);
        }
      }
    },
  });

  Deno.test({
    ...needs,
    name: needs.name(`notebooks/${name} runs in a live JupyterLab and looks right: light, dark`),
    fn: async () => {
      for (const theme of THEMES) {
        await using environment = await notebookEnvironment(requires("jupyter").path);
        await using copy = await projectCopy();
        await using server = await startServer(environment, copy.folder, { theme });
        await using browser = await startBrowser(requires("chromium").path);
        const page = await browser.newPage();
        await page.resize(1200, 900);
        await runAllCells(page, server, `notebooks/${name}`);
        await page.waitFor(`document.querySelectorAll(".footnote svg").length > 0`, 30);
        await showWhole(page, server, 1200);
        const looks = await looksOf(page);
        await Deno.mkdir(shots, { recursive: true });
        await page.screenshot(`${shots}${name}-live-${theme}.png`);
        assertLooksRight(looks, `live, ${theme}`);
        if (server.kind === "lab") {
          const said = await page.evaluate<string>("document.body.dataset.jpThemeLight");
          assertEquals(said, String(theme === "light"));
        }
      }
    },
  });
}

async function lookAt(
  browser: Browser,
  url: string,
  width: number,
  options: { readonly shot: string },
): Promise<Looks> {
  const page = await browser.newPage();
  await page.resize(width, 900);
  await page.open(url);
  // An nbconvert of before 7 keeps a column for the prompts on a narrow page too: the figures get the room that they have elsewhere.
  const room = await page.evaluate<number>(
    `document.querySelector(".footnote").clientWidth`,
  );
  if (room < NARROWEST) await page.resize(width + NARROWEST - room, 900);
  const looks = await looksOf(page);
  await Deno.mkdir(shots, { recursive: true });
  await page.screenshot(`${shots}${options.shot}.png`, { whole: true });
  return looks;
}

/** A card and at least one chart with words and figures on its axes; nothing pale, cut or too wide. */
function assertLooksRight(looks: Looks, where: string): void {
  assertEquals(looks.faults, [], where);
  assertGreater(looks.roots, 0, where);
  assertMatch(looks.text, /gCO₂eq/, where);
  const charts = looks.pictures.filter((one) => one.texts.length > 3);
  assertGreater(charts.length, 0, `no chart: ${where}`);
  for (const chart of charts) {
    assertGreater(chart.width, 200, where);
    assertGreater(chart.height, 60, where);
    assert(chart.label !== "", `a chart says what it is: ${where}`);
    const words = chart.texts.join(" ");
    assertMatch(words, /\d/, where);
    assertMatch(words, /\b[mkMG]?W(h\b|\b)|CO₂eq|\((s|min|h|d)\)/, `no unit on an axis: ${where}`);
  }
}
