import { statement } from "../../lib/runs/statement.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { latexTable } from "../../lib/runs/latex_table.ts";
import { estimate } from "../../lib/estimate/estimate.ts";
import { equivalents } from "../../lib/estimate/equivalents.ts";
import { whatIf } from "../../lib/estimate/what_if.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "../display/sample_runs.ts";
import { simpleRun } from "../runs/simple_run.ts";

Deno.test("statement() of a what-if says the place, its intensity, year and source", async () => {
  const run = samples.MODELLED_RUN;
  assertStringIncludes(
    statement(await whatIf(run, { zone: "SE" })).text,
    "in Sweden (SE), at 35.3 gCO2eq/kWh, mean of 2025, life-cycle, generation-based (Ember, 2026)",
  );
  // Another building: the grid is that of the run.
  assertStringIncludes(
    statement(await whatIf(run, { pue: 1.3 })).text,
    "in Denmark (DK), guessed from the time zone, at 114 gCO2eq/kWh, mean of 2025",
  );
  assertStringIncludes(
    statement(await whatIf(run, { intensityGramsPerKwh: 10 })).text,
    "at 10.0 gCO2eq/kWh (given)",
  );
  const job = await estimate({ powerWatts: 1000, hours: 1, zone: "FR" });
  assertStringIncludes(statement(await whatIf(job, { pue: 1.2 })).text, "drawn in France");
});

Deno.test("statement() of a total tells of its runs: machines, places, source", () => {
  const { text } = statement(totalOf([samples.MEASURED_RUN, samples.FAILED_RUN]));
  assertStringIncludes(text, "The runs ran on 2 × NVIDIA A100-PCIE-40GB");
  assertStringIncludes(text, "in Denmark (DK)");
  assertStringIncludes(text, "means of 2025, life-cycle, generation-based (Ember, 2026)");
});

Deno.test("whatIf() shows whose figure of the grid it is", async () => {
  const text = Deno.inspect(await whatIf(samples.MEASURED_RUN, { zone: "SE", year: 2025 }));
  assertStringIncludes(text, "35.3 gCO2eq/kWh, mean of 2025, life-cycle (Ember) · PUE 1.0");
  const given = Deno.inspect(await whatIf(samples.MEASURED_RUN, { intensityGramsPerKwh: 50 }));
  assertStringIncludes(given, "50.0 gCO2eq/kWh, as given · PUE 1.0");
});

Deno.test("whatIf() of no emissions says 0, and not that it is unknown", async () => {
  const text = Deno.inspect(await whatIf(samples.MODELLED_RUN, { intensityGramsPerKwh: 0 }));
  assertStringIncludes(text, "Now energy same, emissions 0 gCO2eq");
  assert(!text.includes("unknown"));
});

Deno.test("estimate() of a board for an hour has as many Wh as W", async () => {
  // 350 W x 0.70 = 245 W, 245 Wh.
  const text = Deno.inspect(await estimate({ accelerator: "rtx3090", hours: 1, zone: "DK" }));
  const [, watts] = /245 W +\((\d+ to \d+)\)/.exec(text)!;
  const [, wattHours] = /245 Wh +\((\d+ to \d+)\)/.exec(text)!;
  assertEquals(watts, wattHours);
});

Deno.test("latexTable() says that its energies are of unlike things, and what its total is of", () => {
  const plain = simpleRun({ day: 1 });
  const housed = {
    ...simpleRun({ day: 2 }),
    energyKwh: 15.8,
    pue: 1.58,
    boundary: "facility" as const,
  };
  const { text } = latexTable([plain, housed]);
  assertStringIncludes(text, "not all energies are of the same thing: devices only in 1, ");
  assertStringIncludes(text, "the total is of the devices in every run, before PUE: less than");
});

Deno.test("equivalents() names who says so, and raises exponents", async () => {
  const list = await equivalents({
    ...samples.MODELLED_RUN,
    energyKwh: 1e-5,
    emissionsGrams: 1e-3,
  });
  assertEquals(list.find(({ id }) => id === "home-day-eu")?.source, "Odyssee-Mure");
  // 0.00001 / 9.863
  assertStringIncludes(Deno.inspect(list), "1.0 × 10⁻⁶ days");
});
