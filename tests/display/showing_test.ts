import { showingRun, showingRuns } from "../../lib/display/showing.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import { SHOW, withKernel } from "./fake_kernel.ts";
import * as samples from "./sample_runs.ts";

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
