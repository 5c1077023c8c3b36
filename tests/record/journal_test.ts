import { type Journal, journal } from "../../lib/record/journal.ts";
import { openRecord } from "../../lib/record/writer.ts";
import { readRecord } from "../../lib/record/read.ts";
import type { JournalEntry, Tick } from "../../lib/inside_run.ts";
import {
  assert,
  assertEquals,
  assertExists,
  assertLess,
  assertMatch,
  assertStringIncludes,
} from "../assert.ts";
import { inFolder, START, steadyTick } from "./sample_run.ts";

async function entriesOf(path: string): Promise<readonly JournalEntry[]> {
  const read = await readRecord(path);
  assert(read.run === undefined);
  return read.entries;
}

function ticksOf(entries: readonly JournalEntry[]) {
  return entries.filter((entry) => entry.type === "tick");
}

/** Writes 10 readings a second for so long. */
function drive(to: Journal, seconds: number, tick: (at: number) => Tick = steadyTick): void {
  for (let tenth = 0; tenth <= seconds * 10; tenth++) to.tick(tick(tenth / 10));
}

Deno.test("journal() writes a tick line at most every half second, and the last reading at the close", () =>
  inFolder(async (directory) => {
    const { path } = await openRecord({ directory, start: START });
    const writing = journal({ path });
    drive(writing, 2.3);
    writing.close();
    const ticks = ticksOf(await entriesOf(path));
    assertEquals(ticks.map((tick) => tick.atSeconds), [0, 0.5, 1, 1.5, 2, 2.3]);
    // 300 W and 60 W for 2.3 s.
    assertEquals(ticks.at(-1)?.joules, [690, 138]);
    assertEquals(ticks.at(-1)?.low, [690, 69]);
    assertEquals(ticks.at(-1)?.high, [690, 276]);
  }));

Deno.test("journal() goes on with a line a second in long runs, for any interval of the readings", () =>
  inFolder(async (directory) => {
    for (const interval of [0.1, 0.3, 0.7, 1]) {
      const { path } = await openRecord({ directory, start: START });
      const writing = journal({ path });
      const times: number[] = [];
      for (let at = 590; at <= 620; at += interval) {
        times.push(at);
        writing.tick(steadyTick(at));
      }
      writing.close();
      const ticks = ticksOf(await entriesOf(path));
      for (const [index, tick] of ticks.entries()) {
        const before = ticks[index - 1];
        if (before !== undefined) assertLess(tick.atSeconds - before.atSeconds, 1.0011);
      }
      const old = ticks.filter((tick) => tick.atSeconds > 601).length;
      assert(old <= 19 / Math.max(interval, 0.69) + 2, `${old} lines for ${interval}`);
    }
  }));

Deno.test("journal() writes entries at once, in order", () =>
  inFolder(async (directory) => {
    const { path } = await openRecord({ directory, start: START });
    const writing = journal({ path });
    const entries: JournalEntry[] = [
      { type: "mark", what: "epoch-start", id: 0, atSeconds: 0.1, joules: [30, 6] },
      { type: "log", atSeconds: 0.2, epoch: 0, metrics: { 'nasty\n\u2028"name"': 1 } },
      { type: "note", note: { code: "x", message: "y" } },
      { type: "mark", what: "epoch-end", id: 0, atSeconds: 0.3, joules: [90, 18], complete: true },
    ];
    for (const entry of entries) {
      writing.entry(entry);
      assertEquals((await entriesOf(path)).at(-1), entry);
    }
    writing.close();
    assertEquals(await entriesOf(path), entries);
    writing.close();
    writing.tick(steadyTick(1));
    writing.entry(entries[0]!);
    assertEquals(await entriesOf(path), entries);
  }));

Deno.test("journal() writes a whole tick each minute", () =>
  inFolder(async (directory) => {
    const { path } = await openRecord({ directory, start: START });
    const writing = journal({ path });
    drive(writing, 125);
    writing.close();
    const whole = (await Deno.readTextFile(path)).split("\n").filter((line) =>
      line.startsWith('{"type":"tick"')
    );
    assertEquals(whole.map((line) => JSON.parse(line).atSeconds), [0, 60, 120]);
  }));

Deno.test("journal() tells once that it cannot write, and throws nothing", async () => {
  const writing = journal({ path: "/nowhere/at/all/run.jsonl" });
  assertEquals(writing.trouble(), undefined);
  drive(writing, 3);
  writing.entry({ type: "closed", atSeconds: 3, status: "interrupted", stoppedBy: "you" });
  const note = writing.trouble();
  assertEquals(note?.code, "record-not-written");
  assertStringIncludes(note?.message ?? "", "/nowhere/at/all/run.jsonl");
  assertExists(note?.hint);
  writing.tick(steadyTick(4));
  writing.close();
  assertEquals(writing.trouble(), undefined);
  await Promise.resolve();
});

Deno.test({
  name: "journal() outlives a full disk",
  ignore: Deno.build.os !== "linux",
  fn: () => {
    const writing = journal({ path: "/dev/full" });
    writing.tick(steadyTick(1));
    writing.close();
    assertMatch(writing.trouble()?.message ?? "", /space|room/i);
  },
});

Deno.test("journal() keeps what it could not write, and writes it when it can", () =>
  inFolder(async (directory) => {
    const path = `${directory}/late/run.jsonl`;
    const writing = journal({ path });
    const mark: JournalEntry = {
      type: "mark",
      what: "epoch-start",
      id: 0,
      atSeconds: 0.1,
      joules: [30, 6],
    };
    writing.tick(steadyTick(0));
    writing.entry(mark);
    writing.tick(steadyTick(0.5));
    await Deno.mkdir(`${directory}/late`);
    await Deno.writeTextFile(path, JSON.stringify({ type: "start", run: START }) + "\n");
    writing.close();
    const entries = await entriesOf(path);
    assertEquals(entries[0], mark);
    assertEquals(ticksOf(entries).at(-1)?.joules, [150, 30]);
  }));

Deno.test({
  name: "journal() tells that its record was removed",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (directory) => {
      const { path } = await openRecord({ directory, start: START });
      const writing = journal({ path, syncSeconds: 0 });
      writing.tick(steadyTick(0));
      await Deno.remove(path);
      writing.tick(steadyTick(0.5));
      writing.close();
      await new Promise((resolve) => setTimeout(resolve, 50));
      writing.tick(steadyTick(1));
      assertStringIncludes(writing.trouble()?.message ?? "", "removed");
    }),
});

Deno.test("journal() syncs in the background and lets go of its files", () =>
  inFolder(async (directory) => {
    const { path } = await openRecord({ directory, start: START });
    const writing = journal({ path, syncSeconds: 0 });
    for (let tenth = 0; tenth < 20; tenth++) {
      writing.tick(steadyTick(tenth / 2));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    writing.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assertEquals(writing.trouble(), undefined);
    assertEquals(ticksOf(await entriesOf(path)).length, 20);
  }));
