/** What the kernel says the CPU is. */
import { listNames, tryText } from "./sysfs.ts";
import type { TreeOptions } from "./sysfs.ts";

/** The CPU of the machine, as the kernel reports it. */
export interface CpuInfo {
  /** As reported: "AMD EPYC 7763 64-Core Processor". */
  readonly name: string;
  /** "GenuineIntel", "AuthenticAMD", "HygonGenuine"; empty where it is not said. */
  readonly vendor: string;
  /** Family and model number of an x86 part. */
  readonly family?: number;
  readonly model?: number;
  /** Hardware threads that are switched on. */
  readonly threads: number;
  /** Packages; absent where it is not said. */
  readonly sockets?: number;
  /** Whether a hypervisor shows itself to the CPU. */
  readonly hypervisor: boolean;
}

/** Arm cores by implementer and part number (Arm Ltd., main ID register of each core's manual). */
const ARM_CORES: Readonly<Record<string, string>> = {
  "0x41:0xd08": "ARM Cortex-A72",
  "0x41:0xd0b": "ARM Cortex-A76",
  "0x41:0xd0c": "ARM Neoverse-N1",
  "0x41:0xd40": "ARM Neoverse-V1",
  "0x41:0xd42": "ARM Cortex-A78AE",
  "0x41:0xd49": "ARM Neoverse-N2",
  "0x41:0xd4f": "ARM Neoverse-V2",
  "0xc0:0xac3": "Ampere Altra",
};

/**
 * Reads `/proc/cpuinfo`; undefined where there is none (not Linux).
 *
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look.
 */
export function readCpuInfo({ root = "" }: TreeOptions = {}): CpuInfo | undefined {
  const text = tryText(`${root}/proc/cpuinfo`);
  if (text === undefined || text === "") return undefined;
  const all = (key: string): string[] =>
    [...text.matchAll(new RegExp(`^${key}[ \\t]*:[ \\t]*(.*)$`, "gm"))].map((hit) => hit[1] ?? "");
  const first = (key: string): string | undefined => all(key).find((value) => value !== "");
  const number = (key: string): number | undefined => {
    const value = first(key);
    return value === undefined || !/^\d+$/.test(value) ? undefined : Number(value);
  };
  const arm = ARM_CORES[`${first("CPU implementer")}:${first("CPU part")}`];
  const name = first("model name") ?? arm ?? first("cpu") ?? first("Model") ??
    tryText(`${root}/proc/device-tree/model`)?.replaceAll("\0", "");
  const family = number("cpu family");
  const model = number("model");
  const packages = new Set(all("physical id")).size || countPackages(root);
  return {
    name: name ?? "CPU of unknown name",
    vendor: first("vendor_id") ?? "",
    ...(family === undefined ? {} : { family }),
    ...(model === undefined ? {} : { model }),
    threads: Math.max(1, all("processor").length),
    ...(packages === 0 ? {} : { sockets: packages }),
    hypervisor: all("flags").some((flags) => /\bhypervisor\b/.test(flags)),
  };
}

/** Packages by the topology of the threads, where `/proc/cpuinfo` has none (Arm); 0 where it is not said. */
function countPackages(root: string): number {
  const folder = `${root}/sys/devices/system/cpu`;
  const packages = listNames(folder).filter((name) => /^cpu\d+$/.test(name))
    .map((name) => tryText(`${folder}/${name}/topology/physical_package_id`))
    .filter((id) => id !== undefined && Number(id) >= 0);
  return new Set(packages).size;
}
