import { assertEquals } from "../assert.ts";
import { Board } from "../../lib/sample/board.ts";
import { MarkBook } from "../../lib/sample/mark_book.ts";

/** A worker's board that began at a time and cut the mark 0 at these joules; `tick`: whether its counters tick every 100 ms. */
function boardOf(beganSeconds: number, joules: readonly number[], tick = false): Board {
  const board = new Board(joules.length);
  board.write(() => {
    board.begin(beganSeconds);
    for (const index of joules.keys()) {
      if (tick) {
        board.meter(index).setTick({ atSeconds: 0, periodSeconds: 0.1, spanSeconds: 0.4 }, []);
      }
    }
    board.pushMark(0, joules, joules.map(() => false));
  });
  return board;
}

Deno.test("a mark set while the worker slept has what was read at it, and the worker's line where nothing was", () => {
  // The worker woke 0.1 s after the mark, and 2 s after it.
  for (const began of [0.3, 2.2]) {
    const board = boardOf(began, [20, 30]);
    const book = new MarkBook(() => [{ board, offset: 0 }]);
    book.set(0.2, [12, undefined]);
    assertEquals(book.get(0), [12, 30]);
    book.finish([[], []]);
    assertEquals(book.get(0), [12, 30]);
  }
});

Deno.test("a counter that ticks is cut by the ticks that its worker followed from the mark on", () => {
  for (const [began, joules] of [[0.3, 20], [2.2, 12]] as const) {
    const board = boardOf(began, [20], true);
    const book = new MarkBook(() => [{ board, offset: 0 }]);
    book.set(0.2, [12]);
    assertEquals(book.get(0), [joules]);
  }
});

Deno.test("what another thread reads is cut by its own board, however late the first worker wakes", () => {
  const [none, object] = [boardOf(2.2, []), boardOf(0, [20])];
  const book = new MarkBook(() => [{ board: none, offset: 0 }, { board: object, offset: 0 }]);
  book.set(0.2, [undefined]);
  assertEquals(book.get(0), [20]);
});

Deno.test("a gauge is cut by its worker, which has taken over what was read at the mark and read in between itself", () => {
  const board = boardOf(0.3, [20]);
  board.meter(0).reset().take({ kind: "gauge", atSeconds: 0, powerWatts: 100 });
  const book = new MarkBook(() => [{ board, offset: 0 }]);
  book.set(0.2, [12]);
  assertEquals(book.get(0), [20]);
});
