import {
  columnText,
  digitsText,
  figureText,
  givenText,
  numberText,
  percentText,
  plainText,
  ratioText,
  relativeRangeText,
  wholesText,
} from "../../lib/display/numbers.ts";
import type { Range } from "../../lib/model.ts";
import { assert, assertEquals } from "../assert.ts";

const energy = (value: number, range?: Range) => plainText(figureText("energy", value, range).text);
const grams = (value: number, range?: Range) =>
  plainText(figureText("emissions", value, range).text);

Deno.test("figureText() takes the last place from the first digit of half the interval", () => {
  // half 0.135 begins with 1: one place finer than 0.1
  assertEquals(energy(1.33, [1.21, 1.48]), "1.33 kWh (1.21 to 1.48)");
  // half 16.5 Wh begins with 1: ones
  assertEquals(energy(0.037, [0.022, 0.055]), "37 Wh (22 to 55)");
  // half 4.5 Wh begins with 4: ones
  assertEquals(energy(0.0471, [0.0425, 0.0515]), "47 Wh (43 to 52)");
  // half 60 Wh begins with 6: tens
  assertEquals(energy(0.389, [0.33, 0.45]), "390 Wh (330 to 450)");
  // half 34 begins with 3.4: one finer than tens
  assertEquals(grams(140, [106, 174]), "140 gCO2eq (106 to 174)");
  // half 0.35 is where finer ends
  assertEquals(grams(1.4, [1.1, 1.8]), "1.4 gCO2eq (1.1 to 1.8)");
});

Deno.test("figureText() rounds to tens only where two digits are left, and columnText() alike", () => {
  // half 38.5 would be tens: 60 (30 to 110) beside parts of 45.1 and 9.9
  assertEquals(energy(55e-6, [32e-6, 109e-6]), "55 mWh (32 to 109)");
  // half 170 begins with 1.7: tens; half 385 would be hundreds, and is tens
  assertEquals(grams(243, [73, 413]), "240 gCO2eq (70 to 410)");
  assertEquals(grams(555, [170, 940]), "560 gCO2eq (170 to 940)");
  const figures: { value: number; range: Range }[] = [
    { value: 45.1e-6, range: [25e-6, 95e-6] },
    { value: 9.9e-6, range: [8e-6, 12e-6] },
    { value: 55e-6, range: [32e-6, 109e-6] },
  ];
  assertEquals(columnText("energy", figures).map(({ value }) => value), ["45", "9.9", "55"]);
  const total = figures[2]!;
  assertEquals(
    plainText(columnText("energy", figures)[2]!.text),
    energy(total.value, total.range),
  );
});

Deno.test("figureText() shows at most three digits unless the interval would vanish", () => {
  assertEquals(energy(1.2301, [1.2001, 1.2601]), "1.23 kWh (1.20 to 1.26)");
  // to three digits all would read 123: the interval needs the fourth
  assertEquals(energy(0.1234, [0.1233, 0.1235]), "123.4 Wh (123.3 to 123.5)");
  // an interval of nothing at all cannot vanish
  assertEquals(energy(0.1234, [0.1234, 0.1234]), "123 Wh (123 to 123)");
});

Deno.test("figureText() takes the prefix from the upper end", () => {
  assertEquals(energy(0.96, [0.88, 1.05]), "0.96 kWh (0.88 to 1.05)");
  assertEquals(energy(0.96, [0.92, 0.99]), "960 Wh (920 to 990)");
  // 999.6 Wh would read 1000 Wh
  assertEquals(energy(0.9996), "1.00 kWh");
  assertEquals(energy(0.9994), "999 Wh");
  assertEquals(energy(2.5e-6, [2e-6, 3e-6]), "2.5 mWh (2.0 to 3.0)");
  assertEquals(energy(1500, [1400, 1600]), "1.50 MWh (1.40 to 1.60)");
  assertEquals(energy(3e6), "3.00 GWh");
  assertEquals(grams(0.012), "12.0 mgCO2eq");
  assertEquals(grams(45_800, [34_900, 57_100]), "46 kgCO2eq (35 to 57)");
  assertEquals(grams(2.5e6), "2.50 tCO2eq");
  assertEquals(grams(2.5e9), "2.50 ktCO2eq");
});

Deno.test("figureText() of nothing, of next to nothing and of what is no number", () => {
  assertEquals(energy(0), "0 Wh");
  assertEquals(energy(0, [0, 0]), "0 Wh (0 to 0)");
  assertEquals(grams(0, [0, 0]), "0 gCO2eq (0 to 0)");
  // a value of 0 takes unit and places from its interval
  assertEquals(energy(0, [0, 0.008]), "0 Wh (0 to 8)");
  // below the finest place of the smallest unit
  assertEquals(energy(1e-12), "<0.0001 mWh");
  assertEquals(energy(NaN), "unknown");
  assertEquals(energy(Infinity), "unknown");
  assertEquals(energy(1, [NaN, 2]), "1.00 kWh");
  assertEquals(energy(-0.5, [-0.6, -0.4]), "\u2212500 Wh (\u2212600 to \u2212400)");
  // the largest there is keeps its unit
  assertEquals(energy(1e9, [9e8, 1.2e9]), "1000 GWh (900 to 1200)");
});

Deno.test("figureText() keeps a digit of a value that is small beside its interval", () => {
  assertEquals(energy(0.0003, [0.00001, 0.05]), "0.3 Wh (0.0 to 50.0)");
});

Deno.test("figureText() sets U+202F before the unit and U+2082 in it, plainText() neither", () => {
  assertEquals(figureText("emissions", 140).short, "140\u202FgCO₂eq");
  assertEquals(plainText("140\u202FgCO₂eq"), "140 gCO2eq");
  assertEquals(plainText(figureText("intensity", 114).short), "114 gCO2eq/kWh");
  assertEquals(plainText(figureText("power", 1250).short), "1.25 kW");
});

Deno.test("columnText() gives all rows one unit, and each the digits of its own interval", () => {
  const rows = columnText("energy", [
    { value: 0.389, range: [0.369, 0.408] },
    { value: 0.0471, range: [0.042, 0.052] },
    { value: 0.0002, range: [0.0001, 0.0003] },
    { value: 0, range: [0, 0] },
  ]);
  assertEquals(rows.map(({ text }) => plainText(text)), [
    "389 Wh (369 to 408)",
    "47 Wh (42 to 52)",
    // Half of it is 0.1: two decimals.
    "0.20 Wh (0.10 to 0.30)",
    "0 Wh (0 to 0)",
  ]);
  const kilo = columnText("energy", [{ value: 1.12 }, { value: 0.004 }]);
  assertEquals(kilo.map(({ value }) => value), ["1.12", "<0.01"]);
  assertEquals(columnText("energy", []), []);
});

Deno.test("wholesText() gives a run that is too small for its column its own unit, and its range", () => {
  const rows: { value: number; range: Range }[] = [
    { value: 6.32, range: [5.1, 7.9] },
    { value: 17.34e-6, range: [9.64e-6, 34.82e-6] },
    { value: 0.2, range: [0.1, 0.3] },
  ];
  assertEquals(plainText(columnText("energy", rows)[1]!.text), "<0.0001 kWh");
  assertEquals(wholesText("energy", rows).map(({ text }) => plainText(text)), [
    "6.3 kWh (5.1 to 7.9)",
    "17 mWh (10 to 35)",
    "0.20 kWh (0.10 to 0.30)",
  ]);
});

Deno.test("columnText() says in a row what a card says, and no end above 0 reads 0", () => {
  const rows: { value: number; range: Range }[] = [
    { value: 17.34e-6, range: [9.64e-6, 34.82e-6] },
    { value: 1.49e-6, range: [0.79e-6, 3.04e-6] },
    { value: 0.5e-9, range: [0.2e-9, 4.5e-9] },
  ];
  // Halves of 12.6, 1.1 and 0.002: ones, tenths, and four decimals, which are the most.
  const texts = columnText("energy", rows).map(({ text }) => plainText(text));
  assertEquals(texts, [
    "17 mWh (10 to 35)",
    "1.5 mWh (0.8 to 3.0)",
    "0.0005 mWh (0.0002 to 0.0045)",
  ]);
  assertEquals(texts, rows.map(({ value, range }) => energy(value, range)));
  // In a unit that is too large for it.
  assertEquals(
    columnText("energy", [{ value: 0.3, range: [0.2, 0.4] }, {
      value: 1e-9,
      range: [1e-10, 2e-9],
    }]).map(({ text }) => plainText(text)),
    ["300 Wh (200 to 400)", "<0.0001 Wh"],
  );
  assertEquals(
    plainText(
      columnText("energy", [{ value: 1, range: [0.8, 1.2] }, {
        value: 0.0003,
        range: [1e-9, 5e-4],
      }])[1]!
        .text,
    ),
    "0.0003 kWh (<0.0001 to 0.0005)",
  );
});

Deno.test("columnText() rounds to tens the row whose own interval says so", () => {
  const rows = columnText("energy", [
    { value: 0.389, range: [0.33, 0.45] },
    { value: 0.047, range: [0.042, 0.052] },
  ]);
  // Half of 330 to 450 begins with 6: tens, as figureText() has it; 47 would lose its digit.
  assertEquals(rows.map(({ text }) => plainText(text)), [
    "390 Wh (330 to 450)",
    "47 Wh (42 to 52)",
  ]);
});

Deno.test("numberText() rounds halves away from zero, as by hand", () => {
  assertEquals(numberText(1.005, -2), "1.01");
  assertEquals(numberText(0.5, 0), "1");
  assertEquals(numberText(-0.5, 0), "\u22121");
  assertEquals(numberText(-0.04, -1), "0.0");
  assertEquals(numberText(1e-300, -2), "0.00");
  assertEquals(numberText(1234, 1), "1230");
});

Deno.test("digitsText() keeps metrics whatever they are", () => {
  assertEquals(digitsText(0.91234), "0.912");
  assertEquals(digitsText(123456), "123456");
  assertEquals(digitsText(-3.2), "\u22123.20");
  assertEquals(digitsText(1e-7), "1.00 × 10^\u22127");
  assertEquals(digitsText(NaN), "NaN");
  assertEquals(digitsText(-Infinity), "\u2212∞");
  assertEquals(digitsText(0), "0");
});

Deno.test("givenText() adds no digits to what somebody chose", () => {
  assertEquals(plainText(givenText("energy", 1.3)), "1.3 kWh");
  assertEquals(plainText(givenText("energy", 1)), "1 kWh");
  assertEquals(plainText(givenText("energy", 0.1)), "100 Wh");
  assertEquals(plainText(givenText("emissions", 500)), "500 gCO2eq");
});

Deno.test("ratioText() says times, divided by, or same within 5 %", () => {
  assertEquals([2.3, 0.244, 1.04, 0.96, 10.4].map((ratio) => plainText(ratioText(ratio))), [
    "× 2.3",
    "÷ 4.1",
    "same",
    "same",
    "× 10",
  ]);
  assertEquals(ratioText(0), "unknown");
});

Deno.test("relativeRangeText() writes one side where both agree", () => {
  assertEquals(plainText(relativeRangeText([0.96, 1.04])), "±4 %");
  assertEquals(plainText(relativeRangeText([0.58, 1.48])), "\u221242 to +48 %");
  assertEquals(plainText(relativeRangeText([0.995, 1.005])), "±0.5 %");
});

Deno.test("percentText() never says 0 of something", () => {
  assertEquals([0.27, 0.012, 0.00001, 0].map((share) => plainText(percentText(share))), [
    "27 %",
    "1.2 %",
    "<0.1 %",
    "0 %",
  ]);
});

Deno.test("no figure between the smallest and the largest has more than four digits or a NaN", () => {
  for (let exponent = -9; exponent < 9; exponent += 0.37) {
    for (const width of [0, 0.001, 0.05, 0.4, 3]) {
      const value = 10 ** exponent;
      const range: Range = [Math.max(0, value * (1 - width)), value * (1 + width)];
      const { text, value: digits } = figureText("energy", value, range);
      assert(!/NaN|Infinity|undefined|e[+-]/.test(text), text);
      assert(digits.replace(/^<?0\.0*|[^0-9]/g, "").length <= 5, text);
    }
  }
});

Deno.test("figureText() and numberText() give no NaN of the largest and the smallest, nor of 0 and -0", () => {
  for (let exponent = 21; exponent <= 36; exponent++) {
    const value = Number(`1e${exponent}`);
    assertEquals(numberText(value, 0), `1.00 × 10^${exponent}`);
    assertEquals(numberText(-value, -2), `\u22121.00 × 10^${exponent}`);
    for (const quantity of ["energy", "emissions", "power", "intensity"] as const) {
      for (const range of [undefined, [0.8 * value, 1.2 * value] as const, [0, 0] as const]) {
        const { text } = figureText(quantity, value, range);
        assert(!/NaN|Infinity|undefined|e\+/.test(text), text);
      }
    }
  }
  // 1e36 kWh are 1e30 GWh, known to a fifth.
  assertEquals(
    plainText(figureText("energy", 1e36, [8e35, 1.2e36]).text),
    "1.00 × 10^30 GWh (8.00 × 10^29 to 1.20 × 10^30)",
  );
  assertEquals(numberText(0, 0), "0");
  assertEquals(numberText(-0, -2), "0.00");
  assertEquals(numberText(1e-30, -4), "0.0000");
  assertEquals(numberText(-1e-30, 0), "0");
  assertEquals(figureText("energy", -0).short, "0\u202FWh");
  assertEquals(figureText("energy", 1e-30).value, "<0.0001");
  assertEquals(figureText("energy", 1e-30, [1e-31, 1e-29]).value, "<0.0001");
  // The last whole number of 15 digits, and a half above it.
  assertEquals(numberText(999999999999999, 0), "999999999999999");
  assertEquals(numberText(12345678901234.5, 0), "12345678901235");
});
