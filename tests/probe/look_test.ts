import type { PowerSource } from "../../lib/model.ts";
import { described, descriptionOf } from "../../lib/probe/described.ts";
import { Look } from "../../lib/probe/look.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

const board = (more: Partial<PowerSource> = {}): PowerSource => ({
  device: "npu:0",
  kind: "npu",
  name: "Board X",
  source: "board-x",
  basis: "measured",
  read: () => ({ kind: "gauge", atSeconds: 0, powerWatts: 30 }),
  ...more,
});
const DESCRIPTION = { module: import.meta.url, name: "boardSources" };
const look = () => new Look(["gpu"], "machine", {});

Deno.test("Look.add() says that it leaves out a source without a description", async () => {
  let closed = 0;
  const one = look();
  one.add([board({
    [Symbol.asyncDispose]: () => {
      closed += 1;
      return Promise.reject(new Error("closed twice")); // costs nobody a run
    },
  })]);
  assertEquals(one.found, []);
  assertEquals(one.notes.map(({ code, device }) => [code, device]), [
    ["source-not-described", "npu:0"],
  ]);
  assertStringIncludes(one.notes[0]!.message, '"Board X" not read');
  assertStringIncludes(one.notes[0]!.hint ?? "", "described(source, { module: import.meta.url");
  await Promise.resolve();
  assertEquals(closed, 1);
});

Deno.test("Look.add() takes described sources that were asked for, and is silent on others", () => {
  const one = look();
  const source = described(board({ notes: [{ code: "mean", message: "A mean" }] }), DESCRIPTION);
  one.add([source, board({ kind: "cpu" }), described(board({ kind: "memory" }), DESCRIPTION)]);
  assertEquals(one.found.map((found) => found.source), [source]);
  assertEquals(one.found[0]?.description, DESCRIPTION);
  assertEquals(one.notes.map(({ code }) => code), ["mean"]);
  assert(descriptionOf(source) === DESCRIPTION);
});
