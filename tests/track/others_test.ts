import { assertEquals, assertMatch } from "../assert.ts";
import { noteOf } from "../../lib/track/others.ts";

Deno.test("noteOf() tells how much of the CPU time others had, where it matters", () => {
  // 4 threads half busy for 10 s are 20 s of CPU time; 5 s of them are ours.
  assertMatch(
    noteOf({ utilization: 0.5, overSeconds: 10 }, 5, 4)[0]?.message ?? "",
    /other programs had 75 % of the CPU time/,
  );
  assertEquals(noteOf({ utilization: 0.5, overSeconds: 10 }, 17, 4), []);
  assertEquals(noteOf({ utilization: 0.5, overSeconds: 0.5 }, 0, 4), []);
  assertEquals(noteOf({ utilization: 0, overSeconds: 10 }, 0, 4), []);
  assertEquals(noteOf({ utilization: NaN, overSeconds: 10 }, 0, 4), []);
});
