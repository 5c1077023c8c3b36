/** What a model goes by, in a few words. */
import { findCpuPart } from "../hardware/cpu_part.ts";
import { memoryPower } from "../hardware/memory_model.ts";
import { readCpuInfo } from "../probe/cpu_info.ts";
import { describeHost } from "../probe/host.ts";
import { readMemoryGb } from "../probe/memory_info.ts";
import { type LearnedWatts, modelStart } from "../probe/model_start.ts";
import type { PowerSource } from "../model.ts";

/** Words by the source of a model: "load × TDP of 250 W, 24 threads". */
export async function modelWords(
  root: string,
  learned: LearnedWatts | undefined,
): Promise<(source: PowerSource) => string> {
  const info = readCpuInfo({ root });
  const host = describeHost(root, info);
  const part = await findCpuPart(info?.name ?? "");
  const { name, cpu, learned: own } = modelStart(info, host, part, learned);
  const memoryGb = readMemoryGb({ root });
  return (source) => {
    if (source.source === "cpu-model") return `${name}: load × ${cpuWords(cpu, own)}`;
    if (source.source === "memory-model" && memoryGb !== undefined) {
      const perGb = (utilization: number) =>
        Number((memoryPower({ memoryGb, utilization }).powerWatts / memoryGb).toFixed(2));
      return `${Math.round(memoryGb)} GB at ${perGb(0)} to ${perGb(1)} W/GB by load`;
    }
    return source.name;
  };
}

function cpuWords(cpu: ReturnType<typeof modelStart>["cpu"], learned: boolean): string {
  const watts = (value: number) => `${Number(value.toPrecision(3))} W`;
  const sockets = cpu.sockets === undefined || cpu.sockets === 1 ? "" : `${cpu.sockets} × `;
  if (cpu.idleWatts !== undefined && cpu.fullWatts !== undefined) {
    if (!learned) {
      const share = cpu.vmThreads === undefined
        ? ""
        : `, ${cpu.vmThreads} of ${cpu.threads} threads`;
      return `${sockets}${watts(cpu.idleWatts)} to ${watts(cpu.fullWatts)} of its part${share}`;
    }
    return `${sockets}${watts(cpu.idleWatts)} to ${watts(cpu.fullWatts)}, learned on this machine${
      cpu.endsRange === undefined ? "" : " at a meter"
    }`;
  }
  if (cpu.vmThreads !== undefined && cpu.threads === undefined) {
    return `${cpu.vmThreads} threads of an unknown host`;
  }
  const tdp = cpu.tdpWatts === undefined
    ? undefined
    : cpu.known === "exact"
    ? `TDP of ${watts(cpu.tdpWatts)}`
    : `its family's TDP of ${watts(cpu.tdpWatts)}`;
  if (cpu.vmThreads !== undefined) {
    return `${tdp ?? "unknown TDP"}, ${cpu.vmThreads} of ${cpu.threads} threads`;
  }
  if (tdp !== undefined) return `${sockets}${tdp}`;
  return cpu.form === "server" || cpu.form === undefined
    ? `TDP guessed from ${cpu.threads} threads`
    : `a usual ${cpu.form} part`;
}
