/** The CPU as a source where no counter can be read: its watts from how busy it is. */
import type { PowerSource, Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import { type CpuModelOptions, cpuPower } from "../hardware/cpu_model.ts";
import { openUtilization } from "./cpu_time.ts";
import { described } from "./described.ts";
import type { TreeOptions } from "./sysfs.ts";

/** What the model starts from, all plain data. */
export interface CpuModelSourceOptions extends TreeOptions {
  /** As the machine reports it. */
  readonly name: string;
  /** What is known of the CPU, but for how busy it is. */
  readonly cpu: Omit<CpuModelOptions, "utilization">;
  /** Seconds on a steady clock; for tests, never part of a description. */
  readonly nowSeconds?: (() => number) | undefined;
}

/**
 * One source "cpu:0" for all packages: the mean watts since its own last read, by the model of `modelCpuPower()`, with the model's range
 * at that load. The first read has seen nothing yet (`overSeconds` 0). Empty where nobody says how busy the machine is.
 */
export async function cpuModelSources(options: CpuModelSourceOptions): Promise<PowerSource[]> {
  const look = await openUtilization({
    root: options.root,
    ...(options.nowSeconds === undefined ? {} : { nowSeconds: options.nowSeconds }),
  });
  if (look === undefined) return [];
  const { name, cpu, root } = options;
  const half = cpuPower({ ...cpu, utilization: 0.5 }).relativeRange;
  const ends = cpu.idleWatts !== undefined && cpu.fullWatts !== undefined &&
    cpu.endsRange === undefined; // of this very machine
  const source: PowerSource = {
    device: "cpu:0",
    kind: "cpu",
    name,
    source: "cpu-model",
    basis: "modelled",
    // All of it is shared: the same model errs alike on each socket and machine. Each reading has its own range.
    uncertainty: {
      key: ends ? "cpu-model-calibrated" : "cpu-model",
      shared: [1 - half[0], half[1] - 1],
      own: [0, 0],
    },
    read: (): Reading => {
      const atSeconds = performance.now() / 1000;
      try {
        const { utilization, overSeconds } = look();
        const { powerWatts, relativeRange } = cpuPower({ ...cpu, utilization });
        return { kind: "gauge", atSeconds, powerWatts, overSeconds, relativeRange };
      } catch (thrown) {
        return { kind: "gap", atSeconds, why: firstLine(thrown) };
      }
    },
  };
  return [
    described(source, {
      module: import.meta.url,
      name: "cpuModelSources",
      options: { name, cpu, ...(root === undefined ? {} : { root }) },
    }),
  ];
}
