import { stillNotes } from "../../lib/track/live.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";

Deno.test("stillNotes() names epoch.step() where the line of a blocking loop stood still for long", () => {
  assertEquals(stillNotes(9.9), []);
  assertEquals(stillNotes(NaN), []);
  const [note] = stillNotes(42.4);
  assertStringIncludes(note!.message, "42 s");
  assertStringIncludes(note!.hint!, "epoch.step(done, of)");
});
