/** Where a part's TDP comes from: the one seam between a reported name and the model. */

/** What is known of a CPU part. */
export interface CpuPart {
  /** Watts the model starts from: TDP of a server, base power of a laptop part, root of base times turbo of an unlocked desktop part. */
  readonly tdpWatts?: number;
  /** Threads of one whole part, for the share that a virtual machine has of it. */
  readonly threads?: number;
  /** Whether the figures are the part's own, its family's, or none. */
  readonly known: "exact" | "family" | "unknown";
}

/**
 * What is known of the CPU with a reported name. Until there is a table of parts nothing is, and the model goes by the number of threads.
 */
export function findCpuPart(_reportedName: string): Promise<CpuPart> {
  return Promise.resolve({ known: "unknown" });
}
