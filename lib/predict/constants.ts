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
    { afterEpochs: 2, down: [2.639, 1.431, 0.9295], up: [1.336, 0.9079, 0.09541] },
    { afterEpochs: 3, down: [2.302, 1.837, 0.8077, 0.6134], up: [0.1833, 0.9755, 0.07642, 1.187] },
    { afterEpochs: 5, down: [3.062, 1.976, 0.4068, 0.2688], up: [0.4737, 1.076, 0.07732, 1.192] },
    { afterEpochs: 10, down: [5.726, 2.692], up: [2.423, 1.122] },
  ],
};
