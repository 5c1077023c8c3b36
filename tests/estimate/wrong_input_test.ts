import {
  equivalents,
  estimate,
  findAccelerator,
  findCpu,
  findZone,
  intensityOf,
  pueOf,
  sci,
  whatIf,
  zoneChart,
} from "../../mod.ts";
import { assert, assertRejects, assertStringIncludes } from "../assert.ts";

/** What is taken for an answer although it must not be, and what a user must never read. */
const NO_FIGURE = /NaN|Infinity|undefined/;
type Call = (...args: readonly unknown[]) => unknown;
const named = Object.entries({
  equivalents,
  estimate,
  findAccelerator,
  findCpu,
  findZone,
  intensityOf,
  pueOf,
  sci,
  whatIf,
  zoneChart,
}) as readonly (readonly [string, Call])[];
const job = { powerWatts: 100, hours: 1, intensityGramsPerKwh: 100 };
const STRANGE: readonly unknown[] = [
  undefined,
  null,
  NaN,
  Infinity,
  -1,
  1e308,
  true,
  10n,
  Symbol("s"),
  () => 1,
  "",
  [],
  [null],
  {},
];

for (const [name, call] of named) {
  Deno.test(`${name}() refuses what it cannot take in words of its own, or knows nothing of it`, async () => {
    for (const value of STRANGE) {
      let answer: unknown;
      try {
        answer = await call(value);
      } catch (thrown) {
        assert(thrown instanceof TypeError || thrown instanceof RangeError, `${thrown}`);
        assertStringIncludes(thrown.message, "Cannot ");
        assert(!/Cannot (?:read|destructure|convert|use|access)/.test(thrown.message), `${thrown}`);
        continue;
      }
      assert(answer === undefined, `${name}(${String(value)}) gave ${Deno.inspect(answer)}`);
    }
  });
}

const FIGURES = [
  "count",
  "cpuCount",
  "memoryGb",
  "powerWatts",
  "hours",
  "flops",
  "flopsPerSecond",
  "intensityGramsPerKwh",
  "pue",
  "marketIntensityGramsPerKwh",
  "embodiedGrams",
  "waterLitresPerKwh",
];
Deno.test("estimate() of huge and tiny figures is finite or refused, each by its name", async () => {
  const { hours: _, ...timeless } = job;
  const cpu = { cpu: "EPYC 7763" };
  const flops = { ...timeless, flops: 1e18, flopsPerSecond: 1e12 };
  for (const name of FIGURES) {
    const base = name.startsWith("flops") ? flops : name === "cpuCount" ? { ...job, ...cpu } : job;
    await assertRejects(
      () => estimate({ ...base, [name]: 1e308 }),
      RangeError,
      `"${name}" must be`,
    );
    const most = await estimate({ ...base, [name]: 1e36 });
    allFinite(most, name);
    const many = Deno.inspect(await estimate({ ...base, [name]: 1e9 }));
    assert(!NO_FIGURE.test(many), `${name}: ${many}`);
  }
  await assertRejects(
    () => estimate({ ...flops, flopsPerSecond: 1e-308 }),
    RangeError,
    '"flopsPerSecond" must be 0 or at least 1e-36: current value is 1e-308',
  );
});

Deno.test("all of estimate()'s figures at their ends together are still finite", async () => {
  const most = await estimate({
    powerWatts: 1e36,
    count: 1e36,
    flops: 1e36,
    flopsPerSecond: 1e-36,
    pue: 1e36,
    intensityGramsPerKwh: 1e36,
  });
  allFinite(most, "all");
});

/** Every figure anywhere in an answer. */
function allFinite(answer: unknown, what: string): void {
  JSON.stringify(answer, (key, value) => {
    assert(typeof value !== "number" || Number.isFinite(value), `${what}: ${key} is ${value}`);
    return value;
  });
}

const REFUSED: readonly (readonly [call: () => unknown, error: typeof Error, says: string])[] = [
  [
    () => estimate({ ...job, utilisation: 0.5 } as never),
    TypeError,
    '"utilisation" is no option (nearest: "utilization")',
  ],
  [
    () => estimate({ ...job, accelerator: " " }),
    RangeError,
    'must be a name: current value is " "',
  ],
  [() => estimate({ ...job, zone: "" }), RangeError, 'current value is ""'],
  [() => estimate({ ...job, year: -1 }), RangeError, '"year" must be a whole year'],
  [() => estimate([] as never), TypeError, "current value is an empty list"],
  [
    () => intensityOf("DK", { yer: 2024 } as never),
    TypeError,
    '"yer" is no option (nearest: "year")',
  ],
  [() => pueOf("aws", { yer: 2024 } as never), TypeError, '"yer" is no option (nearest: "year")'],
  [
    () => findAccelerator("L4", { limit: 1 } as never),
    TypeError,
    '"limit" is no option, there is limitWatts',
  ],
  [
    () => equivalents({ energyKwh: 1e308, emissionsGrams: 1 } as never),
    RangeError,
    '"energyKwh" must be at most 1e+300',
  ],
];
for (const [call, error, says] of REFUSED) {
  Deno.test(`wrong input is refused: ${says}`, async () => {
    await assertRejects(async () => await call(), error, says);
  });
}

Deno.test("whatIf() and zoneChart() refuse typos, wrong types and empty lists by their names", async () => {
  const here = await estimate(job);
  const refused = async (call: () => unknown, error: typeof Error, says: string) =>
    void await assertRejects(async () => await call(), error, says);
  await refused(
    () => whatIf(here, "DK" as never),
    TypeError,
    'must be an object: current value is "DK"',
  );
  await refused(() => whatIf(here, { pue: "1.2" as never }), TypeError, '"pue" must be a number');
  await refused(() => whatIf(here, { pue: 1e308 }), RangeError, '"pue" must be from 1 to 1e+36');
  await refused(
    () => whatIf(here, { startedAt: new Date() as never }),
    TypeError,
    '"startedAt" must be text: current value is an object',
  );
  await refused(() => zoneChart(here, { zones: [] }), RangeError, '"zones" must name at least one');
  await refused(
    () => zoneChart(here, { zones: "DK" as never }),
    TypeError,
    '"zones" must be a list',
  );
  await refused(
    () => zoneChart(here, { zone: ["DK"] } as never),
    TypeError,
    '"zone" is no option (nearest: "zones")',
  );
  await refused(() => zoneChart(here, { zones: ["Denmrk"] }), RangeError, '(nearest: "Denmark")');
});
