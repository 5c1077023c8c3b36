import { plainText } from "../../lib/display/numbers.ts";
import { statement } from "../../lib/display/statement.ts";
import type { Part } from "../../lib/model.ts";
import { latexTable } from "../../lib/runs/latex_table.ts";
import { report } from "../../lib/runs/report.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { totalText } from "../../lib/runs/total_text.ts";
import { assert, assertStringIncludes } from "../assert.ts";
import { GPU, simpleRun } from "./simple_run.ts";

/** So many kWh within so many down and up, by a model that all runs share. */
function modelled(host: string, energyKwh: number, down: number, up: number) {
  const shared = [down / energyKwh, up / energyKwh] as const;
  const energyRange = [energyKwh - down, energyKwh + up] as const;
  const part: Part = {
    ...GPU,
    basis: "modelled",
    energyKwh,
    energyRange,
    uncertainty: { key: "model", shared, own: [0, 0] },
  };
  const ranges = { energyKwh: energyRange, emissionsGrams: energyRange };
  return simpleRun({ host, parts: [part], ranges, emissionsGrams: energyKwh });
}

Deno.test("a total reads the same on its card, in words, in LaTeX and in a report", async () => {
  // 45.1 + 9.9 = 55.0 kWh (32 to 109): half of it is 38.5. 235 + 8 = 243 (73 to 413): half is 170.
  const cases = [
    [[modelled("a", 45.1, 20, 50), modelled("b", 9.9, 3, 4)], "55 kWh (32 to 109)"],
    [[modelled("a", 235, 168, 167), modelled("b", 8, 2, 3)], "240 kWh (70 to 410)"],
  ] as const;
  const path = await Deno.makeTempFile({ suffix: ".html" });
  try {
    for (const [runs, text] of cases) {
      const total = totalOf(runs);
      const [value, range] = text.split(/ kWh \(|\)/) as [string, string];
      assertStringIncludes(Deno.inspect(total), text);
      assertStringIncludes(totalText(total), text);
      assertStringIncludes(plainText(statement(runs).text), `${value} kWh`);
      assertStringIncludes(latexTable(runs).text, `total & ${value} (${range}) & `);
      await report(runs, path);
      const page = await Deno.readTextFile(path);
      assertStringIncludes(page, `<span class="fn-hero">${value}\u202F<small>kWh</small></span>`);
      assert(page.includes(`<span>${range} · `), text);
    }
  } finally {
    await Deno.remove(path);
  }
});
