import { estimate } from "../../lib/estimate/estimate.ts";
import { zoneChart } from "../../lib/estimate/zone_chart.ts";
import { equivalentsChart } from "../../lib/estimate/equivalents_chart.ts";
import { bareRun } from "../display/chart_samples.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";

const job = await estimate({ powerWatts: 1000, hours: 1, zone: "DK", year: 2025 });

Deno.test("zoneChart() draws the estimate in many countries, and once in its own", async () => {
  const figure = await zoneChart(job, { zones: ["SE", "EE"], year: 2025 });
  assertStringIncludes(figure.svg, "Sweden");
  assertStringIncludes(figure.svg, "Estonia");
  assertEquals(figure.svg.match(/>Denmark</g)?.length, 1);
  assertStringIncludes(figure.caption, "mean grid of 2025 (life-cycle, Ember)");
});

Deno.test("zoneChart() and equivalentsChart() have no 0 of a run that measured nothing", async () => {
  const dark = bareRun({ name: "dark", energyKwh: 0, emissionsGrams: 0, parts: [] });
  assertStringIncludes((await zoneChart(dark)).caption, "dark measured nothing.");
  assertStringIncludes((await equivalentsChart(dark)).caption, "Nothing was measured.");
});

Deno.test("zoneChart() says when its figures mean unlike things", async () => {
  const figure = await zoneChart(job, { zones: ["SE", "gcp:europe-north1"] });
  assertStringIncludes(figure.caption, "unlike things");
});

Deno.test("zoneChart() has some 25 countries where none are named, and refuses a zone that is none", async () => {
  const figure = await zoneChart(job);
  assert(figure.svg.includes("Norway") && figure.svg.includes("World"));
  await assertRejects(() => zoneChart(job, { zones: ["Swedn"] }), RangeError, '(nearest: "Sweden"');
});
