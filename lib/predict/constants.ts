/**
 * Constants of the prediction, learnt from 472 real training runs (25677 epochs, 203 configurations, each one vote). Written by
 * `tests/bench/learn_predict.ts`, never by hand.
 *
 * Sources (durations of epochs only): training_results_v0.6 of MLCommons; GAISSA-UPC seaa2023_ect by del Rey and others (CC BY 4.0); public
 * training logs of people's own machines. Grade: data.
 */
import type { PredictConstants } from "./constants_shape.ts";

/** As learnt. */
export const LEARNT: PredictConstants = {
  level: {
    shape: 1.5,
    noise: 0.012,
    fallScale: 0.3,
    riseScale: 0.4,
    riseShare: 0.15,
    changeChances: [0.85, 0.35, 0.1, 0.07],
    pauseChance: 0.01,
    pauseScale: 3,
    plainEpochs: 40,
    lastShare: 0.25,
    lastMost: 0.25,
  },
  warmUp: [-0.02662, -0.3143, -0.07035],
  widths: [
    { afterEpochs: 1, down: [0.0202, -0.934, 0.6675], up: [-1.153, 0.2413, -0.6941] },
    { afterEpochs: 2, down: [0.1441, 0.7606, 0.5424, 0.7875], up: [3.373, 1.054, 0.3652, -0.8294] },
    { afterEpochs: 3, down: [0.5687, 1.129, 0.6025, 0.3982], up: [0.6612, 0.9261, 0.1926, 0.3983] },
    { afterEpochs: 5, down: [1.147, 1.282, 0.4401, 0.196], up: [1.095, 1.122, 0.1689, 0.3222] },
    { afterEpochs: 10, down: [1.792, 1.532, 0.3065, 0], up: [1.104, 0.8066, 0.06266, 0] },
  ],
};
