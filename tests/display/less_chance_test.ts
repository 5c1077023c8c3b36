import { chanceLess, chanceSentence } from "../../lib/display/less_chance.ts";
import type { Part, Run } from "../../lib/model.ts";
import { assertAlmostEquals, assertEquals, assertGreater } from "../assert.ts";
import { bareRun } from "./chart_samples.ts";

/** A run of one device that errs by these fractions. */
function run(
  name: string,
  energyKwh: number,
  { shared = 0, own = 0, key = "model", basis = "measured" }: {
    shared?: number;
    own?: number;
    key?: string;
    basis?: Part["basis"];
  },
): Run {
  const wide = Math.hypot(shared, own);
  const part: Part = {
    device: "cpu:0",
    kind: "cpu",
    name: "CPU",
    source: "test",
    basis,
    energyKwh,
    energyRange: [energyKwh * (1 - wide), energyKwh * (1 + wide)],
    uncertainty: { key, shared: [shared, shared], own: [own, own] },
    meanWatts: 100,
    missingSeconds: 0,
  };
  return bareRun({
    id: name,
    name,
    energyKwh,
    emissionsGrams: 100 * energyKwh,
    ranges: {
      energyKwh: part.energyRange,
      emissionsGrams: [60 * energyKwh, 150 * energyKwh],
    },
    parts: [part],
  });
}

Deno.test("chanceLess() joins own errors in quadrature: 0.3 and 0.4 against a difference of 0.5 are one interval", () => {
  // Half width hypot(0.3, 0.4) = 0.5 = the difference: 95 % by definition of the 90 % interval.
  const chance = chanceLess(run("a", 1, { own: 0.3 }), run("b", 1.5, { own: 0.4 / 1.5 }), "energy");
  assertAlmostEquals(chance, 0.95, 1e-6);
});

Deno.test("chanceLess() lets an error that both share cancel but for the difference", () => {
  // 60 % of both: of the difference of 0.1 only 0.06 is unknown, 1.6449 * 0.1 / 0.06 = 2.741, below which lie 99.69 %.
  const [a, b] = [run("a", 1, { shared: 0.6 }), run("b", 1.1, { shared: 0.6 })];
  assertAlmostEquals(chanceLess(a, b, "energy"), 0.9969, 1e-4);
  // Of two models the errors are hypot(0.6, 0.66) = 0.892: 1.6449 * 0.1 / 0.892 = 0.1844, below which lie 57.3 %.
  const other = run("b", 1.1, { shared: 0.6, key: "another" });
  assertAlmostEquals(chanceLess(a, other, "energy"), 0.573, 1e-3);
});

Deno.test("chanceLess() is one half of equals, certain of what is exact, and turns about", () => {
  const exact = run("a", 1, {});
  assertEquals(chanceLess(exact, run("b", 1, {}), "energy"), 0.5);
  assertEquals(chanceLess(exact, run("b", 2, {}), "energy"), 1);
  const [a, b] = [run("a", 1, { own: 0.2 }), run("b", 1.2, { own: 0.2 })];
  assertAlmostEquals(chanceLess(a, b, "energy") + chanceLess(b, a, "energy"), 1, 1e-9);
});

Deno.test("chanceLess() of modelled runs has the 3 % in it that a model scatters by", () => {
  const modelled = (name: string, mWh: number) =>
    run(name, mWh * 1e-6, { shared: 0.5, basis: "modelled" });
  // 3.66 and 3.68 mWh: the shared half leaves 0.01 of the difference of 0.02, the scatter 0.03 x hypot(3.66, 3.68) = 0.1557:
  // 1.6449 x 0.02 / 0.1560 = 0.2109, below which lie 58.4 %.
  assertAlmostEquals(chanceLess(modelled("c", 3.66), modelled("b", 3.68), "energy"), 0.584, 1e-3);
  // Of measured runs that share the whole error nothing else is in doubt.
  const measured = (name: string, mWh: number) => run(name, mWh * 1e-6, { shared: 0.5 });
  assertGreater(chanceLess(measured("c", 3.66), measured("b", 3.68), "energy"), 0.99);
});

Deno.test("chanceLess() of emissions lets one grid cancel and two grids not", () => {
  const point = {
    atSeconds: 0,
    intensityGramsPerKwh: 100,
    range: [70, 140] as const,
    basis: "modelled" as const,
    source: "Ember",
    year: 2025,
  };
  const on = (zone: string, of: Run): Run => ({
    ...of,
    intensities: [point],
    place: { zone, name: zone, how: "given" },
  });
  const [a, b] = [run("a", 1, { own: 0.1 }), run("b", 1.3, { own: 0.1 })];
  const one = chanceLess(on("DK", a), on("DK", b), "emissions");
  assertGreater(one, 0.9);
  assertGreater(one, chanceLess(on("DK", a), on("SE", b), "emissions") + 0.1);
});

Deno.test("chanceSentence() names the first two and the neighbours whose order is least sure", () => {
  const runs = [1, 1.5, 1.5].map((energyKwh, i) => run(["a", "b", "c"][i]!, energyKwh, {}));
  assertEquals(
    chanceSentence(runs, "energy"),
    "Errors that runs share left out, “a” used less than “b” with a chance of over 99\u202F%; " +
      "least sure is the order of “b” and “c”, 50\u202F%.",
  );
  assertEquals(chanceSentence(runs.slice(0, 1), "energy"), "");
});
