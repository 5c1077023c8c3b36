/** What the CPU model starts from: a reported name looked up in the table of parts. */
import type { Range } from "../model.ts";
import { findCpu } from "./find_cpu.ts";
import { COUNTER_RANGE, modelTdpWatts } from "./match_power.ts";

/** What is known of a CPU part. */
export interface CpuPart {
  /** Watts of one package: TDP of a server, base power of a laptop part, root of base times turbo of an unlocked desktop part. */
  readonly tdpWatts?: number;
  /** Idle and full watts of one package as its counter has them on other machines, and their error as factors. */
  readonly ends?: {
    readonly idleWatts: number;
    readonly fullWatts: number;
    readonly endsRange: Range;
  };
  /** Threads of one whole package, for the share that a virtual machine has of it. */
  readonly threads?: number;
  /** Whether the figures are the part's own, its family's or an estimate, or none. */
  readonly known: "exact" | "family" | "unknown";
}

/**
 * What is known of the CPU with a reported name: its own row, its family's middle, or nothing; then the model goes by the number of threads.
 * A table that cannot be loaded is nothing known: it never costs a run.
 */
export async function findCpuPart(reportedName: string): Promise<CpuPart> {
  const match = await findCpu(reportedName).catch(() => undefined);
  const tdpWatts = match === undefined ? undefined : modelTdpWatts(match);
  if (match === undefined || tdpWatts === undefined) return { known: "unknown" };
  const { idleWatts, fullWatts } = match;
  const vague = ["default", "estimate", "disputed"].includes(match.confidence);
  return {
    tdpWatts,
    ...(idleWatts === undefined || fullWatts === undefined
      ? {}
      : { ends: { idleWatts, fullWatts, endsRange: COUNTER_RANGE } }),
    ...(match.threads === undefined ? {} : { threads: match.threads }),
    known: vague ? "family" : "exact",
  };
}
