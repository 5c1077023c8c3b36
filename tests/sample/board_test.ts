import { assertEquals, assertGreater } from "../assert.ts";
import { Board } from "../../lib/sample/board.ts";

Deno.test("Board hands out no mark that is written over while it is read", async () => {
  const board = new Board(8);
  const worker = new Worker(new URL("../fixtures/mark_writer.ts", import.meta.url).href, {
    type: "module",
  });
  await new Promise((resolve) => worker.onmessage = resolve);
  const written = { count: 0 };
  worker.onmessage = ({ data }: MessageEvent<number>) => written.count = data;
  worker.postMessage({ buffer: board.buffer, devices: board.devices });
  let [rows, torn] = [0, 0];
  while (written.count === 0) {
    for (let read = 0; read < 100; read++) {
      const { count, marks } = board.marksSince(0);
      rows += marks.length;
      torn += marks.filter(({ id, joules }) =>
        id >= count || joules.some((one) => one !== id)
      ).length;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  worker.terminate();
  // The latest are there when the writer is done, whoever has not fetched them.
  assertEquals(board.marksSince(written.count - 100).marks.length, 100);
  assertGreater(written.count, 1000);
  assertEquals(torn, 0);
  assertGreater(rows, 0);
});

Deno.test("Board copies its meters alone as they are in the whole copy", () => {
  const board = new Board(2);
  board.write(() => {
    for (const [index, watts] of [100, 30].entries()) {
      board.meter(index).reset().take({ kind: "gauge", atSeconds: 0, powerWatts: watts });
      board.meter(index).take({ kind: "gauge", atSeconds: 2, powerWatts: watts });
    }
  });
  const meters = board.meters();
  const copy = board.copy();
  board.meter(0).take({ kind: "gauge", atSeconds: 9, powerWatts: 1 });
  assertEquals(meters.map(({ joules, watts, atSeconds }) => [joules, watts, atSeconds]), [
    [200, 100, 2],
    [60, 30, 2],
  ]);
  assertEquals(copy.meter(1).joules, 60);
});
