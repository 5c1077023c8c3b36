/** TensorFlow.js: epochs and batches of `model.fit()` as epochs and steps of a run. */
import type { Metrics } from "../model.ts";

/** What a callback tells the run. */
export interface FitRun {
  epochStart(): void;
  epochEnd(): void;
  log(metrics: Metrics): void;
  /** How many batches an epoch has, where it is known. */
  step(done: number, of: number): void;
  /** Whether training is to stop; never throws. */
  stopped(): boolean;
  /** Waits for what a budget called. */
  settle(): Promise<void>;
  /** Throws the AbortError after a Stop. */
  check(): void;
}

/** The methods of a TensorFlow.js callback that are used, as that library calls them. */
interface FitCallback {
  model?: { stopTraining?: boolean } | undefined;
  params?:
    | { readonly steps?: number; readonly samples?: number; readonly batchSize?: number }
    | undefined;
  setParams?(params: FitCallback["params"]): void;
  setModel?(model: FitCallback["model"]): void;
  onTrainBegin?(): Promise<void>;
  onEpochBegin(epoch: number): Promise<void>;
  onEpochEnd(epoch: number, logs?: Metrics): Promise<void>;
  onBatchEnd(batch: number, logs?: Metrics): Promise<void>;
}

/**
 * A callback for `model.fit()`. Given the library it is a real `tf.Callback`; without it, a plain object to be used alone.
 *
 * A Stop or a budget ends `fit` through the model, so that its promise resolves and the weights stay whole.
 */
export function fitCallback(
  run: FitRun,
  tf?: { readonly Callback: new () => object },
): FitCallback {
  const callback = (tf === undefined ? {} : new tf.Callback()) as FitCallback;
  const stopIfAsked = () => {
    if (!run.stopped()) return;
    // A plain object never hears of the model: there a Stop comes out of `fit` as its error.
    if (callback.model) callback.model.stopTraining = true;
    else run.check();
  };
  const hooks: Pick<FitCallback, "onEpochBegin" | "onEpochEnd" | "onBatchEnd"> = {
    // deno-lint-ignore require-await
    async onEpochBegin() {
      if (!run.stopped()) run.epochStart();
      stopIfAsked();
    },
    async onEpochEnd(_epoch, logs) {
      if (!run.stopped()) run.epochEnd();
      if (logs !== undefined) {
        const metrics = await numbersOf(logs);
        if (!run.stopped()) run.log(metrics);
      }
      await run.settle();
      stopIfAsked();
    },
    // deno-lint-ignore require-await
    async onBatchEnd(batch) {
      const { params } = callback;
      const of = params?.steps ??
        (params?.samples !== undefined && params.batchSize
          ? Math.ceil(params.samples / params.batchSize)
          : undefined);
      if (!run.stopped() && of !== undefined && of > 0) run.step(Math.min(batch + 1, of), of);
      stopIfAsked();
    },
  };
  return Object.assign(callback, hooks);
}

/** What `fit` logs may still be scalars on the device; they belong to the library, so they are read and left alone. */
async function numbersOf(logs: Readonly<Record<string, unknown>>): Promise<Metrics> {
  const metrics: Record<string, number> = {};
  for (const [name, value] of Object.entries(logs)) {
    if (typeof value === "number") metrics[name] = value;
    else if (typeof (value as Scalar | null)?.data === "function") {
      metrics[name] = (await (value as Scalar).data())[0] ?? NaN;
    }
  }
  return metrics;
}

interface Scalar {
  data(): Promise<ArrayLike<number>>;
}
