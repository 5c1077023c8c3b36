/** The limit of a board that states neither its power nor its limit: the table's, which is all that its model lacks. */
import type { Board } from "./nvml_boards.ts";
import type { NvmlSymbols } from "./nvml_library.ts";
import { chooseReader } from "./nvml_reader.ts";

/** Limits of the table in W, by the number of the board. */
export type TableLimits = Readonly<Record<string, number>>;

/**
 * Limits of the table for those of the boards that need one; a board's own goes before it. The table is loaded for such a board alone, and only where
 * nothing is `known`: the sampling worker is handed what the calling thread has found. A name that does not tell which board it is has none.
 */
export async function tableLimits(
  symbols: NvmlSymbols,
  boards: readonly Board[],
  known: TableLimits | undefined,
): Promise<TableLimits> {
  if (known !== undefined) return known;
  const limits: Record<string, number> = {};
  for (const board of boards) {
    if (board.limitWatts !== undefined || chooseReader(symbols, board).what !== "nothing") continue;
    const watts = await tableWatts(board.name);
    if (watts !== undefined) limits[board.index] = watts;
  }
  return limits;
}

async function tableWatts(name: string): Promise<number | undefined> {
  try {
    const { findAccelerator } = await import("../hardware/find_accelerator.ts");
    const match = await findAccelerator(name);
    return match === undefined || match.confidence === "default" ? undefined : match.tdpWatts;
  } catch {
    return undefined; // the board then answers to nothing, and a note says so
  }
}
