import { receipt } from "../../lib/display/receipt.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("receipt() can be added up: one unit a quantity, its watts and energies one place finer than the intervals give", () => {
  const { text } = receipt(samples.ESTIMATE, {
    title: "8 × A100",
    equivalents: samples.EQUIVALENTS,
  });
  const lines = text.split("\n");
  assertEquals(lines.slice(0, 3), [
    "Estimate: 8 × A100  nothing was measured, with the building’s share",
    // Half of 150 to 283 is 67, of 8.2 to 16.7 is 4.3: tens, and ones.
    "Energy     220 kWh (150 to 280), default",
    "Emissions  12 kgCO2eq (8 to 17), default [1]",
  ]);
  const results = lines.filter((line) => /^ {2}\d/.test(line)).map((line) =>
    / +([\d.]+ k\w+) /.exec(line)?.[1]
  );
  assertEquals(results, [
    "2.40 kW",
    "0.22 kW",
    "0.14 kW",
    "2.77 kW",
    // 2.77 kW over 72 h, and that x 1.09.
    "199 kWh",
    "217 kWh",
    "12 kgCO2eq",
  ]);
  assertStringIncludes(text, "As much as 82 phone charges (energy, 2024)");
  assertStringIncludes(text, "Memory                1024 GB × 0.14 W/GB  +");
  assertStringIncludes(text, "[1] Utilization not given: 0.75 for GPUs");
});

Deno.test("receipt() holds hostile labels, bare factors and a value of 0", () => {
  const { html, text } = receipt({
    ...samples.ESTIMATE,
    energyKwh: 0,
    emissionsGrams: 0,
    ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
    steps: [
      { label: samples.HOSTILE, sum: samples.HOSTILE, value: 0, unit: "W", basis: "default" },
      { label: "PUE", sum: "1.2", value: 1.2, unit: "", range: [1.1, 1.4], basis: "default" },
      {
        label: "time",
        sum: "1 h",
        value: 3600,
        unit: "s",
        basis: "default",
        source: samples.HOSTILE,
      },
    ],
  });
  assert(!html.includes("<script"));
  assert(!/NaN|undefined|Infinity/.test(html + text));
  assertStringIncludes(text, "1.20  (1.10 to 1.40)");
  assertStringIncludes(text, "1 h");
});

Deno.test("receipt() in LaTeX holds the figures, each step, what it is like and every note", () => {
  const { latex } = receipt(samples.ESTIMATE, {
    title: "8 × A100_80",
    equivalents: samples.EQUIVALENTS,
  });
  for (
    const part of [
      "\\textbf{Estimate: 8 $\\times$ A100\\_80}",
      "Energy & 220\\,kWh (150 to 280), default",
      "As much as & 82 phone charges (energy, 2024)",
      // The sum of the three powers by hand: 2.40 + 0.22 + 0.14 is 2.76, of figures not rounded 2.77.
      "4 & \\raggedright Power of the machine & \\raggedright 1 + 2 + 3 & = \\textbf{2.77\\,kW}",
      "$\\times$ \\textbf{12\\,kgCO\\textsubscript{2}eq} & 8 to 17 & default",
      "\\textsuperscript{1}\\,",
    ]
  ) {
    assertStringIncludes(latex, part);
  }
  for (const [index, { label }] of samples.ESTIMATE.steps.entries()) {
    assertStringIncludes(latex, `${index + 1} & \\raggedright ${label} &`);
  }
  assert(!/[₂×·\u202F]|NaN|undefined/.test(latex), latex);
  const hostile = receipt({
    ...samples.ESTIMATE,
    steps: [{ label: "\\input{x} & 50%", sum: "$", value: 1, unit: "W", basis: "default" }],
  }).latex;
  assertStringIncludes(hostile, "\\textbackslash{}input\\{x\\} \\& 50\\%");
});
