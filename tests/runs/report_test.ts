import { report } from "../../lib/runs/report.ts";
import { figureText } from "../../lib/display/numbers.ts";
import { whatIf } from "../../lib/estimate/what_if.ts";
import { totalOf } from "../../lib/runs/total.ts";
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
  assertStringIncludes(html, "of all runs (devices only) on the mean grid of 20");
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
  // 9.12 kWh, 7.04 % either way, that emitted 1040 g. Sweden 2025: 35.26 g/kWh, 10 % either way: 321.6 g, and 1040 / 321.6 = 3.23. A yearly mean
  // for 9.12 h: between 6 h (0.48 to 1.58) and 24 h (0.54 to 1.54), 0.49 to 1.57. In logarithms 0.073, 0.105 and 0.714 down are 0.725,
  // and 0.068, 0.095 and 0.453 up are 0.468: times 0.484 and 1.597.
  assertEquals(answers.SE["2025"], [
    "320\u202FgCO₂eq",
    " (160 to 510)",
    ": 3.2 times less than on their own grids.",
  ]);
  // Switzerland 2024, named, so not old: 34.58 g/kWh, 8 % down and 5 % up: 315.4 g; 0.722 down and 0.461 up: 153 to 500; 1040 / 315.4 = 3.30.
  assertEquals(answers.CH["2024"], [
    "320\u202FgCO₂eq",
    " (150 to 500)",
    ": 3.3 times less than on their own grids.",
  ]);
  // Poland 2023: 650.68 g/kWh: 5.934 kg; 5.934 / 1.040 = 5.71.
  assertEquals(answers.PL["2023"][0], "5.9\u202FkgCO₂eq");
  assertEquals(answers.PL["2023"][2], ": 5.7 times as much as on their own grids.");
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

Deno.test("report() says of another grid what whatIf() says: figure, interval and ratio, in the sentence and in the chart", async () => {
  const [first, ...others] = compareRuns();
  const runs = [
    { ...first!, place: { zone: "DE", name: "Germany", how: "given" as const } },
    ...others,
  ];
  const total = totalOf(runs);
  const there = await whatIf(total, { zone: "Sweden" });
  const { short, range } = figureText(
    "emissions",
    there.emissionsGrams,
    there.ranges.emissionsGrams,
  );
  const html = await written(runs);
  const answers = JSON.parse(html.match(/id="fn-answers">(.*?)<\/script>/s)![1]!);
  assertEquals(answers.SE["2025"].slice(0, 2), [short, ` (${range})`]);
  // 1040 g over 322 g: the chart has no other "here" than what was emitted in the two places.
  assertStringIncludes(answers.SE["2025"][2], "3.2 times less");
  const zones = html.slice(html.indexOf("<h2>The same runs in other places"));
  assertStringIncludes(zones, "÷\u202F3.2");
  assertStringIncludes(zones, ">as it was<");
  assert(!zones.slice(0, zones.indexOf("<h2>", 10)).includes(">here<"));
  assertStringIncludes(zones, "life-cycle, Ember");
});

Deno.test("report() calls runs of one name alike in table and charts, and counts the runs that say a machine", async () => {
  const [first, second, third] = compareRuns();
  const runs = [
    { ...first!, name: "a" },
    { ...second!, name: "a", startedAt: "2026-01-01T00:00:00.000Z" },
    { ...third!, machine: { ...third!.machine, hostname: "" } },
  ];
  const html = await written(runs);
  assertStringIncludes(html, "<bdi>a (1)</bdi>");
  assertStringIncludes(html, "<bdi>a (2)</bdi>");
  assertStringIncludes(html, "3 runs, 2 of them on <bdi>lab</bdi>");
});
