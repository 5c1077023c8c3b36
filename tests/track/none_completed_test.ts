import { assert, assertEquals, assertRejects } from "../assert.ts";
import { noneCompleted } from "../../lib/track/none_completed.ts";
import { track } from "../../mod.ts";
import type { Run, TrackOptions } from "../../lib/model.ts";

const OPTIONS: TrackOptions = { components: [], zone: "DK", quiet: true, directory: null };
const said = (run: Run) => run.notes.find(({ code }) => code === "epochs-not-completed")?.message;

Deno.test("noneCompleted() speaks of a finished run alone whose loop had not ended", () => {
  const none = { planned: 3, begun: 0, completed: 0, underWay: false, status: "finished" } as const;
  assert(noneCompleted(none) !== undefined);
  assert(noneCompleted({ ...none, begun: 2, completed: 1, underWay: true }) !== undefined);
  // Left by break, all done, none planned, stopped.
  assertEquals(noneCompleted({ ...none, begun: 1 }), undefined);
  assertEquals(noneCompleted({ ...none, begun: 2, completed: 2 }), undefined);
  assertEquals(noneCompleted({ ...none, begun: 3, completed: 3 }), undefined);
  assertEquals(noneCompleted({ ...none, planned: undefined }), undefined);
  for (const status of ["stopped", "failed", "interrupted", "recovered"] as const) {
    assertEquals(noneCompleted({ ...none, status }), undefined);
  }
});

Deno.test("track() says that a cell did not return the promise of its loop", async () => {
  let going: Promise<void> | undefined;
  const run = await track("lost", OPTIONS, (t) => {
    going = (async () => {
      for await (const _ of t.epochs(3)) await new Promise((done) => setTimeout(done, 20));
    })();
  });
  await going;
  assertEquals(run.status, "finished");
  assert(said(run)?.startsWith("0 of 3 epochs were completed"), JSON.stringify(run.notes));
});

Deno.test("track() says that planned epochs never came, and nothing of a loop that was left or stopped", async () => {
  const planned = await track("planned", { ...OPTIONS, epochs: 4 }, () => {});
  assert(said(planned)?.startsWith("0 of 4 epochs were completed"), JSON.stringify(planned.notes));
  const left = await track("left", OPTIONS, async (t) => {
    for await (const _ of t.epochs(3)) break;
  });
  assertEquals(said(left), undefined);
  const abort = new AbortController();
  abort.abort();
  const stopped = await track("stopped", { ...OPTIONS, signal: abort.signal }, async (t) => {
    for await (const _ of t.epochs(3));
  });
  assertEquals([stopped.status, said(stopped)], ["stopped", undefined]);
});

Deno.test("track() refuses a cell that does not come last, rather than drop its options", async () => {
  const call = track as unknown as (...args: readonly unknown[]) => Promise<Run>;
  for (
    const args of [
      ["n", () => 1, { zone: "DK" }],
      ["n", () => 1, () => 2],
      [() => 1, { zone: "DK" }],
      [() => 1],
    ]
  ) {
    await assertRejects(() => call(...args), TypeError, "the cell comes last");
  }
  await assertRejects(
    () => call({ name: "n" }, { zone: "DK" }, () => 1),
    TypeError,
    "a name comes before other options",
  );
  await assertRejects(
    () => call("n", { zone: "DK" }),
    TypeError,
    'Cannot track as "cell" must be a function: current value is undefined',
  );
  await assertRejects(
    () => call("n", "DK", () => 1),
    TypeError,
    'Cannot track as the options must be an object: current value is "DK"',
  );
});
