/** Looks at the machine: every source of power that it has, and a model for what has none. */
import type { DeviceKind, Note, PowerSource, SourceDescription } from "../model.ts";
import { firstLine, ProbeError } from "../errors.ts";
import { cpuPower } from "../hardware/cpu_model.ts";
import { type CpuPart, findCpuPart } from "../hardware/cpu_part.ts";
import { type CpuInfo, readCpuInfo } from "./cpu_info.ts";
import { type CpuModelSourceOptions, cpuModelSources } from "./cpu_model_source.ts";
import { descriptionOf } from "./described.ts";
import { describeHost, type Host } from "./host.ts";
import { readMemoryGb } from "./memory_info.ts";
import { memoryModelSources } from "./memory_model_source.ts";
import { MODULE_SCOPE, nvmlSources } from "./nvml.ts";
import { raplSources } from "./rapl.ts";
import { isNotCapable, type TreeOptions } from "./sysfs.ts";

/** What to look for. */
export interface FindOptions extends TreeOptions {
  /** Kinds of device; all. */
  readonly components?: readonly ("cpu" | "gpu" | "memory")[] | undefined;
  /** The whole machine, or this process and its children; "machine". */
  readonly scope?: "machine" | "process" | undefined;
  /** Watts of one package at rest and with every thread busy, as this machine was once measured: the narrow CPU model. */
  readonly learned?: { readonly idleWatts: number; readonly fullWatts: number } | undefined;
}

/** A source of this thread, and the description that opens it in a worker. */
export interface FoundSource {
  readonly description: SourceDescription;
  readonly source: PowerSource;
}

/** What a look at the machine gave. */
export interface FoundSources {
  readonly found: readonly FoundSource[];
  /** Caveats in the order of the devices, with the command that opens what is closed. */
  readonly notes: readonly Note[];
}

/** The probes, in the order in which their devices are shown: a new source is one line here. */
const PROBES: readonly {
  readonly code: string;
  readonly kinds: readonly DeviceKind[];
  readonly open: (options: TreeOptions) => Promise<PowerSource[]>;
}[] = [
  { code: "gpu-closed", kinds: ["gpu"], open: nvmlSources },
  { code: "rapl-closed", kinds: ["cpu", "memory"], open: raplSources },
];

/**
 * Every readable source of the machine's devices, with models for CPU and memory where nothing measures them. Never throws for hardware
 * that is absent or closed: that is a note with its cure.
 */
export async function findSources(options: FindOptions = {}): Promise<FoundSources> {
  const { components = ["cpu", "gpu", "memory"], root } = options;
  const tree: TreeOptions = root === undefined ? {} : { root };
  const look = new Look(components);
  for (const { code, kinds, open } of PROBES) {
    if (!kinds.some((kind) => look.wants(kind))) continue;
    await look.try(code, async () => look.add(await open(tree)));
  }
  await look.try("machine-closed", () => addModels(look, tree, options));
  return { found: look.found, notes: look.notes };
}

/** What was found so far. */
class Look {
  readonly found: FoundSource[] = [];
  readonly notes: Note[] = [];
  readonly #components: readonly string[];
  constructor(components: readonly string[]) {
    this.#components = components;
  }

  wants(kind: DeviceKind): boolean {
    return this.#components.includes(kind === "npu" ? "gpu" : kind);
  }

  has(kind: DeviceKind): boolean {
    return this.found.some(({ source }) => source.kind === kind);
  }

  noted(code: string): Note | undefined {
    return this.notes.find((note) => note.code === code);
  }

  add(sources: readonly PowerSource[]): void {
    for (const source of sources) {
      const description = descriptionOf(source);
      if (description === undefined || !this.wants(source.kind)) {
        // Not asked for: what it holds open is let go.
        source[Symbol.asyncDispose]?.();
        continue;
      }
      this.found.push({ description, source });
      this.notes.push(...source.notes ?? []);
    }
  }

  async try(code: string, probe: () => Promise<void> | void): Promise<void> {
    try {
      await probe();
    } catch (thrown) {
      this.#explain(code, thrown);
    }
  }

  #explain(code: string, thrown: unknown): void {
    if (isNotCapable(thrown)) {
      if (this.noted("permission-missing") !== undefined) return;
      this.notes.push({
        code: "permission-missing",
        message:
          "Sources closed: Deno may not look at this machine's sensors, which takes every permission",
        hint: "Run with -A (a notebook's kernel has it)",
      });
      return;
    }
    if (thrown instanceof ProbeError) {
      const message = thrown.hint === undefined
        ? thrown.message
        : thrown.message.slice(0, thrown.message.lastIndexOf(`. ${thrown.hint}`));
      const what = code.startsWith("rapl") ? "CPU counters closed" : "GPU closed";
      this.notes.push({
        code,
        message: `${what}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
      });
      return;
    }
    // A probe that fails in a way we did not think of costs its own device, not the run.
    this.notes.push({ code, message: `Source not opened: ${firstLine(thrown)}` });
  }
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
    look.add(await memoryModelSources({ ...tree, memory: { memoryGb } }));
    look.notes.push({
      code: "memory-modelled",
      message: `Memory modelled: no counter, so its watts come from ${
        Math.round(memoryGb)
      } GB and the load (truth within 0.4 to 2.5 times that)`,
      device: "memory",
    });
  }
}

/** What the CPU model starts from on this machine. */
function modelStart(
  info: CpuInfo | undefined,
  host: Host,
  part: CpuPart,
  learned: FindOptions["learned"],
): { readonly name: string; readonly cpu: CpuModelSourceOptions["cpu"] } {
  const threads = info?.threads ?? navigator.hardwareConcurrency;
  const name = info?.name ?? `CPU with ${threads} threads`;
  const sockets = info?.sockets ?? 1;
  if (learned !== undefined) {
    const { idleWatts, fullWatts } = learned;
    return { name, cpu: { idleWatts, fullWatts, sockets } };
  }
  const { tdpWatts, known } = part;
  if (host.shared) {
    // Of a known part the share of its threads; of an unknown one the watts of a virtual CPU.
    return tdpWatts !== undefined && part.threads !== undefined && part.threads >= threads
      ? { name, cpu: { tdpWatts, known, threads: part.threads, vmThreads: threads } }
      : { name, cpu: { vmThreads: threads } };
  }
  if (tdpWatts !== undefined) return { name, cpu: { tdpWatts, known, threads, sockets } };
  return { name, cpu: { threads, sockets, form: host.form ?? "server" } };
}

function cpuNote(
  start: ReturnType<typeof modelStart>,
  host: Host,
  part: CpuPart,
  closed: Note | undefined,
): Note {
  const { cpu } = start;
  const [low, high] = cpuPower({ ...cpu, utilization: 0.5 }).relativeRange;
  const by = cpu.idleWatts !== undefined
    ? "its own idle and full watts"
    : cpu.vmThreads !== undefined
    ? `its ${cpu.vmThreads} threads' share of a host`
    : part.tdpWatts !== undefined
    ? `its TDP of ${part.tdpWatts} W`
    : cpu.form === "server"
    ? `its ${cpu.threads} threads, its TDP being unknown`
    : `a usual ${cpu.form} part, its TDP being unknown`;
  const truth = `truth within ${low.toFixed(1)} to ${high.toFixed(1)} times that at half load`;
  const quota = host.quotaCpus === undefined
    ? ""
    : `; the whole machine is counted, of which this container may use ${
      Number(host.quotaCpus.toFixed(2))
    } CPUs`;
  // The cure of closed counters stands in their own note; inside a virtual machine there is none.
  const hint = closed !== undefined || host.virtualized
    ? undefined
    : "doctor() shows what this machine can measure, and how to open it";
  return {
    code: "cpu-modelled",
    message:
      `CPU modelled: no readable energy counter, so its watts come from utilisation and ${by} (${truth})${quota}`,
    ...(hint === undefined ? {} : { hint }),
    device: "cpu:0",
  };
}
