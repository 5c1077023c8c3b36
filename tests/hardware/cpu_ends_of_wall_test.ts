import { cpuEndsOfWall } from "../../lib/hardware/cpu_ends_of_wall.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";

Deno.test("cpuEndsOfWall() takes losses and memory off the rise, and the model's share for the rest", () => {
  // Server: (316 - 100) / 1.08 = 200 W; 64 GB draw 0.15 W each more under load, half of that 4.8 W: 195.2 W.
  const server = cpuEndsOfWall({ idleWatts: 100, fullWatts: 316, form: "server", memoryGb: 64 })!;
  assertAlmostEquals(server.fullWatts - server.idleWatts, 195.2, 1e-9);
  assertAlmostEquals(server.idleWatts, 195.2 * 0.15 / 0.82, 1e-9);
  // Desktop: (162 - 50) / 1.12 = 100 W, no memory known.
  const desktop = cpuEndsOfWall({ idleWatts: 50, fullWatts: 162, form: "desktop", memoryGb: 0 })!;
  assertAlmostEquals(desktop.fullWatts - desktop.idleWatts, 100, 1e-9);
  // The platform's own counter lies before the losses; its CPU rests at no more than it shows.
  const inside = cpuEndsOfWall({ idleWatts: 2, fullWatts: 32, form: "inside", memoryGb: 0 })!;
  assertEquals([inside.idleWatts, inside.fullWatts], [2, 32]);
  const [low, high] = inside.endsRange;
  assert(low < 1 && high > 1);
});

Deno.test("cpuEndsOfWall() says nothing of a machine that draws no more under load", () => {
  const of = (idleWatts: number, fullWatts: number) =>
    cpuEndsOfWall({ idleWatts, fullWatts, form: "server", memoryGb: 512 });
  assertEquals(of(100, 100), undefined);
  assertEquals(of(100, 130), undefined); // 27.8 W are less than half of the memory's 76.8 W
  assertEquals(of(100, NaN), undefined);
});
