import { assert, assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";
import { openUtilization, parseProcStat } from "../../lib/probe/cpu_time.ts";
import { fixture, withTree } from "./fake_tree.ts";

Deno.test("parseProcStat() counts waiting and stolen time as idle, guests once", () => {
  // user 100 (guest 30 in it), nice 5, system 20, idle 500, iowait 50, irq 3, softirq 2, steal 20
  assertEquals(parseProcStat("cpu  100 5 20 500 50 3 2 20 30 0\ncpu0 1 1 1 1\n"), {
    busy: 130,
    total: 700,
  });
  assertThrows(() => parseProcStat("nonsense"), Error, "/proc/stat");
});

Deno.test("openUtilization() gives the mean since its own last look", async () => {
  await withTree([await fixture("proc/desktop_amd")], async (root, write) => {
    let now = 10;
    const options = { root, nowSeconds: () => now };
    const [look, other] = [await openUtilization(options), await openUtilization(options)];
    assert(look !== undefined && other !== undefined);
    // Nothing seen yet; user 1000 and system 500 of 10000 ticks so far.
    assertEquals(look(), { utilization: 0, overSeconds: 0 });
    other();
    now = 12;
    write("proc/stat", "cpu  1150 0 550 8200 500 0 0 0 0 0\n"); // 200 busy of 400
    assertEquals(look(), { utilization: 0.5, overSeconds: 2 });
    now = 12.005; // no tick since: only time counts, and it is not lost
    assertEquals(look(), { utilization: 0.5, overSeconds: 0 });
    now = 14;
    write("proc/stat", "cpu  1150 0 550 8500 600 0 0 0 0 0\n"); // 0 of 400
    assertEquals(look(), { utilization: 0, overSeconds: 2 });
    const whole = other();
    assertAlmostEquals(whole.utilization, 0.25, 1e-12);
    assertEquals(whole.overSeconds, 4);
  });
});

Deno.test("openUtilization() is undefined where nobody knows", async () => {
  await withTree([{ "proc/version": "" }], async (root) => {
    assertEquals(await openUtilization({ root }), undefined);
  });
});
