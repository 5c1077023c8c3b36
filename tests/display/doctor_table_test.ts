import { doctorTable } from "../../lib/display/doctor_table.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("doctorTable() gives the verdict, the one command, then the rows open, closed, instead, absent, place", () => {
  const { text } = doctorTable(samples.DIAGNOSIS, { columns: 200 });
  assertEquals(text.split("\n"), [
    "This machine can measure 2 of its 4 parts",
    "CPU and memory would be modelled; one command opens them: `sudo chmod -R a+r /sys/class/powercap/intel-rapl`",
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
  }, { columns: 1000 });
  assert(!hostile.html.includes("<script"));
  assertEquals(hostile.text.split("\n").length, 3);
});
