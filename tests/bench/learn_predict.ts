/**
 * Learns the constants of the prediction again: `deno run -A tests/bench/learn_predict.ts DIR` writes `lib/predict/constants.ts`. DIR holds
 * `NAME-runs.csv` and `NAME-sources.csv`; the same files give the same constants. Under ten seconds.
 */
import type { PredictConstants } from "../../lib/predict/constants_shape.ts";
import { learnConstants } from "./learning.ts";
import { readTraces, type TracedRun } from "./traces.ts";

const HERE = new URL("../../lib/predict/constants.ts", import.meta.url);

if (import.meta.main) {
  const [directory] = Deno.args;
  if (directory === undefined) {
    const usage = "Usage: deno run -A tests/bench/learn_predict.ts DIR\n";
    await Deno.stdout.write(new TextEncoder().encode(usage));
    Deno.exit(2);
  }
  const runs = await readTraces(directory);
  await Deno.writeTextFile(HERE, moduleOf(learnConstants(runs), runs));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", HERE.pathname] }).output();
}

function moduleOf(constants: PredictConstants, runs: readonly TracedRun[]): string {
  const timed = runs.filter((run) => run.timed);
  const epochs = timed.reduce((sum, run) => sum + run.durations.length, 0);
  const configurations = new Set(timed.map((run) => `${run.part} ${run.config}`)).size;
  const rounded = JSON.stringify(
    constants,
    (_, value) => typeof value === "number" ? Number(value.toPrecision(4)) : value,
  );
  return `/**
 * Constants of the prediction, learnt from ${timed.length} real training runs (${epochs} epochs, ${configurations} configurations, each one vote). Written by
 * \`tests/bench/learn_predict.ts\`, never by hand.
 *
 * Sources (durations of epochs only): training_results_v0.6 of MLCommons; GAISSA-UPC seaa2023_ect by del Rey and others (CC BY 4.0); public
 * training logs of people's own machines. Grade: data.
 */
import type { PredictConstants } from "./constants_shape.ts";

/** As learnt. */
export const LEARNT: PredictConstants = ${rounded.replaceAll(/"(\w+)":/g, "$1:")};
`;
}
