/** TensorFlow.js, the real library: epochs and batches of `model.fit()` become epochs and steps of the run. */
import { assert, assertEquals, assertGreater } from "../assert.ts";
import { track } from "../../mod.ts";
import type { Tracking, TrackOptions } from "../../lib/model.ts";

const options: TrackOptions = { zone: "DK", directory: null, quiet: true };

// deno-lint-ignore no-explicit-any -- the library's types bring the whole DOM
async function small(): Promise<any> {
  const tf = await import("npm:@tensorflow/tfjs@^4.22");
  await tf.setBackend("cpu");
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, inputShape: [16], activation: "relu" }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const x = tf.randomNormal([64, 16], 0, 1, "float32", 1);
  const y = tf.randomNormal([64, 1], 0, 1, "float32", 2);
  // deno-lint-ignore no-explicit-any
  const fit = (callbacks: any, epochs = 3) =>
    model.fit(x, y, { epochs, batchSize: 16, verbose: 0, callbacks });
  return { tf, fit };
}

/** Epochs as the run has them: whether complete, and whether they have a loss. */
async function fitted(callbacks: (t: Tracking, tf: never) => unknown): Promise<unknown> {
  const { tf, fit } = await small();
  const run = await track("fit", options, (t) => fit(callbacks(t, tf as never)));
  return run.epochs.map(({ complete, metrics }) => [complete, Number.isFinite(metrics.loss)]);
}

const THREE = [[true, true], [true, true], [true, true]];

Deno.test("t.callbacks(tf) is a real tf.Callback, alone and in a list beside early stopping in either order", async () => {
  assertEquals(await fitted((t, tf) => t.callbacks(tf)), THREE);
  // deno-lint-ignore no-explicit-any
  const early = (tf: any) => tf.callbacks.earlyStopping({ monitor: "loss", patience: 5 });
  assertEquals(await fitted((t, tf) => [t.callbacks(tf), early(tf)]), THREE);
  assertEquals(await fitted((t, tf) => [early(tf), t.callbacks(tf)]), THREE);
  const { tf } = await small();
  await track("kind", options, (t) => assert(t.callbacks(tf) instanceof tf.Callback));
});

Deno.test("t.callbacks() without the library serves alone", async () => {
  assertEquals(await fitted((t) => t.callbacks()), THREE);
});

Deno.test("t.callbacks(tf) ends fit cleanly when a budget stops the run", async () => {
  const { tf, fit } = await small();
  const run = await track("budget", {
    ...options,
    epochs: 50,
    budget: { durationSeconds: 0.001, action: "stop" },
  }, async (t) => {
    const history = await fit(t.callbacks(tf), 50);
    return history.epoch.length as number;
  });
  assertEquals([run.status, run.stoppedBy], ["stopped", "budget"]);
  assertEquals(run.result, run.epochs.length);
  assertGreater(50, run.epochs.length);
});

Deno.test("t.callbacks(tf) ends fit cleanly on the caller's signal", async () => {
  const { tf, fit } = await small();
  const ac = new AbortController();
  const run = await track("signal", { ...options, signal: ac.signal }, async (t) => {
    // `fit` on this backend gives no timer a turn: the signal comes from within.
    const third = new tf.CustomCallback({
      onEpochEnd: (epoch: number) => void (epoch === 2 && ac.abort()),
    });
    return (await fit([third, t.callbacks(tf)], 50)).epoch.length as number;
  });
  assertEquals([run.status, run.stoppedBy], ["stopped", "signal"]);
  assertGreater(6, run.result);
});
