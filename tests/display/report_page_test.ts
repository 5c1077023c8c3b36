import { COLUMN } from "../../lib/display/figure.ts";
import { compareChart } from "../../lib/display/compare_chart.ts";
import { type ReportData, reportPage } from "../../lib/display/report_page.ts";
import { SCRIPT } from "../../lib/display/report_script.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import { startBrowser } from "../notebook/browser.ts";
import { requires } from "../requires.ts";
import { bareRun, compareRuns } from "./chart_samples.ts";

/** 9.12 kWh on a grid of so many gCO2eq/kWh in 2025, its own interval that of the energy alone. */
function onGrid(intensityGramsPerKwh: number) {
  return {
    grid: {
      zone: "",
      intensityGramsPerKwh,
      year: 2025,
      range: [intensityGramsPerKwh, intensityGramsPerKwh] as const,
      emissionScope: "life-cycle" as const,
      accounting: "generation" as const,
      kind: "average" as const,
      source: "Ember",
    },
    emissionsGrams: 9.12 * intensityGramsPerKwh,
    range: [8.478 * intensityGramsPerKwh, 9.762 * intensityGramsPerKwh] as const,
  };
}
const GRID = onGrid(57);

async function sampleReport(given: Partial<ReportData> = {}): Promise<string> {
  const runs = compareRuns();
  return await reportPage({
    title: "Classifiers",
    runs,
    total: totalOf(runs),
    zones: [
      { zone: "SE", name: "Sweden", years: [GRID] },
      {
        zone: "PL",
        name: "Poland",
        years: [onGrid(1140)],
      },
    ],
    zone: "SE",
    figures: [{ title: "Energy of each run", figure: await compareChart(runs, COLUMN) }],
    notes: [{ code: "test", message: "A note", hint: "do this" }],
    ...given,
  });
}

Deno.test("reportPage() needs nothing beside itself, and says so to the browser", async () => {
  const html = await sampleReport();
  const bare = html.replaceAll("http://www.w3.org/2000/svg", "");
  assert(!/https?:|\/\/[a-z]|<link|@import|url\((?!#)/i.test(bare));
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(SCRIPT)),
  );
  assertStringIncludes(html, `script-src 'sha256-${btoa(String.fromCharCode(...hash))}'`);
  assertStringIncludes(html, "default-src 'none'");
  assertEquals(html.match(/<script>/g)?.length, 1);
});

Deno.test("reportPage() in the dark is stronger than the light tokens that each figure brings with it", async () => {
  const html = await sampleReport();
  assertMatch(
    html,
    /prefers-color-scheme:dark\)\{\.footnote\.fn-report,\.footnote\.fn-report \.footnote\{--fn-/,
  );
});

Deno.test("reportPage() calls each of its notes where it counts", async () => {
  const notes = ["runs-overlap", "accountings-differ", "minor-runs"].map((code) => ({
    code,
    message: code,
  }));
  const html = await sampleReport({ notes });
  assertStringIncludes(html, "<dt>Energy, all runs<sup>1,\u202F3</sup></dt>");
  assertStringIncludes(html, "<dt>Emissions, all runs<sup>2</sup></dt>");
  assertStringIncludes(await sampleReport({ notes: [] }), "<dt>Energy, all runs</dt>");
});

Deno.test("reportPage() counts failed runs apart and in the totals", async () => {
  const html = await sampleReport();
  // 2.41 + 0.27 + 1.96 + 1.74 + 1.12 + 0.63 + 0.58 + 0.41 = 9.12 kWh, of which 0.58 failed; in the digits of the total.
  assertStringIncludes(html, '<span class="fn-hero">9.1\u202F<small>kWh</small></span>');
  assertStringIncludes(html, "0.6\u202FkWh, counted in the totals: 1 failed");
  assertMatch(html, /<span class="fn-hero">7\u202F<small>runs<\/small>/);
  assertEquals(html.match(/<th scope="row"/g)?.length, 8);
});

Deno.test("reportPage() counts stopped runs apart from finished ones", async () => {
  const runs = compareRuns().map((run, i) =>
    i === 0 ? { ...run, status: "stopped" as const } : run
  );
  const html = await sampleReport({ runs, total: totalOf(runs) });
  // Eight runs: one stopped, one failed.
  assertMatch(html, /Finished<\/dt><dd><span class="fn-hero">6/);
  assertMatch(html, /Not finished<\/dt><dd><span class="fn-hero">2.*?: 1 stopped, 1 failed</);
});

Deno.test("reportPage() answers for other grids: half the intensity is 2.0 times less", async () => {
  // 9.12 kWh at 57 instead of 114 g/kWh: 520 g, half of what they were.
  assertMatch(
    await sampleReport(),
    /<output id="fn-answer"><b>5[0-9]0\u202FgCO₂eq<\/b><span> \([^)]*\)<\/span><b>: 2\.0 times less than on their own grids\.<\/b><\/output>/,
  );
});

Deno.test("reportPage() of a predicted run says of no grid that it emitted", async () => {
  const basis = { energyKwh: "predicted", emissionsGrams: "predicted" } as const;
  // 275 g; the other grid's answer stays that of all eight runs, 520 g.
  const runs = compareRuns().slice(0, 1).map((run) => ({ ...run, basis }));
  const html = await sampleReport({ runs, total: totalOf(runs) });
  assertMatch(html, /: 1\.9 times as much as on its own grid\.<\/b>/);
  assert(!html.includes("it emitted"));
});

Deno.test("reportPage() outlines the bar of a predicted run, and gives a tiny one its own unit", async () => {
  const basis = { energyKwh: "predicted", emissionsGrams: "predicted" } as const;
  const [large, other] = compareRuns();
  const tiny = {
    ...other!,
    energyKwh: 17e-6,
    ranges: { ...other!.ranges, energyKwh: [10e-6, 34e-6] as const },
  };
  const runs = [{ ...large!, basis }, tiny];
  const html = await sampleReport({ runs, total: totalOf(runs) });
  assertMatch(html, /<span class="fn-fill fn-predicted"/);
  assertMatch(html, /<b>17\u202FmWh<\/b> <span class="fn-muted">\(10 to 34\)<\/span>/);
  assertMatch(html, /<b>2\.41<\/b> <span class="fn-muted">\(2\.31 to 2\.51\)<\/span>/);
});

Deno.test("reportPage() sets places apart that have commas of their own", async () => {
  const at = (name: string, zone: string) => ({
    ...compareRuns()[0]!,
    id: name,
    place: { zone, name, how: "guessed", namedBy: "Carbontracker" } as const,
  });
  const runs = [at("Copenhagen, Capital Region, DK", "DK"), at("Oslo, Oslo, NO", "NO")];
  const html = await sampleReport({ runs, total: totalOf(runs) });
  assertMatch(
    html.replace(/<\/?bdi[^>]*>/g, ""),
    /Copenhagen, Capital Region, DK; Oslo, Oslo, NO(?:<\/[a-z]+>)? · 114/,
  );
  const plain = await sampleReport();
  assertMatch(plain.replace(/<\/?bdi[^>]*>/g, ""), /Denmark, 114/);
});

Deno.test("reportPage() stands no runs, no zones, and names that are markup", async () => {
  const none = await sampleReport({
    runs: [],
    total: totalOf([]),
    zones: [],
    figures: [],
    notes: [],
  });
  assert(!/<table|<select|<script>|NaN|undefined/.test(none));
  const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
  const runs = compareRuns().map((run) => ({ ...run, name: hostile, metrics: { [hostile]: 1 } }));
  const html = await sampleReport({
    title: hostile,
    runs,
    total: totalOf(runs),
    zones: [{ zone: hostile, name: hostile, years: [GRID] }],
    figures: [],
    notes: [{ code: "x", message: hostile }],
  });
  assert(!/<img src=x|<script>alert/.test(html));
});

Deno.test("reportPage() has no figure for a run that measured nothing: last in the table, a count of its own, no 0", async () => {
  const runs = [bareRun({ name: "no sensor" }), ...compareRuns()];
  const html = await sampleReport({ runs, total: totalOf(runs) });
  const rows = [...html.matchAll(/<tr data-find.*?<\/tr>/g)].map(([row]) => row);
  assertEquals(rows.length, 9);
  assertStringIncludes(rows.at(-1)!, "no sensor");
  assertEquals(rows.at(-1)!.match(/not measured/g)?.length, 2);
  // An empty key stays last whichever way is sorted.
  assert(!/data-key="0"><(b|span)|\(0 to 0\)/.test(rows.at(-1)!));
  assertMatch(html, /Without a figure<\/dt><dd><span class="fn-hero">1\u202F<small>run</);
  // Nothing at all: the totals say so.
  const none = await sampleReport({
    runs: runs.slice(0, 1),
    total: totalOf(runs.slice(0, 1)),
    figures: [],
  });
  assertEquals(none.match(/▲ not measured/g)?.length, 2);
  assert(!/fn-whatif">|In brackets/.test(none));
});

Deno.test("reportPage() says in its head what all runs share, and the days once", async () => {
  // 17 to 24 November; all in Denmark at 114 g/kWh.
  assertMatch(
    await sampleReport(),
    /8 runs on <bdi>lab<\/bdi> · 17 to 24 Nov 2025 · <bdi>Denmark<\/bdi>, 114\u202FgCO₂eq\/kWh.* · PUE\u202F1\.0 · devices only/,
  );
});

const chromium = requires("chromium");
Deno.test({
  ...chromium,
  name: chromium.name("a report sorts, filters and answers in a browser, and fits a phone"),
  async fn() {
    const directory = await Deno.makeTempDir();
    await Deno.writeTextFile(`${directory}/report.html`, await sampleReport());
    const browser = await startBrowser(chromium.path);
    try {
      const page = await browser.newPage();
      await page.resize(390, 800);
      await page.open(`file://${directory}/report.html`);
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 390);
      const names =
        `[...document.querySelectorAll("#fn-runs tbody tr:not([hidden]) th")].map((one) => one.textContent)`;
      const click = (at: number) =>
        `document.querySelectorAll("#fn-runs th button")[${at}].click()`;
      assertEquals((await page.evaluate<string[]>(names))[0], "vit-small");
      await page.evaluate(click(0));
      assertEquals((await page.evaluate<string[]>(names))[0], "convnext-tiny");
      await page.evaluate(click(1));
      // The failed run has no accuracy: last, whichever way is sorted.
      assertEquals((await page.evaluate<string[]>(names)).at(-1), "vit-small, lr 3e-3 ✕ failed");
      const type = (id: string, value: string, event: string) =>
        `{ const it = document.getElementById("${id}"); it.value = "${value}"; it.dispatchEvent(new Event("${event}")); }`;
      await page.evaluate(type("fn-filter", "FAILED", "input"));
      assertEquals((await page.evaluate<string[]>(names)).length, 1);
      await page.evaluate(type("fn-zone", "PL", "change"));
      assertMatch(
        await page.evaluate<string>(`document.getElementById("fn-answer").textContent`),
        /10 times as much as on their own grids\.$/,
      );
    } finally {
      await browser[Symbol.asyncDispose]();
      await Deno.remove(directory, { recursive: true });
    }
  },
});

Deno.test({
  ...chromium,
  name: chromium.name(
    "a report of hostile names and many runs fits a phone and obeys the keyboard alone",
  ),
  async fn() {
    const directory = await Deno.makeTempDir();
    const long = `${"x".repeat(150)} <b>bold</b> \u202E مرحبا ${"y".repeat(150)}`;
    const runs = Array.from({ length: 60 }, (_, i) => ({
      ...compareRuns()[i % 8]!,
      id: `run-${i}`,
      name: i === 3 ? long : `run ${i}`,
    }));
    const notes = [{ code: "x", message: `Runs of a long name: "${long}"` }];
    await Deno.writeTextFile(
      `${directory}/report.html`,
      await sampleReport({ title: long, runs, total: totalOf(runs), notes }),
    );
    const browser = await startBrowser(chromium.path);
    try {
      const page = await browser.newPage();
      await page.resize(390, 800);
      await page.open(`file://${directory}/report.html`);
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 390);
      const focused =
        `((one) => one.id || one.className || one.textContent)(document.activeElement)`;
      const order: string[] = [];
      for (let i = 0; i < 5; i++) {
        await page.press("Tab");
        order.push(await page.evaluate<string>(focused));
      }
      assertEquals(order, ["fn-zone", "fn-year", "fn-filter", "fn-long", "run"]);
      await page.press("Enter");
      const sort = `document.querySelector("#fn-runs th").getAttribute("aria-sort")`;
      assertEquals(await page.evaluate(sort), "ascending");
      await page.evaluate(`document.getElementById("fn-filter").focus()`);
      for (const letter of "failed") await page.press(letter);
      // The seventh of eight samples failed: 6, 14, 22, 30, 38, 46 and 54 of 60.
      assertEquals(
        await page.evaluate<string>(`document.getElementById("fn-shown").textContent`),
        "7 of 60",
      );
    } finally {
      await browser[Symbol.asyncDispose]();
      await Deno.remove(directory, { recursive: true });
    }
  },
});
