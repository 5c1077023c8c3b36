import { asNobody } from "./as_nobody.ts";
import { assertEquals, assertRejects, assertThrows } from "./assert.ts";

Deno.test("asNobody() finds closed what is closed to others, and gives the rights back", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/closed`;
  try {
    await Deno.chmod(folder, 0o755);
    await Deno.writeTextFile(path, "secret");
    await Deno.chmod(path, 0o000);
    await asNobody(async () => {
      assertThrows(() => Deno.readTextFileSync(path));
      await assertRejects(() => Deno.readTextFile(path));
    });
    await assertRejects(() => asNobody(() => Promise.reject(new TypeError("mine"))), TypeError);
    await Deno.chmod(path, 0o600);
    assertEquals(await Deno.readTextFile(path), "secret");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
