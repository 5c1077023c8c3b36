import { atFirstUse } from "../lib/at_first_use.ts";
import { FootnoteError } from "../lib/errors.ts";
import { assertEquals, assertRejects } from "./assert.ts";

Deno.test("atFirstUse() hands on what was loaded, and where it cannot be says what and the next step", async () => {
  assertEquals(await atFirstUse(Promise.resolve({ draw: 1 })), { draw: 1 });
  const cause = new SyntaxError("module './theme.ts' has no export 'paintOf'\n    at chart.ts");
  const error = await assertRejects(
    () => atFirstUse(Promise.reject(cause)),
    FootnoteError,
    "Cannot load a part of Footnote (SyntaxError: module './theme.ts' has no export 'paintOf'). If",
  );
  assertEquals(error.cause, cause);
  assertEquals(error.hint?.includes("restart the kernel"), true);
});
