/** Slices of NVIDIA boards that are divided (MIG): which board a slice is of, and how much of it. */
import { joinFactors } from "../interval.ts";
import type { Range, SourceUncertainty } from "../model.ts";
import type { Board } from "./nvml_boards.ts";
import { NVML_SUCCESS, type NvmlSymbols } from "./nvml_library.ts";

/** A slice and the share of the board's compute units that it has. */
export interface Slice {
  readonly uuid: string;
  readonly board: Board;
  readonly share: number;
}

const TEXT_BYTES = 96;
/** `nvmlDeviceAttributes_t`: eight 32-bit figures, of which the seventh counts the slices, and the memory (NVIDIA, nvml.h, 2025). */
const ATTRIBUTE_BYTES = 40;
const SLICE_COUNT_AT = 6 * 4;

/** Every slice of the boards that are divided. */
export function listSlices(symbols: NvmlSymbols, boards: readonly Board[]): readonly Slice[] {
  return boards.filter((board) => isDivided(symbols, board)).flatMap((board) => {
    const most = new Uint32Array(1);
    if (symbols.nvmlDeviceGetMaxMigDeviceCount?.(board.handle, most) !== NVML_SUCCESS) return [];
    const slices: Slice[] = [];
    for (let index = 0; index < (most[0] ?? 0); index++) {
      const handle = new BigUint64Array(1);
      const code = symbols.nvmlDeviceGetMigDeviceHandleByIndex?.(board.handle, index, handle);
      if (code !== NVML_SUCCESS) continue;
      const uuid = new Uint8Array(TEXT_BYTES);
      if (symbols.nvmlDeviceGetUUID(handle[0] ?? 0n, uuid, TEXT_BYTES) !== NVML_SUCCESS) continue;
      const attributes = new Uint8Array(ATTRIBUTE_BYTES);
      const told = symbols.nvmlDeviceGetAttributes_v2?.(handle[0] ?? 0n, attributes);
      const units = told === NVML_SUCCESS
        ? new DataView(attributes.buffer).getUint32(SLICE_COUNT_AT, true)
        : 1;
      slices.push({
        uuid: new TextDecoder().decode(uuid.subarray(0, uuid.indexOf(0))),
        board,
        share: Math.min(1, units / unitsOf(board)),
      });
    }
    return slices;
  });
}

/** Whether a board is divided now. */
export function isDivided(symbols: NvmlSymbols, { handle }: Board): boolean {
  const [now, next] = [new Uint32Array(1), new Uint32Array(1)];
  return symbols.nvmlDeviceGetMigMode?.(handle, now, next) === NVML_SUCCESS && now[0] === 1;
}

/** Slices that a whole board has: four of an A30 and an RTX PRO 6000, seven of the larger ones (NVIDIA, MIG user guide, 2025). */
function unitsOf({ name }: Board): number {
  return /\bA30\b|\bRTX PRO 6000\b/.test(name) ? 4 : 7;
}

/** Share of a board's limit that it draws at rest. Judgement, with the range below. */
const IDLE_SHARE = 0.15;
/** A busy slice among busy neighbours that are up to twice as busy. Judgement. */
const BUSY_NEIGHBOURS = 0.5;

/**
 * What a share of the board's energy may miss: nobody sees how busy the other slices are. All others idle: the board's reading holds
 * little but this slice, and a share of it is too low by up to 1 / (0.15 + 0.85 share). Judgement, from idle power at 0.15 of the limit.
 */
export function sliceRange(share: number): Range {
  if (share >= 1) return [1, 1];
  return [BUSY_NEIGHBOURS, 1 / (IDLE_SHARE + (1 - IDLE_SHARE) * share)];
}

/** The board's error joined with that of the share. */
export function sliceError(error: SourceUncertainty, share: number): SourceUncertainty {
  const [low, high] = joinFactors([[1 - error.own[0], 1 + error.own[1]], sliceRange(share)]);
  return { ...error, own: [1 - low, high - 1] };
}
