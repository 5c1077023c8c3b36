import { assertEquals, assertMatch } from "../assert.ts";
import { clockNotes } from "../../lib/track/ledger.ts";

Deno.test("clockNotes() tells of a machine that slept and of a clock that was set back, not of drift", () => {
  assertEquals(clockNotes(0.4), []);
  assertEquals(clockNotes(-1.9), []);
  assertMatch(clockNotes(60.2)[0]?.message ?? "", /60 s further .* that time is not in the run/);
  assertMatch(clockNotes(-3600)[0]?.message ?? "", /set back by 3600 s/);
});
