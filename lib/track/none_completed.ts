/** Planned epochs of which none came: nearly always a promise that the cell did not return. */
import type { Note, Run } from "../model.ts";

/** The epochs of a run when its cell has ended. */
export interface EpochCounts {
  /** How many were planned, where that was said. */
  readonly planned: number | undefined;
  readonly begun: number;
  readonly completed: number;
  /** Whether one is still under way. */
  readonly underWay: boolean;
  readonly status: Run["status"];
}

/**
 * The note of a run that finished, but whose loop had not: none of the planned epochs was begun, or one is still under way though its cell has
 * ended. None of a run that was stopped, interrupted or failed, and none of a loop that was left: those are said to be what they are.
 */
export function noneCompleted(
  { planned, begun, completed, underWay, status }: EpochCounts,
): Note | undefined {
  if (status !== "finished" || planned === undefined || completed >= planned) return undefined;
  if (begun > 0 && !underWay) return undefined;
  return {
    code: "epochs-not-completed",
    message: `${completed} of ${planned} epochs were completed when the cell ended: ${
      begun === 0
        ? "what it did counts for none of them"
        : "what the loop goes on to do is not in this run"
    }`,
    hint: begun === 0
      ? "loop over t.epochs(), or call t.epochStart() and t.epochEnd(); does the cell return its promise?"
      : "does the cell return its promise? await the loop in it",
  };
}
