import { measurePower, totalPower, waitUntilSteady } from "../../lib/doctor/measure_power.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { fakeWorld } from "./fake_world.ts";

Deno.test("measurePower() means counters that wrap and gauges, and leaves out what gives nothing", async () => {
  const { world, source } = fakeWorld();
  // 300 W pass 900 J, where the counter begins again, every 3 s
  const devices = await measurePower(
    [
      source("cpu:0", () => 300),
      source("gpu:0", () => 100, "gauge"),
      source("gpu:1", () => 5, "gap"),
    ],
    10,
    world,
  );
  assertEquals(devices.map((one) => one.source.device), ["cpu:0", "gpu:0"]);
  assertAlmostEquals(devices[0]!.powerWatts, 300, 1e-6);
  assertAlmostEquals(devices[1]!.powerWatts, 100, 1e-9);
  // two devices of their own keys: 5 % of 300 W and of 100 W, joined as the root of the squares
  const { powerWatts, range } = totalPower(devices);
  assertAlmostEquals(powerWatts, 400, 1e-6);
  assertAlmostEquals(range[1] - powerWatts, Math.hypot(15, 5), 1e-6);
});

Deno.test("measurePower() means the seconds in which a source answered, late or with a gap", async () => {
  const { world, source } = fakeWorld();
  // The clock begins at 100 s. Nothing until 103 s, nor from 105 to 106 s.
  const gone = (now: number) => now < 103 || now > 105 && now < 106;
  const gauge = source("gpu:0", () => 100, "gauge");
  const late = {
    ...gauge,
    read: () => {
      const atSeconds = world.nowSeconds();
      return gone(atSeconds) ? { kind: "gap" as const, atSeconds, why: "busy" } : gauge.read();
    },
  };
  const [device] = await measurePower([late], 10, world);
  assertAlmostEquals(device!.powerWatts, 100, 1e-9);
});

Deno.test("waitUntilSteady() waits while the power falls, and gives up on one that swings", async () => {
  const { world, source } = fakeWorld();
  const cooling = source("gpu:0", (now) => 50 + 200 * Math.exp(-(now - 100) / 3));
  const before = world.nowSeconds();
  assert(await waitUntilSteady([cooling], 60, world));
  const waited = world.nowSeconds() - before;
  // 200 exp(-t / 3) falls by less than 2.5 W (5 % of 50 W) over 3 s from t = 12.7 s on
  assert(waited > 12 && waited < 20, String(waited));
  const swinging = source("gpu:1", (now) => Math.floor(now) % 2 === 0 ? 50 : 150);
  assertEquals(await waitUntilSteady([swinging], 20, world), false);
});
