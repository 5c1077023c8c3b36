import { drawZoneChart } from "../../lib/display/zone_chart.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import { zoneData } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("drawZoneChart() draws the stored picture: sorted, one's own place in ink, ratios to it", async () => {
  const { svg, caption } = await drawZoneChart(zoneData(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  const names = texts.filter((text) => /^[A-Z][a-z]/.test(text));
  assertEquals([names[0], names.at(-1)], ["Norway", "South Africa"]);
  // 1.12 kWh x 114 g are 128 g; Norway's 28 g/kWh are 4.1 times less, Brazil's 110 are 123 g: within 5 %, and not the same.
  assert(texts.includes("128"));
  assert(texts.includes("÷\u202F4.1"));
  assert(texts.includes("÷\u202F1.04"));
  assert(texts.includes("here"));
  assert(texts.includes("emissions, devices only (gCO₂eq)"));
  assertEquals(count(svg, /<rect [^>]*fill="#c3c8cf"/g), 9);
  assertEquals(count(svg, /<rect [^>]*fill="#1a1c20"/g), 1);
  assertStringIncludes(caption, "ratios are surer than they look");
  await assertStored("zone", svg);
});

Deno.test("drawZoneChart() gives each value the digits of its own interval, and no more decimals than the column", async () => {
  const row = (zone: string, emissionsGrams: number) => ({
    zone,
    name: zone,
    emissionsGrams,
    range: [0.3 * emissionsGrams, 1.7 * emissionsGrams] as const,
  });
  const shown = async (...grams: number[]) => {
    const rows = grams.map((value, i) => row(`Z${i}`, value));
    const { svg } = await drawZoneChart({ ...zoneData(), rows, here: "Z0" }, fixed());
    return textsOf(svg).slice(-3 * rows.length).filter((text) => /^[\d.]+$/.test(text));
  };
  // Within 70 % each: 229 is 229 (69 to 389), half of which is 160: tens.
  assertEquals(await shown(33, 229, 347, 405), ["33", "230", "350", "410"]);
  // In kg two decimals more for the smallest: 1,139 g have none of them but one.
  assertEquals(await shown(46, 179, 1139), ["0.046", "0.18", "1.1"]);
});

Deno.test("drawZoneChart() stands no places, one place, an unknown own place and no emissions", async () => {
  const data = zoneData();
  for (
    const rows of [[], data.rows.slice(0, 1), [{
      ...data.rows[0]!,
      emissionsGrams: 0,
      range: [0, 0] as const,
    }]]
  ) {
    for (const here of ["DK", "XX"]) {
      const { svg } = await drawZoneChart({ ...data, rows, here }, fixed({ widthMm: 85 }));
      assertEquals(problemsOf(svg), []);
    }
  }
});

Deno.test("drawZoneChart() says no same of figures that read otherwise, and gives what was emitted elsewhere a row of its own", async () => {
  const row = (zone: string, emissionsGrams: number) => ({
    zone,
    name: zone,
    emissionsGrams,
    range: [0.9 * emissionsGrams, 1.1 * emissionsGrams] as const,
  });
  // 1.14 and 1.19 g read 1.1 and 1.2: 1.044 times.
  const near = await drawZoneChart(
    { ...zoneData(), rows: [row("A", 1.14), row("B", 1.19)], here: "A" },
    fixed(),
  );
  assert(textsOf(near.svg).includes("×\u202F1.04"), textsOf(near.svg).join("|"));
  assert(!textsOf(near.svg).includes("same"));
  // Two grams on A, where part of it ran; 2.8 in all: against that.
  const { svg, caption } = await drawZoneChart({
    ...zoneData(),
    rows: [row("A", 2), row("B", 0.7)],
    here: "",
    asRun: row("", 2.8),
  }, fixed());
  assert(textsOf(svg).includes("as it was"));
  assert(textsOf(svg).includes("÷\u202F4.0"));
  assert(textsOf(svg).includes("÷\u202F1.4"));
  assertStringIncludes(caption, "on the grid where it ran, at its time");
  assertStringIncludes(svg, "on the grids of 2 places");
});
