import { showingPrediction } from "../../lib/display/prediction_line.ts";
import type { Prediction } from "../../lib/model.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import { SHOW, withKernel } from "./fake_kernel.ts";

const PREDICTION: Prediction = {
  afterEpochs: 2,
  totalEpochs: 6,
  level: 0.9,
  upTo: false,
  durationSeconds: 6,
  energyKwh: 15e-6,
  emissionsGrams: 0.0017,
  ranges: {
    energyKwh: [12e-6, 19e-6],
    emissionsGrams: [0.001, 0.003],
    durationSeconds: [5, 7],
  },
  basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
  boundary: "device",
};

Deno.test("showingPrediction() is one line in a terminal, alone and inside something else", () => {
  const line = "after 2 of 6 epochs: 15 mWh (12 to 19), 6.0 s";
  assertEquals(Deno.inspect(showingPrediction({ ...PREDICTION })), line);
  assertStringIncludes(Deno.inspect([showingPrediction({ ...PREDICTION })]), line);
  const more = { ...PREDICTION, upTo: true, chanceOverBudget: 0.534 };
  assertEquals(
    Deno.inspect(showingPrediction(more)),
    "after 2 of 6 epochs: up to 15 mWh (12 to 19), 6.0 s, 53 % likely to pass the budget",
  );
});

Deno.test("showingPrediction() shows itself in a notebook, as text and as html", async () => {
  await withKernel(async (told) => {
    const shown = showingPrediction({ ...PREDICTION }) as unknown as Record<
      symbol,
      () => Promise<unknown>
    >;
    assertEquals(await shown[SHOW]!(), { "text/plain": "" });
    assertEquals(told.length, 1);
    const bundle = told[0]![1] as Record<string, string>;
    assertEquals(bundle["text/plain"], "after 2 of 6 epochs: 15 mWh (12 to 19), 6.0 s");
    assertMatch(
      bundle["text/html"]!,
      /after 2 of 6 epochs: <strong>15\u202FmWh<\/strong> \(12 to 19\)/,
    );
  });
});

Deno.test("showingPrediction() stays plain data: it compares, copies, crosses threads and serialises as before", () => {
  const shown = showingPrediction({ ...PREDICTION });
  assertEquals(shown, PREDICTION);
  assertEquals(JSON.stringify(shown), JSON.stringify(PREDICTION));
  assertEquals(structuredClone(shown), PREDICTION);
  assertEquals(Object.getOwnPropertySymbols({ ...shown }), []);
});
