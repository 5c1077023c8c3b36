import { fixedSource } from "../../lib/probe/fixed.ts";
import { checkOptions } from "../../lib/track/options.ts";
import { gatherSources } from "../../lib/track/sources.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";

const meter = (name: string, source: string) => ({
  ...fixedSource({ name, powerWatts: 400, kind: "system" }),
  source,
  device: name,
});
const gather = (...sources: readonly ReturnType<typeof meter>[]) =>
  gatherSources(checkOptions({ components: [], sources, directory: null }));

Deno.test("gatherSources() counts no meter that lies behind another", async () => {
  const both = await gather(meter("psys", "psys"), meter("wall", "wall"));
  assertEquals(both.sources.map(({ source }) => source.device), ["wall"]);
  assertEquals(both.notes.map(({ code }) => code), ["meter-inside"]);
  assertStringIncludes(both.notes[0]!.message, '"psys"');
  const inner = await gather(meter("battery", "battery"), meter("psys", "psys"));
  assertEquals(inner.sources.map(({ source }) => source.device), ["psys"]);
});

Deno.test("gatherSources() counts a machine once whose controller and plug are both named", async () => {
  const of = (device: string, key: string) => ({
    ...meter(device, "wall"),
    uncertainty: { key, shared: [0, 0], own: [0, 0] } as const,
  });
  const both = await gather(of("bmc", "wall:redfish"), of("plug", "meter"));
  assertEquals(both.sources.map(({ source }) => source.device), ["plug"]);
  const controllers = await gather(of("bmc", "wall:redfish"), of("acpi", "wall:acpi"));
  assertEquals(controllers.sources.map(({ source }) => source.device), ["bmc"]);
});

Deno.test("gatherSources() keeps two plugs of one machine, and a meter that stands alone", async () => {
  const plugs = await gather(meter("wall", "wall"), meter("wall b", "wall"));
  assertEquals(plugs.sources.map(({ source }) => source.device), ["wall", "wall b"]);
  const alone = await gather(meter("psys", "psys"));
  assertEquals([alone.sources.length, alone.notes.length], [1, 0]);
});
