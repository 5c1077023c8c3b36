/** CPU and memory by the share of CPU time that this process and its children have. */
import type { PowerSource, SourceDescription } from "../model.ts";
import { parseProcStat } from "./cpu_time.ts";
import { described, descriptionOf } from "./described.ts";
import { treeTicks } from "./process_tree.ts";
import { scopedSource, type Share } from "./scoped_source.ts";
import type { TreeOptions } from "./sysfs.ts";

/** What to take a share of. */
export interface ProcessScopeOptions extends TreeOptions {
  /** The sources of the whole machine. */
  readonly inner: SourceDescription;
  /** Head of the tree of processes; this process. */
  readonly pid?: number | undefined;
}

/** CPU time at one look, in clock ticks. */
interface CpuLook {
  readonly own: number;
  readonly busy: number;
}

/** Devices that are read in one pass share one look at the processes. */
const FRESH_MS = 5;

/** This tree's share of the time that all threads were busy: so the shares of all processes add up to the whole, idle power included. */
export function cpuShare(
  options: TreeOptions & { readonly pid?: number | undefined },
): Share<CpuLook> {
  const path = `${options.root ?? ""}/proc/stat`;
  let last: { readonly look: CpuLook; readonly atMs: number } | undefined;
  return {
    look: () => {
      const atMs = performance.now();
      if (last !== undefined && atMs - last.atMs < FRESH_MS) return last.look;
      const { busy } = parseProcStat(Deno.readTextFileSync(path));
      last = { look: { own: treeTicks(options), busy }, atMs };
      return last.look;
    },
    between: (before, after) => {
      const busy = after.busy - before.busy;
      return busy > 0 ? (after.own - before.own) / busy : 0;
    },
  };
}

/** The share of a source that is open already, by the same name. */
export function scopeToProcess(
  source: PowerSource,
  options: ProcessScopeOptions,
  share: Share<CpuLook> = cpuShare(options),
): PowerSource {
  return described(scopedSource(source, share), {
    module: import.meta.url,
    name: "processSources",
    options,
  });
}

/** Opens the machine's sources from their description, each by this process' share. */
export async function processSources(options: ProcessScopeOptions): Promise<PowerSource[]> {
  const { module, name, options: innerOptions } = options.inner;
  const sources = await (await import(module))[name](innerOptions) as PowerSource[];
  const share = cpuShare(options);
  return sources.map((source) =>
    scopeToProcess(source, { ...options, inner: descriptionOf(source) ?? options.inner }, share)
  );
}
