import { footprintSheet } from "../../lib/display/footprint_sheet.ts";
import { showingWhatIf } from "../../lib/display/showing_others.ts";
import type { Total } from "../../lib/model.ts";
import { assert, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

/** What a what-if stands on; 220 kWh at 57.5 g/kWh before. */
const { parts: _, steps: __, sources: ___, ...PLAIN } = samples.ESTIMATE;

Deno.test("showingWhatIf() says of what it is, and how it compares with before", () => {
  const now = {
    ...PLAIN,
    emissionsGrams: PLAIN.emissionsGrams / 4,
    intensityGramsPerKwh: 14.4,
    ranges: { ...PLAIN.ranges, emissionsGrams: [2000, 4000] as const },
  };
  const named = Deno.inspect(showingWhatIf({ ...now }, "Norway, 2025", PLAIN));
  assert(named.startsWith("What if: Norway, 2025\n"), named);
  assertStringIncludes(
    named,
    "Before: 220 kWh (150 to 280), 12 kgCO2eq (8 to 17), at 57.5 gCO2eq/kWh, PUE 1.09. Now energy same, emissions ÷ 4.0",
  );
  const building = { ...PLAIN, pue: 1.2, energyKwh: PLAIN.energyKwh * 1.2 / 1.09 };
  // 1.2 / 1.09 = 1.10
  const told = Deno.inspect(showingWhatIf({ ...building }, undefined, PLAIN));
  assert(told.startsWith("What if: PUE 1.2 instead of 1.09\n"), told);
  assertStringIncludes(told, "Now energy × 1.1, emissions same");
  // Nothing but itself: what it was reckoned with.
  assert(
    Deno.inspect(showingWhatIf({ ...now })).startsWith("What if: 14.4 gCO2eq/kWh, PUE 1.09\n"),
  );
});

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
