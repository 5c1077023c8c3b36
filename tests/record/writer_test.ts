import { RecordError } from "../../lib/errors.ts";
import { openRecord } from "../../lib/record/writer.ts";
import { readRecord } from "../../lib/record/read.ts";
import {
  assert,
  assertEquals,
  assertExists,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { inFolder, sampleRun, START, steadyTick } from "./sample_run.ts";

Deno.test("openRecord() begins a file and end() closes it with the whole run", () =>
  inFolder(async (directory) => {
    const record = await openRecord({ directory: `${directory}/deep/footnotes`, start: START });
    assertMatch(record.path, /deep\/footnotes\/2026-11-24T101545_digits_a1b2c3\.jsonl$/);
    assertEquals(record.listener.name, "journal");
    assertEquals(record.listener.options, { path: record.path });
    const begun = await readRecord(record.path);
    assert(begun.run === undefined);
    assertEquals(begun.start, START);
    const run = sampleRun({ metrics: { loss: NaN, best: -Infinity } });
    await record.end(run);
    assertEquals((await readRecord(record.path)).run, run);
  }));

Deno.test("openRecord() never writes over another record", () =>
  inFolder(async (directory) => {
    const paths = await Promise.all(
      [1, 2, 3].map(async () => (await openRecord({ directory, start: START })).path),
    );
    assertEquals(new Set(paths).size, 3);
    for (const path of paths) assertEquals((await Deno.readTextFile(path)).split("\n").length, 2);
  }));

Deno.test("openRecord() says why and what to do where a file stands in the folder's place", () =>
  inFolder(async (directory) => {
    await Deno.writeTextFile(`${directory}/footnotes`, "");
    for (const place of [`${directory}/footnotes`, `${directory}/footnotes/deeper`]) {
      const error = await assertRejects(
        () => openRecord({ directory: place, start: START }),
        RecordError,
        `Cannot write a record into folder "${place}"`,
      );
      assertExists(error.cause);
      assertStringIncludes(error.hint ?? "", "directory");
    }
  }));

Deno.test({
  name: "openRecord() refuses a folder that takes no files with its cause",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const error = await assertRejects(
      () => openRecord({ directory: "/proc/footnotes", start: START }),
      RecordError,
    );
    assertExists(error.cause);
  },
});

Deno.test("end() writes the record again where it was removed meanwhile", () =>
  inFolder(async (directory) => {
    const record = await openRecord({ directory: `${directory}/footnotes`, start: START });
    await Deno.remove(`${directory}/footnotes`, { recursive: true });
    await record.end(sampleRun());
    assertEquals((await readRecord(record.path)).run, sampleRun());
  }));

Deno.test("end() begins a line of its own after one that was cut off", () =>
  inFolder(async (directory) => {
    const record = await openRecord({ directory, start: START });
    await Deno.writeTextFile(record.path, '{"t":1,"j":[1', { append: true });
    await record.end(sampleRun());
    assertEquals((await readRecord(record.path)).run, sampleRun());
  }));

Deno.test("end() rejects with the cause and a hint where the disk takes no more", () =>
  inFolder(async (directory) => {
    const record = await openRecord({ directory, start: START });
    await Deno.remove(record.path);
    await Deno.mkdir(record.path);
    const error = await assertRejects(
      () => record.end(sampleRun()),
      RecordError,
      "Cannot write record",
    );
    assertExists(error.cause);
  }));

Deno.test("entry() writes from the calling thread, ticks at most every half second", () =>
  inFolder(async (directory) => {
    const record = await openRecord({ directory, start: START });
    for (let tenth = 1; tenth <= 20; tenth++) {
      const { atSeconds, joules } = steadyTick(tenth / 10);
      record.entry({ type: "tick", atSeconds, joules });
    }
    record.entry({ type: "log", atSeconds: 2, metrics: { loss: NaN } });
    const read = await readRecord(record.path);
    assert(read.run === undefined);
    assertEquals(
      read.entries.filter((entry) => entry.type === "tick").map((entry) => entry.atSeconds),
      [0.1, 0.6, 1.1, 1.6],
    );
    assertEquals(record.trouble(), undefined);
    await record.end(sampleRun());
    assertEquals((await readRecord(record.path)).run, sampleRun());
  }));
