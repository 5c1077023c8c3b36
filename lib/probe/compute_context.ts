/** Whether some process holds a compute context open on a board: that alone keeps it from its lowest power. */
import { listBoards } from "./nvml_boards.ts";
import { NVML_SUCCESS, type NvmlOptions, openNvml } from "./nvml_library.ts";
import { listNames } from "./sysfs.ts";

const MOST_PROCESSES = 128;
/** `nvmlProcessInfo_t`, version 3 (NVIDIA, nvml.h, 2025). */
const PROCESS_BYTES = 24;

/** Boards with an open compute context, by their device names: NVIDIA by the library's list of processes, AMD by the kernel's (`/sys/class/kfd`). */
export function openContexts(options: NvmlOptions = {}): readonly string[] {
  const { root = "" } = options;
  const open = nvidiaContexts(options);
  if (listNames(`${root}/sys/class/kfd/kfd/proc`).length > 0) open.push("AMD GPU");
  return open;
}

function nvidiaContexts(options: NvmlOptions): string[] {
  const nvml = openNvml(options);
  if (nvml === undefined) return [];
  try {
    return listBoards(nvml).boards.flatMap(({ handle, index }) => {
      const count = new Uint32Array([MOST_PROCESSES]);
      const bytes = new Uint8Array(MOST_PROCESSES * PROCESS_BYTES);
      const code = nvml.symbols.nvmlDeviceGetComputeRunningProcesses_v3?.(handle, count, bytes);
      return code === NVML_SUCCESS && (count[0] ?? 0) > 0 ? [`gpu:${index}`] : [];
    });
  } finally {
    nvml.close();
  }
}
