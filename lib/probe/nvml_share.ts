/** How much of an NVIDIA board this process and its children use. */
import { NVML_NOT_SUPPORTED, NVML_SUCCESS, type NvmlSymbols } from "./nvml_library.ts";
import { processTree, type TreeOfProcess } from "./process_tree.ts";
import type { Share } from "./scoped_source.ts";

/** Processes are looked up so often at most: the list changes seldom, and real libraries take a millisecond over it. */
const FRESH_SECONDS = 1;
const MOST_PROCESSES = 128;
/** `nvmlProcessInfo_t` (version 3): pid, 4 bytes of nothing, memory, two instance numbers; `nvmlProcessUtilizationSample_t` (NVIDIA, nvml.h, 2025). */
const PROCESS_BYTES = 24;
const SAMPLE_BYTES = 32;
const NO_MEMORY = 0xffff_ffff_ffff_ffffn;

/** A process on a board. */
export interface BoardProcess {
  readonly pid: number;
  /** Share of time with a kernel of it running, in percent. */
  readonly busyPercent: number;
  readonly memoryBytes: number;
}

/**
 * A board's share by time in kernels, else by memory. A board that shows nobody is nobody's while it rests; where the numbers of processes are not of
 * our own namespace (a container) nobody can tell, and the whole board counts.
 */
export function boardShare(
  symbols: NvmlSymbols,
  handle: bigint,
  options: TreeOfProcess = {},
  nowSeconds: () => number = () => performance.now() / 1000,
): Share<number> {
  let share = 0;
  let asked = -Infinity;
  return {
    look: () => {
      if (nowSeconds() - asked < FRESH_SECONDS) return share;
      asked = nowSeconds();
      const processes = listProcesses(symbols, handle);
      share = processes === undefined
        ? 1
        : shareOfProcesses(processes, processTree(options), (pid) =>
          exists(options.root ?? "", pid));
      if (processes?.length === 0 && isBusy(symbols, handle)) share = 1;
      return share;
    },
    between: (before, after) => (before + after) / 2,
  };
}

/** The share that a tree of processes has among those on a board. */
export function shareOfProcesses(
  processes: readonly BoardProcess[],
  tree: readonly number[],
  isOurNamespace: (pid: number) => boolean,
): number {
  if (processes.some(({ pid }) => !isOurNamespace(pid))) return 1;
  const own = processes.filter(({ pid }) => tree.includes(pid));
  if (own.length === 0 || own.length === processes.length) return own.length === 0 ? 0 : 1;
  for (const use of ["busyPercent", "memoryBytes"] as const) {
    const sum = (of: readonly BoardProcess[]) => of.reduce((total, one) => total + one[use], 0);
    if (sum(processes) > 0) return sum(own) / sum(processes);
  }
  return own.length / processes.length;
}

function listProcesses(symbols: NvmlSymbols, handle: bigint): readonly BoardProcess[] | undefined {
  const count = new Uint32Array([MOST_PROCESSES]);
  const bytes = new Uint8Array(MOST_PROCESSES * PROCESS_BYTES);
  const code = symbols.nvmlDeviceGetComputeRunningProcesses_v3?.(handle, count, bytes);
  if (code !== NVML_SUCCESS) return undefined;
  const view = new DataView(bytes.buffer);
  const busy = busyByProcess(symbols, handle);
  return Array.from({ length: Math.min(count[0] ?? 0, MOST_PROCESSES) }, (_, index) => {
    const at = index * PROCESS_BYTES;
    const pid = view.getUint32(at, true);
    const memory = view.getBigUint64(at + 8, true);
    return {
      pid,
      busyPercent: busy.get(pid) ?? 0,
      memoryBytes: memory === NO_MEMORY ? 0 : Number(memory),
    };
  });
}

function busyByProcess(symbols: NvmlSymbols, handle: bigint): ReadonlyMap<number, number> {
  const busy = new Map<number, number>();
  const count = new Uint32Array([MOST_PROCESSES]);
  const bytes = new Uint8Array(MOST_PROCESSES * SAMPLE_BYTES);
  const code = symbols.nvmlDeviceGetProcessUtilization?.(handle, bytes, count, 0n);
  if (code !== NVML_SUCCESS) return busy;
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < Math.min(count[0] ?? 0, MOST_PROCESSES); index++) {
    const at = index * SAMPLE_BYTES;
    busy.set(view.getUint32(at, true), view.getUint32(at + 16, true));
  }
  return busy;
}

function isBusy(symbols: NvmlSymbols, handle: bigint): boolean {
  const out = new Uint32Array(2);
  const code = symbols.nvmlDeviceGetUtilizationRates?.(handle, out) ?? NVML_NOT_SUPPORTED;
  return code === NVML_SUCCESS && (out[0] ?? 0) > 0;
}

function exists(root: string, pid: number): boolean {
  try {
    Deno.statSync(`${root}/proc/${pid}`);
    return true;
  } catch {
    return false;
  }
}
