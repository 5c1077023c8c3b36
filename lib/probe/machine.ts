/** What machine a run ran on. */
import type { Machine } from "../model.ts";
import { amdGpuSources } from "./amd_gpu.ts";
import { type CpuInfo, readCpuInfo } from "./cpu_info.ts";
import { describeHost } from "./host.ts";
import { intelGpuSources } from "./intel_gpu.ts";
import { jetsonSources } from "./jetson.ts";
import { readMemoryGb } from "./memory_info.ts";
import { listBoards } from "./nvml_boards.ts";
import { openNvml } from "./nvml_library.ts";
import { environment, type TreeOptions, tryText } from "./sysfs.ts";

/**
 * Describes this machine: names, sizes, accelerators, and its place in a cluster job by the environment of Slurm, torchrun, MPI, PBS or
 * LSF. What cannot be read is left out or named "unknown"; it never throws.
 */
export async function describeMachine({ root = "" }: TreeOptions = {}): Promise<Machine> {
  const cpu = orElse(() => readCpuInfo({ root }), undefined);
  const threads = cpu?.threads ?? navigator.hardwareConcurrency;
  const virtualized = orElse<boolean | undefined>(
    () => describeHost(root, cpu).virtualized,
    undefined,
  );
  const memoryGb = orElse(() => readMemoryGb({ root }), undefined) ?? 0;
  return {
    hostname: orElse(
      () => root === "" ? Deno.hostname() : tryText(`${root}/etc/hostname`),
      undefined,
    ) ?? "unknown",
    os: osName(root),
    arch: Deno.build.arch,
    runtime: `deno ${Deno.version.deno}`,
    cpu: {
      name: cpu?.name ?? nameByRuntime(),
      threads,
      ...(cpu?.sockets === undefined ? {} : { sockets: cpu.sockets }),
    },
    memoryGb: Math.round(memoryGb * 10) / 10,
    accelerators: await accelerators(root),
    ...(virtualized === undefined || cpu === undefined ? {} : { virtualized }),
    ...placeInJob(),
  };
}

function osName(root: string): string {
  const release = orElse(
    () => tryText(`${root}/proc/sys/kernel/osrelease`) ?? (root === "" ? Deno.osRelease() : ""),
    "",
  );
  return `${Deno.build.os} ${release}`.trim();
}

/** What a CPU is called that the kernel does not name. */
export function nameByRuntime(): CpuInfo["name"] {
  const known = Deno.build.os === "darwin" && Deno.build.arch === "aarch64";
  return known ? "Apple silicon" : "CPU of unknown name";
}

/** Boards of equal name and memory, counted. */
async function accelerators(root: string): Promise<Machine["accelerators"]> {
  const counted = new Map<string, { name: string; count: number; memoryGb?: number }>();
  for (const { name, memoryGb } of [...nvidiaBoards(root), ...await otherBoards(root)]) {
    const size = memoryGb === undefined ? undefined : Math.round(memoryGb * 10) / 10;
    const key = `${name} ${size}`;
    const known = counted.get(key);
    if (known !== undefined) known.count += 1;
    else counted.set(key, { name, count: 1, ...(size === undefined ? {} : { memoryGb: size }) });
  }
  return [...counted.values()];
}

interface NamedBoard {
  readonly name: string;
  readonly memoryGb?: number;
}

function nvidiaBoards(root: string): readonly NamedBoard[] {
  const nvml = orElse(() => openNvml({ root }), undefined);
  if (nvml === undefined) return [];
  try {
    return listBoards(nvml).boards;
  } finally {
    nvml.close();
  }
}

/** Boards whose kernel driver names them. */
async function otherBoards(root: string): Promise<readonly NamedBoard[]> {
  const found = [];
  for (const open of [jetsonSources, amdGpuSources, intelGpuSources]) {
    const sources = await open({ root }).catch(() => []); // no permission: findSources() notes it
    found.push(...sources.map(({ name }) => ({ name })));
  }
  return found;
}

const RANKS = ["RANK", "SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "PMI_RANK"];
const SIZES = ["WORLD_SIZE", "SLURM_NTASKS", "OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];
const JOBS = ["SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID"];

/** Rank, number of ranks and job by the launcher's environment; a rank counts only beside a size. */
function placeInJob(): Pick<Machine, "rank" | "worldSize" | "job"> {
  const job = JOBS.map(environment).find((value) => value !== undefined && value !== "");
  for (const [index, name] of RANKS.entries()) {
    const rank = whole(environment(name));
    const worldSize = whole(environment(SIZES[index] ?? ""));
    if (rank === undefined || worldSize === undefined || rank >= worldSize) continue;
    return { rank, worldSize, ...(job === undefined ? {} : { job }) };
  }
  return job === undefined ? {} : { job };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What the machine says, or a stand-in where we may not ask. */
function orElse<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise; // no permission, or a driver that refuses: findSources() notes it
  }
}
