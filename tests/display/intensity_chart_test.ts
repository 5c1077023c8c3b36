import { fixedIntensity } from "../../lib/carbon/providers.ts";
import { intensityChart } from "../../lib/display/intensity_chart.ts";
import { drawIntensityChart } from "../../lib/display/intensity_figure.ts";
import type { Run } from "../../lib/model.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";
import { bareRun, intensityData } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("drawIntensityChart() draws the stored picture: hours, forecast, now and the best start in local time", async () => {
  const { svg } = await drawIntensityChart(intensityData(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("grid intensity (gCO₂eq/kWh)"));
  assert(texts.includes("now"));
  assert(texts.includes("start at 01:00"));
  // 104, 94 and 87 for an hour each: 95.
  assert(texts.includes("95\u202Fg/kWh, 45\u202F% less than now"));
  assert(texts.includes("mean of 2025: 174"));
  assert(texts.includes("Copenhagen time"));
  assert(texts.includes("Mon 24 Nov"));
  assert(texts.includes("Tue 25 Nov"));
  await assertStored("intensity", svg);
});

const POINT = {
  atSeconds: 0,
  intensityGramsPerKwh: 100,
  range: [80, 130] as const,
  basis: "measured" as const,
  source: "a grid",
};

Deno.test("intensityChart() draws the grid over a run with its mean", async () => {
  const run = bareRun({
    durationSeconds: 7200,
    intensityGramsPerKwh: 120,
    intensities: [POINT, {
      ...POINT,
      atSeconds: 3600,
      intensityGramsPerKwh: 140,
      range: [120, 170],
    }],
  });
  const { svg, caption } = await intensityChart(run, fixed());
  assertEquals(problemsOf(svg), []);
  assert(textsOf(svg).includes("mean of this run: 120"));
  assertEquals(count(svg, /fill-opacity="0.42"/g), 1);
  assertStringIncludes(caption, "Grid of Denmark (a grid).");
});

Deno.test("intensityChart() says where one yearly mean stands for the whole run", async () => {
  const run = bareRun({ durationSeconds: 60, intensities: [{ ...POINT, year: 2025 }] });
  const { caption } = await intensityChart(run, fixed());
  assertStringIncludes(caption, "one mean of 2025 for the whole run, a grid");
});

Deno.test("intensityChart() says what is missing and refuses what is none", async () => {
  assertEquals(
    textsOf((await intensityChart(bareRun(), fixed())).svg)[0],
    "No grid intensity to draw",
  );
  const odd = bareRun({ durationSeconds: 60, startedAt: "never", intensities: [POINT] });
  assertEquals(problemsOf((await intensityChart(odd, fixed())).svg), []);
  await assertRejects(
    () => intensityChart({} as Run),
    TypeError,
    '"of" must be a run, an array of runs or a provider',
  );
});

Deno.test("intensityChart() asks a provider for now and for the day to come", async () => {
  const asked: string[] = [];
  const provider = {
    name: "a service",
    zone: "DK",
    at: () => Promise.resolve({ intensityGramsPerKwh: 150 }),
    forecast(from: Date, to: Date) {
      asked.push(`${(to.getTime() - from.getTime()) / 3_600_000} h`);
      return Promise.resolve(Array.from({ length: 24 }, (_, i) => ({
        from: new Date(from.getTime() + (i - 0.5) * 3_600_000),
        to: new Date(from.getTime() + (i + 0.5) * 3_600_000),
        intensityGramsPerKwh: 100 + i,
        range: [90 + i, 120 + i] as const,
      })));
    },
  };
  const { svg, caption } = await intensityChart(provider, fixed());
  assertEquals(asked, ["24 h"]);
  assertEquals(problemsOf(svg), []);
  assert(textsOf(svg).includes("now"));
  assertStringIncludes(caption, "Grid of DK (a service). Solid until now, dashed as forecast");
  const { at, name, zone } = provider;
  const without = await intensityChart({ at, name, zone }, fixed());
  assertStringIncludes(without.caption, "(a service, no forecast)");
});

Deno.test("intensityChart() of a figure by hand names no place", async () => {
  const { svg, caption } = await intensityChart(fixedIntensity(45));
  assertStringIncludes(caption, "Grid (fixed");
  assertStringIncludes(svg, "Carbon intensity of the grid over time");
});

Deno.test("intensityChart() of several runs draws a named line each with its mean over time", async () => {
  const grid = (name: string, place: string, values: readonly number[]) =>
    bareRun({
      name,
      place: { zone: "XX", name: place, how: "given" },
      durationSeconds: 4 * 3600,
      intensities: values.map((intensityGramsPerKwh, i) => ({
        ...POINT,
        atSeconds: i * 3600,
        intensityGramsPerKwh,
      })),
    });
  const runs = [grid("a", "Denmark", [100, 200, 300]), grid("b", "United Kingdom", [200])];
  const { svg, caption } = await intensityChart(runs, fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  // An hour of 100, one of 200 and two of 300.
  assert(texts.includes("Denmark") && texts.includes("mean 225"), texts.join("|"));
  assert(texts.includes("United Kingdom") && texts.includes("mean 200"));
  assertStringIncludes(caption, "Grids of Denmark, United Kingdom");
  const same = [grid("a", "Denmark", [100]), grid("b", "Denmark", [200])];
  const named = textsOf((await intensityChart(same, fixed())).svg);
  assert(named.includes("a") && named.includes("b"), "grids of one name have those of their runs");
  assertEquals(textsOf((await intensityChart([], fixed())).svg)[0], "No grid intensity to draw");
});

Deno.test("intensityChart() of one figure says it, in the drawing and in the caption", async () => {
  const point = {
    atSeconds: 0,
    intensityGramsPerKwh: 114,
    range: [87, 142] as const,
    basis: "modelled" as const,
    source: "Ember",
    year: 2025,
  };
  const run = bareRun({ durationSeconds: 3600, intensities: [point] });
  const { svg, caption } = await intensityChart(run);
  // Half of 87 to 142 is 27.5: ones.
  assertStringIncludes(svg, "114\u202FgCO₂eq/kWh (87 to 142)");
  assertStringIncludes(caption, "114\u202FgCO₂eq/kWh (87 to 142)");
  // Half of 80 to 150 is 35.0: tens of the ends, and the figure as the card has it.
  const short = bareRun({ durationSeconds: 5, intensities: [{ ...point, range: [76, 149] }] });
  assertStringIncludes(
    (await intensityChart(short)).caption,
    "114\u202FgCO₂eq/kWh (80 to 150)",
  );
});
