/** How far a RAPL reading may be from the truth, by what kind of meter it is. */
import type { SourceUncertainty } from "../model.ts";
import type { CpuInfo } from "./cpu_info.ts";
import { listNames, tryNumber } from "./sysfs.ts";

/** RAPL counters move once a millisecond (Intel Software Developer's Manual, volume 3B, 2024). */
const TICK_SECONDS = 0.001;

// Model numbers of family 6 (Linux, arch/x86/include/asm/intel-family.h).
const SANDY_AND_IVY_BRIDGE = [42, 45, 58, 62];
const HASWELL_TO_CASCADE_LAKE_SERVER = [63, 79, 85, 86];
const ICE_LAKE_AND_LATER_SERVER = [106, 108, 143, 173, 174, 175, 207, 221];

/**
 * Error of a package counter, in fractions of the energy.
 *
 * Intel from Haswell on measures at the voltage regulator: 5 % (literature: "highly correlated with plug power", Khan et al. 2018; the figure
 * is judgement). Sandy and Ivy Bridge is a model: 25 to 30 % (data: two E3-1240 v2 at equal load read 0.72 and 1.38 of their TDP). AMD Zen is
 * a model that does not see data-dependent power: 10 to 20 % (literature: Schoene et al. 2021, arXiv 2108.00808; the figure is judgement).
 */
export function packageError(cpu: CpuInfo | undefined): SourceUncertainty {
  if (cpu?.vendor === "GenuineIntel") {
    if (cpu.family === 6 && SANDY_AND_IVY_BRIDGE.includes(cpu.model ?? 0)) {
      return {
        key: "rapl:intel-model",
        shared: [0.25, 0.30],
        own: [0.05, 0.05],
        tickSeconds: TICK_SECONDS,
      };
    }
    return {
      key: "rapl:intel",
      shared: [0.05, 0.05],
      own: [0.02, 0.02],
      tickSeconds: TICK_SECONDS,
    };
  }
  // Hygon's parts are Zen cores. A maker that is not named gets the wider class.
  return { key: "rapl:amd", shared: [0.10, 0.20], own: [0.03, 0.03], tickSeconds: TICK_SECONDS };
}

/**
 * Error of a DRAM counter, in fractions of the energy.
 *
 * Data: 152 runs beside measured DIMM rails (lukalt/icpe-2024-rapl-validation, 2024). Haswell to Cascade Lake servers: truth / reading 0.74 to
 * 1.10. Ice Lake and later: 0.40 to 0.91, the excess at most 3 W a socket, so it shrinks with the number of DIMMs. Clients: 30 % (literature:
 * Desrochers et al. 2016, the offset varies from system to system).
 */
export function dramError(
  cpu: CpuInfo | undefined,
  dimmsPerSocket: number | undefined,
): SourceUncertainty {
  const model = cpu?.family === 6 ? cpu.model ?? 0 : 0;
  const rest = { own: [0, 0], tickSeconds: TICK_SECONDS } as const;
  if (HASWELL_TO_CASCADE_LAKE_SERVER.includes(model)) {
    return { key: "rapl-dram:haswell", shared: [0.25, 0.10], ...rest };
  }
  if (!ICE_LAKE_AND_LATER_SERVER.includes(model)) {
    return { key: "rapl-dram:client", shared: [0.30, 0.30], ...rest };
  }
  const key = "rapl-dram:ice-lake";
  if (dimmsPerSocket !== undefined && dimmsPerSocket <= 2) {
    return { key, shared: [0.60, 0], ...rest };
  }
  if (dimmsPerSocket !== undefined && dimmsPerSocket >= 8) {
    return { key, shared: [0.25, 0.05], ...rest };
  }
  return { key, shared: [0.60, 0.05], ...rest }; // in between, or not known: both classes' ends
}

/** DIMMs a socket by the memory controllers that report errors (EDAC); undefined where the kernel does not list them. */
export function dimmsPerSocket(root: string, sockets: number): number | undefined {
  const folder = `${root}/sys/devices/system/edac/mc`;
  let dimms = 0;
  for (const controller of listNames(folder).filter((name) => /^mc\d+$/.test(name))) {
    for (const slot of listNames(`${folder}/${controller}`)) {
      if (!/^(?:dimm|rank)\d+$/.test(slot)) continue;
      if ((tryNumber(`${folder}/${controller}/${slot}/size`) ?? 0) > 0) dimms += 1;
    }
  }
  return dimms === 0 ? undefined : dimms / sockets;
}
