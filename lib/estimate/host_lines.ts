/** Watts of the CPUs and the memory of a job, with their sums in words. */
import { modelCpuPower } from "../hardware/cpu_model.ts";
import { findCpu } from "../hardware/find_cpu.ts";
import { COUNTER_RANGE, modelTdpWatts, tableRange } from "../hardware/match_power.ts";
import { modelMemoryPower } from "../hardware/memory_model.ts";
import { joinFactors } from "../interval.ts";
import type { Range } from "../model.ts";
import { matchNotes, type PowerLine, round, TIMES } from "./power_line.ts";
import { unknownPart } from "./unknown_part.ts";

/** Utilisation of the CPU beside accelerators where none is given, and the error of taking it, from 0.1 to 0.9. Grade: judgement. */
const CPU_UTILIZATION = 0.4;
const CPU_UTILIZATION_RANGE: Range = [0.54, 1.57];

/** CPUs of one name: by their own idle and full watts where the table has them, else by their TDP. */
export async function cpuLine(
  name: string,
  count: number,
  utilization: number | undefined,
): Promise<PowerLine> {
  const match = await findCpu(name);
  const tdpWatts = match === undefined ? undefined : modelTdpWatts(match);
  if (match === undefined || tdpWatts === undefined) {
    throw await unknownPart("cpu", name);
  }
  const u = utilization ?? CPU_UTILIZATION;
  const known = match.confidence === "default" ? "family" : "exact";
  const { idleWatts, fullWatts } = match;
  const ends = idleWatts !== undefined && fullWatts !== undefined;
  const of = ends
    ? { idleWatts, fullWatts, endsRange: COUNTER_RANGE }
    : { tdpWatts, known } as const;
  const { powerWatts, range: [low, high] } = modelCpuPower({
    ...of,
    sockets: count,
    utilization: u,
  });
  const each = powerWatts / count;
  return {
    device: "cpu",
    kind: "cpu",
    label: count === 1 ? "CPU" : "CPUs",
    name: `${count}${TIMES}${match.name}`,
    sum: ends
      ? `${count}${TIMES}(${idleWatts} W + ${
        ((each - idleWatts) / (fullWatts - idleWatts)).toFixed(2)
      }${TIMES}${round(fullWatts - idleWatts)} W)`
      : `${count}${TIMES}${round(tdpWatts)} W${TIMES}${(each / tdpWatts).toFixed(2)}`,
    powerWatts,
    range: joinFactors([
      [low / powerWatts, high / powerWatts],
      ends ? [1, 1] : tableRange(match),
      ...(utilization === undefined ? [CPU_UTILIZATION_RANGE] : []),
    ]),
    basis: utilization === undefined || known === "family" ? "default" : "modelled",
    source: "cpu-model",
    sources: [...match.source.split("; "), "specpower", "turbostress"],
    notes: [
      ...(utilization === undefined
        ? [{
          code: "cpu-utilization-default",
          device: "cpu",
          message:
            `CPU utilization not given: ${CPU_UTILIZATION} is taken, which may be 0.1 to 0.9`,
          hint: "track() one epoch, which measures it",
        }]
        : []),
      ...matchNotes("cpu", match),
    ],
    cure: "track() one epoch",
  };
}

/** Memory, by its size and how busy the CPU is. */
export function memoryLine(memoryGb: number, utilization: number | undefined): PowerLine {
  const u = utilization ?? CPU_UTILIZATION;
  const { powerWatts, range: [low, high] } = modelMemoryPower({ memoryGb, utilization: u });
  const perGb = memoryGb > 0 ? powerWatts / memoryGb : 0;
  return {
    device: "memory",
    kind: "memory",
    label: "Memory",
    name: `${memoryGb} GB`,
    sum: `${memoryGb} GB${TIMES}${perGb.toFixed(2)} W/GB`,
    powerWatts,
    range: powerWatts > 0 ? [low / powerWatts, high / powerWatts] : [1, 1],
    basis: "modelled",
    source: "memory-model",
    sources: ["icpe2024-dram", "specpower"],
    notes: [],
    cure: "track() one epoch",
  };
}
