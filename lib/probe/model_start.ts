/** What the CPU model starts from on this machine, and what a note says of it. */
import type { Note, Range } from "../model.ts";
import { cpuPower } from "../hardware/cpu_model.ts";
import type { CpuPart } from "../hardware/cpu_part.ts";
import type { CpuInfo } from "./cpu_info.ts";
import type { CpuModelSourceOptions } from "./cpu_model_source.ts";
import type { Host } from "./host.ts";

/** Watts of one package at rest and with every thread busy, as this machine was once measured. */
export interface LearnedWatts {
  readonly idleWatts: number;
  readonly fullWatts: number;
  /** Error of both as factors, where they were taken from a meter of the whole machine and not from the CPU's own counter. */
  readonly endsRange?: Range | undefined;
}

/** What the CPU model starts from on this machine. */
export function modelStart(
  info: CpuInfo | undefined,
  host: Host,
  part: CpuPart,
  learned: LearnedWatts | undefined,
): {
  readonly name: string;
  readonly cpu: CpuModelSourceOptions["cpu"];
  /** Whether the ends are those of this very machine. */
  readonly learned: boolean;
} {
  return { ...startOf(info, host, part, learned), learned: learned !== undefined };
}

function startOf(
  info: CpuInfo | undefined,
  host: Host,
  part: CpuPart,
  learned: LearnedWatts | undefined,
): { readonly name: string; readonly cpu: CpuModelSourceOptions["cpu"] } {
  const threads = info?.threads ?? navigator.hardwareConcurrency;
  const name = info?.name ?? `CPU with ${threads} threads`;
  const sockets = info?.sockets ?? 1;
  if (learned !== undefined) {
    const { idleWatts, fullWatts, endsRange } = learned;
    const range = endsRange === undefined ? {} : { endsRange };
    return { name, cpu: { idleWatts, fullWatts, sockets, ...range } };
  }
  const { tdpWatts, known, ends } = part;
  // Where its counter was read on other machines: between those ends, else by its TDP.
  const own = ends ?? { tdpWatts, known };
  if (host.shared) {
    // Of a known part the share of its threads; of an unknown one the watts of a virtual CPU.
    return tdpWatts !== undefined && part.threads !== undefined && part.threads >= threads
      ? { name, cpu: { ...own, threads: part.threads, vmThreads: threads } }
      : { name, cpu: { vmThreads: threads } };
  }
  if (tdpWatts !== undefined) return { name, cpu: { ...own, threads, sockets } };
  return { name, cpu: { threads, sockets, form: host.form ?? "server" } };
}

/** The note that a CPU is modelled: by what, how far it may be off, and the next step. */
export function cpuNote(
  start: ReturnType<typeof modelStart>,
  host: Host,
  part: CpuPart,
  closed: Note | undefined,
): Note {
  const { cpu } = start;
  const [low, high] = cpuPower({ ...cpu, utilization: 0.5 }).relativeRange;
  const watts = `${Number((part.tdpWatts ?? 0).toPrecision(3))} W`;
  const named = cpu.endsRange !== undefined
    ? `its part's ${Math.round(cpu.idleWatts ?? 0)} W idle and ${
      Math.round(cpu.fullWatts ?? 0)
    } W full`
    : part.known === "exact"
    ? `its TDP of ${watts}`
    : `${watts}, its family's middle TDP`;
  const by = start.learned
    ? `its own idle and full watts${cpu.endsRange === undefined ? "" : ", learned at a meter"}`
    : cpu.vmThreads !== undefined
    ? cpu.threads === undefined
      ? `its ${cpu.vmThreads} threads' share of an unknown host`
      : `its ${cpu.vmThreads} of the host part's ${cpu.threads} threads and ${named}`
    : cpu.tdpWatts !== undefined || cpu.endsRange !== undefined
    ? named
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
    : Deno.build.os === "windows"
    ? "Windows shows programs no energy counter: a meter at the wall, or Linux, does"
    : "doctor() shows what this machine can measure, and how to open it";
  return {
    code: "cpu-modelled",
    message:
      `CPU modelled: no readable energy counter, so its watts come from utilisation and ${by} (${truth})${quota}`,
    ...(hint === undefined ? {} : { hint }),
    device: "cpu:0",
  };
}
