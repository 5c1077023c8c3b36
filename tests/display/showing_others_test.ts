import {
  showingCalibration,
  showingDiagnosis,
  showingEstimate,
  showingTotal,
  showingWhatIf,
} from "../../lib/display/showing_others.ts";
import type { Total } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const TOTAL: Total = {
  ...samples.ESTIMATE,
  counts: { finished: 3, stopped: 0, failed: 1, interrupted: 0, recovered: 0 },
  byStatus: {},
};

Deno.test("every result shows itself whole, and as one line inside something else", () => {
  const shown: readonly (readonly [object, string])[] = [
    [
      showingEstimate({ ...samples.ESTIMATE }),
      "Estimate: 220 kWh (150 to 280), 12 kgCO2eq (8 to 17)",
    ],
    [showingDiagnosis({ ...samples.DIAGNOSIS }), "This machine can measure 2 of its 4 parts"],
    [showingCalibration({ ...samples.CALIBRATION }), "wall = 40.0 W + 1.10 × sensors"],
    [showingTotal({ ...TOTAL }), "Total: 220 kWh"],
    [showingWhatIf({ ...samples.ESTIMATE }), "What if: 57.5 gCO2eq/kWh, PUE 1.09: 220 kWh"],
  ];
  for (const [result, line] of shown) {
    assert(Deno.inspect(result).includes("\n"));
    const inside = Deno.inspect({ result });
    assertStringIncludes(inside, line);
    assert([1, 3].includes(inside.split("\n").length), inside);
    assertEquals(Object.getOwnPropertySymbols({ ...result }), []);
  }
});
