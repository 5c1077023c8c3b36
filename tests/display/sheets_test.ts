import { calibrationSheet } from "../../lib/display/calibration_sheet.ts";
import { doctorTable } from "../../lib/display/doctor_table.ts";
import { footprintSheet } from "../../lib/display/footprint_sheet.ts";
import { receipt } from "../../lib/display/receipt.ts";
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

Deno.test("doctorTable() gives the verdict, the one command, then the rows open, closed, instead, absent, place", () => {
  const { text } = doctorTable(samples.DIAGNOSIS);
  assertEquals(text.split("\n"), [
    "This machine can measure 2 of its 4 parts",
    "This opens CPU, Memory: `sudo chmod -R a+r /sys/class/powercap/intel-rapl`",
    "  ● open     GPU 0, GPU 1   nvml-energy   2 × RTX A6000, energy counter    ±5 %",
    "  ○ closed   CPU            rapl          package of Xeon W-3345, counter  ±4 %          the command above",
    "  ○ closed   Memory         rapl-dram     DRAM of 1 socket, counter        ±10 %         the command above",
    "  ◌ instead  Memory         memory-model  64 GB at 0.1 to 0.4 W/GB         ±65 %",
    "  ◌ instead  CPU            cpu-model     load × 250 W, 24 of 24 threads   −42 to +48 %",
    "  – absent   Whole machine  psys          this CPU has none                              A wall meter: `calibrate()`",
    "  ? guessed  Place          time zone     Denmark, 114 gCO2eq/kWh (2025)   ±24 %         FOOTNOTE_ZONE=DK",
  ]);
});

Deno.test("doctorTable() draws every interval on the scale of the widest", () => {
  const { html } = doctorTable(samples.DIAGNOSIS);
  // the widest is 0.65: it fills the scale; 0.24 of it stands from 0.5 - 0.24 / 1.3 = 31.54 %
  assertStringIncludes(html, "left:0.00%;right:0.00%");
  assertStringIncludes(html, "left:31.54%;right:31.54%");
});

Deno.test("doctorTable() of a machine with nothing, and of hostile names", () => {
  const nothing = doctorTable({ verdict: "This machine can measure nothing", rows: [] });
  assertEquals(nothing.text, "This machine can measure nothing");
  assert(!nothing.html.includes("<table"));
  const hostile = doctorTable({
    verdict: samples.HOSTILE,
    rows: [{
      device: samples.HOSTILE,
      source: samples.HOSTILE,
      state: "closed",
      says: samples.HOSTILE,
      relativeRange: [1, 1],
      command: samples.HOSTILE,
    }],
  });
  assert(!hostile.html.includes("<script"));
  assertEquals(hostile.text.split("\n").length, 3);
});

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

Deno.test("receipt() can be added up: one unit a quantity, one place more than the intervals give", () => {
  const { text } = receipt(samples.ESTIMATE, {
    title: "8 × A100",
    equivalents: samples.EQUIVALENTS,
  });
  const lines = text.split("\n");
  assertEquals(lines.slice(0, 3), [
    "Estimate: 8 × A100  nothing was measured, with the building’s share",
    "Energy     217 kWh (150 to 283), default",
    "Emissions  12.5 kgCO2eq (8.2 to 16.7), default",
  ]);
  const results = lines.filter((line) => /^ {2}\d/.test(line)).map((line) =>
    / +([\d.]+ k\w+) /.exec(line)?.[1]
  );
  assertEquals(results, [
    "2.40 kW",
    "0.22 kW",
    "0.14 kW",
    "2.77 kW",
    "199 kWh",
    "217 kWh",
    "12.5 kgCO2eq",
  ]);
  assertStringIncludes(text, "As much as 82 phone charges (energy, 2024)");
  assertStringIncludes(text, "Memory                1024 GB × 0.14 W/GB  +");
  assertStringIncludes(text, "[1] Utilization not given: 0.75 for GPUs");
});

Deno.test("receipt() holds hostile labels, bare factors and a value of 0", () => {
  const { html, text } = receipt({
    ...samples.ESTIMATE,
    energyKwh: 0,
    emissionsGrams: 0,
    ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
    steps: [
      { label: samples.HOSTILE, sum: samples.HOSTILE, value: 0, unit: "W", basis: "default" },
      { label: "PUE", sum: "1.2", value: 1.2, unit: "", range: [1.1, 1.4], basis: "default" },
      {
        label: "time",
        sum: "1 h",
        value: 3600,
        unit: "s",
        basis: "default",
        source: samples.HOSTILE,
      },
    ],
  });
  assert(!html.includes("<script"));
  assert(!/NaN|undefined|Infinity/.test(html + text));
  assertStringIncludes(text, "1.20  (1.10 to 1.40)");
  assertStringIncludes(text, "1 h");
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

Deno.test("every result shows itself whole, and as one line inside something else", () => {
  const shown: readonly (readonly [object, string])[] = [
    [
      showingEstimate({ ...samples.ESTIMATE }),
      "Estimate: 220 kWh (150 to 280), 12 kgCO2eq (8 to 17)",
    ],
    [showingDiagnosis({ ...samples.DIAGNOSIS }), "This machine can measure 2 of its 4 parts"],
    [showingCalibration({ ...samples.CALIBRATION }), "wall = 40.0 W + 1.10 × sensors"],
    [showingTotal({ ...TOTAL }), "Total: 220 kWh"],
    [showingWhatIf({ ...samples.ESTIMATE }), "What if: 220 kWh"],
  ];
  for (const [result, line] of shown) {
    assert(Deno.inspect(result).includes("\n"));
    const inside = Deno.inspect({ result });
    assertStringIncludes(inside, line);
    assert([1, 3].includes(inside.split("\n").length), inside);
    assertEquals(Object.getOwnPropertySymbols({ ...result }), []);
  }
});
