import { estimate } from "../../lib/estimate/estimate.ts";
import type { Estimate, EstimateJob } from "../../lib/model.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";

/** Within a millionth of the figure. */
function close(actual: number, expected: number, tolerance = 1e-6 * expected): void {
  assertAlmostEquals(actual, expected, tolerance);
}
const codes = (of: Estimate) => of.notes.map(({ code }) => code);

Deno.test("estimate() of eight boards of 250 W for a day at PUE 1.2 in France is 57.6 kWh and 2,544.715 g", async () => {
  const job = { powerWatts: 250, count: 8, hours: 24, pue: 1.2, intensityGramsPerKwh: 44.179085 };
  const result = await estimate(job);
  close(result.energyKwh, 57.6);
  close(result.emissionsGrams, 2544.715);
  assertEquals(result.boundary, "facility");
  assertEquals(result.durationSeconds, 86_400);
  assertEquals([result.pue, result.intensityGramsPerKwh], [1.2, 44.179085]);
});

Deno.test("estimate() of GPT-3 as a paper has it is 188,701.92 kWh and 84,738.49 kg, and says what the rate hides", async () => {
  const result = await estimate({
    flops: 3.14e23,
    flopsPerSecond: 130e12,
    powerWatts: 250,
    pue: 1.125,
    intensityGramsPerKwh: 449.06,
  });
  close(result.durationSeconds, 2_415_384_615.38);
  close(result.durationSeconds / 86_400, 27_955.84);
  close(result.durationSeconds / 86_400 / 90, 310.62, 0.01);
  close(result.energyKwh, 188_701.92);
  close(result.emissionsGrams / 1000, 84_738.49);
  close(result.emissionsGrams / 120.4, 703_808.0, 0.1); // km, as the paper has it
  assertStringIncludes(Deno.inspect(result), "Estimate: device of 250 W, 27956 d");
  assertStringIncludes(Deno.inspect(result), "FLOP/s = 670940 h [2]");
  const note = result.notes.find(({ code }) => code === "flop-rate");
  assertStringIncludes(note?.message ?? "", "629\u202FMWh"); // 188,701.92 / 0.3
  assertStringIncludes(note?.message ?? "", "282\u202FtCO₂eq");
});

Deno.test("estimate() counts the rate of one device for each of several, and takes their power as often", async () => {
  const one = await estimate({
    flops: 3.6e18,
    flopsPerSecond: 1e12,
    powerWatts: 100,
    intensityGramsPerKwh: 1,
  });
  const ten = await estimate({
    flops: 3.6e18,
    flopsPerSecond: 1e12,
    powerWatts: 100,
    count: 10,
    intensityGramsPerKwh: 1,
  });
  close(one.durationSeconds, 3_600_000);
  close(ten.durationSeconds, 360_000);
  close(ten.energyKwh, one.energyKwh);
});

Deno.test("estimate() of a power given for two hours at PUE 1.58 and 445 g is 0.237 kWh and 105.465 g", async () => {
  const result = await estimate({ powerWatts: 75, hours: 2, pue: 1.58, intensityGramsPerKwh: 445 });
  close(result.energyKwh, 0.237);
  close(result.emissionsGrams, 105.465);
  close((await estimate({ powerWatts: 400, hours: 1, intensityGramsPerKwh: 1 })).energyKwh, 0.4);
  close((await estimate({ powerWatts: 200, hours: 1, intensityGramsPerKwh: 1 })).energyKwh, 0.2);
});

Deno.test("estimate() takes an accelerator at 0.70 of its limit where no utilization is given, and says so", async () => {
  const result = await estimate({
    accelerator: "A100-SXM4-80GB",
    count: 8,
    hours: 72,
    intensityGramsPerKwh: 100,
  });
  close(result.energyKwh, 8 * 400 * 0.70 * 72 / 1000);
  close(result.ranges.energyKwh[0], 0.34 * result.energyKwh);
  close(result.ranges.energyKwh[1], 1.37 * result.energyKwh);
  assertEquals(result.basis.energyKwh, "default");
  assertEquals(result.steps[0]!.sum, "8 × 400 W × 0.70");
  assertEquals(codes(result)[0], "utilization-default");
  assertStringIncludes(result.notes[0]!.message, "It is the largest unknown");
  assertStringIncludes(result.notes[0]!.hint!, "estimate({ utilization: 0.82, … })");
});

Deno.test("estimate() puts the limit that a board reports before the table's, and shows both in the receipt", async () => {
  const job = { accelerator: "NVIDIA H100 80GB HBM3", count: 8, hours: 10, limitWatts: 500 };
  const result = await estimate({ ...job, intensityGramsPerKwh: 100 });
  close(result.energyKwh, 8 * 500 * 0.70 * 10 / 1000);
  assertEquals(result.steps[0]!.sum, "8 × 500 W (table: 700 W) × 0.70");
  assertStringIncludes(result.steps[0]!.source!, "you; H100 SXM5 80GB: Epoch AI");
  const note = result.notes.find(({ code }) => code === "limit-given");
  assertStringIncludes(note?.message ?? "", "H100 SXM5 80GB, limit 500 W (table: 700 W)");
  assertStringIncludes(Deno.inspect(result), "8 × 500 W (table: 700 W) × 0.70");
});

Deno.test("estimate() goes by the limit given of a part that no table has, and of one whose maker states none", async () => {
  const laptop = { accelerator: "NVIDIA GeForce RTX 4070 Laptop GPU", limitWatts: 115, hours: 1 };
  const result = await estimate({ ...laptop, utilization: 1, intensityGramsPerKwh: 1 });
  // 11.5 W at rest, and 0.85 of what is between that and the limit
  close(result.energyKwh, (11.5 + 0.85 * 103.5) / 1000);
  assertEquals(result.steps[0]!.source, "you");
  assert(!/NaN|undefined/.test(Deno.inspect(result)));
  const chip = { accelerator: "Trainium1", limitWatts: 210, hours: 1, intensityGramsPerKwh: 1 };
  close((await estimate(chip)).energyKwh, 0.147);
});

Deno.test("estimate() takes a given utilization through the model of the board", async () => {
  const result = await estimate({
    accelerator: "H100 PCIe",
    utilization: 0.8,
    hours: 1,
    intensityGramsPerKwh: 1,
  });
  // idle a tenth of the limit: 35 + (350 - 35) x 0.85 x 0.8
  close(result.energyKwh, 0.2492);
  close(result.ranges.energyKwh[0], 0.36 * 0.2492);
  close(result.ranges.energyKwh[1], 1.25 * 0.2492);
  assertEquals(result.basis.energyKwh, "modelled");
});

Deno.test("estimate() says in its receipt what 0.85 is, and that no board's mean is above its limit", async () => {
  const job = { accelerator: "H100 SXM", hours: 1, intensityGramsPerKwh: 1, utilization: 1 };
  const result = await estimate(job);
  // 72 W at rest: 72 + 628 x 0.85 = 605.8 W; 1.25 times that are 757 W, the limit is 700.
  close(result.energyKwh, 0.6058);
  close(result.ranges.energyKwh[1], 0.7);
  const text = Deno.inspect(result);
  assertStringIncludes(text, "0.85 × 1 × 628 W) [2]");
  assertStringIncludes(text, "[2] 0.85 is the share of the range from idle to limit");
});

Deno.test("estimate() says what is not in it, and how much more the wall is for such a machine", async () => {
  const message = async (job: Partial<EstimateJob>) => {
    const { notes } = await estimate({ hours: 1, intensityGramsPerKwh: 1, ...job });
    return notes.find(({ code }) => code === "rest-missing" || code === "parts-absent")?.message;
  };
  assertEquals(
    await message({ accelerator: "A100 80GB", count: 8 }),
    "CPU, memory, fans, board and power supply are not in it: the wall of a node of eight GPUs is about 1.3 to 1.65 times its GPUs",
  );
  assertStringIncludes(
    await message({ cpu: "EPYC 7763", memoryGb: 64 }) ?? "",
    "Fans, board and power supply are not in it: the wall is about 1.1 to 1.5 times this on a server, 1.25 to 2.3 on a desktop",
  );
  assertEquals(
    await message({ accelerator: "A100 80GB", cpu: "EPYC 7763", pue: 1.2 }),
    "Memory is not in it",
  );
  // No evidence is of servers with a few boards, nor of desktops with several.
  assertEquals(
    await message({ accelerator: "A100 80GB", count: 2 }),
    "CPU, memory, fans, board and power supply are not in it",
  );
  assertStringIncludes(
    await message({ accelerator: "RTX 4090" }) ?? "",
    "the wall is about 1.25 to 2.3 times this on a desktop with one GPU",
  );
  assertEquals(
    await message({ accelerator: "RTX 4090", count: 2 }),
    "CPU, memory, fans, board and power supply are not in it",
  );
  assertEquals(await message({ powerWatts: 300 }), "Nothing beside the power given is in it");
  assertEquals(await message({ cpu: "EPYC 7763", memoryGb: 64, pue: 1.2 }), undefined);
});

Deno.test("estimate() says in plain words which arguments count what is not in it", async () => {
  const hint = async (job: Partial<EstimateJob>) => {
    const { notes } = await estimate({ hours: 1, intensityGramsPerKwh: 1, ...job });
    return notes.find(({ code }) => code === "rest-missing" || code === "parts-absent")?.hint;
  };
  const all = "; estimate({ powerWatts: 900, … }) with the watts of a meter at the wall counts all";
  assertEquals(
    await hint({ accelerator: "A100 80GB" }),
    `estimate({ cpu: "EPYC 7763", memoryGb: 512, … }) counts CPU and memory${all}`,
  );
  assertEquals(
    await hint({ accelerator: "A100 80GB", cpu: "EPYC 7763" }),
    `estimate({ memoryGb: 512, … }) counts memory${all}`,
  );
  assertEquals(
    await hint({ accelerator: "A100 80GB", pue: 1.2 }),
    'estimate({ cpu: "EPYC 7763", memoryGb: 512, … }) counts CPU and memory',
  );
});

Deno.test("estimate() has energies in its receipt that follow from its watts, one place finer than its total", async () => {
  // 8 x (72 + 0.425 x 628) W x 24 h = 65.1 kWh (23 to 81), x 1.45 = 94 kWh (34 to 118).
  const text = Deno.inspect(
    await estimate({
      accelerator: "H100 SXM",
      count: 8,
      hours: 24,
      utilization: 0.5,
      pue: 1.45,
      intensityGramsPerKwh: 100,
    }),
  );
  assertStringIncludes(text, " 65.1 kWh ");
  assertStringIncludes(text, " 94.3 kWh ");
});

Deno.test("estimate() adds CPUs and memory, as the models have them", async () => {
  const result = await estimate({
    cpu: "AMD EPYC 7763",
    cpuCount: 2,
    memoryGb: 512,
    utilization: 0.5,
    hours: 10,
    intensityGramsPerKwh: 1,
  });
  const cpu = 2 * 280 * (0.15 + 0.82 * 0.5 ** 0.7);
  const memory = 512 * (0.10 + 0.15 * 0.5);
  close(result.energyKwh, (cpu + memory) * 10 / 1000);
  assertEquals(result.parts.map(({ device, source }) => [device, source]), [["cpu", "cpu-model"], [
    "memory",
    "memory-model",
  ]]);
  close(result.parts[0]!.meanWatts, cpu);
  assertEquals(result.steps.map(({ operator, label }) => `${operator ?? ""} ${label}`), [
    " CPUs",
    "+ Memory",
    "= Power of the machine",
    "x Time",
    "x Data centre",
    "x Grid",
  ]);
});

Deno.test("estimate() goes between idle and full watts of a CPU whose counter was read, not by its TDP", async () => {
  const cpu = { cpu: "Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz", cpuCount: 2 };
  const result = await estimate({ ...cpu, utilization: 0.5, hours: 1, intensityGramsPerKwh: 1 });
  // 27.4 W at rest, 220 W at full load: 2 x (27.4 + 192.6 x 0.5^0.7), within 5 % + 30 %, and other loads within 0.82 and 1.17
  close(result.energyKwh, 2 * (27.4 + 192.6 * 0.5 ** 0.7) / 1000);
  const low = Math.exp(-Math.hypot(Math.log(0.65), Math.log(0.82)));
  close(result.ranges.energyKwh[0], low * result.energyKwh);
  assertEquals(result.steps[0]!.sum, "2 × (27.4 W + 0.62 × 192.6 W)");
  assert(result.sources.some(({ id }) => id === "turbostress"));
});

Deno.test("estimate() on the grid of a place has the range of its year and of the time of the run", async () => {
  const result = await estimate({ powerWatts: 1000, hours: 1, zone: "FR", year: 2024 });
  close(result.emissionsGrams, 40.48);
  assertEquals(result.basis.emissionsGrams, "modelled");
  // power given by hand 0.8 to 1.2, revision of the year's own value 0.92 to 1.05, an hour of a year 0.48 to 1.58
  const low = Math.exp(-Math.hypot(Math.log(0.8), Math.log(0.92), Math.log(0.48)));
  close(result.ranges.emissionsGrams[0], 40.48 * low);
  assertEquals(result.steps.at(-1)!.source, "Ember, France 2024");
  assert(result.sources.some(({ id }) => id === "ember"));
});

Deno.test("estimate() proposes the PUE of a cloud region's provider, and says that the grid's figure is direct", async () => {
  const result = await estimate({
    accelerator: "A100 80GB",
    hours: 1,
    zone: "gcp:europe-west9",
    utilization: 1,
  });
  assertEquals([result.pue, result.boundary], [1.09, "facility"]);
  assertEquals(result.steps.at(-2)!.source, "Google fleet, 2024");
  assertEquals(result.intensityGramsPerKwh, 16.3);
  const notes = codes(result);
  for (const code of ["pue-proposed", "direct-emissions", "hardware-match"]) {
    assert(notes.includes(code), code);
  }
  assert(!notes.includes("pue-one"), "a PUE of 1 was not taken");
  assertEquals(result.basis.energyKwh, "default");
});

Deno.test("estimate() of a machine alone names the PUE and the rest that are not in it", async () => {
  const result = await estimate({ powerWatts: 100, hours: 1, intensityGramsPerKwh: 1 });
  assertEquals(result.boundary, "device");
  for (const code of ["pue-one", "rest-missing"]) assert(codes(result).includes(code), code);
});

Deno.test("estimate() without a zone says that the place is a guess", async () => {
  const result = await estimate({ powerWatts: 100, hours: 1 });
  if (Deno.env.get("FOOTNOTE_ZONE")) return;
  assert(codes(result).includes("place-guessed"));
  assertEquals(result.basis.emissionsGrams, "default");
});

Deno.test("estimate() of no hours is 0, finite", async () => {
  const result = await estimate({ powerWatts: 100, hours: 0, zone: "DK" });
  assertEquals([result.energyKwh, result.emissionsGrams], [0, 0]);
  assert(!JSON.stringify(result).includes("null"));
});

Deno.test("estimate() shows itself as a receipt, and as plain data compares as such", async () => {
  const result = await estimate({
    powerWatts: 250,
    count: 8,
    hours: 24,
    pue: 1.2,
    zone: "Denmark",
    year: 2024,
  });
  const text = Deno.inspect(result);
  assertStringIncludes(text, "Estimate: 8 × device of 250 W, 24 h, Denmark (DK)");
  assertStringIncludes(text, "PUE 1.2");
  assert(!/NaN|undefined/.test(text));
  assertEquals(JSON.parse(JSON.stringify(result)), { ...result });
});

const REFUSED:
  readonly (readonly [job: unknown, error: typeof TypeError | typeof RangeError, says: string])[] =
    [
      [{}, TypeError, 'one of "accelerator", "powerWatts", "cpu" and "memoryGb" must be given'],
      [null, TypeError, '"job" must be an object'],
      [{ powerWatts: 100 }, TypeError, 'either "hours" or "flops" must be given'],
      [
        { powerWatts: 100, hours: 1, flops: 1, flopsPerSecond: 1 },
        TypeError,
        'either "hours" or "flops"',
      ],
      [{ powerWatts: 100, flops: 1 }, TypeError, '"flops" and "flopsPerSecond" must come together'],
      [
        { powerWatts: 100, hours: -1 },
        RangeError,
        '"hours" must be finite and >= 0: current value is -1',
      ],
      [{ powerWatts: NaN, hours: 1 }, RangeError, "current value is NaN"],
      [
        { powerWatts: 100, hours: 1, pue: 0.9 },
        RangeError,
        '"pue" must be finite and >= 1: current value is 0.9',
      ],
      [
        { powerWatts: 100, hours: 1, count: 1.5 },
        RangeError,
        '"count" must be a whole number >= 1',
      ],
      [
        { powerWatts: 100, hours: 1, utilization: 2 },
        RangeError,
        '"utilization" must be between 0 and 1',
      ],
      [{ powerWatts: "100", hours: 1 }, TypeError, '"powerWatts" must be a number'],
      [{ powerWats: 100, hours: 1 }, TypeError, '"powerWats" is no option (nearest: "powerWatts")'],
      [{ accelerator: "H101", hours: 1 }, RangeError, 'current value is "H101" (nearest: "H100"'],
      [
        { accelerator: "NVIDIA GeForce RTX 4070 Laptop GPU", hours: 1 },
        RangeError,
        '"powerWatts" given',
      ],
      [{ accelerator: "Trainium1", hours: 1 }, RangeError, "whose maker states no power"],
      [{ accelerator: "RTX 5091", hours: 1 }, RangeError, '(nearest: "RTX 5090"'],
      [{ accelerator: "MI301X", hours: 1 }, RangeError, '"MI300X"'],
      [
        { accelerator: "RTX PRO 6000", hours: 1 },
        RangeError,
        '(which: "RTX PRO 6000 Blackwell Workstation Edition"',
      ],
      [{ accelerator: "RTX 4090 laptop", hours: 1 }, RangeError, "set by who makes the laptop"],
      [{ accelerator: "v101", hours: 1 }, RangeError, '(nearest: "V100"'],
      [{ powerWatts: 1, hours: 1, zone: "Californa" }, RangeError, '(nearest: "California"'],
      [{ cpu: "Core i9-13901K", hours: 1 }, RangeError, '"Core i9-13900K"'],
      [{ cpu: "Pentium XX", hours: 1 }, RangeError, '"cpu" must be a part of the tables'],
      [{ limitWatts: 300, hours: 1, cpu: "EPYC 7763" }, TypeError, '"limitWatts" must come with'],
      [
        { accelerator: "L4", powerWatts: 60, limitWatts: 70, hours: 1 },
        TypeError,
        'without "powerWatts"',
      ],
      [{ accelerator: "L4", limitWatts: 0, hours: 1 }, RangeError, '"limitWatts" must be finite'],
      [{ cpuCount: 2, hours: 1, powerWatts: 1 }, TypeError, '"cpuCount" must come with "cpu"'],
      [{ memoryGb: 1, hours: 1, count: 2 }, TypeError, '"count" must come with'],
      [{ powerWatts: 100, hours: 1, zone: "Denmrk" }, RangeError, '(nearest: "Denmark"'],
      [{ powerWatts: 100, hours: 1, zone: "DK", year: 2010 }, RangeError, "2015 to 2025"],
    ];
for (const [job, error, says] of REFUSED) {
  Deno.test(`estimate() refuses ${JSON.stringify(job)}: ${says}`, async () => {
    await assertRejects(() => estimate(job as EstimateJob), error, says);
  });
}
