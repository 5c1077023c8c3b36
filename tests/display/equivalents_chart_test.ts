import { drawEquivalentsChart } from "../../lib/display/equivalents_chart.ts";
import { assert, assertEquals } from "../assert.ts";
import { equivalentsData } from "./chart_samples.ts";
import { assertStored, count, fixed, problemsOf, textsOf } from "./stored_charts.ts";

Deno.test("drawEquivalentsChart() draws the stored picture: two ladders, a ring a thing, each with its year", async () => {
  const { svg } = await drawEquivalentsChart(equivalentsData(), fixed());
  assertEquals(problemsOf(svg), []);
  const texts = textsOf(svg);
  assert(texts.includes("74 phone charges 2023"));
  assert(texts.includes("27\u202F% of a day of a Danish home 2024"));
  assert(texts.includes("1/25 of a beef burger 2018"));
  assert(texts.includes("1/1000 of a seat from Copenhagen to London 2024"));
  assert(texts.includes("1.2 km in a new EU car 2023"));
  assert(texts.includes("Emissions 128\u202FgCO₂eq (96 to 159)"));
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
  const small = { ...footprint, energyKwh: 2e-5, emissionsGrams: 2e-3 };
  for (const amount of [1e-4, 1e-2, 0.3, 20]) {
    const given = equivalents.map((one, i) => ({ ...one, amount: amount * (1 + i / 9) }));
    for (const widthMm of [60, 85, 120, 180]) {
      const { svg } = await drawEquivalentsChart(
        { footprint: small, equivalents: given },
        fixed({ theme: "paper", widthMm }),
      );
      const ticks = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].flatMap(([, tag, text]) => {
        if (!/^1(0|00)?\u202F(m|k)?(Wh|g|t)$/.test(text!)) return [];
        const at = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag!)?.[1];
        // a digit of the face is half an em wide, here of 7.4 pt
        const width = text!.length * 3.7;
        const x = Number(at("x"));
        const anchor = at("text-anchor") ?? "start";
        const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
        return [{ y: at("y"), left, right: left + width }];
      });
      assert(ticks.length > 0, svg);
      ticks.forEach(({ y, left }, i) => {
        const before = ticks[i - 1];
        assert(
          before === undefined || before.y !== y || left > before.right,
          `${widthMm} ${amount}`,
        );
      });
    }
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
