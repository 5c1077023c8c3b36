import { estimate } from "../../lib/estimate/estimate.ts";
import { PackageError } from "../../lib/errors.ts";
import type { Estimate, EstimateJob } from "../../lib/model.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";

const close = (actual: number | undefined, expected: number) =>
  assertAlmostEquals(actual ?? NaN, expected, 1e-6 * expected);
const stepOf = (of: Estimate, label: string) => {
  const step = of.steps.find((each) => each.label.startsWith(label));
  assert(step !== undefined, `no line "${label}" in ${of.steps.map((each) => each.label)}`);
  return step;
};

// 8 x 250 W x 24 h = 48 kWh, x 1.2 = 57.6 kWh, x 44.179085 g/kWh = 2,544.715 g
const JOB = { powerWatts: 250, count: 8, hours: 24, pue: 1.2, intensityGramsPerKwh: 44.179085 };

Deno.test("estimate() has nothing beside the total that was not asked for", async () => {
  assertEquals((await estimate(JOB)).steps.filter(({ beside }) => beside), []);
});

Deno.test("estimate() gives emissions by contract, a given embodied share and water as lines in no sum", async () => {
  const plain = await estimate(JOB);
  const result = await estimate({
    ...JOB,
    marketIntensityGramsPerKwh: 10,
    embodiedGrams: 3000,
    waterLitresPerKwh: 1.8,
  });
  for (const name of ["energyKwh", "emissionsGrams"] as const) {
    assertEquals(result[name], plain[name]);
    assertEquals(result.ranges[name], plain.ranges[name]);
  }
  const market = stepOf(result, "Market-based");
  close(market.value, 576); // 57.6 kWh x 10 g
  close(market.range?.[0], 0.8 * 576); // the power given by hand, a fifth each way
  close(market.range?.[1], 1.2 * 576);
  assertEquals([market.unit, market.beside, market.operator], ["gCO2eq", true, undefined]);
  const embodied = stepOf(result, "Embodied");
  assertEquals([embodied.value, embodied.unit, embodied.source], [3000, "gCO2eq", "you"]);
  const water = stepOf(result, "Water");
  close(water.value, 86.4); // 48 kWh of the machines x 1.8 L, without the PUE
  assertEquals([water.unit, water.beside], ["L", true]);
});

Deno.test('estimate() with embodiedGrams "share" shares the boards out over their years', async () => {
  const job = { count: 8, hours: 72, intensityGramsPerKwh: 100, embodiedGrams: "share" } as const;
  const a100 = stepOf(await estimate({ ...job, accelerator: "A100-SXM4-80GB" }), "Embodied");
  close(a100.value, 5_227.397_26); // 8 x 318 kg x 72 h / 35,040 h
  // half to twice the mass of carbon, joined with a life of three to six years
  close(a100.range?.[0], 5_227.397_26 * Math.exp(-Math.hypot(Math.log(2), Math.log(1.5))));
  close(a100.range?.[1], 5_227.397_26 * Math.exp(Math.hypot(Math.log(2), Math.log(4 / 3))));
  assertEquals([a100.basis, a100.source], ["modelled", "Chien et al., 2023"]);
  const other = stepOf(await estimate({ ...job, accelerator: "H100 PCIe" }), "Embodied");
  close(other.value, 2_465.753_42); // 8 x 150 kg x 72 h / 35,040 h
  assertEquals(other.basis, "default");
});

Deno.test("estimate() of FLOPs gives the same at 30 % of the rate beside it", async () => {
  const gpt3 = await estimate({
    flops: 3.14e23,
    flopsPerSecond: 130e12,
    powerWatts: 250,
    pue: 1.125,
    intensityGramsPerKwh: 449.06,
  });
  close(gpt3.energyKwh, 188_701.923_077);
  close(gpt3.emissionsGrams, 84_738_485.577);
  close(stepOf(gpt3, "Energy at 30 %").value, 629_006.410_256); // / 0.3
  close(stepOf(gpt3, "Emissions at 30 %").value, 282_461_618.59);
  const slow = await estimate({
    flops: 3.14e23,
    flopsPerSecond: 0.3 * 130e12,
    powerWatts: 250,
    pue: 1.125,
    intensityGramsPerKwh: 449.06,
  });
  close(stepOf(gpt3, "Energy at 30 %").value, slow.energyKwh);
});

Deno.test("estimate() shows what stands beside the total under a line that says so", async () => {
  const job = { ...JOB, waterLitresPerKwh: 1.8, marketIntensityGramsPerKwh: 10 };
  const text = Deno.inspect(await estimate(job));
  assertMatch(
    text,
    /\n {2}Beside the total, in no sum:\n {2}5 {2}Market-based .*\n {2}6 {2}Water /,
  );
  assertMatch(text, / 0\.58 kgCO2eq /); // as finely as the total, 2.54 kg
  assertMatch(text, / 86 L /);
  assertEquals(text.match(/Beside the total/g)?.length, 1);
});

Deno.test({
  name: "estimate() gives what one kWh more emits, on request",
  ignore: !(await import("npm:@tgwf/co2@^0.19.0").then(() => true, () => false)),
  async fn() {
    const result = await estimate({ powerWatts: 1000, hours: 10, zone: "US", marginal: true });
    const step = stepOf(result, "Marginal");
    close(step.value, 4160); // 10 kWh x 416 g, the operating margin of 2021
    assertEquals([step.unit, step.basis, step.beside], ["gCO2eq", "modelled", true]);
    assertStringIncludes(step.source ?? "", "2021");
    assert(result.sources.some(({ publisher }) => /UNFCCC|Green Web/.test(publisher)));
  },
});

Deno.test("estimate() without network names the cure where marginal figures are asked for", async () => {
  // The package cannot come from a registry that is not there, nor from an empty cache.
  const cache = await Deno.makeTempDir({ prefix: "footnote-cache-" });
  const module = new URL("../../lib/estimate/estimate.ts", import.meta.url).href;
  const program = `import { estimate } from ${JSON.stringify(module)};
try { await estimate({ powerWatts: 1, hours: 1, zone: "US", marginal: true }); }
catch (error) { console.log(error.name + "|" + error.hint); }`;
  const script = `${cache}/program.ts`;
  await Deno.writeTextFile(script, program);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--no-config", script],
    env: { DENO_DIR: cache, NPM_CONFIG_REGISTRY: "http://127.0.0.1:9/" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  await Deno.remove(cache, { recursive: true });
  assertStringIncludes(text, `${PackageError.name}|needs npm:@tgwf/co2 once over the network`);
});

const REFUSED: readonly (readonly [
  more: unknown,
  error: typeof TypeError | typeof RangeError,
  says: string,
])[] = [
  [{ marketIntensityGramsPerKwh: -1 }, RangeError, "must be finite and >= 0: current value is -1"],
  [{ waterLitresPerKwh: NaN }, RangeError, "current value is NaN"],
  [{ embodiedGrams: -5 }, RangeError, '"embodiedGrams" must be finite and >= 0'],
  [{ embodiedGrams: "half" }, TypeError, 'must be a number or "share": current value is "half"'],
  [{ embodiedGrams: "share" }, TypeError, 'where no "accelerator" is named'],
  [{ marginal: "yes" }, TypeError, "must be true or false"],
  [{ marginal: true }, TypeError, '"marginal" must come with "zone"'],
];
for (const [more, error, says] of REFUSED) {
  Deno.test(`estimate() refuses ${JSON.stringify(more)} beside the total: ${says}`, async () => {
    await assertRejects(() => estimate({ ...JOB, ...more as EstimateJob }), error, says);
  });
}
