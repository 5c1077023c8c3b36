import { assertEquals, assertLess } from "../assert.ts";

const face = new URL("../../mod.ts", import.meta.url).href;

async function run(file: string, env: Record<string, string> = {}): Promise<number> {
  const before = performance.now();
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", file],
    stdin: "null",
    env,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return performance.now() - before;
}

async function withScripts(work: (scripts: { bare: string; ours: string }) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    const bare = `${folder}/bare.ts`;
    const ours = `${folder}/ours.ts`;
    await Deno.writeTextFile(bare, "export {};\n");
    await Deno.writeTextFile(ours, `import ${JSON.stringify(face)};\n`);
    await work({ bare, ours });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("importing mod.ts costs under 60 ms beyond bare Deno", () =>
  withScripts(async ({ bare, ours }) => {
    await run(ours); // the first import transpiles, once for all later ones
    const millis: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
    for (let i = 0; i < 9; i++) {
      millis.bare.push(await run(bare));
      millis.ours.push(await run(ours));
    }
    // The fastest of each: a busy machine only ever adds.
    assertLess(Math.min(...millis.ours) - Math.min(...millis.bare), 60);
  }));

Deno.test("importing mod.ts reads no file, asks for no variable and opens no connection", () =>
  withScripts(async ({ ours }) => {
    const asked = `${ours}.jsonl`;
    await Deno.writeTextFile(asked, "");
    await run(ours, { DENO_AUDIT_PERMISSIONS: asked });
    assertEquals(await Deno.readTextFile(asked), "");
  }));
