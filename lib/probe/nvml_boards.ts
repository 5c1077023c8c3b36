/** The NVIDIA boards of this machine, and which of them this process may use. */
import {
  type Nvml,
  NVML_NOT_SUPPORTED,
  NVML_SUCCESS,
  nvmlReason,
  type NvmlSymbols,
} from "./nvml_library.ts";

/** A board, as the library reports it. */
export interface Board {
  /** The library's number: that of the bus, which CUDA's may differ from. */
  readonly index: number;
  readonly handle: bigint;
  readonly name: string;
  readonly uuid: string;
  /** As the board states it. */
  readonly limitWatts?: number;
  /** The table's, where the board states none and nothing else tells its power. */
  readonly tableWatts?: number;
  readonly memoryGb?: number;
  /** Generation: 2 Kepler, 3 Maxwell, 4 Pascal, 5 Volta, 6 Turing, 7 Ampere, 8 Ada, 9 Hopper, 10 Blackwell (NVIDIA, NVML API reference, 2025). */
  readonly architecture?: number;
}

/** Room for a name or a UUID (NVML_DEVICE_NAME_V2_BUFFER_SIZE, NVML_DEVICE_UUID_V2_BUFFER_SIZE). */
const TEXT_BYTES = 96;

/** Every board that answers; those that do not, by their number and reason. */
export function listBoards(
  nvml: Nvml,
): { readonly boards: readonly Board[]; readonly silent: readonly string[] } {
  const { symbols } = nvml;
  const boards: Board[] = [];
  const silent: string[] = [];
  const count = readU32((out) => symbols.nvmlDeviceGetCount_v2(out)) ?? 0;
  for (let index = 0; index < count; index++) {
    const handle = new BigUint64Array(1);
    const code = symbols.nvmlDeviceGetHandleByIndex_v2(index, handle);
    if (code === NVML_SUCCESS) boards.push(describeBoard(symbols, index, handle[0] ?? 0n));
    else silent.push(`${index}: ${nvmlReason(code)}`);
  }
  return { boards, silent };
}

function describeBoard(symbols: NvmlSymbols, index: number, handle: bigint): Board {
  const limit = readU32((out) =>
    symbols.nvmlDeviceGetEnforcedPowerLimit?.(handle, out) ?? NVML_NOT_SUPPORTED
  );
  const architecture = readU32((out) =>
    symbols.nvmlDeviceGetArchitecture?.(handle, out) ?? NVML_NOT_SUPPORTED
  );
  const memory = new BigUint64Array(3); // total, free, used, in bytes
  const known = symbols.nvmlDeviceGetMemoryInfo?.(handle, memory) === NVML_SUCCESS;
  return {
    index,
    handle,
    name: readText((out) => symbols.nvmlDeviceGetName(handle, out, TEXT_BYTES)) ?? "NVIDIA GPU",
    uuid: readText((out) => symbols.nvmlDeviceGetUUID(handle, out, TEXT_BYTES)) ?? "",
    ...(limit === undefined || limit === 0 ? {} : { limitWatts: limit / 1000 }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(known ? { memoryGb: Number(memory[0]) / 2 ** 30 } : {}),
  };
}

/** A 32-bit answer; undefined where the call failed. */
export function readU32(call: (out: Uint32Array<ArrayBuffer>) => number): number | undefined {
  const out = new Uint32Array(1);
  return call(out) === NVML_SUCCESS ? out[0] : undefined;
}

function readText(call: (out: Uint8Array<ArrayBuffer>) => number): string | undefined {
  const out = new Uint8Array(TEXT_BYTES);
  if (call(out) !== NVML_SUCCESS) return undefined;
  const end = out.indexOf(0);
  return new TextDecoder().decode(out.subarray(0, end < 0 ? TEXT_BYTES : end));
}

/** A board that a list of visible devices names, with the slice of it where the list names one. */
export interface Visible {
  readonly board: Board;
  /** UUID of the slice of a divided board. */
  readonly slice?: string;
}

/**
 * The boards that a CUDA_VISIBLE_DEVICES lets this process use: by number, by UUID or the beginning of one, by slice of a divided board. An
 * empty list is none; an entry that names nothing ends the list, as it does for CUDA (NVIDIA, CUDA C++ programming guide, 2025). Undefined is all.
 */
export function visibleBoards(
  boards: readonly Board[],
  visible: string | undefined,
  sliceOwner: (uuid: string) => Board | undefined = () => undefined,
): readonly Visible[] {
  if (visible === undefined) return boards.map((board) => ({ board }));
  const chosen: Visible[] = [];
  for (const entry of visible.split(",").map((text) => text.trim())) {
    const owner = entry.startsWith("MIG-") ? sliceOwner(entry) : undefined;
    const board = owner ?? findBoard(boards, entry);
    if (board === undefined) break;
    if (owner === undefined && chosen.some((one) => one.board === board)) continue;
    chosen.push(owner === undefined ? { board } : { board, slice: entry });
  }
  return chosen;
}

function findBoard(boards: readonly Board[], entry: string): Board | undefined {
  if (/^\d+$/.test(entry)) return boards.find((board) => board.index === Number(entry));
  if (!entry.startsWith("GPU-") || entry.length <= "GPU-".length) return undefined;
  const matches = boards.filter((board) =>
    board.uuid.toLowerCase().startsWith(entry.toLowerCase())
  );
  return matches.length === 1 ? matches[0] : undefined; // an ambiguous beginning names nothing
}
