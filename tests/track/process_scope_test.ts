import { loadRun } from "../../lib/runs/load.ts";
import { track } from "../../lib/track/track.ts";
import { assert, assertEquals, assertMatch } from "../assert.ts";

Deno.test('track({ scope: "process" }) counts this process, and shows the machine\'s total beside it', async () => {
  const directory = await Deno.makeTempDir();
  try {
    const options = { scope: "process", zone: "DK", directory, quiet: true } as const;
    const run = await track("share", options, () => {
      const end = performance.now() + 800;
      while (performance.now() < end) { /* training */ }
    });
    if (run.parts.length === 0) return; // nothing is measured or modelled here
    assert(run.parts.every(({ device }) => !device.startsWith("machine/")));
    const note = run.notes.find(({ code }) => code === "machine-total");
    assertMatch(note?.message ?? "", /^The whole machine drew .*Wh meanwhile .* has \d+ %$/);
    const sum = run.parts.reduce((total, { energyKwh }) => total + energyKwh, 0);
    assertEquals(sum.toPrecision(9), run.energyKwh.toPrecision(9));
    const [record] = [...Deno.readDirSync(directory)].filter(({ name }) => /jsonl$/.test(name));
    assertEquals((await loadRun(`${directory}/${record!.name}`)).energyKwh, run.energyKwh);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
