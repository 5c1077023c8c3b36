import { runsLatex } from "../../lib/display/runs_latex.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";
import { bareRun } from "./chart_samples.ts";

Deno.test("runsLatex() is a table of booktabs with one unit a column, names escaped", () => {
  const run = (name: string, energyKwh: number) =>
    bareRun({
      name,
      energyKwh,
      emissionsGrams: 300 * energyKwh,
      durationSeconds: 3600,
      ranges: {
        energyKwh: [0.9 * energyKwh, 1.1 * energyKwh],
        emissionsGrams: [270 * energyKwh, 330 * energyKwh],
      },
    });
  const latex = runsLatex([run("lr_1e-3 & more", 1), run("small", 0.2)]);
  assertStringIncludes(latex, "lr\\_1e-3 \\& more & finished & 1.00\\,kWh (0.90 to 1.10) &");
  assertStringIncludes(latex, "small & finished & 0.200\\,kWh (0.180 to 0.220) &");
  assertStringIncludes(latex, "& 1\\,h");
  assertStringIncludes(runsLatex([run("same", 1), run("same", 2)]), "same 24 Nov 2025, 13:02 & ");
  assertEquals(latex.match(/ \\\\$/gm)?.length, 3);
});
