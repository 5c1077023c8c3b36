import { assertAlmostEquals, assertEquals } from "../assert.ts";
import type { PowerSource } from "../../lib/model.ts";
import { Board } from "../../lib/sample/board.ts";
import { endDevices } from "../../lib/sample/ending.ts";
import { longestStretch } from "../../lib/sample/lanes.ts";

const METER: PowerSource = {
  device: "wall",
  kind: "system",
  name: "meter",
  source: "wall",
  basis: "measured",
  read: () => ({ kind: "gap", atSeconds: 0, why: "not asked here" }),
};

/** The end of a run with one slow gauge of 100 W that was read at these times. */
function endAt(
  endSeconds: number,
  readAtSeconds: readonly number[],
  silentAtSeconds?: number,
) {
  return endOf({
    endSeconds,
    readings: readAtSeconds.map((atSeconds) => [atSeconds, 100]),
    silentAtSeconds,
    slow: true,
  });
}

/** The same of readings in s and W; of one that is not slow the last of them is taken at the end. */
async function endOf({ endSeconds, readings, silentAtSeconds, slow }: {
  readonly endSeconds: number;
  readonly readings: readonly (readonly [number, number])[];
  readonly silentAtSeconds?: number | undefined;
  readonly slow: boolean;
}) {
  const board = new Board(1);
  board.meter(0).reset({ kind: "system" });
  for (const [atSeconds, powerWatts] of readings) {
    board.meter(0).take({ kind: "gauge", atSeconds, powerWatts });
  }
  const [atSeconds, powerWatts] = readings.at(-1) ?? [0, 0];
  if (silentAtSeconds !== undefined) {
    board.meter(0).take({ kind: "gap", atSeconds: silentAtSeconds, why: "no answer" });
  }
  const first = { kind: "gap", atSeconds: 0, why: "no answer in time" } as const;
  const [device] = await endDevices({
    lanes: [{
      plan: {
        thread: slow ? "slow-worker" : "worker",
        sources: [{ source: METER, first, slow }],
      },
      board,
      lasts: [slow ? undefined : { kind: "gauge", atSeconds, powerWatts }],
    }],
    endSeconds,
    askedSeconds: endSeconds,
    nowSeconds: () => endSeconds,
    readNow: () => undefined,
    intervalSeconds: 0.1,
    longest: (thread) => longestStretch(thread, 0.1),
  });
  return device!;
}

Deno.test("endDevices() goes on to the end at the last power of a slow source that was asked again and has not answered", async () => {
  // It answers 2 s after each question, so that what it said at 6 s is of 5 s, and the next answer is due at 8 s.
  const { energyJoules, missingSeconds } = await endAt(7.9, [1, 3, 5]);
  assertAlmostEquals(energyJoules, 690, 1e-9);
  assertEquals(missingSeconds, 1);
  const once = await endAt(3.9, [1]);
  assertAlmostEquals(once.energyJoules, 290, 1e-9);
});

Deno.test("endDevices() leaves out what comes after a slow source has fallen silent, or should have answered", async () => {
  const silent = await endAt(9, [1, 3, 5], 8);
  // Lost halfway between its last reading and the gap.
  assertAlmostEquals(silent.energyJoules, 550, 1e-9);
  const late = await endAt(9, [1, 3, 5]);
  assertEquals([late.energyJoules, late.missingSeconds], [400, 5]);
});

Deno.test("endDevices() is the less sure of epochs the longer the stretches are that most of the time lies in", async () => {
  // Nothing for 1 s, then 22 readings 0.1 s apart: (1 + 22 x 0.01) s2 in 3.2 s, where the mean stretch is 0.14 s.
  const times = Array.from({ length: 23 }, (_, index) => 1 + index / 10);
  const { unsureSeconds } = await endAt(3.2, [0, ...times]);
  assertAlmostEquals(unsureSeconds ?? 0, 1.22 / 3.2, 1e-9);
  // A silence is missing, and no stretch.
  const lost = await endAt(9, [0, 1, 2, 3], 3.2);
  assertAlmostEquals(lost.unsureSeconds ?? 0, 9 / 4, 1e-9);
  const even = await endAt(3, [0, 1, 2, 3]);
  assertAlmostEquals(even.unsureSeconds ?? 0, 1, 1e-9);
});

Deno.test("endDevices() waits for a counter's tick only as long as the end may take", async () => {
  // The counter ticked at 4.97 s and will at 5.02 s; 35 ms are waited for, from when the end was asked for.
  for (const [askedSeconds, waits] of [[5, true], [4.98, false]] as const) {
    const board = new Board(1);
    const meter = board.meter(0).reset({ kind: "gpu" });
    meter.setTick({ atSeconds: 4.97, periodSeconds: 0.05, spanSeconds: 4 }, []);
    for (const atSeconds of [4.92, 4.97]) {
      meter.take({ kind: "counter", atSeconds, energyJoules: 100 * atSeconds });
    }
    let [now, looks] = [5, 0];
    const first = { kind: "counter", atSeconds: 5, energyJoules: 497 } as const;
    await endDevices({
      lanes: [{
        plan: { thread: "worker", sources: [{ source: METER, first, slow: false }] },
        board,
        lasts: [first],
      }],
      endSeconds: 5,
      askedSeconds,
      nowSeconds: () => now += 0.005,
      readNow: () => {
        looks++;
        return first;
      },
      intervalSeconds: 0.1,
      longest: (thread) => longestStretch(thread, 0.1),
    });
    assertEquals(looks > 0, waits);
  }
});

Deno.test("endDevices() knows a gauge's swing from its readings, not from the means between them", async () => {
  // 50, 350 and 50 W a second apart: twice a mean of 200 W, and 300 W up and down.
  const swinging = await endOf({
    endSeconds: 2,
    readings: [[0, 50], [1, 350], [2, 50]],
    slow: false,
  });
  assertAlmostEquals(swinging.energyJoules, 400, 1e-9);
  assertAlmostEquals(swinging.unsureSeconds ?? 0, 1.5, 1e-9);
  const even = await endOf({
    endSeconds: 0.2,
    readings: [0, 0.1, 0.2].map((at) => [at, 50]),
    slow: false,
  });
  assertEquals(even.unsureSeconds, undefined);
});

Deno.test("endDevices() holds it for possible that a gauge moved between looks that lie far apart", async () => {
  // The same at 0 and 0.9 s: its mean power over that time.
  const apart = await endOf({ endSeconds: 0.9, readings: [[0, 300], [0.9, 300]], slow: false });
  assertAlmostEquals(apart.unsureSeconds ?? 0, 0.9, 1e-9);
});
