import { Board } from "../../lib/sample/board.ts";
import { Sleeper } from "../../lib/sample/sleeper.ts";
import { assert, assertEquals, assertGreaterOrEqual } from "../assert.ts";

const now = () => performance.now() / 1000;

/** Sleeps, and says for how long and whether a timer had its turn meanwhile. */
async function slept(sleep: () => Promise<boolean>) {
  // A sleeping worker lives on by its port; here something else has to.
  const alive = setInterval(() => {}, 1000);
  let turned = false;
  const timer = setTimeout(() => turned = true, 0);
  const before = now();
  const goesOn = await sleep();
  const seconds = now() - before;
  clearTimeout(timer);
  clearInterval(alive);
  return { goesOn, seconds, turned };
}

Deno.test("Sleeper blocks, and gives the event loop its turn every quarter of a second", async () => {
  const sleeper = new Sleeper(now);
  // Without shared memory nobody could tell it of a message.
  assert((await slept(() => sleeper.sleep(0.02))).turned);
  sleeper.watch(new Board(1));
  const turns: boolean[] = [];
  for (let sleep = 0; sleep < 6; sleep++) {
    const { seconds, turned, goesOn } = await slept(() => sleeper.sleep(0.1));
    assertGreaterOrEqual(seconds, 0.099);
    assert(goesOn);
    turns.push(turned);
  }
  assertEquals(turns, [false, false, true, false, false, true]);
});

Deno.test("Sleeper that is told of a message gives it its turn, and sleeps on", async () => {
  const sleeper = new Sleeper(now);
  const board = new Board(1);
  sleeper.watch(board);
  board.notePost();
  const told = await slept(() => sleeper.sleep(0.05));
  assert(told.turned);
  assertGreaterOrEqual(told.seconds, 0.049);
  // What was seen is not news any more.
  assertEquals((await slept(() => sleeper.sleep(0.05))).turned, false);
});

Deno.test("Sleeper does not block while another one sleeps by a timer", async () => {
  const sleeper = new Sleeper(now);
  sleeper.watch(new Board(1));
  const other = sleeper.byTimer(0.03);
  const { turned } = await slept(() => sleeper.sleep(0.06));
  assert(turned);
  assert(await other);
  assertEquals((await slept(() => sleeper.sleep(0.02))).turned, false);
});

Deno.test("Sleeper wakes all when the run is over", async () => {
  const sleeper = new Sleeper(now);
  const waiting = slept(() => sleeper.byTimer(5));
  sleeper.end();
  const { goesOn, seconds } = await waiting;
  assertEquals(goesOn, false);
  assert(seconds < 1);
  assertEquals(await sleeper.sleep(5), false);
});

Deno.test("Board wakes a worker that waits for a post", async () => {
  const board = new Board(1);
  const code = `onmessage = ({ data }) => {
    const flags = new Int32Array(data, 0, 8);
    postMessage("waits");
    postMessage(Atomics.wait(flags, 6, 0, 5000));
  };`;
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(code)}`, {
    type: "module",
  });
  const answers: unknown[] = [];
  const done = new Promise<void>((resolve) => {
    worker.onmessage = ({ data }) => {
      answers.push(data);
      // It has said so just before it waits: a post that comes first is seen at once.
      if (data === "waits") setTimeout(() => board.notePost(), 50);
      else resolve();
    };
  });
  worker.postMessage(board.buffer);
  await done;
  worker.terminate();
  assertEquals(answers.length, 2);
  assert(answers[1] === "ok" || answers[1] === "not-equal");
  assertEquals(board.posts, 1);
});
