// deno-lint-ignore-file no-console
/**
 * The demo: trains a network on 10,000 handwritten digits, measures it, and leaves the record and two charts under footnotes/.
 *
 *     deno task demo
 */
import { epochChart, loadRuns, powerChart, type Prediction, statement, track } from "../mod.ts";
import { loadDigits, Network } from "./digits.ts";

console.log("Loading 10,000 handwritten digits …");
const say = ({ energyKwh, durationSeconds, ranges }: Prediction) => {
  const milliwattHours = (kwh: number) => (kwh * 1e6).toFixed(0);
  const [low, high] = ranges.energyKwh.map(milliwattHours);
  const [soonest, latest] = ranges.durationSeconds.map((seconds) => seconds.toFixed(0));
  console.log(
    `\nPredicted after epoch 1: ${milliwattHours(energyKwh)} mWh (${low} to ${high}) and ${
      durationSeconds.toFixed(0)
    } s (${soonest} to ${latest}) for the whole run`,
  );
};

const digits = await loadDigits();
const network = new Network();

console.log("Training: 5 epochs in a loop that never yields, as real training does.\n");
const run = await track("digits", {
  epochs: 5,
  job: {
    stage: "training",
    purpose: "development",
    model: "MLP 784-400-10",
    dataset: "MNIST, 10,000 digits",
  },
}, (t) => {
  for (const epoch of t.epochs()) {
    if (epoch.index === 1 && t.prediction) say(t.prediction);
    epoch.log(network.epoch(digits, 0.03, (done, of) => epoch.step(done, of)));
  }
  return network;
});

console.log(run);

const stem = `footnotes/${run.name}-${run.startedAt.replaceAll(":", "").slice(0, 17)}`;
await (await powerChart(run)).save(`${stem}-power.svg`);
await (await epochChart(run)).save(`${stem}-epochs.svg`);

const words = (basis: string) =>
  run.parts.filter((part) => part.basis === basis).map(({ device, source }) =>
    `${device} (${source})`
  ).join(", ");
console.log(`
Measured here: ${words("measured") || "nothing: no readable energy counter"}
Only modelled: ${words("modelled") || "nothing"}

For the paper: ${statement(run)}

Written: ${stem}-power.svg and ${stem}-epochs.svg; ${
  (await loadRuns("footnotes")).length
} run(s) recorded under footnotes/.
Look next at notebooks/01_track_a_training_cell.ipynb: deno task lab opens it in JupyterLab.
`);
