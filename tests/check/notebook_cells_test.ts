import { assertEquals, assertStringIncludes } from "../assert.ts";
import { cellModule } from "./notebook_cells.ts";

const notebook = JSON.stringify({
  cells: [
    { cell_type: "markdown", source: ["# Not code"] },
    { cell_type: "code", source: ['import { a } from "../mod.ts";\n', "a"] },
    { cell_type: "code", source: 'const b = await import("./b.ts")' },
  ],
});

Deno.test("cellModule() joins the code cells and knows where each line came from", () => {
  const { text, origins } = cellModule(notebook, new URL("file:///here/notebooks/"));
  const lines = text.split("\n");
  assertEquals(lines[0], 'import { a } from "file:///here/mod.ts";');
  assertStringIncludes(text, 'import("file:///here/notebooks/b.ts")');
  assertEquals(origins[1], [1, 2]);
  assertEquals(origins[lines.findIndex((line) => line.startsWith("const b"))], [2, 1]);
});

Deno.test("notebook_cells.ts names the cell of a wrong type", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/notebooks`);
    await Deno.writeTextFile(`${root}/deno.json`, '{ "compilerOptions": { "strict": true } }');
    const write = (source: string) =>
      Deno.writeTextFile(
        `${root}/notebooks/n.ipynb`,
        JSON.stringify({
          cells: [{ cell_type: "code", source: "1" }, { cell_type: "code", source }],
        }),
      );
    const check = () =>
      new Deno.Command(Deno.execPath(), {
        args: [
          "eval",
          `import { checkNotebooks } from ${
            JSON.stringify(new URL("./notebook_cells.ts", import.meta.url).href)
          };
          Deno.exit(await checkNotebooks(new URL(${JSON.stringify(`file://${root}/`)})))`,
        ],
        stdin: "null",
      }).output();
    await write("await Promise.resolve();\nconst x: number = 1;\nx");
    assertEquals((await check()).code, 0);
    await write('const ok = 1;\nconst x: number = "text";');
    const failed = await check();
    assertEquals(failed.code, 1);
    assertStringIncludes(
      new TextDecoder().decode(failed.stderr),
      "notebooks/n.ipynb, code cell 2, line 2",
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
