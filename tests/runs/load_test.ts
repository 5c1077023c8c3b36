import { accountRun } from "../../lib/carbon/account.ts";
import { RecordError } from "../../lib/errors.ts";
import { journal } from "../../lib/record/journal.ts";
import { writeEntry } from "../../lib/record/metric_text.ts";
import { openRecord } from "../../lib/record/writer.ts";
import { loadRun, loadRuns } from "../../lib/runs/load.ts";
import type { JournalEntry, RunLedger } from "../../lib/inside_run.ts";
import type { Run } from "../../lib/model.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { inFolder, sampleRun, START, steadyTick } from "../record/sample_run.ts";

const SHOW = Symbol.for("Jupyter.display");
const textOf = (of: object) => Deno.inspect(of);

async function saved(directory: string, run: Run): Promise<string> {
  const record = await openRecord({
    directory,
    start: { ...START, id: run.id, name: run.name, startedAt: run.startedAt },
  });
  await record.end(run);
  return record.path;
}

Deno.test("loadRun() gives back a run equal to the one that was saved, showing itself", () =>
  inFolder(async (directory) => {
    const run = sampleRun({
      name: "<b>digits</b> \u202E\n",
      metrics: { loss: NaN, best: Infinity, zero: -0, accuracy: 0.97 },
      epochs: [{ ...sampleRun().epochs[0]!, metrics: { loss: -Infinity } }],
    });
    const loaded = await loadRun(await saved(directory, run));
    assertEquals(loaded, run);
    assertEquals(JSON.stringify(loaded), JSON.stringify(run));
    assert(SHOW in loaded);
    assertStringIncludes(textOf(loaded), "digits");
    assert(!Object.keys(loaded).includes("result"));
  }));

Deno.test("loadRun() puts a killed run together by the same sums as a live one", () =>
  inFolder(async (directory) => {
    const { path } = await openRecord({ directory, start: START });
    const writing = journal({ path });
    const mark = (what: "epoch-start" | "epoch-end", id: number, atSeconds: number) =>
      writing.entry({
        type: "mark",
        what,
        id,
        atSeconds,
        joules: steadyTick(atSeconds).joules,
      });
    mark("epoch-start", 0, 0);
    for (let tenth = 0; tenth <= 200; tenth++) {
      writing.tick(steadyTick(tenth / 10));
      if (tenth === 100) {
        mark("epoch-end", 0, 10);
        writing.entry({ type: "log", atSeconds: 10, epoch: 0, metrics: { loss: NaN } });
        mark("epoch-start", 1, 10);
      }
    }
    writing.close();
    const run = await loadRun(path);
    assertEquals(run.status, "recovered");
    assertEquals(run.durationSeconds, 20);
    assertEquals(run.endedAt, "2026-11-24T10:16:05.250Z");
    // 360 W for 20 s are 7200 J, 0.002 kWh; at 131.77 g/kWh 0.26354 g.
    assertAlmostEquals(run.energyKwh, 0.002, 1e-12);
    assertAlmostEquals(run.emissionsGrams, 0.26354, 1e-12);
    assertEquals(run.epochs.map((epoch) => epoch.complete), [true, false]);
    assertAlmostEquals(run.epochs[0]!.energyKwh, 0.001, 1e-12);
    assertEquals(run.epochs[0]!.metrics, { loss: NaN });
    assertEquals(run.traces.map((trace) => trace.device), ["gpu:0", "cpu:0"]);
    // Of a record written to a moment ago nobody can tell whether its process ended: one of the two.
    const endsOf = ({ notes }: Run) =>
      notes.map(({ code }) => code).filter((code) =>
        code === "recovered" || code === "maybe-running"
      );
    assertEquals(endsOf(run), ["maybe-running"]);
    const before = Date.now() / 1000 - 60;
    await Deno.utime(path, before, before);
    assertEquals(endsOf(await loadRun(path)), ["recovered"]);

    const live: RunLedger = {
      ...START,
      status: "recovered",
      endedAt: run.endedAt,
      durationSeconds: 20,
      devices: START.devices.map((device, index) => ({
        ...device,
        energyJoules: [6000, 1200][index]!,
        lowJoules: [6000, 600][index]!,
        highJoules: [6000, 2400][index]!,
        missingSeconds: 0,
        points: [],
      })),
      epochs: [],
      spans: [],
      predictions: [],
      metrics: {},
    };
    const accounted = accountRun(live);
    assertEquals(run.energyKwh, accounted.energyKwh);
    assertEquals(run.ranges, accounted.ranges);
    assertEquals(run.basis, accounted.basis);
    assertEquals(run.boundary, accounted.boundary);
  }));

Deno.test("loadRuns() gives the runs oldest first, in an array that shows itself as a table", () =>
  inFolder(async (directory) => {
    const at = (id: string, startedAt: string) =>
      saved(directory, sampleRun({ id, name: id, startedAt }));
    await at("zz-first", "2026-01-01T00:00:00.000Z");
    await at("last", "2026-11-24T12:00:00.000Z");
    // The same instant in another zone's words.
    await at("middle", "2026-11-24T12:00:00.000+02:00");
    await Deno.writeTextFile(`${directory}/notes.txt`, "no record");
    await Deno.mkdir(`${directory}/folder.jsonl`);
    const runs = await loadRuns(directory);
    assertEquals(runs.map((run) => run.id), ["zz-first", "middle", "last"]);
    assert(Array.isArray(runs) && SHOW in runs);
    const text = textOf(runs);
    assertStringIncludes(text, "3 runs: 3 finished");
    assert(SHOW in runs[0]!);
    assert(!(SHOW in runs.filter((run) => run.id === "last")));
  }));

Deno.test("loadRuns() leaves a file that cannot be read out, and its table says why", () =>
  inFolder(async (directory) => {
    await saved(directory, sampleRun());
    await Deno.writeTextFile(`${directory}/broken.jsonl`, "{");
    await Deno.writeTextFile(`${directory}/empty.jsonl`, "");
    await Deno.writeTextFile(
      `${directory}/wrong.jsonl`,
      writeEntry({ type: "end", run: sampleRun({ energyKwh: -1 }) }),
    );
    const runs = await loadRuns(`${directory}/`);
    assertEquals(runs.length, 1);
    const text = textOf(runs);
    for (const name of ["broken.jsonl", "empty.jsonl", "wrong.jsonl"]) {
      assertStringIncludes(text, name);
    }
    assertStringIncludes(text, '"energyKwh" must be');
  }));

Deno.test("loadRuns() of an empty folder is empty, of none a RecordError that says where it looked", () =>
  inFolder(async (directory) => {
    assertEquals((await loadRuns(directory)).length, 0);
    const error = await assertRejects(
      () => loadRuns(`${directory}/absent`),
      RecordError,
      `Cannot load runs from folder "${directory}/absent"`,
    );
    assertStringIncludes(error.hint ?? "", Deno.cwd());
    await Deno.writeTextFile(`${directory}/file`, "");
    await assertRejects(() => loadRuns(`${directory}/file`), RecordError);
  }));

Deno.test({
  name: "loadRuns() does not wait for a pipe, and loadRun() says that it is no file",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (directory) => {
      await saved(directory, sampleRun());
      await new Deno.Command("mkfifo", { args: [`${directory}/pipe.jsonl`] }).output();
      await Deno.symlink(`${directory}/pipe.jsonl`, `${directory}/link.jsonl`);
      assertEquals((await loadRuns(directory)).length, 1);
      const error = await assertRejects(() => loadRun(`${directory}/pipe.jsonl`), RecordError);
      assertStringIncludes(error.message, "it is no file");
    }),
});

Deno.test("loadRun() and loadRuns() refuse what is no path", async () => {
  await assertRejects(() => loadRun("" as string), TypeError, '"path" must be');
  await assertRejects(() => loadRun(undefined as unknown as string), TypeError);
  await assertRejects(() => loadRuns(5 as unknown as string), TypeError, '"directory" must be');
  await assertRejects(() => loadRun("absent.jsonl"), RecordError);
});

Deno.test("loadRuns() reads 1000 records of an hour each in seconds", () =>
  inFolder(async (directory) => {
    const points = Array.from({ length: 600 }, (_, index) => ({
      fromSeconds: index * 6,
      toSeconds: index * 6 + 6,
      meanWatts: 250 + Math.sin(index) * 40,
      lowWatts: 200,
      highWatts: 310,
    }));
    const epoch = sampleRun().epochs[0]!;
    const run = sampleRun({
      epochs: Array.from({ length: 30 }, (_, index) => ({ ...epoch, index })),
      traces: [{ device: "gpu:0", points }, { device: "cpu:0", points }],
    });
    const start = writeEntry({ type: "start", run: START });
    const end = writeEntry({ type: "end", run });
    const mark: JournalEntry = {
      type: "mark",
      what: "epoch-start",
      id: 0,
      atSeconds: 0,
      joules: [0, 0],
    };
    const text = [start, writeEntry(mark), end, ""].join("\n");
    for (let index = 0; index < 1000; index++) {
      await Deno.writeTextFile(`${directory}/${index}.jsonl`, text);
    }
    const began = performance.now();
    const runs = await loadRuns(directory);
    const seconds = (performance.now() - began) / 1000;
    assertEquals(runs.length, 1000);
    assertLess(seconds, 60);
    if (Deno.env.has("FOOTNOTE_SHOW")) {
      await Deno.stdout.write(new TextEncoder().encode(
        `1000 records of ${(text.length / 1000).toFixed(0)} kB in ${seconds.toFixed(1)} s\n`,
      ));
    }
  }));
