import { assertAlmostEquals } from "../assert.ts";
import { openSources } from "../../lib/sample/job.ts";
import { planLanes } from "../../lib/sample/lanes.ts";
import { Sampler } from "../../lib/sample/sampler.ts";

async function joulesOfASecond(): Promise<number> {
  const description = {
    module: new URL("../fixtures/clock_sources.ts", import.meta.url).href,
    name: "clockSources",
    options: { sources: [{ device: "gpu:0", reads: "gauge", watts: 200 }] },
  };
  const opened = await openSources([description], (_, thrown) => {
    throw thrown;
  });
  const sampler = await Sampler.begin({
    plans: await planLanes([...opened.values()].map((source) => ({ source, description }))),
    intervalSeconds: 0.1,
    listeners: [],
    keep: false,
    onNote: () => {},
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { devices, durationSeconds, ended } = await sampler.finish();
  await ended;
  return (devices[0]?.energyJoules ?? 0) / durationSeconds;
}

Deno.test("Sampler counts on where the world's clock was set, or the machine slept, between two runs", async () => {
  const dateNow = Date.now;
  Date.now = () => dateNow() - 60_000;
  try {
    await joulesOfASecond();
  } finally {
    Date.now = dateNow;
  }
  // 200 W; the thread that reads is a new one, which knows the clock as it is now alone.
  assertAlmostEquals(await joulesOfASecond(), 200, 1);
});
