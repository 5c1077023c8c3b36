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
    changeChances: [0.7, 0.35, 0.1, 0.07],
    pauseChance: 0.01,
    pauseScale: 3,
    plainEpochs: 40,
    lastShare: 0.25,
    lastMost: 0.25,
  },
  warmUp: [-0.02662, -0.3143, -0.07035],
  widths: [
    { afterEpochs: 1, down: [-0.474, -1.007, 0.8998], up: [-1.105, -0.04966, -0.2389] },
    { afterEpochs: 2, down: [2.129, 1.729, 0.8959, 0.7205], up: [3.183, 1.488, 0.278, -0.3812] },
    { afterEpochs: 3, down: [1.763, 1.899, 0.9221, 0.5736], up: [0.9646, 1.367, 0.3307, 0.511] },
    { afterEpochs: 5, down: [2.463, 2.124, 0.5465, 0.3028], up: [1.834, 1.773, 0.1756, 0.6107] },
    { afterEpochs: 10, down: [4.671, 2.907, 0.2887, 0], up: [2.747, 1.449, -0.004327, 0] },
  ],
};
