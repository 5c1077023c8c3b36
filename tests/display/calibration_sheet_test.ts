import { calibrationSheet } from "../../lib/display/calibration_sheet.ts";
import { assert, assertEquals } from "../assert.ts";
import { problemsOf, textsOf } from "./stored_charts.ts";
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
  // Each reading at its line, and below what is left over at it.
  assertEquals(html.match(/<circle/g)?.length, 6);
  const svg = html.match(/<svg.*?<\/svg>/s)![0];
  assert(/role="img" aria-label="[^"]+"/.test(svg) && /<desc>[^<]+<\/desc>/.test(svg));
  const texts = textsOf(svg);
  // What is left over reaches 2.5 W.
  for (
    const word of [
      "wall (W): readings and their line",
      "left over (W); band: ±2.50\u202FW",
      "sensors (W)",
      "+2",
    ]
  ) {
    assert(texts.includes(word), `${word}: ${texts.join("|")}`);
  }
  assertEquals(problemsOf(svg).filter((problem) => !/^(no namespace|leans)/.test(problem)), []);
  const { points: _, ...bare } = samples.CALIBRATION;
  assert(!/NaN|undefined|<svg/.test(calibrationSheet(bare).html));
  // A line from below zero, one reading, none that drew power.
  for (
    const odd of [
      { offsetWatts: -30 },
      { points: samples.CALIBRATION.points!.slice(0, 1) },
      { points: samples.CALIBRATION.points!.map((point) => ({ ...point, meterKwh: 0 })) },
      { points: samples.CALIBRATION.points!.map((point) => ({ ...point, energyKwh: 0 })) },
      { residualWatts: 0, slope: 0, offsetWatts: 0 },
    ]
  ) {
    const drawn = calibrationSheet({ ...samples.CALIBRATION, ...odd }).html;
    assert(!/NaN|Infinity/.test(drawn), JSON.stringify(odd));
  }
});
