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
  assertStringIncludes(html, '<option value="SE" selected>Sweden</option>');
  assertStringIncludes(html, '<option value="2025" selected>2025</option>');
  assertStringIncludes(html, "<bdi>vit-small</bdi>");
  assertEquals(html.match(/<th scope="row"/g)?.length, 8);
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
