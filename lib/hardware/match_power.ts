/** From a row of the tables to the watts a model starts from. */
import type { HardwareMatch, Range } from "../model.ts";

/** Error of a power that is itself an estimate, as factors. Grade: judgement (analysts' figures of one chip differ by as much). */
const ESTIMATE_RANGE: Range = [0.7, 1.4];
/**
 * Error of idle and full watts that were read on another machine under another load, as factors. Grade: data (full load of AES, memory and mixed
 * stressors over that of the usual one, five Xeons, Teads turbostress reports of 2021: 0.82 to 1.17).
 */
export const COUNTER_RANGE: Range = [0.82, 1.17];
/** Unlocked desktop parts of Intel, whose boards let them run above their base power for as long as they are cooled. */
const UNLOCKED = /^Core (?:i\d-|Ultra \d )\d+K[FS]?$/;

/**
 * Watts of one package that the CPU model starts from: the TDP of a server part, the base power of a laptop part, the root of base times
 * maximum turbo power of an unlocked desktop part. Grade: judgement. Undefined where the row has no figure.
 */
export function modelTdpWatts(match: HardwareMatch): number | undefined {
  const { name, tdpWatts, maxTurboWatts } = match;
  return tdpWatts !== undefined && maxTurboWatts !== undefined && UNLOCKED.test(name)
    ? Math.sqrt(tdpWatts * maxTurboWatts)
    : tdpWatts;
}

/** Error of a row's power itself, as factors: of a dispute both figures, of an estimate a wide one, else none. */
export function tableRange(match: HardwareMatch): Range {
  if (match.confidence === "estimate") return ESTIMATE_RANGE;
  const { confidence, tdpWatts, otherTdpWatts } = match;
  if (confidence !== "disputed" || otherTdpWatts === undefined || tdpWatts === undefined) {
    return [1, 1];
  }
  const factor = otherTdpWatts / tdpWatts;
  return [Math.min(1, factor), Math.max(1, factor)];
}
