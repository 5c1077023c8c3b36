/** NVIDIA's management library by FFI: opened where it is, its calls as plain functions. */
import { ProbeError } from "../errors.ts";
import { environment, isDenied, isNotCapable, type TreeOptions } from "./sysfs.ts";

/** Where the library is looked for. */
export interface NvmlOptions extends TreeOptions {
  /** Paths to try, instead of the usual ones. */
  readonly libraries?: readonly string[] | undefined;
}

/** Return codes with names of their own (NVIDIA, NVML API reference, 2025, nvmlReturn_t). */
export const NVML_SUCCESS = 0;
export const NVML_NOT_SUPPORTED = 3;
const NO_PERMISSION = 4;
const DRIVER_NOT_LOADED = 9;
const CODES: Readonly<Record<number, string>> = {
  1: "library not initialised",
  2: "invalid argument",
  3: "not supported",
  4: "no permission",
  6: "not found",
  8: "insufficient power",
  9: "driver not loaded",
  10: "time-out",
  12: "library not found",
  15: "GPU is lost",
  16: "GPU needs a reset",
  17: "blocked by the operating system",
  18: "library and driver versions differ",
  999: "unknown error",
};

/** What a return code means, with its number. */
export function nvmlReason(code: number): string {
  return `${CODES[code] ?? "error"} (NVML ${code})`;
}

// Handles travel as numbers ("u64"), never as pointers: so a permission scoped to the library's path is enough.
const SYMBOLS = {
  nvmlInit_v2: { parameters: [], result: "i32" },
  nvmlShutdown: { parameters: [], result: "i32" },
  nvmlSystemGetDriverVersion: { parameters: ["buffer", "u32"], result: "i32" },
  nvmlDeviceGetCount_v2: { parameters: ["buffer"], result: "i32" },
  nvmlDeviceGetHandleByIndex_v2: { parameters: ["u32", "buffer"], result: "i32" },
  nvmlDeviceGetName: { parameters: ["u64", "buffer", "u32"], result: "i32" },
  nvmlDeviceGetUUID: { parameters: ["u64", "buffer", "u32"], result: "i32" },
  nvmlDeviceGetPowerUsage: { parameters: ["u64", "buffer"], result: "i32" },
  nvmlDeviceGetTotalEnergyConsumption: {
    parameters: ["u64", "buffer"],
    result: "i32",
    optional: true,
  },
  nvmlDeviceGetEnforcedPowerLimit: { parameters: ["u64", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetUtilizationRates: { parameters: ["u64", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetMemoryInfo: { parameters: ["u64", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetArchitecture: { parameters: ["u64", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetFieldValues: {
    parameters: ["u64", "i32", "buffer"],
    result: "i32",
    optional: true,
  },
  nvmlDeviceGetMigMode: { parameters: ["u64", "buffer", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetMaxMigDeviceCount: { parameters: ["u64", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetMigDeviceHandleByIndex: {
    parameters: ["u64", "u32", "buffer"],
    result: "i32",
    optional: true,
  },
  nvmlDeviceGetAttributes_v2: { parameters: ["u64", "buffer"], result: "i32", optional: true },
  nvmlDeviceGetComputeRunningProcesses_v3: {
    parameters: ["u64", "buffer", "buffer"],
    result: "i32",
    optional: true,
  },
  nvmlDeviceGetProcessUtilization: {
    parameters: ["u64", "buffer", "buffer", "u64"],
    result: "i32",
    optional: true,
  },
} as const;

/** The library's functions that we call; those that older drivers lack may be null. */
export type NvmlSymbols = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** An open library. */
export interface Nvml {
  readonly symbols: NvmlSymbols;
  /** Ends the library's session, once. */
  close(): void;
}

/** Usual places of the library; the plain name last, for a loader that knows better. */
export function nvmlCandidates({ root = "" }: TreeOptions = {}): readonly string[] {
  if (Deno.build.os === "windows") {
    return [
      "C:\\Windows\\System32\\nvml.dll",
      "C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvml.dll",
      "nvml.dll",
    ];
  }
  if (Deno.build.os !== "linux") return [];
  const name = "libnvidia-ml.so.1";
  const arch = `${Deno.build.arch}-linux-gnu`;
  const named = root === "" ? (environment("LD_LIBRARY_PATH") ?? "").split(":") : [];
  const folders = [
    `/usr/lib/${arch}`,
    `/lib/${arch}`,
    "/usr/lib64",
    "/usr/lib",
    "/usr/lib/wsl/lib", // Windows Subsystem for Linux
    "/usr/local/nvidia/lib64", // Kubernetes nodes of Google
    "/run/opengl-driver/lib", // NixOS
    `/usr/lib/${arch}/nvidia/current`, // Debian
  ];
  return [
    ...named.filter((folder) => folder.startsWith("/")).map((folder) => `${folder}/${name}`),
    ...folders.map((folder) => `${root}${folder}/${name}`),
    ...(root === "" ? [name] : []),
  ];
}

/**
 * Opens the library and begins a session; undefined where there is none, or no driver behind it.
 *
 * @throws {ProbeError} If it is there but refuses us.
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look or to load it.
 */
export function openNvml(options: NvmlOptions = {}): Nvml | undefined {
  for (const path of options.libraries ?? nvmlCandidates(options)) {
    const library = tryOpen(path);
    if (library === undefined) continue;
    const code = library.symbols.nvmlInit_v2();
    if (code === NVML_SUCCESS) return session(library);
    library.close();
    if (code === DRIVER_NOT_LOADED) return undefined; // the library without a board: a container image, say
    throw new ProbeError(`Cannot start "${path}": ${nvmlReason(code)}`, {
      hint: code === NO_PERMISSION
        ? "Give your user access to the device files: `ls -l /dev/nvidia*` shows their group"
        : "Run `nvidia-smi`: it names what is wrong with the driver (after an update: restart the machine)",
    });
  }
  return undefined;
}

function tryOpen(path: string): Deno.DynamicLibrary<typeof SYMBOLS> | undefined {
  const absolute = path.startsWith("/") || /^[A-Za-z]:/.test(path);
  try {
    if (absolute && !Deno.statSync(path).isFile) return undefined;
    return Deno.dlopen(path, SYMBOLS);
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    if (isDenied(thrown)) {
      throw new ProbeError(`Cannot open "${path}"`, {
        cause: thrown,
        hint: `Give your user read access to "${path}"`,
      });
    }
    return undefined; // not there, of another architecture, or too old to have what we call
  }
}

function session(library: Deno.DynamicLibrary<typeof SYMBOLS>): Nvml {
  let open = true;
  return {
    symbols: library.symbols,
    close: () => {
      if (!open) return;
      open = false;
      library.symbols.nvmlShutdown();
      library.close();
    },
  };
}
