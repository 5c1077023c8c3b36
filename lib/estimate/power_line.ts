/** What a line of watts of an estimate is, and what its kinds share. */
import type { Basis, DeviceKind, HardwareMatch, Note, Range } from "../model.ts";

/** Devices of one kind, all together. */
export interface PowerLine {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly label: string;
  /** As the table names it, with the number: "8 × A100 SXM4 80GB". */
  readonly name: string;
  readonly sum: string;
  readonly powerWatts: number;
  /** Error as factors of the watts. */
  readonly range: Range;
  readonly basis: Basis;
  /** The model or the user: "gpu-model", "given". */
  readonly source: string;
  /** Ids of the sources behind it. */
  readonly sources: readonly string[];
  readonly notes: readonly Note[];
  /** What would narrow it. */
  readonly cure: string;
  /** Whether a limit given goes before the table's. */
  readonly limited?: true;
}

/** Between the factors of a sum. */
export const TIMES = " × ";

/** What is uncertain about the row itself. */
export function matchNotes(device: string, match: HardwareMatch): Note[] {
  if (!["default", "disputed", "estimate"].includes(match.confidence)) return [];
  return [{
    code: "hardware-match",
    device,
    message: `${match.name}, ${match.tdpWatts} W (${match.confidence}): ${match.why}`,
    hint: device === "gpu"
      ? "estimate({ powerWatts: 300, … }), where you know better"
      : "track() one epoch, which measures it",
  }];
}

/** To four digits, as sums are written. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}
