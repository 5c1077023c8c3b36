import { calibrationSheet } from "../../lib/display/calibration_sheet.ts";
import { assert, assertEquals } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("calibrationSheet() gives the line, its points and what it leaves over", () => {
  const { text, html } = calibrationSheet(samples.CALIBRATION);
  // 40 + 1.1 x 100 = 150; the meter said 152
  assertEquals(text.split("\n").slice(1), [
    "wall = 40.0 W + 1.10 × sensors",
    "3 readings, ±2.50 W around the line, tried from 100 to 500 W of sensors; outside of that it is a guess",
    "  sensors  wall meter  by the line  left over",
    "    100 W       152 W        150 W     +2.0 W",
    "    300 W       368 W        370 W     −2.0 W",
    "    500 W       591 W        590 W     +1.0 W",
  ]);
  assertEquals(html.match(/<circle/g)?.length, 3);
  const { points: _, ...bare } = samples.CALIBRATION;
  assert(!/NaN|undefined|<svg/.test(calibrationSheet(bare).html));
});
