import { COLUMN } from "../../lib/display/figure.ts";
import { compareChart } from "../../lib/display/compare_chart.ts";
import { type ReportData, reportPage } from "../../lib/display/report_page.ts";
import { SCRIPT } from "../../lib/display/report_script.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import { startBrowser } from "../notebook/browser.ts";
import { requires } from "../requires.ts";
import { compareRuns } from "./chart_samples.ts";

const GRID = { year: 2025, intensityGramsPerKwh: 57, range: [57, 57] as const };

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
        years: [{ ...GRID, intensityGramsPerKwh: 1140, range: [1140, 1140] }],
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

Deno.test("reportPage() counts failed runs apart and in the totals", async () => {
  const html = await sampleReport();
  // 2.41 + 0.27 + 1.96 + 1.74 + 1.12 + 0.63 + 0.58 + 0.41 = 9.12 kWh, of which 0.58 failed.
  assertStringIncludes(html, '<span class="fn-hero">9.1\u202F<small>kWh</small></span>');
  assertStringIncludes(html, "580\u202FWh, counted in the totals: 1 failed");
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

Deno.test("reportPage() answers for other grids: half the intensity is ÷ 2.0 of what they emitted", async () => {
  // 9.12 kWh at 57 instead of 114 g/kWh: 520 g, half of what they were.
  assertMatch(
    await sampleReport(),
    /<output id="fn-answer">5[0-9]0\u202FgCO₂eq \([^)]*\): ÷\u202F2\.0 of what they emitted\.<\/output>/,
  );
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
        /10 times as much\.$/,
      );
    } finally {
      await browser[Symbol.asyncDispose]();
      await Deno.remove(directory, { recursive: true });
    }
  },
});
