import { assertEquals, assertGreaterOrEqual } from "../assert.ts";
import { ticksTo } from "../../lib/display/ticks.ts";

Deno.test("ticksTo() has a tick beside 0, so that an axis has a scale", () => {
  assertEquals(ticksTo(4.7, 2).values, [0, 2, 4]);
  assertEquals(ticksTo(3.3, 2).values, [0, 2]);
  for (const most of [0.0031, 1, 1.9, 2.4, 4.9, 9.9, 26, 47, 470]) {
    for (const count of [1, 2, 3]) {
      assertGreaterOrEqual(ticksTo(most, count).values.length, 2, `${most}, ${count}`);
    }
  }
});
