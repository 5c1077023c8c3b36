import { assertEquals } from "./assert.ts";
import type { Due } from "./fixtures/contract.ts";

Deno.test("mod.ts hands on each name of the public face, as the types that users rely on", async () => {
  // That this line type-checks is the test.
  const face: Pick<typeof import("./fixtures/contract.ts"), Due> = await import("../mod.ts");
  const due: Readonly<Record<Due, "function">> = {
    track: "function",
    startTracking: "function",
    intensityOf: "function",
    fixedIntensity: "function",
    bundledIntensity: "function",
    loadRun: "function",
    loadRuns: "function",
    statement: "function",
    runsTable: "function",
    powerChart: "function",
    epochChart: "function",
  };
  const found = Object.keys(due).map((name) => [name, typeof face[name as Due]]);
  assertEquals(Object.fromEntries(found), due);
});
