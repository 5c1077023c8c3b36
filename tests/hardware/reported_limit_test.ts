import { holdLimit, limitWords } from "../../lib/hardware/reported_limit.ts";
import { assertEquals } from "../assert.ts";

Deno.test("holdLimit() shows both where an owner has lowered the limit, and one where they agree", async () => {
  const lowered = await holdLimit("NVIDIA H100 80GB HBM3", 500);
  assertEquals(lowered, { limitWatts: 500, tableWatts: 700, usual: false });
  assertEquals(limitWords(lowered), "limit 500 W (table: 700 W)");
  const usual = await holdLimit("NVIDIA H100 80GB HBM3", 700);
  assertEquals([usual.usual, limitWords(usual)], [true, "limit 700 W, as in the table"]);
});

Deno.test("holdLimit() takes 5 % as the same, and the second figure of a board that is sold with two", async () => {
  // 700 W x 0.95 = 665 W
  assertEquals((await holdLimit("NVIDIA H100 80GB HBM3", 666)).usual, true);
  assertEquals((await holdLimit("NVIDIA H100 80GB HBM3", 664)).usual, false);
  const hopper = await holdLimit("NVIDIA GH200 480GB", 900);
  assertEquals([hopper.usual, limitWords(hopper)], [true, "limit 900 W (table: 700 W)"]);
});

Deno.test("holdLimit() calls no limit unusual of a name that does not tell the form, or that no table has", async () => {
  assertEquals(await holdLimit("A100 80GB", 300), { limitWatts: 300, tableWatts: 400 });
  assertEquals(await holdLimit("AMD GPU 1234", 320.5), { limitWatts: 320.5 });
  assertEquals(limitWords({ limitWatts: 320.5 }), "limit 320.5 W");
  assertEquals(await holdLimit("Trainium1", 210), { limitWatts: 210 });
});
