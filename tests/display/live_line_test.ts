import { liveHtml, liveText, summaryLine } from "../../lib/display/live_line.ts";
import { placeMarks } from "../../lib/display/live_marks.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("liveText() says when the whole run will be known, then what it will be", () => {
  const [before, within, past, bare] = samples.LIVE_STATES.map(liveText);
  assertEquals(
    before,
    "resnet50-cifar100: epoch 1 of 10, 50 %, 702 W, 50 Wh · 5.7 gCO2eq, known after epoch 1, running for 3 min 10 s, budget 1.3 kWh",
  );
  // 5700 - 2040 s = 61 min; 5400 and 6000 less 2040 s are 56 and 66 min
  assertEquals(
    within,
    "resnet50-cifar100: epoch 4 of 10, 50 %, 718 W, 0.39 kWh · 45 gCO2eq, 1.13 kWh (1.03 to 1.23) · 130 gCO2eq (90 to 170), 1 h 1 min left (56 to 66 min), under 1 % likely to pass the budget of 1.3 kWh",
  );
  assertStringIncludes(
    past!,
    "▲ 96 % likely to pass the budget of 1 kWh: the run stops after this epoch",
  );
  assertStringIncludes(bare!, "needs the number of epochs");
});

Deno.test("liveHtml() has the same rows before and after the first prediction", () => {
  const rows = (html: string) => html.match(/<(div|p|dl|dt|dd) ?[^>]*>/g)?.length;
  const [before, within, past] = samples.LIVE_STATES.map(liveHtml);
  assertEquals(rows(before!), rows(within!));
  assertEquals(rows(within!), rows(past!));
});

Deno.test("liveHtml() tells its progress to those who hear the page, and not five times a second", () => {
  const html = liveHtml(samples.LIVE_STATES[1]!);
  // the track ends 5 % past the budget: 0.39 / (1.3 x 1.05) = 29 %
  assertStringIncludes(html, 'role="progressbar" aria-live="off"');
  assertStringIncludes(html, 'aria-valuenow="29"');
});

Deno.test("liveHtml() and summaryLine() hold hostile names, and nothing is NaN", () => {
  const outputs = [
    ...samples.LIVE_STATES.flatMap((state) => [liveHtml(state), liveText(state)]),
    ...[samples.HOSTILE_RUN, samples.EMPTY_RUN].flatMap((run) => {
      const { html, text } = summaryLine(run);
      return [html, text];
    }),
  ];
  for (const output of outputs) {
    assert(!/NaN|undefined|Infinity|\[object/.test(output), output);
    // deno-lint-ignore no-control-regex
    assert(!/[\u0000-\u0009\u000b-\u001f]/.test(output), output);
    if (output.startsWith("<div")) assertEquals(output.match(/<\/style>/g)?.length, 1);
  }
});

Deno.test("liveHtml() turns a budget of grams or seconds into its place on the energy bar", () => {
  const [, state] = samples.LIVE_STATES;
  // 1.13 kWh at 114 g are 128.82 g: a limit of 128.82 g stands at 1.13 kWh of a track of 1.23 x 1.05
  const html = liveHtml({
    ...state!,
    budget: { limit: 128.82, of: "emissionsGrams", action: "warn" },
  });
  assertStringIncludes(html, '<span class="fn-limit" style="left:87.50%"></span>');
});

Deno.test("summaryLine() is one line: how it ended, what it cost, of what", () => {
  assertEquals(
    summaryLine(samples.MEASURED_RUN).text,
    "✓ resnet50-cifar100 finished: 1.23 kWh (1.20 to 1.26), 140 gCO2eq (106 to 174), 1 h 35 min · devices only",
  );
  assertEquals(
    summaryLine(samples.FAILED_RUN).text,
    "✕ vit-small, lr 3e-3 failed in epoch 4 (RangeError: loss is NaN): 413 Wh (381 to 448), 47 gCO2eq (35 to 59), 35 min 17 s · devices only",
  );
});

Deno.test("summaryLine() breaks no interval over two lines of a narrow page", () => {
  const { html } = summaryLine(samples.MEASURED_RUN);
  assertEquals(
    html.match(/<span class="fn-nowrap">\([^<]*\)<\/span>/g)?.map((span) =>
      span.replace(/\s/g, " ")
    ),
    [
      '<span class="fn-nowrap">(1.20 to 1.26)</span>',
      '<span class="fn-nowrap">(106 to 174)</span>',
    ],
  );
  assert(html.includes(".fn-nowrap{white-space:nowrap}"));
});

Deno.test("placeMarks() keeps words inside and apart, and drops what finds no room", () => {
  const placed = placeMarks([
    { word: "used", share: 0.0, align: "end" },
    { word: "predicted", share: 0.9, align: "end" },
    { word: "budget", share: 0.88, align: "middle" },
  ]);
  assertEquals(placed.map(({ word }) => word), ["used", "predicted", "budget"]);
  const sorted = [...placed].sort((a, b) => a.leftShare - b.leftShare);
  for (const [index, mark] of sorted.entries()) {
    assert(mark.leftShare >= 0 && mark.rightShare <= 1);
    const next = sorted[index + 1];
    assert(next === undefined || next.leftShare >= mark.rightShare);
  }
  const crowded = placeMarks(
    Array.from({ length: 9 }, () => ({ word: "predicted", share: 0.5, align: "end" as const })),
  );
  assert(crowded.length < 9);
});

Deno.test("liveText() of a run of which nothing was read has no 0: not read yet, and after 5 s not measured", () => {
  const nothing = { ...samples.LIVE_STATES[3]!, name: "x", powerWatts: 0, energyKwh: 0 };
  assertEquals(
    liveText({ ...nothing, elapsedSeconds: 4 }),
    "x: not read yet, not read yet, needs the number of epochs, running for 4.0 s",
  );
  assertEquals(
    liveText({ ...nothing, elapsedSeconds: 60 }),
    "x: not measured, not measured, needs the number of epochs, running for 1 min",
  );
  assert(!/>0\u202F/.test(liveHtml({ ...nothing, elapsedSeconds: 60 })));
});
