import { besideSource, besideSources } from "../../lib/probe/beside.ts";
import { descriptionOf } from "../../lib/probe/described.ts";
import { fixedSource } from "../../lib/probe/fixed.ts";
import { assertEquals } from "../assert.ts";

Deno.test("besideSource() is the source by another name, and opens again from its description", async () => {
  const board = fixedSource({ name: "gpu:0", powerWatts: 250 });
  const beside = besideSource(board, { inner: descriptionOf(board)!, prefix: "machine/" });
  assertEquals([beside.device, beside.kind, beside.notes], ["machine/gpu:0", "gpu", undefined]);
  const described = JSON.parse(JSON.stringify(descriptionOf(beside)!));
  assertEquals(described.name, "besideSources");
  const [opened] = await besideSources(described.options);
  assertEquals(opened!.device, "machine/gpu:0");
  const reading = await opened!.read();
  assertEquals(reading.kind === "gauge" && reading.powerWatts, 250);
});
