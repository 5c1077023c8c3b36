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
    { afterEpochs: 1, down: [-0.3154, -0.7753, 0.6289], up: [-1.039, -0.04367, -0.285] },
    { afterEpochs: 2, down: [0.7998, 0.8496, 0.565, 0.5563], up: [2.227, 0.8411, 0.2366, -0.486] },
    { afterEpochs: 3, down: [0.7403, 1.158, 0.5963, 0.3916], up: [0.5712, 0.9325, 0.231, 0.3535] },
    { afterEpochs: 5, down: [1.472, 1.374, 0.4246, 0.1416], up: [1.071, 1.114, 0.1487, 0.3658] },
    { afterEpochs: 10, down: [3.457, 1.922, 0.25, 0], up: [1.962, 0.9678, -0.06695, 0] },
  ],
};
