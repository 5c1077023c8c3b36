import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { loadRuns, track } from "../../mod.ts";
import type { IntensityProvider, PowerSource, Run, TrackOptions } from "../../lib/model.ts";
import { inFolder } from "../record/sample_run.ts";

const QUIET: TrackOptions = { components: [], zone: "DK", quiet: true };

/** Runs a cell of nothing, and gives the run with what its record gives back. */
async function recorded(options: TrackOptions): Promise<{ run: Run; back: readonly Run[] }> {
  let given: { run: Run; back: readonly Run[] } | undefined;
  await inFolder(async (directory) => {
    const run = await track("handed in", { ...QUIET, ...options, directory }, () => {});
    given = { run, back: await loadRuns(directory) };
  });
  return given!;
}

/** As a notebook hands it in: nobody checks its type. */
function provider(
  answer: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, unknown>> = { name: "mine" },
): IntensityProvider {
  const at = () => Promise.resolve({ intensityGramsPerKwh: 100, ...answer });
  return { zone: "DK", at, ...fields } as unknown as IntensityProvider;
}

const WRONG_ANSWERS: readonly (readonly [given: IntensityProvider, why: string])[] = [
  [provider({}, {}), "its name must be text"],
  [provider({ basis: "live" }), '"live"'],
  [provider({ source: 5 }), "5"],
  [provider({ year: "2025" }), '"2025"'],
  [provider({ year: NaN }), "NaN"],
  [provider({ emissionScope: "all" }), '"all"'],
  [provider({ accounting: 1 }), "1"],
  [provider({ intensityGramsPerKwh: "100" }), '"100"'],
  [provider({ range: 5 }), "5"],
];
for (const [given, why] of WRONG_ANSWERS) {
  Deno.test(`track() with a provider that gives ${why} takes the yearly mean, and its record is read back`, async () => {
    const { run, back } = await recorded({ intensity: given });
    const note = run.notes.find(({ code }) => code === "provider-failed");
    assert(note !== undefined, JSON.stringify(run.notes));
    assertStringIncludes(note.message, why);
    assert(!note.message.includes('"undefined"'), note.message);
    assertEquals(back, [run]);
  });
}

Deno.test("track() refuses a provider whose zone is no text before the training", async () => {
  await assertRejects(
    () =>
      track("zone", { ...QUIET, directory: null, intensity: provider({}, { zone: 5 }) }, () => {}),
    TypeError,
    'Cannot track as "intensity.zone" must be text: current value is 5',
  );
});

const WRONG_FIELDS: readonly (readonly [fields: Record<string, unknown>, why: string])[] = [
  [{ kind: "fpga" }, '.kind" must be one of'],
  [{ name: undefined }, '.name" must be text'],
  [{ uncertainty: { key: "k", shared: [0.1], own: [0, 0] } }, '.uncertainty" must be'],
  [{ notes: ["text"] }, '.notes[0]" must be { code, message }'],
  [{ notes: "text" }, '.notes" must be a list'],
  [{ notes: [{ code: "a", message: "b", hint: 5 }] }, '.notes[0].hint" must be text'],
  [
    { uncertainty: { key: "k", shared: [0.1, 0.1], own: [0, 0], tickSeconds: "x" } },
    '.uncertainty.tickSeconds" must be a number',
  ],
  [
    { uncertainty: { key: "k", shared: [0.1, 0.1], own: [0, 0], lowLoad: { belowWatts: 5 } } },
    '.uncertainty.lowLoad" must be',
  ],
];
for (const [fields, why] of WRONG_FIELDS) {
  Deno.test(`track() refuses a source that was handed in: ${why}`, async () => {
    const { wrongSources } = await import("../fixtures/wrong_sources.ts");
    const [source] = await wrongSources(fields);
    const options = { ...QUIET, directory: null, sources: [source as PowerSource] };
    const error = await assertRejects(() => track("wrong", options, () => {}));
    assert(error instanceof TypeError || error instanceof RangeError);
    assertMatch(error.message, /^Cannot track as "sources\[0\]/);
    assertStringIncludes(error.message, why);
  });
  Deno.test(`track() leaves a source out that a description gave: ${why}`, async () => {
    const module = new URL("../fixtures/wrong_sources.ts", import.meta.url).href;
    const { run, back } = await recorded({
      sources: [{ module, name: "wrongSources", options: fields }],
    });
    const note = run.notes.find(({ code }) => code === "source-not-opened");
    assert(note !== undefined, JSON.stringify(run.notes));
    assertStringIncludes(note.message, why);
    assertEquals(run.parts, []);
    assertEquals(back, [run]);
  });
}

Deno.test("track() gives back unchanged what a cell throws, though it has no text, and ends the run", async () => {
  const strange = [Object.create(null), {
    toString() {
      throw new Error("no text");
    },
  }];
  for (const thrown of strange) {
    await inFolder(async (directory) => {
      let caught: unknown;
      try {
        await track("throws", { ...QUIET, directory }, () => {
          throw thrown;
        });
      } catch (error) {
        caught = error;
      }
      assert(caught === thrown);
      const [run] = await loadRuns(directory);
      assertEquals(run?.status, "failed");
      assertEquals(run?.error, "something that has no text");
    });
  }
  // A run that was left open would be an overlap of the next.
  const next = await track("next", { ...QUIET, directory: null }, () => {});
  assertEquals(next.notes.filter(({ code }) => code === "overlap"), []);
});
