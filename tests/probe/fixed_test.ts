import { assert, assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";
import { descriptionOf } from "../../lib/probe/described.ts";
import { type FixedOptions, fixedSource, openFixed } from "../../lib/probe/fixed.ts";

Deno.test("fixedSource() gives its watts at every look", async () => {
  const source = fixedSource({ name: "gpu:0", powerWatts: 250 });
  const reading = await source.read();
  assert(reading.kind === "gauge");
  assertEquals(reading.powerWatts, 250);
  assertEquals(source.uncertainty, { key: "fixed", shared: [0.20, 0.20], own: [0, 0] });
  assertEquals([source.device, source.kind, source.source, source.basis], [
    "gpu:0",
    "gpu",
    "fixed",
    "modelled",
  ]);
});

Deno.test("fixedSource() takes the user's own range", () => {
  const { uncertainty } = fixedSource({ name: "card", powerWatts: 200, range: [180, 230] });
  assertAlmostEquals(uncertainty?.shared[0] ?? 0, 0.10, 1e-12);
  assertAlmostEquals(uncertainty?.shared[1] ?? 0, 0.15, 1e-12);
});

Deno.test("fixedSource() goes by its name where no kind is given", () => {
  const kind = (name: string) => fixedSource({ name, powerWatts: 1 }).kind;
  assertEquals([kind("GPU 0"), kind("memory"), kind("board")], ["gpu", "memory", "cpu"]);
  assertEquals(fixedSource({ name: "board", powerWatts: 1, kind: "system" }).kind, "system");
});

Deno.test("fixedSource() opens again from its description", async () => {
  const options = { name: "card", powerWatts: 200 };
  const description = descriptionOf(fixedSource(options));
  assertEquals(description?.name, "openFixed");
  const [again] = await openFixed(JSON.parse(JSON.stringify(description?.options)));
  assertEquals(again?.device, "card");
});

Deno.test("fixedSource() refuses what is no power", () => {
  const refused: readonly [FixedOptions, typeof Error][] = [
    [{ name: "", powerWatts: 1 }, TypeError],
    [{ name: "x", powerWatts: -1 }, RangeError],
    [{ name: "x", powerWatts: NaN }, RangeError],
    [{ name: "x", powerWatts: "9" as unknown as number }, TypeError],
    [{ name: "x", powerWatts: 10, range: [11, 12] }, RangeError],
    [{ name: "x", powerWatts: 10, range: [9, Infinity] }, RangeError],
    [{ name: "x", powerWatts: 10, kind: "tpu" as "gpu" }, TypeError],
  ];
  for (const [options, kind] of refused) {
    assertThrows(() => fixedSource(options), kind, "Cannot make fixed source as");
  }
});
