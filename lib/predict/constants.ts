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
    { afterEpochs: 1, down: [-0.1687, -0.5964, 0.4838], up: [-1.108, -0.0336, -0.2192] },
    { afterEpochs: 2, down: [2.47, 1.719, 0.7745, 0.5553], up: [3.161, 1.491, 0.1355, -0.3136] },
    { afterEpochs: 3, down: [1.703, 1.812, 0.6955, 0.4224], up: [1.277, 1.45, 0.2917, 0.4774] },
    { afterEpochs: 5, down: [2.717, 2.174, 0.3994, 0.2571], up: [1.933, 1.804, 0.1633, 0.585] },
    { afterEpochs: 10, down: [4.605, 2.85, 0.321, 0], up: [2.77, 1.503, -0.0413, 0] },
  ],
};
