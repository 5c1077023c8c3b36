/** Looks at the machine: every source of power that it has, and a model for what has none. */
import type { DeviceKind, Note, PowerSource } from "../model.ts";
import { findCpuPart } from "../hardware/cpu_part.ts";
import { memoryPower } from "../hardware/memory_model.ts";
import { amdGpuSources } from "./amd_gpu.ts";
import { appleSources } from "./apple.ts";
import { type CpuInfo, readCpuInfo } from "./cpu_info.ts";
import { cpuModelSources } from "./cpu_model_source.ts";
import { describeHost, type Host } from "./host.ts";
import { intelGpuSources } from "./intel_gpu.ts";
import { jetsonSources } from "./jetson.ts";
import { type FoundSource, Look } from "./look.ts";
import { readMemoryGb } from "./memory_info.ts";
import { memoryModelSources } from "./memory_model_source.ts";
import { cpuNote, type LearnedWatts, modelStart } from "./model_start.ts";
import { MODULE_SCOPE } from "./module_scope.ts";
import { nvidiaSmiSources } from "./nvidia_smi.ts";
import { nvmlSources } from "./nvml.ts";
import { raplSources } from "./rapl.ts";
import type { TreeOptions } from "./sysfs.ts";

/** What to look for. */
export interface FindOptions extends TreeOptions {
  /** Kinds of device; all. */
  readonly components?: readonly ("cpu" | "gpu" | "memory")[] | undefined;
  /** The whole machine, or this process and its children; "machine". */
  readonly scope?: "machine" | "process" | undefined;
  /** Watts of one package at rest and with every thread busy, as this machine was once measured: the narrow CPU model. */
  readonly learned?: LearnedWatts | undefined;
}

/** What a look at the machine gave. */
export interface FoundSources {
  readonly found: readonly FoundSource[];
  /** Caveats in the order of the devices, with the command that opens what is closed. */
  readonly notes: readonly Note[];
}

/** How a probe is asked. */
interface ProbeOptions extends TreeOptions {
  readonly scope?: "machine" | "process" | undefined;
  /** Number of the first board that it finds. */
  readonly firstNumber: number;
}

/** The probes, in the order in which their devices are shown: a new source is one line here. */
const PROBES: readonly {
  readonly code: string;
  readonly kinds: readonly DeviceKind[];
  readonly open: (options: ProbeOptions) => Promise<PowerSource[]>;
  /** Only where none of these was found before: another way to the same devices. */
  readonly unless?: DeviceKind;
  /** It looks at this machine alone, never at a fake tree. */
  readonly programs?: boolean;
}[] = [
  { code: "gpu-closed", kinds: ["gpu"], open: jetsonSources },
  { code: "gpu-closed", kinds: ["gpu"], open: nvmlSources, unless: "gpu" },
  {
    code: "gpu-closed",
    kinds: ["gpu"],
    open: () => nvidiaSmiSources(),
    unless: "gpu",
    programs: true,
  },
  { code: "gpu-closed", kinds: ["gpu"], open: amdGpuSources },
  { code: "gpu-closed", kinds: ["gpu"], open: intelGpuSources },
  {
    code: "apple-closed",
    kinds: ["gpu", "npu", "cpu"],
    open: () => appleSources(),
    programs: true,
  },
  { code: "rapl-closed", kinds: ["cpu", "memory"], open: raplSources },
];

/**
 * Every readable source of the machine's devices, with models for CPU and memory where nothing measures them. Never throws for hardware
 * that is absent or closed: that is a note with its cure.
 */
export async function findSources(options: FindOptions = {}): Promise<FoundSources> {
  const { components = ["cpu", "gpu", "memory"], root } = options;
  const tree: TreeOptions = root === undefined ? {} : { root };
  const scope = options.scope ?? "machine";
  const look = new Look(components, scope, tree);
  for (const { code, kinds, open, unless, programs } of PROBES) {
    if (!kinds.some((kind) => look.wants(kind))) continue;
    // Whatever else answers is in the module's figure already.
    if (look.noted(MODULE_SCOPE) !== undefined && !kinds.includes("gpu")) continue;
    if (unless !== undefined && look.has(unless)) continue;
    if (programs === true && root !== undefined) continue;
    await look.try(code, async () => {
      look.add(await open({ ...tree, scope, firstNumber: look.count("gpu") }));
    });
  }
  await look.try("machine-closed", () => addModels(look, tree, options));
  if (scope === "process" && look.found.length > 0) look.notes.push(look.processNote);
  return { found: look.found, notes: look.notes };
}

async function addModels(look: Look, tree: TreeOptions, options: FindOptions): Promise<void> {
  if (look.noted(MODULE_SCOPE) !== undefined) return;
  let info: CpuInfo | undefined;
  let host: Host = { virtualized: false, shared: false };
  await look.try("machine-closed", () => {
    info = readCpuInfo(tree);
    host = describeHost(tree.root ?? "", info);
  });
  if (look.wants("cpu") && !look.has("cpu")) {
    const part = await findCpuPart(info?.name ?? "");
    const start = modelStart(info, host, part, options.learned);
    await look.try("cpu-absent", async () => {
      const sources = await cpuModelSources({ ...tree, ...start });
      look.add(sources);
      look.notes.push(
        sources.length > 0 ? cpuNote(start, host, part, look.noted("rapl-closed")) : {
          code: "cpu-absent",
          message: "CPU not measured: this system has neither a counter nor a figure of its load",
        },
      );
    });
  }
  if (look.wants("memory") && !look.has("memory")) {
    const memoryGb = readMemoryGb(tree);
    if (memoryGb === undefined) return;
    const apple = tree.root === undefined && Deno.build.os === "darwin" &&
      Deno.build.arch === "aarch64";
    const memory = { memoryGb, ...(apple ? { type: "lpddr" } as const : {}) };
    const [low, high] = memoryPower({ ...memory, utilization: 0.5 }).relativeRange;
    look.add(await memoryModelSources({ ...tree, memory }));
    look.notes.push({
      code: "memory-modelled",
      message: `Memory modelled: no counter, so its watts come from ${
        Math.round(memoryGb)
      } GB and the load (truth within ${low} to ${high} times that)`,
      device: "memory",
    });
  }
}
