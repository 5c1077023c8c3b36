import { steadySeconds } from "../../lib/predict/steady_seconds.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";

const mark = (done: number, atSeconds: number) => ({ done, of: 10, atSeconds });

Deno.test("steadySeconds() is the pace of the later half, and what came after the last step", () => {
  const steps = [mark(2, 22), mark(4, 23), mark(6, 24), mark(8, 25), mark(10, 26)];
  // 10 steps of 0.5 s, and 3 s of validation.
  assertAlmostEquals(steadySeconds({ durationSeconds: 29, steps })!, 8, 1e-9);
});

Deno.test("steadySeconds() says nothing without marks enough, or with marks that tell nothing", () => {
  assertEquals(steadySeconds({ durationSeconds: 29 }), undefined);
  assertEquals(
    steadySeconds({ durationSeconds: 29, steps: [mark(5, 5), mark(10, 10)] }),
    undefined,
  );
  const stuck = [mark(1, 1), mark(1, 2), mark(1, 3), mark(0, 4), mark(1, 99)];
  assertEquals(steadySeconds({ durationSeconds: 29, steps: stuck }), undefined);
  const atOnce = [mark(1, 0), mark(2, 0), mark(3, 0), mark(4, 0)];
  assertEquals(steadySeconds({ durationSeconds: 0, steps: atOnce }), undefined);
});
