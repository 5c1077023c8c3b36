/** Cards, lines and tables in a real browser: every text in its box, readable, at every width, in both themes. */
import { assertEquals } from "../assert.ts";
import { type Page, startBrowser } from "../notebook/browser.ts";
import { looksOf } from "../notebook/looks.ts";
import { requires } from "../requires.ts";
import { PAGES } from "./preview_pages.ts";

const needs = requires("chromium");
/** A wide page, the narrowest wide layout, the narrow one, a notebook on a phone, and less than that. */
const WIDTHS = [1100, 801, 800, 645, 644, 421, 400, 354, 320];

async function openPage(page: Page, light: boolean, pages = PAGES): Promise<void> {
  const file = await Deno.makeTempFile({ suffix: ".html" });
  const body = pages.map(([name, html]) =>
    `<div data-name="${name}" style="margin-bottom:20px">${html}</div>`
  ).join("");
  await Deno.writeTextFile(
    file,
    `<!doctype html><meta charset="utf-8"><body data-jp-theme-light="${light}" style="margin:0">${body}`,
  );
  await page.open(`file://${file}`);
  await Deno.remove(file);
}

for (const light of [true, false]) {
  Deno.test({
    ...needs,
    name: needs.name(
      `every card, line and table has its texts in place, ${light ? "light" : "dark"}`,
    ),
    fn: async () => {
      await using browser = await startBrowser(needs.path);
      const page = await browser.newPage();
      for (const width of WIDTHS) {
        await page.resize(width, 900);
        await openPage(page, light);
        assertEquals((await looksOf(page)).faults, [], `${width} px`);
      }
    },
  });
}

/** How every element of each page is set, as one number a page, by the page's name. */
const DIGESTS = `Object.fromEntries([...document.querySelectorAll("body > div")].map((page) => {
  let digest = 0;
  for (const element of page.querySelectorAll(":not(style)")) {
    const style = getComputedStyle(element);
    for (const name of style) {
      if (name.startsWith("--")) continue;
      const text = element.localName + element.className + name + style.getPropertyValue(name);
      for (let at = 0; at < text.length; at++) digest = (digest * 31 + text.charCodeAt(at)) | 0;
    }
  }
  return [page.dataset.name, digest];
}))`;
type Digests = Readonly<Record<string, number>>;

Deno.test({
  ...needs,
  name: needs.name("a card looks the same alone and between others, whose styles come later"),
  fn: async () => {
    await using browser = await startBrowser(needs.path);
    const page = await browser.newPage();
    const last = (name: string) => [
      ...PAGES.filter(([one]) => one !== name),
      ...PAGES.filter(([one]) => one === name),
    ];
    const orders = ["statement", "summary", "table"].map(last);
    for (const width of [1100, 400]) {
      await page.resize(width, 900);
      const alone: Record<string, number> = {};
      for (const one of PAGES) {
        await openPage(page, true, [one]);
        Object.assign(alone, await page.evaluate<Digests>(DIGESTS));
      }
      for (const order of orders) {
        await openPage(page, true, order);
        const together = await page.evaluate<Digests>(DIGESTS);
        const changed = Object.keys(alone).filter((name) => together[name] !== alone[name]);
        assertEquals(changed, [], `${width} px, ${order.at(-1)?.[0]} last`);
      }
    }
  },
});

Deno.test({
  ...needs,
  name: needs.name("a host's rules for tables, lists and code do not reach into a card"),
  fn: async () => {
    await using browser = await startBrowser(needs.path);
    const page = await browser.newPage();
    await page.resize(1000, 900);
    const [one] = PAGES;
    await openPage(page, true, one === undefined ? [] : [one]);
    const before = await page.evaluate<Digests>(DIGESTS);
    // As strong as JupyterLab's own, and as insistent as VS Code's.
    await page.evaluate(`document.head.insertAdjacentHTML("beforeend", \`<style>
      .host .output :not(pre) > code { background: #424242; padding: 9px }
      .host .output ol:not(.inline) { padding-left: 2em; list-style: decimal }
      .host .output tbody tr:nth-child(odd) { background: #eee }
      .host .output td, .host .output th { text-align: right; padding: 0.5em; max-width: none }
      .host .output p { margin: 0 0 1em }
      table, thead, tr, th, td, tbody { border: none !important; border-color: transparent }
      table, th, tr { text-align: left !important }
      thead { background-color: rgba(130, 130, 130, 0.16) }
      tr:nth-child(even) { background-color: rgba(130, 130, 130, 0.08) }
    </style>\`), document.body.className = "host", document.body.firstElementChild.className = "output", true`);
    assertEquals(await page.evaluate<Digests>(DIGESTS), before);
  },
});

Deno.test({
  ...needs,
  name: needs.name(
    "a table of runs shows all it has in the width of a phone, with nothing to scroll",
  ),
  fn: async () => {
    await using browser = await startBrowser(needs.path);
    const page = await browser.newPage();
    await page.resize(400, 900);
    await openPage(page, true, PAGES.filter(([name]) => name === "table"));
    const [inside, outside, cells] = await page.evaluate<number[]>(
      `((box) => [box.scrollWidth, box.clientWidth, [...box.querySelectorAll("tbody td")].filter((cell) => cell.offsetHeight > 0).length])(document.querySelector(".fn-scroll"))`,
    );
    assertEquals(inside, outside);
    // Five runs of seven cells beside the name: none is left out.
    assertEquals(cells, 35);
  },
});

Deno.test({
  ...needs,
  name: needs.name(
    "a run's two figures share a line on a phone, and a wide font cuts no column at 760 px",
  ),
  fn: async () => {
    await using browser = await startBrowser(needs.path);
    const page = await browser.newPage();
    const inFont = (font: string) =>
      PAGES.filter(([name]) => name === "table").map(([name, html]) =>
        [
          name,
          `<div style="padding:8px;--jp-content-font-family:'${font}'">${html}</div>`,
        ] as const
      );
    await page.resize(372, 900);
    await openPage(page, true, inFont("Liberation Sans"));
    const apart = await page.evaluate(
      `[...document.querySelectorAll(".fn-listed tbody tr")].filter((row) => {
        const [energy, emissions] = row.querySelectorAll(".fn-figure");
        return Math.abs(energy.offsetTop - emissions.offsetTop) > 2;
      }).length`,
    );
    assertEquals(apart, 0);
    await page.resize(760, 900);
    await openPage(page, true, inFont("DejaVu Sans"));
    const cut = await page.evaluate(
      `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector(".fn-scroll"))`,
    );
    assertEquals(cut, 0);
  },
});
