import { assertAlmostEquals, assertEquals } from "../assert.ts";
import type { PowerSource } from "../../lib/model.ts";
import { Board } from "../../lib/sample/board.ts";
import { Lane } from "../../lib/sample/lane.ts";
import { MarkBook } from "../../lib/sample/mark_book.ts";

/** A lane on a clock that is set by hand: a counter of 100 W and, if wanted, one that answers only from `awakeSeconds` on, with 10 W since 0. */
function handLane(awakeSeconds?: number) {
  const clock = { now: 0 };
  const source = (device: string, watts: number, from: number): PowerSource => ({
    device,
    kind: "gpu",
    name: device,
    source: "fixed",
    basis: "measured",
    read: () =>
      clock.now < from
        ? { kind: "gap", atSeconds: clock.now, why: "asleep" }
        : { kind: "counter", atSeconds: clock.now, energyJoules: watts * clock.now },
  });
  const sources = [source("gpu:0", 100, 0)];
  if (awakeSeconds !== undefined) sources.push(source("gpu:1", 10, awakeSeconds));
  const board = new Board(sources.length);
  const lane = new Lane({
    board,
    sources,
    nowSeconds: () => clock.now,
    longest: { firstSeconds: 5, laterSeconds: 3 },
  });
  const first = { kind: "counter", atSeconds: 0, energyJoules: 0 } as const;
  lane.begin(sources.map(() => first), sources.map(() => ({ kind: "gpu" })));
  const book = new MarkBook(() => [{ board, offset: 0 }]);
  return {
    board,
    book,
    /** Passes ten times a second until a time, and marks each whole second. */
    async runUntil(seconds: number): Promise<number[]> {
      const ids: number[] = [];
      for (let tenth = 1; tenth <= 10 * seconds; tenth++) {
        clock.now = tenth / 10;
        if (tenth % 10 === 0 && tenth < 10 * seconds) {
          const mark = book.set(clock.now - 0.05, undefined);
          lane.cut(mark);
          ids.push(mark.id);
        }
        await lane.pass();
        book.get(0);
      }
      return ids;
    },
    cutNow(seconds: number): number {
      const mark = book.set(seconds, undefined);
      lane.cut(mark);
      lane.lookNow();
      return mark.id;
    },
    traces: () => sources.map((_, index) => board.trace(index).points()),
  };
}

Deno.test("a mark is cut again at the end for the devices that were late, and for no other", async () => {
  // The second answers from 8 s on: marks of the first seconds are cut without it.
  const lane = handLane(8);
  const ids = await lane.runUntil(10);
  const live = ids.map((id) => lane.book.get(id));
  assertAlmostEquals(live[0]?.[0] ?? NaN, 95, 1e-6);
  assertEquals(live[0]?.[1], 0);
  // Its trace shows 10 W from the beginning on: what was guessed as nothing was 9.5 J. The first's is handed in wrong, to see that it is not asked.
  const [, late] = lane.traces();
  lane.book.finish([[], late ?? []]);
  const [first] = ids.map((id) => lane.book.get(id));
  assertAlmostEquals(first?.[0] ?? NaN, 95, 1e-6);
  assertAlmostEquals(first?.[1] ?? NaN, 9.5, 1e-6);
});

Deno.test("a device is cut where its own readings are, however long another keeps the mark waiting", async () => {
  const lane = handLane(Infinity);
  const [first] = await lane.runUntil(40);
  // 400 readings later, and more than are kept, the cut is that of the first second.
  assertAlmostEquals(lane.book.get(first!)?.[0] ?? NaN, 95, 1e-6);
});

Deno.test("a mark in a gap is cut where the readings ended: no line goes through what nobody saw", async () => {
  const clock = { now: 0 };
  const source: PowerSource = {
    device: "gpu:0",
    kind: "gpu",
    name: "gauge",
    source: "fixed",
    basis: "measured",
    read: () =>
      clock.now > 2 && clock.now < 6
        ? { kind: "gap", atSeconds: clock.now, why: "asleep" }
        : { kind: "gauge", atSeconds: clock.now, powerWatts: 100 },
  };
  const board = new Board(1);
  const longest = { firstSeconds: 5, laterSeconds: 5 };
  const lane = new Lane({ board, sources: [source], nowSeconds: () => clock.now, longest });
  lane.begin([{ kind: "gauge", atSeconds: -0.5, powerWatts: 100 }], [{ kind: "gpu" }]);
  const book = new MarkBook(() => [{ board, offset: 0 }]);
  const marks: number[] = [];
  for (clock.now = 1; clock.now <= 9; clock.now++) {
    if (clock.now === 1 || clock.now === 4) {
      const mark = book.set(clock.now - (clock.now === 1 ? 0.9 : 0), undefined);
      lane.cut(mark);
      marks.push(mark.id);
    }
    await lane.pass();
  }
  // 0.1 s of 100 W, though the first reading was taken half a second before the run; then 2 s of it, until the silence.
  assertAlmostEquals(book.get(marks[0]!)?.[0] ?? NaN, 10, 1e-6);
  assertAlmostEquals(book.get(marks[1]!)?.[0] ?? NaN, 200, 1e-6);
});

Deno.test("a mark that comes when its readings are forgotten is cut at the end, out of the trace", async () => {
  const lane = handLane();
  await lane.runUntil(60);
  // 600 readings, of which 256 are kept.
  const late = lane.cutNow(1.05);
  lane.book.get(late);
  lane.book.finish(lane.traces());
  assertAlmostEquals(lane.book.get(late)?.[0] ?? NaN, 105, 1e-6);
});
