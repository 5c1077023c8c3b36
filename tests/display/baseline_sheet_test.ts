import { baselineLine, baselineSheet } from "../../lib/display/baseline_sheet.ts";
import { showingBaseline } from "../../lib/display/showing_others.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("baselineSheet() gives the sum with its interval, each device, and what made it more", () => {
  const { text, html, latex } = baselineSheet(samples.BASELINE);
  assertEquals(text.split("\n"), [
    "Power at rest  89 W (81 to 97)",
    "▲ A program held a GPU open, which then draws more than at rest.",
    "  GPU 0   21.0 W",
    "  GPU 1   19.0 W",
    "  CPU     42.5 W",
    "  Memory  6.0 W",
    "[1] Memory modelled: no counter, so its watts come from 64 GB and the load",
  ]);
  assertStringIncludes(html, "89<small>\u202FW</small></dd>");
  assertStringIncludes(latex, "GPU 0 & 21.0\\,W");
});

Deno.test("baselineSheet() of nothing is not 0, and lets no name out of its place", () => {
  const nothing = { ...samples.BASELINE, powerWatts: 0, range: [0, 0] as const, perDevice: [] };
  assertStringIncludes(baselineSheet(nothing).text, "Power at rest  ▲ not measured");
  assert(!baselineSheet(nothing).html.includes("<table"));
  assertEquals(baselineLine(nothing), "Power at rest: not measured");
  const { html } = baselineSheet({
    ...samples.BASELINE,
    perDevice: [{ device: samples.HOSTILE, powerWatts: 1 }],
  });
  assert(!html.includes("<script"));
});

Deno.test("showingBaseline() stays plain data", () => {
  const shown = showingBaseline({ ...samples.BASELINE });
  assertEquals(JSON.parse(JSON.stringify(shown)), JSON.parse(JSON.stringify(samples.BASELINE)));
  assertEquals(Deno.inspect([shown]).includes("Power at rest: 89 W (81 to 97)"), true);
});
