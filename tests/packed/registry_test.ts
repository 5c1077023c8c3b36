import { assert, assertArrayIncludes, assertEquals, assertGreater } from "../assert.ts";
import { packedFiles, serveRegistry } from "./registry.ts";

const root = new URL("../../", import.meta.url);

Deno.test("the package holds the code, its tables and its papers, and no test or notebook", async () => {
  const files = await packedFiles(root);
  assertArrayIncludes(files, [
    "/mod.ts",
    "/deno.json",
    "/LICENSE",
    "/lib/model.ts",
    "/data/grid.json",
  ]);
  assertEquals(files.filter((path) => /^\/(tests|notebooks|\.)/.test(path)), []);
});

Deno.test("track() works from the packed module out of a registry, worker included", async () => {
  await using registry = await serveRegistry(root);
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(
      `${folder}/train.ts`,
      `import { track } from "jsr:@footnote/footnote";
      const run = await track("from a registry", { zone: "DK", directory: "runs", quiet: true }, () => {
        const end = performance.now() + 1500;
        while (performance.now() < end);
        return 42;
      });
      const { status, place, parts, traces, notes, result, energyKwh } = run;
      console.log(JSON.stringify({
        status, place, notes, result, energyKwh, parts: parts.length,
        points: traces.map((one) => one.points.length),
      }));
      // No exit: the script has to end by itself.
      `,
    );
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-lock", "train.ts"],
      cwd: folder,
      stdin: "null",
      // A cache of its own: what is imported comes from the registry, and nothing is left behind.
      env: { JSR_URL: registry.url, DENO_DIR: `${folder}/cache`, NO_COLOR: "1" },
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const said = JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "");
    assertEquals([said.status, said.result, said.place.zone], ["finished", 42, "DK"]);
    assertGreater(said.energyKwh, 0);
    // While the cell blocks only the worker reads: without it each trace is one stretch from the first to the last reading.
    assertGreater(Math.max(...said.points), 5, JSON.stringify(said));
    assertArrayIncludes(
      registry.asked.map((path) => path.replace(/^.*?\/\d+\.\d+\.\d+/, "")),
      ["/lib/sample/worker.ts", "/data/grid.json"],
    );
    const records = [...Deno.readDirSync(`${folder}/runs`)];
    assertEquals(records.length, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
