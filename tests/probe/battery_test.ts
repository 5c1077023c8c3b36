import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { batterySources } from "../../lib/probe/battery.ts";
import { psysSources } from "../../lib/probe/psys.ts";
import { fixture, withTree } from "./fake_tree.ts";

Deno.test("batterySources() sums what the batteries give while they feed the machine", async () => {
  await withTree([await fixture("battery/two")], async (root, write) => {
    const [source, ...none] = await batterySources({ root });
    assertEquals(none, []);
    assertEquals([source?.device, source?.kind], ["battery", "system"]);
    const reading = await source?.read();
    assert(reading?.kind === "gauge");
    assertAlmostEquals(reading.powerWatts, 14, 1e-9); // 8 W + 0.5 A x 12 V
    write("sys/class/power_supply/BAT1/status", "Not charging\n");
    const one = await source?.read();
    assert(one?.kind === "gauge");
    assertEquals(one.powerWatts, 8);
    write("sys/class/power_supply/BAT0/status", "Charging\n");
    assertEquals((await source?.read())?.kind, "gap");
    write("sys/class/power_supply/BAT0/status", "Unknown\n");
    assertEquals((await source?.read())?.kind, "gap");
  });
});

Deno.test("batterySources() is empty on a machine without one", async () => {
  await withTree([await fixture("proc/desktop_amd")], async (root) => {
    assertEquals(await batterySources({ root }), []);
  });
});

Deno.test("psysSources() offers the platform's counter by itself", async () => {
  await withTree([await fixture("powercap/two_sockets")], async (root) => {
    const [source] = await psysSources({ root });
    assertEquals([source?.device, source?.kind], ["psys", "system"]);
    const reading = await source?.read();
    assert(reading?.kind === "counter");
    assertEquals(reading.energyJoules, 9);
  });
});
