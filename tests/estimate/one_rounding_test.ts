/** One figure reads the same wherever it is shown: in the receipt, the what-if, the statement and the caption of a chart. */
import { estimate, statement, whatIf, zoneChart } from "../../mod.ts";
import { plainText } from "../../lib/display/numbers.ts";
import { assertMatch, assertStringIncludes } from "../assert.ts";

const WIDE = { accelerator: "A100", count: 512, hours: 600, zone: "FR", pue: 1.2 } as const;

Deno.test("an estimate's total reads the same in receipt, what-if, statement and caption", async () => {
  const of = await estimate(WIDE);
  // 512 x 400 W x 0.70 x 600 h x 1.2 = 103.2 MWh; half of its interval is some 53 MWh, so tens.
  const receipt = Deno.inspect(of);
  const [, energy, emissions] = /Energy +(.+), default\nEmissions +(.+), default/.exec(receipt)!;
  assertMatch(energy!, /^100 MWh \(\d+0 to \d+0\)$/);
  // The steps before the last have one place more: 512 x 400 W x 0.70 = 143 kW, x 600 h = 86 MWh, x 1.2 = 103 MWh.
  assertMatch(receipt, / 86 MWh /);
  assertMatch(receipt, / 103 MWh /);
  assertStringIncludes(
    Deno.inspect(await whatIf(of, { zone: "SE" })),
    `Before: ${energy}, ${emissions}`,
  );
  assertStringIncludes(Deno.inspect(await whatIf(of, { zone: "SE" })), `Energy     ${energy}`);
  assertStringIncludes(plainText((await zoneChart(of)).caption), "The 100 MWh of the estimate");
  assertStringIncludes(statement(of).text, "100 MWh of electricity");
});
