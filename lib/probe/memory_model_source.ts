/** Memory as a source where it has no counter: its watts from its size and how busy the machine is. */
import type { PowerSource, Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import { type MemoryModelOptions, memoryPower } from "../hardware/memory_model.ts";
import { openUtilization } from "./cpu_time.ts";
import { described } from "./described.ts";
import type { TreeOptions } from "./sysfs.ts";

/** What the model starts from, all plain data. */
export interface MemoryModelSourceOptions extends TreeOptions {
  /** What is known of the memory, but for how busy the machine is. */
  readonly memory: Omit<MemoryModelOptions, "utilization">;
  /** Seconds on a steady clock; for tests, never part of a description. */
  readonly nowSeconds?: (() => number) | undefined;
}

/**
 * One source "memory": the mean watts since its own last read, by the model of `modelMemoryPower()`. Where nobody says how busy the
 * machine is, half load is taken.
 */
export async function memoryModelSources(
  options: MemoryModelSourceOptions,
): Promise<PowerSource[]> {
  const { memory, root } = options;
  const look = await openUtilization({
    root,
    ...(options.nowSeconds === undefined ? {} : { nowSeconds: options.nowSeconds }),
  });
  const [low, high] = memoryPower({ ...memory, utilization: 0.5 }).relativeRange;
  const size = `${Math.round(memory.memoryGb)} GB of memory`;
  const source: PowerSource = {
    device: "memory",
    kind: "memory",
    name: size,
    source: "memory-model",
    basis: "modelled",
    uncertainty: { key: "memory-model", shared: [1 - low, high - 1], own: [0, 0] },
    read: (): Reading => {
      const atSeconds = performance.now() / 1000;
      try {
        const seen = look?.();
        const model = memoryPower({ ...memory, utilization: seen?.utilization ?? 0.5 });
        return {
          kind: "gauge",
          atSeconds,
          ...model,
          ...(seen === undefined ? {} : { overSeconds: seen.overSeconds }),
        };
      } catch (thrown) {
        return { kind: "gap", atSeconds, why: firstLine(thrown) };
      }
    },
  };
  return [
    described(source, {
      module: import.meta.url,
      name: "memoryModelSources",
      options: { memory, ...(root === undefined ? {} : { root }) },
    }),
  ];
}
