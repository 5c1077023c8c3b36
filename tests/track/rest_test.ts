import { findRest } from "../../lib/track/rest.ts";
import { track } from "../../lib/track/track.ts";
import { fixedSource } from "../../lib/probe/fixed.ts";
import { loadRun } from "../../lib/runs/load.ts";
import type { Note } from "../../lib/model.ts";
import { fixture, withTree } from "../probe/fake_tree.ts";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";

const GPU = { kind: "gpu" } as const;

Deno.test("findRest() models nothing that was not asked for, and says why where it cannot", () => {
  const notes: Note[] = [];
  const known = { devices: [GPU], calibration: undefined };
  assertEquals(findRest({ components: ["cpu"] }, known, notes), undefined);
  assertEquals(findRest({}, known, notes), undefined);
  assertEquals(notes, []);
  assertEquals(findRest({ components: ["rest"], scope: "process" }, known, notes), undefined);
  assertEquals(
    findRest({ components: ["rest"] }, { ...known, devices: [{ kind: "system" }] }, notes),
    undefined,
  );
  assertEquals(notes.map(({ code }) => code), ["rest-unused", "rest-unused"]);
  assertStringIncludes(notes[0]!.message, "one process");
  assertStringIncludes(notes[1]!.message, "meter");
});

Deno.test("findRest() takes the model of the machine it sees: server, desktop, node of eight boards, none for guests", async () => {
  const seen = async (proc: string, boards: number) => {
    const notes: Note[] = [];
    let form: string | undefined;
    await withTree([await fixture(`proc/${proc}`)], (root) => {
      const known = { devices: new Array(boards).fill(GPU), calibration: undefined };
      form = findRest({ components: ["rest"] }, known, notes, root)?.form;
    });
    return [form, ...notes.map(({ code }) => code)];
  };
  assertEquals(await seen("server_ice_lake", 1), ["server", "rest-modelled"]);
  assertEquals(await seen("server_ice_lake", 8), ["gpu-node", "rest-modelled"]);
  assertEquals(await seen("desktop_amd", 1), ["desktop", "rest-modelled"]);
  assertEquals(await seen("laptop_intel", 1), [undefined, "rest-unused"]);
  assertEquals(await seen("virtual_machine", 1), [undefined, "rest-unused"]);
  assertEquals(await seen("server_ice_lake", 0), [undefined]);
  const notes: Note[] = [];
  await withTree([await fixture("proc/virtual_machine")], (root) => {
    findRest({ components: ["rest"] }, { devices: [GPU], calibration: undefined }, notes, root);
  });
  assertEquals(
    notes[0]?.message,
    "Rest not modelled: this is a virtual machine: which share of its host's fans, board and power supply is its own nobody can tell",
  );
  assertEquals(notes[0]?.hint, undefined);
});

Deno.test('track() with the component "rest" counts it as the record does, or says why not', async () => {
  const directory = await Deno.makeTempDir();
  try {
    const run = await track("rest", {
      components: ["rest"],
      sources: [fixedSource({ name: "board", powerWatts: 300, kind: "gpu" })],
      zone: "DK",
      quiet: true,
      directory,
    }, () => new Promise((resolve) => setTimeout(resolve, 300)));
    const part = run.parts.find(({ kind }) => kind === "rest");
    const noted = run.notes.find(({ code }) => code === "rest-modelled" || code === "rest-unused");
    assert(noted !== undefined);
    // What machine the tests run on is not for them to say: a guest has no model, a server or desktop has.
    assertEquals(part !== undefined, noted.code === "rest-modelled");
    assertEquals(run.boundary, part === undefined ? "device" : "node");
    const [file] = [...Deno.readDirSync(directory)].filter(({ name }) => name.endsWith(".jsonl"));
    const read = await loadRun(`${directory}/${file!.name}`);
    assertAlmostEquals(read.energyKwh, run.energyKwh, 1e-15);
    assertEquals(read.parts.map(({ device }) => device), run.parts.map(({ device }) => device));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
