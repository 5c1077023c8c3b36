/** One measured run on the machine at hand, for the benchmark: told by one argument of JSON, answers with one line of JSON. */
import { track } from "../../mod.ts";
import type { TrackOptions } from "../../lib/model.ts";

const started = performance.now();
const { seconds, busy, epochs, options } = JSON.parse(Deno.args[0] ?? "{}") as {
  readonly seconds: number;
  readonly busy: boolean;
  readonly epochs?: number;
  readonly options?: TrackOptions;
};
const wall = () => (performance.timeOrigin + performance.now()) / 1000;
let zeroWall = 0;
let firstJouleMs = 0;
let epochCallMs = 0;
let ended = 0;

async function spend(time: number): Promise<void> {
  const end = performance.now() + time * 1000;
  if (busy) { while (performance.now() < end) { /* training that blocks */ } }
  else await new Promise((resolve) => setTimeout(resolve, time * 1000));
}

const run = await track(
  "bench",
  { zone: "DK", directory: null, quiet: true, ...options },
  async (t) => {
    firstJouleMs = performance.now() - started;
    // The run's zero on the world's clock lies between two looks around a call; the closest pair of several tells it best.
    let [early, late] = [-Infinity, Infinity];
    for (let look = 0; look < 20; look++) {
      const before = wall();
      const { durationSeconds } = await t.soFar();
      const after = wall();
      early = Math.max(early, before - durationSeconds);
      late = Math.min(late, after - durationSeconds);
    }
    zeroWall = (early + late) / 2;
    for (let epoch = 0; epoch < (epochs ?? 1); epoch++) {
      const before = performance.now();
      if (epochs !== undefined) t.epochStart();
      epochCallMs = Math.max(epochCallMs, performance.now() - before);
      await spend(seconds / (epochs ?? 1));
      const end = performance.now();
      if (epochs !== undefined) t.epochEnd();
      epochCallMs = Math.max(epochCallMs, performance.now() - end);
    }
    ended = performance.now();
  },
);
const stopMs = performance.now() - ended;
const answer = {
  zeroWall,
  durationSeconds: run.durationSeconds,
  stopMs,
  firstJouleMs,
  epochCallMs,
  parts: run.parts,
  epochs: run.epochs,
  notes: run.notes,
};
await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(answer) + "\n"));
