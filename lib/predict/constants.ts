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
  warmUp: [-0.02, -0.45],
  widths: [
    { afterEpochs: 1, down: [-0.4276, -0.9719, 0.8915], up: [-1.241, -0.1091, -0.2632] },
    { afterEpochs: 2, down: [3.104, 1.579, 1.026], up: [1.174, 0.8957, 0.1219] },
    { afterEpochs: 3, down: [2.787, 2.027, 0.8913, 0.6768], up: [1.172, 1.146, 0.05546, 0.497] },
    { afterEpochs: 5, down: [3.7, 2.18, 0.4489, 0.2967], up: [1.969, 1.459, -0.09394, 0.6999] },
    { afterEpochs: 10, down: [6.696, 2.971], up: [2.584, 1.135] },
  ],
};
