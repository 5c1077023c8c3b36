import { homePath } from "../lib/home_path.ts";
import { firstLine, RecordError, systemReason } from "../lib/errors.ts";
import { compareChart, loadRun, loadRuns, report, track } from "../mod.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "./assert.ts";
import { inFolder } from "./record/sample_run.ts";

/** Gives the environment other folders for the length of a test. */
async function atHome(home: string | undefined, test: () => Promise<void> | void): Promise<void> {
  const before = ["HOME", "USERPROFILE"].map((name) => [name, Deno.env.get(name)] as const);
  try {
    Deno.env.delete("USERPROFILE");
    if (home === undefined) Deno.env.delete("HOME");
    else Deno.env.set("HOME", home);
    await test();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test("homePath() puts the home folder in for a leading ~ and leaves other paths alone", () =>
  atHome("/home/ada/", () => {
    assertEquals(homePath("~/foots", "track", "directory"), "/home/ada/foots");
    assertEquals(homePath("~", "track", "directory"), "/home/ada");
    for (const path of ["foots", "./~/foots", "/tmp/~", "~ada/foots", "~foots"]) {
      assertEquals(homePath(path, "track", "directory"), path);
    }
  }));

Deno.test("homePath() refuses a leading ~ where no home is known", () =>
  atHome(undefined, () => {
    const error = assertThrows(() => homePath("~/foots", "track", "directory"), RangeError);
    assertStringIncludes(error.message, 'Cannot track as "directory" must be written out');
    assertStringIncludes(error.message, 'current value is "~/foots"');
  }));

Deno.test("track(), loadRuns() and loadRun() know the same folder by its ~", () =>
  inFolder((home) =>
    atHome(home, async () => {
      const options = { components: [], zone: "DK", quiet: true, directory: "~/foots" } as const;
      const run = await track("at home", options, () => {});
      assertEquals(await loadRuns("~/foots"), [run]);
      const [file] = [...Deno.readDirSync(`${home}/foots`)].filter(({ name }) =>
        name.endsWith(".jsonl")
      );
      assertEquals(await loadRun(`~/foots/${file!.name}`), run);
    })
  ));

Deno.test("report() and Figure.save() write into the home folder", () =>
  inFolder((home) =>
    atHome(home, async () => {
      const run = await track(
        "x",
        { components: [], zone: "DK", quiet: true, directory: null },
        () => {},
      );
      await report([run], "~/report.html");
      await (await compareChart([run])).save("~/runs.svg");
      assertEquals([...Deno.readDirSync(home)].map(({ name }) => name).sort(), [
        "report.html",
        "runs.svg",
      ]);
    })
  ));

Deno.test("systemReason() is what the system said, once", () => {
  const closed = new Deno.errors.PermissionDenied("Permission denied (os error 13)");
  const ours = new RecordError("Cannot write", { cause: closed, hint: "Name a folder" });
  assertEquals(systemReason(ours), "PermissionDenied: Permission denied (os error 13)");
  assertEquals(systemReason(new RecordError("Cannot", { cause: ours })), firstLine(closed));
  assertEquals(systemReason(new RecordError("Cannot")), "RecordError: Cannot");
  assertEquals(systemReason("text"), "text");
  assert(systemReason(Object.create(null)) === "something that has no text");
});
