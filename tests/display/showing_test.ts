import { attachDisplay, broadcastUpdate, inNotebook, show } from "../../lib/display/jupyter.ts";
import { runsSheet, runsTable } from "../../lib/display/runs_table.ts";
import { showingRun, showingRuns } from "../../lib/display/showing.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const SHOW = Symbol.for("Jupyter.display");

/** What a kernel is told while `work` runs; the real one is absent under `deno test`. */
async function withKernel<T>(
  work: (told: unknown[][]) => Promise<T> | T,
): Promise<T> {
  const told: unknown[][] = [];
  const kernel = {
    display: (...words: unknown[]) => Promise.resolve(void told.push(["display", ...words])),
    broadcast: (...words: unknown[]) => Promise.resolve(void told.push(["broadcast", ...words])),
  };
  // `Deno.jupyter` itself cannot be set: for a while the global is an heir of it that has another.
  const real = Deno;
  const heir = Object.create(real, { jupyter: { value: kernel } });
  const put = (value: unknown) =>
    Object.defineProperty(globalThis, "Deno", { value, configurable: true, enumerable: false });
  put(heir);
  try {
    return await work(told);
  } finally {
    put(real);
  }
}

Deno.test("inNotebook() is false under deno test, and does not throw", () => {
  assertEquals(inNotebook(), false);
});

Deno.test("show() awaits the display, then a pause, for the kernel closes a cell without waiting", async () => {
  await withKernel(async (told) => {
    const began = performance.now();
    await show({ "text/plain": "x" }, { id: "a", update: true });
    assert(performance.now() - began >= 15);
    assertEquals(told, [[
      "display",
      { "text/plain": "x" },
      { raw: true, display_id: "a", update: true },
    ]]);
  });
});

Deno.test("broadcastUpdate() replaces what stands under an id at once, and is silent outside a notebook", async () => {
  broadcastUpdate("a", { "text/plain": "x" });
  await withKernel((told) => {
    broadcastUpdate("a", { "text/plain": "x" });
    assertEquals(told, [["broadcast", "update_display_data", {
      data: { "text/plain": "x" },
      metadata: {},
      transient: { display_id: "a" },
    }]]);
  });
});

Deno.test("attachDisplay() shows by its own hand and gives the kernel an empty text", async () => {
  const thing = attachDisplay({ a: 1 }, {
    bundle: () => ({ "text/html": "<b>1</b>", "text/plain": "1" }),
    text: () => "whole",
    line: () => "line",
  });
  await withKernel(async (told) => {
    const given = await (thing as unknown as Record<symbol, () => Promise<unknown>>)[SHOW]!();
    assertEquals(given, { "text/plain": "" });
    assertEquals(told, [["display", { "text/html": "<b>1</b>", "text/plain": "1" }, {
      raw: true,
    }]]);
  });
});

Deno.test("attachDisplay() leaves plain data: nothing more to spread, to compare or to write", () => {
  const thing = attachDisplay({ a: 1 }, {
    bundle: () => ({}),
    text: () => "whole",
    line: () => "l",
  });
  assertEquals(JSON.stringify(thing), '{"a":1}');
  assertEquals(Reflect.ownKeys({ ...thing }), ["a"]);
  assertEquals(thing, { a: 1 });
});

Deno.test("showingRun() prints the whole card by itself and one line inside something else", () => {
  const run = showingRun({ ...samples.MEASURED_RUN });
  assertStringIncludes(Deno.inspect(run), "What each device drew");
  const inside = Deno.inspect({ run, list: [run] });
  assertStringIncludes(inside, "✓ resnet50-cifar100 finished: 1.23 kWh");
  assert(!inside.includes("What each device drew"));
  assertEquals(run, samples.MEASURED_RUN);
});

Deno.test("showingRun() looks equivalents up when the card is drawn", async () => {
  const run = showingRun({ ...samples.MEASURED_RUN }, {
    equivalents: () => Promise.resolve(samples.EQUIVALENTS),
  });
  await withKernel(async (told) => {
    await (run as unknown as Record<symbol, () => Promise<unknown>>)[SHOW]!();
    const bundle = told[0]![1] as Record<string, string>;
    assertStringIncludes(bundle["text/html"]!, "82 phone charges");
    assertStringIncludes(bundle["text/plain"]!, "82 phone charges");
  });
});

Deno.test("showingRuns() is an array still, whose filtered copy is a plain one", () => {
  const runs = showingRuns([samples.MEASURED_RUN, samples.FAILED_RUN]);
  assertStringIncludes(Deno.inspect(runs), "2 runs: 1 finished, 1 failed.");
  assertEquals(runs.length, 2);
  assertEquals(Object.getOwnPropertySymbols(runs.filter(() => true)), []);
});

Deno.test("runsTable() gives every run in one unit a column", () => {
  const { text } = runsTable([samples.MEASURED_RUN, samples.MODELLED_RUN, samples.FAILED_RUN]);
  const rows = text.split("\n");
  assertEquals(rows.length, 5);
  assertStringIncludes(rows[0]!, "energy (90 % interval)");
  assertStringIncludes(rows[1]!, "1.23 kWh (1.20 to 1.26)  140 gCO2eq (106 to 174)  1 h 35 min");
  assertStringIncludes(rows[2]!, "0.04 kWh (0.02 to 0.06)  4 gCO2eq (2 to 6)");
  assertStringIncludes(rows[3]!, "✕ failed");
  assertEquals(rows[4], "3 runs: 2 finished, 1 failed. Energy of: devices only.");
});

Deno.test("runsSheet() says aloud where energies are of unlike things, and what was left out", () => {
  const { text, html } = runsSheet(
    [samples.MEASURED_RUN, samples.STOPPED_RUN, samples.HOSTILE_RUN],
    [
      { code: "record-skipped", message: "Left out: a.jsonl is no record" },
    ],
  );
  assertStringIncludes(
    text,
    "Not all energies are of the same thing: devices only in 2, with the building’s share in 1.",
  );
  assertStringIncludes(text, "Left out: a.jsonl is no record");
  assert(!html.includes("<script"));
  assertEquals(runsTable([]).text, "0 runs.");
});
