import { report } from "../../lib/runs/report.ts";
import { RecordError } from "../../lib/errors.ts";
import type { Run } from "../../lib/model.ts";
import {
  assert,
  assertEquals,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { bareRun, compareRuns, sampleRun } from "../display/chart_samples.ts";

async function written(runs: readonly Run[]): Promise<string> {
  const directory = await Deno.makeTempDir();
  await report(runs, `${directory}/report.html`);
  const html = await Deno.readTextFile(`${directory}/report.html`);
  await Deno.remove(directory, { recursive: true });
  return html;
}

Deno.test("report() gathers totals, grids of many years and five charts in one file", async () => {
  const html = await written(compareRuns());
  for (
    const title of [
      "Energy of each run",
      "Energy and accuracy",
      "The same runs in other places",
      "Where the energy went",
      "As much as",
    ]
  ) {
    assertStringIncludes(html, `<h2>${title}</h2>`);
  }
  // The axis of the places names what the energy is of, and so does their caption.
  assertStringIncludes(html, "emissions, devices only (kgCO₂eq)");
  assertStringIncludes(html, "of all runs (devices only) on the newest yearly mean of each grid");
  assertStringIncludes(html, '<option value="SE" selected>Sweden</option>');
  assertStringIncludes(html, '<option value="2025" selected>2025</option>');
  assertStringIncludes(html, "<bdi>vit-small</bdi>");
  assertEquals(html.match(/<th scope="row"/g)?.length, 8);
  const shown = html.replace(/<(script|style)\b.*?<\/\1>/gs, "");
  assert(!shown.includes("`"), "code is set as code");
  assertLess(html.length, 500_000);
});

Deno.test("report() stands no runs, one run without energy, and runs without metrics", async () => {
  for (const runs of [[], [bareRun()], [{ ...sampleRun({ points: 20 }), metrics: {} }]]) {
    const html = await written(runs);
    assert(
      !/NaN|undefined|Infinity/.test(html.replace(/<script>.*?<\/script>/s, "")),
      String(runs.length),
    );
  }
});

Deno.test("report() refuses what is none, and says why a file cannot be written", async () => {
  await assertRejects(() => report({} as Run[], "a.html"), TypeError, '"runs" must be an array');
  await assertRejects(() => report([], "a.pdf"), RangeError, '"path" must end in .html');
  await assertRejects(
    () => report([], "/nowhere/at/all/a.html"),
    RecordError,
    "Cannot write report",
  );
});

Deno.test("report() answers for a place and a year as worked by hand", async () => {
  const html = await written(compareRuns());
  const answers = JSON.parse(html.match(/id="fn-answers">(.*?)<\/script>/s)![1]!);
  // 9.12 kWh, 7.04 % either way, that emitted 1040 g. Sweden 2025: 35.26 g/kWh, 10 % either way: 321.6 g; the two in quadrature 12.2 %;
  // 1040 / 321.6 = 3.23.
  assertEquals(answers.SE["2025"], [
    "320\u202FgCO₂eq",
    " (280 to 360)",
    ": 3.2 times less than they emitted.",
  ]);
  // Switzerland 2024: 34.58 g/kWh, 20 % down and 12 % up: 315.4 g, 248 to 359; 1040 / 315.4 = 3.30.
  assertEquals(answers.CH["2024"], [
    "320\u202FgCO₂eq",
    " (250 to 360)",
    ": 3.3 times less than they emitted.",
  ]);
  // Poland 2023: 650.68 g/kWh: 5.934 kg; 5.934 / 1.040 = 5.71.
  assertEquals(answers.PL["2023"][0], "5.9\u202FkgCO₂eq");
  assertEquals(answers.PL["2023"][2], ": 5.7 times what they emitted.");
});

Deno.test("report() of 500 runs has bars for the largest and stays about a megabyte", async () => {
  const some = compareRuns();
  const runs = Array.from({ length: 500 }, (_, i) => ({
    ...some[i % 8]!,
    id: `run-${i}`,
    name: `run ${i}`,
    startedAt: new Date(Date.UTC(2026, 0, 1, 12 * i)).toISOString(),
    endedAt: new Date(Date.UTC(2026, 0, 1, 12 * i + 1)).toISOString(),
  }));
  const html = await written(runs);
  assertStringIncludes(html, "<h2>Energy of the 24 largest of 500 runs</h2>");
  assertStringIncludes(html, "<h2>Where the energy went: the 16 largest of 500 runs</h2>");
  assertEquals(html.match(/<tr data-find/g)?.length, 500);
  assertLess(html.length, 1_300_000);
});
