import type { Budget, Prediction } from "../../lib/model.ts";
import { decideBudget } from "../../lib/predict/budget.ts";
import { checkBudget } from "../../lib/predict/check_budget.ts";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";

/** A prediction of so many kWh, from half to twice that. */
function said(energyKwh: number): Prediction {
  return {
    durationSeconds: 600,
    energyKwh,
    emissionsGrams: 300 * energyKwh,
    ranges: {
      durationSeconds: [500, 700],
      energyKwh: [energyKwh / 2, 2 * energyKwh],
      emissionsGrams: [150 * energyKwh, 600 * energyKwh],
    },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "device",
    afterEpochs: 1,
    totalEpochs: 10,
    level: 0.9,
    upTo: false,
  };
}
const used = (energyKwh: number) => ({
  durationSeconds: 60,
  energyKwh,
  emissionsGrams: 300 * energyKwh,
  ranges: {
    energyKwh: [0.9 * energyKwh, 1.1 * energyKwh] as const,
    emissionsGrams: [200 * energyKwh, 400 * energyKwh] as const,
  },
});

Deno.test("decideBudget() is exceeded by a prediction above the limit, and says the chance", () => {
  const over = decideBudget({ budget: { energyKwh: 1 }, predictions: [said(1.2)] })!;
  assertEquals(
    [over.exceeded, over.of, over.limit, over.value, over.inARow, over.basis],
    [true, "energyKwh", 1, 1.2, 1, "predicted"],
  );
  assert(over.chance > 0.5 && over.chance < 0.9);
  const under = decideBudget({ budget: { energyKwh: 1 }, predictions: [said(0.8)] })!;
  assertEquals(under.exceeded, false);
  assert(under.chance > 0.1 && under.chance < 0.5);
  assertEquals(decideBudget({ budget: { energyKwh: 1 }, predictions: [said(1)] })!.exceeded, false);
});

Deno.test("decideBudget() waits for as many predictions in a row as its patience", () => {
  const budget: Budget = { energyKwh: 1, patience: 3 };
  const at = (...energies: number[]) => decideBudget({ budget, predictions: energies.map(said) })!;
  assertEquals([at(2, 2).exceeded, at(2, 2).inARow], [false, 2]);
  assertEquals([at(2, 2, 0.5, 2, 2).exceeded, at(2, 2, 0.5, 2, 2).inARow], [false, 2]);
  assertEquals([at(0.5, 2, 2, 2).exceeded, at(0.5, 2, 2, 2).inARow], [true, 3]);
});

Deno.test("decideBudget() on the upper end is exceeded sooner", () => {
  const predictions = [said(0.8)];
  const upper = decideBudget({ budget: { energyKwh: 1, on: "upper" }, predictions })!;
  assertEquals([upper.exceeded, upper.value], [true, 1.6]);
  assertEquals(decideBudget({ budget: { energyKwh: 1 }, predictions })!.exceeded, false);
});

Deno.test("decideBudget() on what was measured does not mind predictions", () => {
  const budget: Budget = { energyKwh: 1, basis: "measured", patience: 5 };
  const under = decideBudget({ budget, predictions: [said(9)], measured: used(0.9) })!;
  assertEquals([under.exceeded, under.basis, under.value], [false, "measured", 0.9]);
  assert(under.chance > 0.95);
  const over = decideBudget({ budget, predictions: [], measured: used(1.01) })!;
  assertEquals([over.exceeded, over.chance], [true, 1]);
  assertEquals(decideBudget({ budget, predictions: [said(9)] }), undefined);
});

Deno.test("decideBudget() does not wait once the limit has been passed", () => {
  const budget: Budget = { energyKwh: 1, patience: 5 };
  const passed = decideBudget({ budget, predictions: [said(0.5)], measured: used(1.2) })!;
  assertEquals([passed.exceeded, passed.chance, passed.basis], [true, 1, "measured"]);
});

Deno.test("decideBudget() of several limits names the one that is exceeded", () => {
  const budget: Budget = { energyKwh: 5, emissionsGrams: 300, durationSeconds: 550 };
  const decision = decideBudget({ budget, predictions: [said(0.5)] })!;
  assertEquals([decision.exceeded, decision.of], [true, "durationSeconds"]);
  assertAlmostEquals(decision.limit, 550, 0);
});

Deno.test("decideBudget() knows nothing before the first prediction", () => {
  assertEquals(decideBudget({ budget: { energyKwh: 1 }, predictions: [] }), undefined);
  const early = decideBudget({ budget: { energyKwh: 1 }, predictions: [], measured: used(0.2) });
  assertEquals(early, undefined);
});

Deno.test("checkBudget() lets a budget pass that can be kept", () => {
  checkBudget({ energyKwh: 1 });
  checkBudget({ emissionsGrams: 1, action: () => true, patience: 3, on: "upper" });
  checkBudget({
    durationSeconds: 1,
    action: "checkpoint",
    onExceeded: () => {},
    basis: "measured",
  });
  checkBudget({ energyKwh: 1, patience: undefined, emissionsGrams: undefined });
});

Deno.test("checkBudget() refuses one that would never stop anything, or that it does not understand", () => {
  const at = (budget: unknown) => () => checkBudget(budget as Budget);
  assertThrows(at(undefined), TypeError, `"budget" must be an object`);
  assertThrows(at({}), TypeError, "must be given");
  assertThrows(at({ energyKWh: 1 }), TypeError, '(nearest: "energyKwh")');
  assertThrows(at({ energyKwh: "1" }), TypeError, `"energyKwh" must be a number`);
  for (const energyKwh of [0, -1, NaN, Infinity]) {
    assertThrows(at({ energyKwh }), RangeError, `"energyKwh"`);
  }
  assertThrows(at({ energyKwh: 1, patience: 1.5 }), RangeError, `"patience"`);
  assertThrows(at({ energyKwh: 1, patience: 0 }), RangeError, `"patience"`);
  assertThrows(at({ energyKwh: 1, action: "halt" }), RangeError, `"halt"`);
  assertThrows(at({ energyKwh: 1, action: 3 }), TypeError, `"action"`);
  assertThrows(at({ energyKwh: 1, on: "lower" }), RangeError, `"on"`);
  assertThrows(at({ energyKwh: 1, basis: "guessed" }), RangeError, `"basis"`);
  assertThrows(at({ energyKwh: 1, action: "checkpoint" }), TypeError, `"onExceeded"`);
  assertThrows(at({ energyKwh: 1, onExceeded: 1 }), TypeError, `"onExceeded"`);
  assertThrows(at({ energyKwh: 1, timeoutSeconds: -1 }), RangeError, `"timeoutSeconds"`);
});
