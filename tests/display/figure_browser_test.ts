/** Figures in a real browser: which drawing is shown, in which colours, and whether every text has its place. */
import { pageFigure } from "../../lib/display/page_figure.ts";
import { assertEquals } from "../assert.ts";
import { type Browser, type Page, startBrowser } from "../notebook/browser.ts";
import { requires } from "../requires.ts";
import { CHARTS } from "./preview_list.ts";

const needs = requires("chromium");

/** Opens a figure on a page of a width, with the marks of a host on its body. */
async function openFigure(page: Page, html: string, marks: string): Promise<void> {
  const file = await Deno.makeTempFile({ suffix: ".html" });
  await Deno.writeTextFile(
    file,
    `<!doctype html><meta charset="utf-8"><body ${marks} style="margin:0">${html}</body>`,
  );
  await page.open(`file://${file}`);
  await Deno.remove(file);
}

async function withBrowser(work: (page: Page) => Promise<void>): Promise<void> {
  const browser: Browser = await startBrowser(needs.path);
  try {
    await work(await browser.newPage());
  } finally {
    await browser[Symbol.asyncDispose]();
  }
}

const STATE = `(() => {
  const shown = (name) => {
    const element = document.querySelector(name);
    return element !== null && getComputedStyle(element).display !== "none";
  };
  const ground = document.querySelector("svg > rect");
  return {
    wide: shown(".fn-wide"),
    narrow: shown(".fn-narrow"),
    image: shown(".fn-figure img"),
    ground: getComputedStyle(ground).fill,
    surface: getComputedStyle(document.querySelector(".fn-drawing")).backgroundColor,
  };
})()`;

Deno.test({
  ...needs,
  name: needs.name("a figure shows one drawing, by its own width, in the theme of its page"),
  fn: () =>
    withBrowser(async (page) => {
      const { html } = await CHARTS.epoch!({});
      const light = "rgb(255, 255, 255)";
      const dark = "rgb(22, 24, 28)";
      const cases = [
        [900, 'data-jp-theme-light="true"', light],
        [900, 'data-jp-theme-light="false"', dark],
        [900, 'data-vscode-theme-kind="vscode-dark"', dark],
        [900, 'data-vscode-theme-kind="vscode-high-contrast"', dark],
        [900, 'data-vscode-theme-kind="vscode-high-contrast-light"', light],
        [900, 'data-vscode-theme-kind="vscode-light"', light],
        [420, 'data-jp-theme-light="true"', light],
      ] as const;
      for (const [width, marks, colour] of cases) {
        await page.resize(width, 700);
        await openFigure(page, html, marks);
        assertEquals(await page.evaluate(STATE), {
          wide: width > 600,
          narrow: width <= 600,
          image: false,
          ground: colour,
          surface: colour,
        }, `${width} ${marks}`);
      }
    }),
});

/** Which of the two pictures of a figure can be seen. */
const SEEN = `[...document.querySelectorAll(".fn-figure svg, .fn-figure img")]
  .filter((one) => one.getBoundingClientRect().width > 0).map((one) => one.localName)`;

Deno.test({
  ...needs,
  name: needs.name("a figure shows one picture, whatever of its page a viewer strips"),
  fn: () =>
    withBrowser(async (page) => {
      const { svg } = await CHARTS.epoch!({});
      // A PNG of one pixel.
      const image =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";
      const html = pageFigure({ wide: svg, narrow: svg, label: "epochs", image });
      const styles = /<style>.*?<\/style>/gs;
      const drawings = /<svg .*?<\/svg>/gs;
      const attributes = / style="[^"]*"/g;
      const cases: readonly (readonly [string, readonly RegExp[], string])[] = [
        ["nothing", [], "svg"],
        ["styles", [styles], "img"],
        ["drawings", [drawings], "img"],
        ["styles and drawings", [styles, drawings], "img"],
        ["all", [styles, drawings, attributes], "img"],
      ];
      for (const [what, marks, seen] of cases) {
        for (const width of [900, 420]) {
          await page.resize(width, 700);
          await openFigure(page, marks.reduce((text, mark) => text.replace(mark, ""), html), "");
          assertEquals(await page.evaluate(SEEN), [seen], `stripped: ${what}, ${width} px`);
        }
      }
    }),
});

/** Texts that leave the drawing or run into each other, by more than a hair. */
const CLASHES = `(() => {
  const svg = [...document.querySelectorAll("svg")].find((one) => one.getBoundingClientRect().width > 0);
  const whole = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll("text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    // A line of text is higher than its letters.
    const trim = (bottom - top) * 0.2;
    return { words: text.textContent, left, right, top: top + trim, bottom: bottom - trim };
  });
  const clashes = [];
  for (const [i, a] of boxes.entries()) {
    if (a.left < whole.left - 2 || a.right > whole.right + 2 || a.bottom > whole.bottom + 2 || a.top < whole.top - 2) {
      clashes.push("outside: " + a.words);
    }
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const along = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && along > 1) clashes.push(a.words + " | " + b.words);
    }
  }
  return clashes;
})()`;

Deno.test({
  ...needs,
  name: needs.name("no text of any chart is cut or runs into another, wide and narrow"),
  fn: () =>
    withBrowser(async (page) => {
      for (const [name, draw] of Object.entries(CHARTS)) {
        const { html } = await draw({});
        for (const width of [900, 420]) {
          await page.resize(width, 900);
          await openFigure(page, html, "");
          assertEquals(await page.evaluate(CLASHES), [], `${name} ${width}`);
        }
      }
    }),
});
