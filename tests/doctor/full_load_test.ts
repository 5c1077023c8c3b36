import { fullLoad } from "../../lib/doctor/full_load.ts";
import { openUtilization } from "../../lib/probe/cpu_time.ts";
import { assert } from "../assert.ts";

Deno.test("fullLoad() keeps threads busy until it is ended", async () => {
  const look = await openUtilization();
  if (look === undefined) return; // nobody says how busy the machine is
  const threads = navigator.hardwareConcurrency;
  const stop = fullLoad(threads, 10);
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await wait(1500); // threads start
  look();
  await wait(500);
  const { utilization } = look();
  stop();
  assert(utilization > 0.8, String(utilization));
});
