import { amountText, drawEquivalentsChart } from "../../lib/display/equivalents_chart.ts";
import { assert, assertEquals } from "../assert.ts";
import { equivalentsData } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("drawEquivalentsChart() draws the stored picture: two ladders, a ring a thing, each with its year", async () => {
  const { svg } = await drawEquivalentsChart(equivalentsData(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("74 phone charges 2023"));
  assert(texts.includes("11\u202F% of a day of an EU home 2023"));
  assert(texts.includes("1/25 of a beef burger 2018"));
  assert(texts.includes("1/1000 of a seat from Copenhagen to London 2024"));
  assert(texts.includes("1.2 km in a new EU car 2023"));
  assert(texts.includes("Emissions, devices only 128\u202FgCO₂eq (96 to 159)"));
  assertEquals(count(svg, /<circle [^>]*fill="#ffffff"/g), 6);
  await assertStored("equivalents", svg);
});

Deno.test("drawEquivalentsChart() stands no energy, no equivalents and amounts that are none", async () => {
  const data = equivalentsData();
  const zero = { ...data.footprint, energyKwh: 0, emissionsGrams: 0 };
  const none = await drawEquivalentsChart({ ...data, footprint: zero }, fixed());
  assertEquals(textsOf(none.svg)[0], "Nothing to compare with");
  const odd = data.equivalents.map((equivalent, i) => ({
    ...equivalent,
    amount: [0, NaN, Infinity, 1e9, 1e-9, 3][i]!,
  }));
  for (const widthMm of [85, 180]) {
    const { svg } = await drawEquivalentsChart({ ...data, equivalents: odd }, fixed({ widthMm }));
    assertEquals(problemsOf(svg), []);
  }
});

Deno.test("drawEquivalentsChart() keeps the ticks of its ladders apart, whatever the span and the width", async () => {
  const { footprint, equivalents } = equivalentsData();
  for (
    const [energyKwh, amount] of [[1.5e-5, 1.2e-6], [1.5e-5, 1e-8], [1e-4, 1.9e-6], [1e-4, 0.01]]
  ) {
    const emissionsGrams = energyKwh! * 100;
    const ranges = {
      energyKwh: [energyKwh! * 0.9, energyKwh! * 1.1],
      emissionsGrams: [emissionsGrams * 0.9, emissionsGrams * 1.1],
    } as const;
    const small = { ...footprint, energyKwh: energyKwh!, emissionsGrams, ranges };
    const given = equivalents.map((one) => ({ ...one, amount: amount! }));
    const { html } = await drawEquivalentsChart(
      { footprint: small, equivalents: given },
      fixed(),
    );
    // One drawing after the other, each from left to right and downwards.
    const ticks = [...html.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].flatMap(([, tag, text]) => {
      if (!/^1(0|00)?\u202F(m|k|M)?(Wh|g|t)$/.test(text!)) return [];
      const at = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag!)?.[1];
      // a digit is half of 11 px wide, the wide letters make up for the narrow space
      const width = text!.length * 5.5;
      const x = Number(at("x"));
      const anchor = at("text-anchor") ?? "start";
      const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
      return [{ text, y: at("y"), x, left, right: left + width }];
    });
    assert(ticks.length > 0);
    ticks.forEach(({ text, y, x, left }, i) => {
      const before = ticks[i - 1];
      if (before === undefined || before.y !== y || before.x > x) return;
      assert(left > before.right + 8, `"${before.text}" and "${text}" meet at ${amount}`);
    });
  }
});

Deno.test("drawEquivalentsChart() says a part of one thing in the singular, and takes the five that are nearest to one", async () => {
  const { footprint, equivalents } = equivalentsData();
  const days = (amount: number) => ({
    ...equivalents[0]!,
    label: "days of electricity of a home",
    unit: "days",
    amount,
  });
  const given = { footprint, equivalents: [0.27, 3, 100, 1000, 0.02, 1e6].map(days) };
  const texts = textsOf((await drawEquivalentsChart(given, fixed())).svg);
  assert(texts.includes("27\u202F% of a day of electricity of a home 2023"));
  assert(texts.includes("3.0 days of electricity of a home 2023"), texts.join("|"));
  assert(texts.includes("1/50 of a day of electricity of a home 2023"));
  assertEquals(texts.filter((text) => text.includes("electricity")).length, 5);
});

Deno.test("amountText() says large amounts with a word, small ones as a part", () => {
  assertEquals(amountText(16_267_407), "16.3\u202Fmillion");
  assertEquals(amountText(1.03e11), "103\u202Fbillion");
  assertEquals(amountText(20_000), "20.0\u202Fthousand");
  assertEquals(amountText(999_600), "1.00\u202Fmillion");
  assertEquals(amountText(9_994), "9994");
  assertEquals(amountText(74.2), "74");
  assertEquals(amountText(1.2), "1.2");
  assertEquals(amountText(0.27), "27\u202F%");
  assertEquals(amountText(0.04), "1/25");
  assertEquals(amountText(2.5e-6), "1/400000");
  assertEquals(amountText(1e-9), "less than a millionth");
});

Deno.test("drawEquivalentsChart() writes no label over the line of the footprint, in any width, wherever that stands", async () => {
  const { footprint, equivalents } = equivalentsData();
  const label = "days of electricity of a home in the European Union, heating among it";
  for (const amounts of [[1e6, 1e5, 1e3], [1e-3, 1e-4, 1e-5], [100, 1, 0.01], [3, 1, 0.3]]) {
    const given = amounts.map((amount) => ({ ...equivalents[0]!, label, unit: "days", amount }));
    const data = { footprint, equivalents: given };
    const drawings = [
      ...(await drawEquivalentsChart(data, fixed())).html.match(/<svg.*?<\/svg>/gs)!,
      (await drawEquivalentsChart(data, fixed({ widthMm: 85 }))).svg,
    ];
    assertEquals(drawings.length, 3);
    for (const svg of drawings) {
      const em = Number(/font-size="([\d.]+)"/.exec(svg)![1]);
      // The line of the footprint is the only upright one in ink.
      const ink = /<svg[^>]*fill="([^"]*)"/.exec(svg)![1]!;
      const upright = [...svg.matchAll(/<path d="M([\d.]+) [\d.]+v[\d.]+"([^>]*)>/g)];
      const here = Number(upright.find(([, , look]) => look!.includes(`stroke="${ink}"`))![1]);
      const labels = [
        ...svg.matchAll(/<text x="([\d.]+)"([^>]*)><tspan font-weight="600"[^>]*>([^<]*)/g),
      ];
      assert(labels.length >= 3, "three labels and more");
      for (const [, x, look, text] of labels) {
        const [from, end] = [Number(x), look!.includes('text-anchor="end"')];
        const width = text!.length * 0.4 * em;
        assert(end ? from < here || from - width > here : from > here || from + width < here, text);
      }
    }
  }
});
