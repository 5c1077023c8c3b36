/** How far an NVML reading may be from the truth, by the board. */
import type { SourceUncertainty } from "../model.ts";
import type { Board } from "./nvml_boards.ts";

/** Counters of real boards move every 20 to 100 ms (Yang et al. 2024, SC24). */
const TICK_SECONDS = 0.1;
const KEPLER = 2;
/** Boards whose sensor looks at 25 of every 100 ms (Yang et al. 2024, SC24). */
const PART_TIME_SENSOR = /\b(?:A100|A800|A30|H100|H800|H200|GH200)\b/;
/** Names of boards older than Maxwell, where the driver does not tell the generation. */
const OLD =
  /\bTesla (?:K|M2)\d|\bQuadro K\d|\bGeForce GT[X]? (?:[4-7]\d\d)\b(?<!GTX 75\d)|\bTITAN (?:Black|Z)\b/;

/** How a reading of a board comes about. */
export type NvmlReading = "energy" | "instant" | "mean" | "power";

/**
 * Error of a board's readings, in fractions of the energy; wider below half of its limit.
 *
 * Data: 19 boards against an external meter (Yang et al. 2024, SC24): -7.1 to +3.7 % of the reading at 60 % load, -10.7 to +5.3 % at 30 %. Boards
 * with a part-time sensor (A100, H100) have 5 % of their own, and so has a mean of the last second 3 %. Kepler and older: literature (Burtscher et al. 2014).
 */
export function nvmlError(board: Board, reading: NvmlReading): SourceUncertainty {
  const key = `nvml:${board.name}`;
  const tick = reading === "energy" ? { tickSeconds: TICK_SECONDS } : {};
  const old = board.architecture === undefined
    ? OLD.test(board.name)
    : board.architecture <= KEPLER;
  if (old) return { key, shared: [0.06, 0.08], own: [0.10, 0.10], ...tick };
  const own: readonly [number, number] = PART_TIME_SENSOR.test(board.name)
    ? [0.05, 0.05]
    : reading === "mean"
    ? [0.03, 0.03]
    : [0.025, 0.025];
  const lowLoad = board.limitWatts === undefined
    ? {}
    : { lowLoad: { belowWatts: board.limitWatts / 2, shared: [0.06, 0.12] as const } };
  return { key, shared: [0.05, 0.07], own, ...lowLoad, ...tick };
}
