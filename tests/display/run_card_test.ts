import { runCard } from "../../lib/display/run_card.ts";
import type { Note, Run } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const UTC = { timeZone: "UTC" };

/** The words of a page, without its styles, in the order of reading. */
function wordsOf(html: string): string {
  return html.replace(/<style>.*?<\/style>/gs, "")
    .replace(/<\/(p|dt|dd|td|th|li|tr|summary)>/g, "\n").replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

Deno.test("runCard() says every figure with its unit and its range in plain text", () => {
  const { text } = runCard(samples.MEASURED_RUN, { ...UTC, equivalents: samples.EQUIVALENTS });
  assertEquals(text.split("\n"), [
    "resnet50-cifar100  ✓ finished  24 Nov 2026, 13:02 to 14:37",
    "Energy     1.23 kWh (1.20 to 1.26), measured",
    "Emissions  140 gCO2eq (106 to 174), default [1]",
    "Duration   1 h 35 min, 10 of 10 epochs, 9 min 20 s each",
    "Denmark (DK), guessed [1] · 114 gCO2eq/kWh, mean of 2025, life-cycle (Ember) · PUE 1.0 [2] · devices only",
    "What each device drew (90 % intervals)",
    "  GPU 0 NVIDIA A100-PCIE-40GB  389 Wh (369 to 408)   245 W  measured nvml-energy",
    "  GPU 1 NVIDIA A100-PCIE-40GB  376 Wh (357 to 395)   237 W  measured nvml-energy",
    "  CPU 0 Intel Xeon Gold 6330   217 Wh (208 to 226)   137 W  measured rapl",
    "  CPU 1 Intel Xeon Gold 6330   196 Wh (189 to 204)   124 W  measured rapl",
    "  Memory 256 GB DRAM           47 Wh (42 to 52)     30.0 W  measured rapl-dram",
    "As much as 82 phone charges (energy, 2024) or 1.3 km in a new EU car (emissions, 2024).",
    '[1] Place guessed: from the time zone Europe/Copenhagen. Say where you are: `track({ zone: "DK" }, …)` or `FOOTNOTE_ZONE=DK`',
    "[2] PUE 1.0: the machine alone is counted. In a data centre set its own: `track({ pue: 1.2 }, …)`",
  ]);
});

Deno.test("runCard() says the same in HTML, in the same order", () => {
  const { html, text } = runCard(samples.MEASURED_RUN, UTC);
  const words = wordsOf(html).replaceAll("\u202F", " ").replaceAll("₂", "2");
  let from = 0;
  for (
    const word of [
      "resnet50-cifar100",
      "✓ finished",
      "24 Nov 2026, 13:02 to 14:37",
      "Energy",
      "1.23 kWh",
      "1.20 to 1.26 · measured",
      "Emissions",
      "140 gCO2eq",
      "106 to 174 · default",
      "1 h 35 min",
      "10 of 10 epochs",
      "guessed",
      "114 gCO2eq/kWh",
      "devices only",
      "energy (90 % interval)",
      "GPU 0",
      "389 Wh (369 to 408)",
      "245 W",
      "measured nvml-energy",
      "Memory",
      "47 Wh (42 to 52)",
      "Place guessed:",
      "PUE 1.0:",
    ]
  ) {
    const at = words.indexOf(word, from);
    assert(at >= 0, `"${word}" does not follow in ${words.slice(from, from + 200)}`);
    from = at;
  }
  assert(text.length > 0);
});

Deno.test("runCard() of a failed run says where and why, and what was predicted", () => {
  const { text } = runCard(samples.FAILED_RUN, UTC);
  assertStringIncludes(text, "✕ failed in epoch 4  RangeError: loss is NaN");
  assertStringIncludes(text, "3 of 10 epochs");
  assertStringIncludes(
    text,
    "The whole run was predicted at 1.15 kWh (1.01 to 1.31). Failed runs count in `totalOf(runs)`.",
  );
  assertStringIncludes(text, "GPU 1 [3] NVIDIA RTX A6000");
});

Deno.test("runCard() of an interrupted run says what was not spent, in the prediction's unit", () => {
  const { text } = runCard(samples.INTERRUPTED_RUN, UTC);
  assertStringIncludes(text, "■ interrupted by you in epoch 6");
  // 1.23 - 0.711 = 0.519, 1.17 - 0.711 = 0.459, 1.29 - 0.711 = 0.579
  assertStringIncludes(
    text,
    "predicted at 1.23 kWh (1.17 to 1.29): 0.52 kWh (0.46 to 0.58) not spent.",
  );
});

Deno.test("runCard() names the boundary and what stopped or cut short a run", () => {
  const { text } = runCard(samples.STOPPED_RUN, UTC);
  assertStringIncludes(text, "■ stopped by budget after epoch 5");
  assertStringIncludes(text, "PUE 1.12 [2] · with the building’s share");
  const signal = runCard({ ...samples.STOPPED_RUN, stoppedBy: "signal", epochs: [] }, UTC);
  assertStringIncludes(signal.text, "■ stopped by your signal  ");
  const recovered = runCard(samples.RECOVERED_RUN, UTC);
  assertStringIncludes(recovered.text, "▲ recovered: the record ends in epoch 6");
});

Deno.test("runCard() folds more than eight devices by kind and more than five notes", () => {
  const { html, text } = runCard(samples.NODE_RUN, UTC);
  // 16 x 21 + (0 + ... + 15) / 10 = 336 + 12 = 348
  assertStringIncludes(text, "16 GPUs NVIDIA H100 80GB HBM3");
  assertStringIncludes(text, "348 kWh (332 to 366)");
  assertStringIncludes(text, "whole machine");
  assertStringIncludes(html, "<summary>each of the 19 devices</summary>");
  assertEquals(html.match(/<table/g)?.length, 2);
  const many = runCard(samples.RECOVERED_RUN, UTC);
  assertStringIncludes(many.html, "<summary>3 more</summary>");
  assertEquals(many.text.match(/^\[\d+\]/gm)?.length, 8);
});

Deno.test("runCard() lets no user's text out of its place", () => {
  const { html, text } = runCard(samples.HOSTILE_RUN, UTC);
  assertEquals(html.match(/<script/g), null);
  assertEquals(html.match(/<style>/g)?.length, 1);
  assertEquals(html.match(/<\/style>/g)?.length, 1);
  // deno-lint-ignore no-control-regex
  assert(!/[\u0000-\u0009\u000b-\u001f\u202e]/.test(text + html));
  assertEquals(text.split("\n").length, 12);
});

Deno.test("runCard() of a run with nothing in it has no NaN and no table", () => {
  const { html, text } = runCard(samples.EMPTY_RUN, UTC);
  for (const output of [html, text]) {
    assert(!/NaN|undefined|Infinity|null|\[object/.test(output), output);
  }
  assert(!html.includes("<table"));
  assertEquals(text.split("\n"), [
    "empty  ✓ finished  24 Nov 2026, 13:02",
    "Energy     not measured",
    "Emissions  not measured",
    "Duration   0 s",
    "Place unknown · no grid intensity · PUE 1.0 · devices only",
  ]);
});

Deno.test("runCard() has no ids that two cards of a page could share, and closes what it opens", () => {
  for (const run of [samples.MEASURED_RUN, samples.NODE_RUN, samples.HOSTILE_RUN]) {
    const { html } = runCard(run, UTC);
    assertEquals(html.match(/ id="/g), null);
    for (
      const tag of ["div", "section", "p", "span", "table", "tr", "td", "dl", "dd", "ol", "li"]
    ) {
      assertEquals(
        html.match(new RegExp(`<${tag}[ >]`, "g"))?.length ?? 0,
        html.match(new RegExp(`</${tag}>`, "g"))?.length ?? 0,
        tag,
      );
    }
  }
});

Deno.test("runCard() numbers the notes by what they cost the interval", () => {
  const note = (code: string, device?: string): Note => ({
    code,
    message: `${code}: said`,
    ...(device === undefined ? {} : { device }),
  });
  const run: Run = {
    ...samples.FAILED_RUN,
    place: { zone: "DK", name: "Denmark", how: "guessed" },
    // CPU: 0.03 of 0.413 is 7 %; GPU 0: 0.0085 is 2 %; the year's grid 24 %; a guessed place above all
    notes: [
      note("gpu", "gpu:0"),
      note("cpu", "cpu:0"),
      note("intensity-yearly"),
      note("place-guessed"),
    ],
  };
  const { text } = runCard(run, UTC);
  assertEquals(text.split("\n").slice(-4), [
    "[1] place-guessed: said",
    "[2] intensity-yearly: said",
    "[3] cpu: said",
    "[4] gpu: said",
  ]);
  assertStringIncludes(text, "default [1] [2]".replace("default", "modelled"));
});

Deno.test("runCard() says where the record is, as seen from here, and nothing where there is none", () => {
  const here = `${Deno.cwd()}/footnotes/a_1f3a.jsonl`;
  const { text, html, latex } = runCard(samples.FAILED_RUN, { ...UTC, record: here });
  assertStringIncludes(text, "\nRecord: footnotes/a_1f3a.jsonl\n");
  assertStringIncludes(html, "Record: <code>footnotes/a_1f3a.jsonl</code></p><footer>");
  assertStringIncludes(latex, "Record: \\texttt{footnotes/a\\_1f3a.jsonl}");
  assertStringIncludes(
    runCard(samples.FAILED_RUN, { record: "/data/b.jsonl" }).text,
    "Record: /data/b.jsonl",
  );
  assert(!runCard(samples.FAILED_RUN).html.includes("Record:"));
});
