import { readCpuInfo } from "../../lib/probe/cpu_info.ts";
import { writeMachineFile } from "../../lib/probe/machine_file.ts";
import { track } from "../../lib/track/track.ts";
import { assert, assertStringIncludes } from "../assert.ts";

Deno.test("track() models the CPU by what doctor({ learn: true }) kept, and says what was above idle", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const own = { directory, hostname: Deno.hostname(), cpu: readCpuInfo()?.name ?? "none" };
    await writeMachineFile(own, {
      idleWatts: 20,
      fullWatts: 90,
      baseline: {
        powerWatts: 20,
        perDevice: [{ device: "cpu:0", powerWatts: 20 }],
        madeAt: "2026-11-24T10:00:00.000Z",
      },
    });
    const options = { components: ["cpu"], zone: "DK", directory, quiet: true } as const;
    const run = await track("learned", options, () => new Promise((end) => setTimeout(end, 300)));
    const cpu = run.notes.find(({ code }) => code === "cpu-modelled");
    if (cpu === undefined) return; // this machine has a counter, or shows nothing
    assertStringIncludes(cpu.message, "its own idle and full watts");
    const watts = run.parts[0]!.meanWatts;
    assert(watts > 19.999 && watts < 90.001, String(watts));
    assert(run.notes.some(({ code }) => code === "above-idle"));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
