import { assertEquals, assertLess } from "../assert.ts";
import type { PostedMark } from "../../lib/sample/job.ts";
import { MarkOutbox } from "../../lib/sample/mark_outbox.ts";

function markAt(id: number, atSeconds: number): PostedMark {
  const entry = { type: "mark", what: "epoch-end", id, atSeconds, complete: true } as const;
  return { mark: { id, atSeconds }, entry };
}

Deno.test("MarkOutbox posts the end of an epoch and the start of the next at once", () => {
  const posted: number[][] = [];
  const outbox = new MarkOutbox((marks) => posted.push(marks.map(({ mark }) => mark.id)));
  for (const [id, at] of [0, 5, 5.001, 10, 10.001].entries()) outbox.add(markAt(id, at));
  assertEquals(posted, [[0], [1], [2], [3], [4]]);
});

Deno.test("MarkOutbox posts marks that come every few milliseconds together, each once and in order", () => {
  const posted: number[][] = [];
  const outbox = new MarkOutbox((marks) => posted.push(marks.map(({ mark }) => mark.id)));
  for (let id = 0; id < 1000; id++) outbox.add(markAt(id, id / 1000));
  outbox.flush();
  outbox.flush();
  assertEquals(posted.flat(), Array.from({ length: 1000 }, (_, id) => id));
  // One second: a message in 50 ms, and some.
  assertLess(posted.length, 30);
});

Deno.test("MarkOutbox posts what waits when no other mark comes", async () => {
  const posted: number[] = [];
  const outbox = new MarkOutbox((marks) => posted.push(...marks.map(({ mark }) => mark.id)));
  for (const [id, at] of [0, 0.001, 0.002].entries()) outbox.add(markAt(id, at));
  assertEquals(posted, [0, 1]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assertEquals(posted, [0, 1, 2]);
});
