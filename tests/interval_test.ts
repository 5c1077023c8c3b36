import {
  basisOfSum,
  joinFactors,
  normalBelow,
  partRange,
  timesRange,
  totalRange,
  type UncertainPart,
  weakestBasis,
  Z_95,
} from "../lib/interval.ts";
import type { Range } from "../lib/model.ts";
import { assertAlmostEquals, assertEquals } from "./assert.ts";

function near(actual: Range, low: number, high: number): void {
  assertAlmostEquals(actual[0], low, 1e-9);
  assertAlmostEquals(actual[1], high, 1e-9);
}

const gpu: UncertainPart = {
  energyKwh: 10,
  key: "nvml:X",
  shared: [0.05, 0.07],
  own: [0.025, 0.025],
};
const node: UncertainPart[] = [
  ...Array.from({ length: 8 }, () => gpu),
  ...Array.from({ length: 2 }, () => ({
    energyKwh: 3,
    key: "rapl:intel",
    shared: [0.05, 0.05] as const,
    own: [0.02, 0.02] as const,
  })),
  ...Array.from({ length: 2 }, () => ({
    energyKwh: 1,
    key: "rapl-dram",
    shared: [0.25, 0.10] as const,
    own: [0, 0] as const,
  })),
];

Deno.test("totalRange() adds the shared errors of equal boards, their own ones partly cancel", () => {
  const of = (count: number) => totalRange(Array.from({ length: count }, () => gpu));
  near(of(1).range, 9.440983005625053, 10.743303437365926);
  near(of(2).range, 18.939339828220177, 21.443952907819366);
  near(of(8).range, 75.93798079768202, 85.64446631666803);
  near(of(64).range, 607.9375609162372, 684.8446206361477);
  assertEquals(of(64).energyKwh, 640);
});

Deno.test("totalRange() and timesRange() of a training node with eight boards, PUE and a grid value one year old", () => {
  const { energyKwh, range } = totalRange(node);
  assertEquals(energyKwh, 88);
  near(range, 83.89546592169098, 93.65660675670495);
  const pue = { factor: 1.1, range: [0.93, 1.10] as const };
  const facility = timesRange(energyKwh, range, [pue]);
  assertAlmostEquals(facility.value, 96.80000000000001, 1e-9);
  near(facility.range, 88.74504800988113, 108.47409057041229);
  const emissions = timesRange(energyKwh, range, [
    pue,
    { factor: 114, range: [0.82, 1.11] },
    { factor: 1, range: [0.60, 1.48] },
  ]);
  assertAlmostEquals(emissions.value, 11035.2, 1e-9);
  near(emissions.range, 6335.866356534779, 16818.18377451328);
});

Deno.test("totalRange() and timesRange() of a virtual machine without sensors", () => {
  const cpuKwh = 240 * 8 / 96 * (0.15 + 0.82 * 0.25 ** 0.7) * 10 / 1000;
  assertAlmostEquals(cpuKwh, 0.09214437922692634, 1e-15);
  const factor = joinFactors([[0.35, 2.1625], [0.80, 1.125]]);
  near(factor, 1 - 0.6581130476778829, 1 + 1.1819232042643497);
  const { energyKwh, range } = totalRange([
    { energyKwh: cpuKwh, key: "cpu-model", shared: [1 - factor[0], factor[1] - 1], own: [0, 0] },
    {
      energyKwh: 32 * (0.10 + 0.15 * 0.25) * 10 / 1000,
      key: "memory-model",
      shared: [0.60, 1.50],
      own: [0, 0],
    },
  ]);
  assertAlmostEquals(energyKwh, 0.13614437922692635, 1e-9);
  near(range, 0.07000557362773102, 0.26348981876344135);
  const emissions = timesRange(energyKwh, range, [
    { factor: 1.15, range: [0.93, 1.10] },
    { factor: 384, range: [0.82, 1.11] },
    { factor: 1, range: [0.54, 1.54] },
  ]);
  assertAlmostEquals(emissions.value, 60.121357866610666, 1e-9);
  near(emissions.range, 23.69757011788456, 134.00367672754933);
});

Deno.test("totalRange() of nothing is 0, exactly", () => {
  assertEquals(totalRange([]), { energyKwh: 0, range: [0, 0] });
});

Deno.test("partRange() joins the shared and the own error of one part in quadrature", () => {
  near(partRange({ energyKwh: 1, key: "a", shared: [0.3, 0.6], own: [0.4, 0.8] }), 0.5, 2);
});

Deno.test("timesRange() keeps 0 at 0 and a low end of 0 at 0", () => {
  assertEquals(timesRange(0, [0, 2], [{ factor: 3, range: [0.5, 2] }]), {
    value: 0,
    range: [0, 6],
  });
  assertEquals(timesRange(1, [0, 2], [{ factor: 3, range: [0.5, 1] }]).range[0], 0);
  assertEquals(timesRange(2, [1, 3], [{ factor: 0, range: [1, 1] }]), { value: 0, range: [0, 0] });
});

Deno.test("weakestBasis() goes from measured over modelled and default to predicted", () => {
  assertEquals(weakestBasis("measured", "modelled"), "modelled");
  assertEquals(weakestBasis("default", "modelled"), "default");
  assertEquals(weakestBasis("predicted", "default", "measured"), "predicted");
  assertEquals(weakestBasis(), "measured");
});

Deno.test("basisOfSum() leaves parts under 1 % aside and names them", () => {
  const parts = [
    { energyKwh: 99.5, basis: "measured" },
    { energyKwh: 0.5, basis: "modelled" },
  ] as const;
  assertEquals(basisOfSum(parts), { basis: "measured", minor: [1] });
  const wide = [{ energyKwh: 98, basis: "measured" }, { energyKwh: 2, basis: "modelled" }] as const;
  assertEquals(basisOfSum(wide), { basis: "modelled", minor: [] });
});

Deno.test("normalBelow() is the normal distribution as printed in tables", () => {
  // Abramowitz and Stegun (1964), table 26.1: P(0), P(1), P(2); 5 % lie above the 90 % interval.
  for (
    const [z, below] of [[0, 0.5], [1, 0.8413447461], [2, 0.9772498681], [Z_95, 0.95]] as const
  ) {
    assertAlmostEquals(normalBelow(z), below, 1.5e-7);
    assertAlmostEquals(normalBelow(-z), 1 - below, 1.5e-7);
  }
});
