import { attachDisplay, broadcastUpdate, inNotebook, show } from "../../lib/display/jupyter.ts";
import { assert, assertEquals } from "../assert.ts";
import { SHOW, withKernel } from "./fake_kernel.ts";

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
