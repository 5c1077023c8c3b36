import { formattedText } from "../../lib/display/formatted_text.ts";
import { statement } from "../../lib/display/statement.ts";
import type { FormattedText } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import { SHOW, withKernel } from "./fake_kernel.ts";
import * as samples from "./sample_runs.ts";

/** What a notebook is told of a text, by MIME type. */
async function shown(text: FormattedText): Promise<Record<string, string>> {
  return await withKernel(async (told) => {
    await (text as unknown as Record<symbol, () => Promise<unknown>>)[SHOW]!();
    return told[0]![1] as Record<string, string>;
  });
}

Deno.test("formattedText() shows source with its lines, escaped, and the text itself beside it", async () => {
  const bundle = await shown(formattedText("a < b\n  c & d\n"));
  assertEquals(bundle["text/plain"], "a < b\n  c & d\n");
  assertStringIncludes(bundle["text/html"]!, ">a &lt; b\n  c &amp; d</pre>");
  assertStringIncludes(bundle["text/html"]!, "white-space:pre-wrap");
});

Deno.test("formattedText() of sentences ends no line between a figure and its unit", async () => {
  const { "text/html": html } = await shown(
    formattedText("1.5 kWh (1 to 2), 90 % in 5 sweeps, 24 GB & 3 min", {}, "prose"),
  );
  const kept = [...html!.matchAll(/<span class="fn-nowrap">([^<]*)<\/span>/g)].map(([, one]) =>
    one
  );
  assertEquals(kept, ["5 kWh", "0 %", "4 GB", "3 min"]);
  assertStringIncludes(html!, "</span> in 5 sweeps");
});

Deno.test("statement() shows as a paragraph that wraps at words, in every style with its own MIME type", async () => {
  const text = await shown(statement(samples.MEASURED_RUN));
  assertStringIncludes(text["text/html"]!, '<p class="fn-prose">Training “resnet50-cifar100”');
  assert(!text["text/html"]!.includes("<pre"));
  assertEquals(text["text/plain"], statement(samples.MEASURED_RUN).text);
  for (
    const [style, type] of [
      ["markdown", "text/markdown"],
      ["checklist", "text/markdown"],
      ["latex", "text/latex"],
    ] as const
  ) {
    const own = statement(samples.MEASURED_RUN, { style });
    const bundle = await shown(own);
    assertEquals(bundle[type], own.text);
    assertEquals(bundle["text/plain"], own.text);
    assertStringIncludes(bundle["text/html"]!, '<pre class="fn-source">');
  }
});

Deno.test("statement() lets no name out of its paragraph", async () => {
  for (const style of ["text", "markdown", "latex", "checklist"] as const) {
    const html = (await shown(statement(samples.HOSTILE_RUN, { style })))["text/html"]!;
    assertEquals(html.match(/<script/g), null);
    assertEquals(html.match(/<(p|pre)[ >]/g)?.length, 1);
    assertEquals(html.match(/<\/style>/g)?.length, 1);
  }
});
