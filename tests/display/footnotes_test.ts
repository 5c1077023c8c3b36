import { footnotesOf, noteLine } from "../../lib/display/footnotes.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { textOf } from "../../lib/display/rich_text.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("noteLine() sets the cause apart and begins the next step with a capital", () => {
  const [cause] = noteLine({
    code: "x",
    message: "CPU modelled: no counter",
    hint: "run it again",
  });
  assertEquals(cause, { text: "CPU modelled:", as: "strong" });
  assertEquals(
    textOf(noteLine({ code: "x", message: "CPU modelled: no counter", hint: "run it again" })),
    "CPU modelled: no counter. Run it again",
  );
  assertEquals(
    noteLine({ code: "x", message: "Place guessed from the time zone Europe/Rome" })[0],
    { text: "Place guessed", as: "strong" },
  );
  assertEquals(noteLine({ code: "x", message: "" }), []);
});

Deno.test("noteLine() keeps a figure and its unit on one line", () => {
  const message = "Budget passed: more than 5 mWh, chance 80 %; 3 of 4 Whiskers at 114 gCO2eq/kWh";
  const pieces = noteLine({ code: "x", message });
  assertEquals(pieces[1], {
    text: " more than 5\u202FmWh, chance 80\u202F%; 3 of 4 Whiskers at 114\u202FgCO2eq/kWh",
    as: "muted",
  });
  // In plain text the space is as it was.
  assertEquals(textOf(pieces), message);
});

Deno.test("footnotesOf() calls at the status what ended a run, at the energy what it is of", () => {
  const notes = [
    { code: "budget", message: "Budget will be passed: the run was told to stop" },
    { code: "others-counted", message: "Others counted: the figures are the whole machine's" },
  ];
  const run = { ...samples.STOPPED_RUN, notes };
  assertEquals(footnotesOf(run).map(({ anchor }) => anchor), ["status", "energy"]);
  const { text, html, latex } = runCard(run, { timeZone: "UTC" });
  const [head, energy] = text.split("\n");
  assertMatch(head!, /stopped by budget[^[]* \[1\] /);
  assertMatch(energy!, /^Energy .* \[2\]$/);
  assertMatch(html, /stopped by budget[^<]*<\/strong><sup>1<\/sup>/);
  assertStringIncludes(latex, "Others counted");
});

Deno.test("footnotesOf() folds no note away that doubts a figure or says that a stop was not heard", () => {
  const run = {
    ...samples.MEASURED_RUN,
    notes: [
      ...samples.MEASURED_RUN.notes,
      ...["a", "b", "c", "d"].map((code) => ({ code, message: code, device: "gpu:0" })),
      { code: "stop-unheard", message: "went on" },
      { code: "intensity-unlikely", message: "in kg" },
      { code: "pue-unlikely", message: "in percent" },
    ],
  };
  assertEquals(footnotesOf(run).slice(0, 3).map(({ note }) => note.code), [
    "stop-unheard",
    "intensity-unlikely",
    "pue-unlikely",
  ]);
});

Deno.test("noteLine() leaves an option at the head of a hint as it is written", () => {
  const said = (hint: string) => textOf(noteLine({ code: "x", message: "Too much: is it", hint }));
  assertStringIncludes(said("pue: 1.2 is what the building takes"), ". `pue: 1.2` is what");
  assertStringIncludes(said("limitWatts: 300"), ". `limitWatts: 300`");
  assertStringIncludes(said("loop, or pass t.signal to it"), "Loop, or pass `t.signal` to it");
});
