import { RecordError } from "../../lib/errors.ts";
import { checkByHand } from "../../lib/record/check_by_hand.ts";
import { loadChecks } from "../../lib/record/checks.ts";
import { writeEntry } from "../../lib/record/metric_text.ts";
import { readRecord } from "../../lib/record/read.ts";
import type { JournalEntry } from "../../lib/inside_run.ts";
import type { Run } from "../../lib/model.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";
import { inFolder, sampleRun, START } from "./sample_run.ts";

const FIRST = writeEntry({ type: "start", run: START });
const LAST = writeEntry({ type: "end", run: sampleRun() });
const TICK: JournalEntry = { type: "tick", atSeconds: 1, joules: [300, 60] };
const MARK: JournalEntry = {
  type: "mark",
  what: "epoch-start",
  id: 0,
  atSeconds: 1,
  joules: [300, 60],
};

async function readText(text: string) {
  let read;
  await inFolder(async (directory) => {
    await Deno.writeTextFile(`${directory}/run.jsonl`, text);
    read = await readRecord(`${directory}/run.jsonl`);
  });
  return read as unknown as Awaited<ReturnType<typeof readRecord>>;
}

async function unfinished(text: string) {
  const read = await readText(text);
  assert(read.run === undefined);
  return read;
}

async function refusal(text: string): Promise<string> {
  const error = await assertRejects(() => readText(text), RecordError);
  return error.message;
}

Deno.test("readRecord() reads an unfinished record entry by entry", async () => {
  const read = await unfinished([FIRST, writeEntry(TICK), writeEntry(MARK)].join("\n") + "\n");
  assertEquals(read.start, START);
  assertEquals(read.entries, [TICK, MARK]);
  assertEquals(read.notes, []);
});

Deno.test("readRecord() takes a last line that was cut off anywhere", async () => {
  const text = [FIRST, writeEntry(TICK), writeEntry(MARK)].join("\n");
  for (let cut = 1; cut < writeEntry(MARK).length; cut++) {
    const read = await unfinished(text.slice(0, -cut));
    assertEquals(read.entries, [TICK]);
    assertEquals(read.notes, []);
  }
});

Deno.test("readRecord() of a record whose end was cut off gives the journal", async () => {
  for (const cut of [1, 50, LAST.length - 20]) {
    const read = await unfinished([FIRST, writeEntry(TICK), LAST.slice(0, -cut)].join("\n"));
    assertEquals(read.entries, [TICK]);
  }
});

Deno.test("readRecord() passes over types of later versions, empty lines and lines after the end", async () => {
  const later = '{"type":"weather","degrees":21}';
  const read = await unfinished([FIRST, later, "", writeEntry(TICK), ""].join("\n"));
  assertEquals(read.entries, [TICK]);
  assertEquals(read.notes, []);
  const ended = await readText([FIRST, LAST, writeEntry(TICK), later].join("\n"));
  assertEquals(ended.run, sampleRun());
});

Deno.test("readRecord() leaves a spoilt line out and says which and why", async () => {
  const wrong = '{"type":"mark","what":"epoch-start","id":0,"atSeconds":"soon","joules":[1,2]}';
  const read = await unfinished(
    [FIRST, writeEntry(TICK), "gar\0bage", wrong, writeEntry(MARK)].join("\n") + "\n",
  );
  assertEquals(read.entries, [TICK, MARK]);
  assertEquals(read.notes.length, 1);
  assertEquals(read.notes[0]?.code, "record-lines-unread");
  assertStringIncludes(read.notes[0]?.message ?? "", "2 lines");
  assertStringIncludes(read.notes[0]?.message ?? "", "line 3");
});

Deno.test("readRecord() refuses what is no record, naming file, line and what was wanted", async () => {
  assertStringIncludes(await refusal(""), "it is empty");
  assertStringIncludes(await refusal("a,b\n1,2\n"), 'line 1: an entry of type "start" was wanted');
  assertStringIncludes(await refusal("null"), "line 1");
  assertStringIncludes(await refusal('{"type":"tick","atSeconds":1,"joules":[]}'), "line 1");
  const spoil = (change: Partial<Record<keyof Run, unknown>>) =>
    [FIRST, writeEntry(TICK), JSON.stringify({ type: "end", run: { ...sampleRun(), ...change } })]
      .join("\n");
  const message = await refusal(spoil({ energyKwh: "lots" }));
  assertStringIncludes(message, "run.jsonl");
  assertStringIncludes(message, 'line 3: "energyKwh" must be');
  assertStringIncludes(message, 'current value is "lots"');
  assertStringIncludes(await refusal(spoil({ energyKwh: -1 })), '"energyKwh" must be');
  assertStringIncludes(
    await refusal(spoil({ status: "fine" })),
    '"status" must be one of "finished"',
  );
  assertStringIncludes(await refusal(spoil({ parts: undefined })), "current value is nothing");
  assertStringIncludes(
    await refusal(spoil({ epochs: [{ ...sampleRun().epochs[0], durationSeconds: null }] })),
    '"epochs[0].durationSeconds"',
  );
  assertStringIncludes(await refusal(spoil({ version: 2 })), "update");
});

Deno.test("readRecord() says where it looked for a file that is not there", async () => {
  const error = await assertRejects(() => readRecord("no/such/run.jsonl"), RecordError);
  assertStringIncludes(error.message, 'Cannot read record "no/such/run.jsonl"');
  assertStringIncludes(error.hint ?? "", Deno.cwd());
});

Deno.test("loadChecks() without zod checks the essentials and says so once", async () => {
  const checks = await loadChecks(() => Promise.reject(new TypeError("Could not find zod")));
  assertEquals(checks.note?.code, "record-essentials-checked");
  assertStringIncludes(checks.note?.message ?? "", "Could not find zod");
  assertEquals(checks.run(sampleRun()), undefined);
  assertEquals(checks.start(START), undefined);
  await inFolder(async (directory) => {
    const path = `${directory}/run.jsonl`;
    await Deno.writeTextFile(path, [FIRST, LAST].join("\n"));
    const read = await readRecord(path, checks);
    assertEquals(read.run, sampleRun());
    assertEquals(read.notes, [checks.note!]);
  });
});

Deno.test("the checks by zod and those by hand agree on what the card needs", async () => {
  const full = await loadChecks();
  assertEquals(full.note, undefined);
  const spoilt: Partial<Record<keyof Run, unknown>>[] = [
    { energyKwh: null },
    { energyKwh: Infinity },
    { emissionsGrams: -1 },
    { startedAt: "yesterday" },
    { ranges: { energyKwh: [1] } },
    { status: "?" },
    { boundary: 1 },
    { parts: {} },
    { parts: [{}] },
    { metrics: { a: null } },
    { notes: [{ code: 1, message: "" }] },
    { traces: [{ device: "gpu:0", points: [{ fromSeconds: "0" }] }] },
    { version: 2 },
    { place: undefined },
    { scope: "thread" },
  ];
  for (const change of spoilt) {
    const run = { ...sampleRun(), ...change };
    assert(full.run(run) !== undefined, `zod takes ${JSON.stringify(change)}`);
    assert(checkByHand.run(run) !== undefined, `by hand takes ${JSON.stringify(change)}`);
  }
  for (const check of [full.run, checkByHand.run]) {
    assertEquals(check(sampleRun()), undefined);
    assertEquals(check(sampleRun({ scope: "process" })), undefined);
    for (const other of [null, undefined, 1, "", []]) assert(check(other) !== undefined);
  }
  for (const check of [full.entry, checkByHand.entry]) {
    assertEquals(check(TICK), undefined);
    assertEquals(check(MARK), undefined);
    assertEquals(check({ type: "log", atSeconds: 1, metrics: { loss: "NaN", acc: 1 } }), undefined);
    assert(check({ ...TICK, joules: [-1] }) !== undefined);
    assert(check({ ...MARK, what: "nap" }) !== undefined);
  }
});

Deno.test("readRecord() of a file that begins with an end that was cut off is a RecordError", async () => {
  for (const text of ['{"type":"end"', LAST.slice(0, -1), `{"type":"end"\n${FIRST}`]) {
    assertStringIncludes(await refusal(text), 'line 1: an entry of type "start" was wanted');
  }
});
