import { spansPieces } from "../../lib/display/span_words.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { textOf } from "../../lib/display/rich_text.ts";
import type { Span } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const span = (name: string, wattHours: number, seconds: number, parent?: string): Span => ({
  name,
  ...(parent === undefined ? {} : { parent }),
  startedAtSeconds: 0,
  durationSeconds: seconds,
  energyKwh: wattHours / 1000,
  energyRange: [0.9 * wattHours / 1000, 1.1 * wattHours / 1000],
  emissionsGrams: 0,
  complete: true,
  metrics: {},
});
const run = (...spans: Span[]) => ({ ...samples.MEASURED_RUN, spans });

Deno.test("spansPieces() adds up spans of one name, the largest first, and leaves out what is inside others", () => {
  // 2 x 20 Wh: 40 (36 to 44); load 5 Wh (4.5 to 5.5): ones, as the larger has them.
  const text = textOf(spansPieces(run(
    span("load", 5, 2),
    span("evaluate", 20, 10),
    span("bleu", 12, 6, "evaluate"),
    span("evaluate", 20, 14),
  )));
  assertEquals(
    text,
    "Spans: evaluate (2 times) 40 Wh (36 to 44), 24 s; load 5.0 Wh (4.5 to 5.5), 2.0 s",
  );
});

Deno.test("spansPieces() tells four names and counts the others; of a run without spans nothing", () => {
  const many = run(...["a", "b", "c", "d", "e", "f"].map((name, i) => span(name, 60 - 10 * i, 1)));
  assertStringIncludes(textOf(spansPieces(many)), "; 2 more in run.spans");
  assertEquals(spansPieces(run()), []);
});

Deno.test("runCard() has the spans in each of its forms, their names escaped", () => {
  const { html, text, latex } = runCard(run(span("<b>load & save", 5, 2)));
  assertStringIncludes(html, "&lt;b&gt;load &amp; save");
  assertStringIncludes(text, "Spans: <b>load & save 5.0 Wh (4.5 to 5.5), 2.0 s");
  assert(latex.includes("load \\& save"));
});
