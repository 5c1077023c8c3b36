import { rowOf, shortened } from "../../lib/display/compare_rows.ts";
import { assert, assertEquals, assertStrictEquals } from "../assert.ts";
import { bareRun } from "./chart_samples.ts";

const row = (energyKwh: number) =>
  rowOf(
    bareRun({
      energyKwh,
      ranges: { energyKwh: [0.9 * energyKwh, 2 * energyKwh], emissionsGrams: [0, 0] },
    }),
    "energy",
    undefined,
  );

Deno.test("shortened() leaves forty rows alone and makes one of what is beyond thirty-nine", () => {
  const forty = Array.from({ length: 40 }, () => row(1));
  assertStrictEquals(shortened(forty), forty);
  const short = shortened([...forty, row(2), row(3)]);
  assertEquals(short.length, 40);
  const { name, value, range, perKwh } = short.at(-1)!;
  // Rows 40 to 42: 1 + 2 + 3 kWh, 0.9 and 2 times as much.
  assertEquals([name, value, perKwh], ["3 more runs", 6, 6]);
  assertEquals(range.map((end) => Number(end.toPrecision(9))), [5.4, 12]);
});

Deno.test("rowOf() a run of nothing has no figure a kWh, and the rest of many is unread where all of it is", () => {
  const nothing = bareRun({ energyKwh: 0, parts: [] });
  assertEquals(rowOf(nothing, "emissions", undefined).perKwh, 0);
  const unread = rowOf(nothing, "energy", undefined);
  assert(unread.unread);
  const read = Array.from({ length: 39 }, () => row(1));
  assert(shortened([...read, unread, unread]).at(-1)!.unread);
  assert(!shortened([...read, row(1), unread]).at(-1)!.unread);
});
