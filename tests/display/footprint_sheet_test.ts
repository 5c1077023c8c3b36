import { footprintSheet } from "../../lib/display/footprint_sheet.ts";
import type { Total } from "../../lib/model.ts";
import { assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const TOTAL: Total = {
  ...samples.ESTIMATE,
  counts: { finished: 3, stopped: 0, failed: 1, interrupted: 0, recovered: 0 },
  byStatus: {},
};

Deno.test("footprintSheet() says what was counted, on which grid, within which boundary", () => {
  const { text } = footprintSheet("Total", TOTAL);
  assertStringIncludes(
    text,
    "4 runs: 3 finished, 1 failed · 57.5 gCO2eq/kWh · PUE 1.09 · with the building’s share",
  );
  assertStringIncludes(text, "Duration   3 d");
});
