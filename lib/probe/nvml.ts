/** NVIDIA boards by their management library. */
import type { Note, PowerSource, Reading } from "../model.ts";
import { ProbeError } from "../errors.ts";
import { described } from "./described.ts";
import { type Board, listBoards, type Visible, visibleBoards } from "./nvml_boards.ts";
import { nvmlError } from "./nvml_error.ts";
import { type Nvml, type NvmlOptions, openNvml } from "./nvml_library.ts";
import { type BoardReader, chooseReader } from "./nvml_reader.ts";
import { type TableLimits, tableLimits } from "./nvml_limits.ts";
import { boardNotes, generalNotes } from "./nvml_notes.ts";
import { boardShare } from "./nvml_share.ts";
import { isDivided, listSlices, type Slice, sliceError } from "./nvml_slices.ts";
import { scopedSource } from "./scoped_source.ts";
import { environment } from "./sysfs.ts";

/** Options of `nvmlSources()`. */
export interface NvmlSourceOptions extends NvmlOptions {
  /** Boards that may be used, as CUDA_VISIBLE_DEVICES writes them; null: all; left out: that variable. */
  readonly visible?: string | null | undefined;
  /** The whole boards, or the share of this process and its children; "machine". */
  readonly scope?: "machine" | "process" | undefined;
  /** What `tableLimits()` found on the calling thread, for the worker. */
  readonly tableWatts?: TableLimits | undefined;
}

/**
 * One source a visible board, "gpu:N" with N the library's number: its energy counter in J, else its power in W, else a model by
 * utilisation. A read that fails is a gap with the library's reason. Of a divided board (MIG) its energy comes once, or the visible slices' share.
 *
 * No library, or no driver behind it, is an empty list. Disposing of all the sources ends the library's session.
 * @throws {ProbeError} If the library is there but refuses us.
 */
export async function nvmlSources(options: NvmlSourceOptions = {}): Promise<PowerSource[]> {
  const nvml = openNvml(options);
  if (nvml === undefined) return [];
  const { boards, silent } = listBoards(nvml);
  if (boards.length === 0) {
    nvml.close();
    if (silent.length === 0) return [];
    throw new ProbeError(`Cannot read any NVIDIA GPU: ${silent.join(", ")}`, {
      hint: "Run `nvidia-smi`: it names what is wrong with the boards",
    });
  }
  const visible = options.visible === undefined
    ? environment("CUDA_VISIBLE_DEVICES")
    : options.visible ?? undefined;
  const slices = visible?.includes("MIG-") ? listSlices(nvml.symbols, boards) : [];
  const sliceOf = (uuid: string) => slices.find((slice) => slice.uuid === uuid);
  const chosen = groupByBoard(
    visibleBoards(boards, visible, (uuid) => sliceOf(uuid)?.board),
    sliceOf,
  );
  if (chosen.length === 0) {
    nvml.close();
    return [];
  }
  const general = generalNotes({ boards, silent, visible, chosen: chosen.length });
  const share = sharedSession(nvml, chosen.length);
  const tableWatts = await tableLimits(
    nvml.symbols,
    chosen.map(({ board }) => board),
    options.tableWatts,
  );
  const description = {
    module: import.meta.url,
    name: "nvmlSources",
    options: {
      visible: visible ?? null,
      tableWatts,
      ...(options.scope === "process" ? { scope: options.scope } : {}),
      ...(options.root === undefined ? {} : { root: options.root }),
      ...(options.libraries === undefined ? {} : { libraries: options.libraries }),
    },
  };
  return chosen.map(({ board: found, part }, index) => {
    const limit = tableWatts[found.index];
    const board = limit === undefined ? found : { ...found, tableWatts: limit };
    const reader = chooseReader(nvml.symbols, board);
    const divided = isDivided(nvml.symbols, board);
    const notes = [
      ...(index === 0 ? general : []),
      ...boardNotes(board, reader, divided, part),
    ];
    const whole = boardSource(board, reader, part, notes, share);
    // A slice is one user's already.
    const ours = options.scope === "process" && part === 1
      ? scopedSource(whole, boardShare(nvml.symbols, board.handle, { root: options.root }))
      : whole;
    return described(ours, description);
  });
}

/** A board and the share of it that is ours; 1 is the whole. */
interface Chosen {
  readonly board: Board;
  readonly part: number;
}

/** Slices of one board make one source, so that its energy comes once. */
function groupByBoard(
  visible: readonly Visible[],
  sliceOf: (uuid: string) => Slice | undefined,
): readonly Chosen[] {
  const parts = new Map<Board, number>();
  for (const { board, slice } of visible) {
    const part = slice === undefined ? 1 : sliceOf(slice)?.share ?? 1;
    parts.set(board, Math.min(1, (parts.get(board) ?? 0) + part));
  }
  return [...parts].map(([board, part]) => ({ board, part }));
}

const SOURCE_NAMES: Readonly<Record<BoardReader["what"], string>> = {
  energy: "nvml-energy",
  instant: "nvml-power",
  mean: "nvml-power",
  power: "nvml-power",
  utilization: "gpu-model",
  nothing: "nvml-power",
};

function boardSource(
  board: Board,
  reader: BoardReader,
  part: number,
  notes: readonly Note[],
  session: { readonly isOpen: () => boolean; readonly release: () => void },
): PowerSource {
  const { what } = reader;
  const modelled = what === "utilization";
  const whole = modelled
    // Each reading has its own range; all of it is shared by the boards that are modelled alike.
    ? { key: "gpu-model", shared: [0.64, 0.25], own: [0, 0] } as const
    : nvmlError(board, what === "nothing" ? "power" : what);
  let held = true;
  return {
    device: `gpu:${board.index}`,
    kind: "gpu",
    name: board.name,
    source: SOURCE_NAMES[what],
    basis: modelled || part < 1 ? "modelled" : "measured",
    uncertainty: part < 1 ? sliceError(whole, part) : whole,
    ...(board.limitWatts === undefined || reader.module ? {} : { limitWatts: board.limitWatts }),
    ...(notes.length === 0 ? {} : { notes }),
    read: () => {
      if (session.isOpen()) return part < 1 ? shareOf(reader.read(), part) : reader.read();
      return { kind: "gap", atSeconds: performance.now() / 1000, why: "the source was closed" };
    },
    ...(reader.instantWatts === undefined ? {} : {
      instantWatts: () => {
        const watts = session.isOpen() ? reader.instantWatts?.() : undefined;
        return watts === undefined ? undefined : watts * part;
      },
    }),
    [Symbol.asyncDispose]: () => {
      if (held) session.release();
      held = false;
      return Promise.resolve();
    },
  };
}

function shareOf(reading: Reading, part: number): Reading {
  if (reading.kind === "counter") {
    return { ...reading, energyJoules: reading.energyJoules * part };
  }
  return reading.kind === "gauge" ? { ...reading, powerWatts: reading.powerWatts * part } : reading;
}

/** The library's session ends with the last source. */
function sharedSession(nvml: Nvml, holders: number) {
  let left = holders;
  return {
    isOpen: () => left > 0,
    release: () => {
      left -= 1;
      if (left === 0) nvml.close();
    },
  };
}
