/** Watts of each kind of device of a job, with its sum in words. */
import { modelCpuPower } from "../hardware/cpu_model.ts";
import { findAccelerator } from "../hardware/find_accelerator.ts";
import { findCpu } from "../hardware/find_cpu.ts";
import { modelGpuPower } from "../hardware/gpu_model.ts";
import { modelTdpWatts, tableRange } from "../hardware/match_power.ts";
import { modelMemoryPower } from "../hardware/memory_model.ts";
import { limitWords } from "../hardware/reported_limit.ts";
import { joinFactors } from "../interval.ts";
import type { Basis, DeviceKind, EstimateJob, HardwareMatch, Note, Range } from "../model.ts";
import { unknownPart } from "./unknown_part.ts";

/** Devices of one kind, all together. */
export interface PowerLine {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly label: string;
  /** As the table names it, with the number: "8 × A100 SXM4 80GB". */
  readonly name: string;
  readonly sum: string;
  readonly powerWatts: number;
  /** Error as factors of the watts. */
  readonly range: Range;
  readonly basis: Basis;
  /** The model or the user: "gpu-model", "given". */
  readonly source: string;
  /** Ids of the sources behind it. */
  readonly sources: readonly string[];
  readonly notes: readonly Note[];
  /** What would narrow it. */
  readonly cure: string;
  /** Whether a limit given goes before the table's. */
  readonly limited?: true;
}

/** Error of a power given by hand, as factors: a fifth each way. Grade: judgement. */
const GIVEN_RANGE: Range = [0.8, 1.2];
/** Utilisation of the CPU beside accelerators where none is given, and the error of taking it, from 0.1 to 0.9. Grade: judgement. */
const CPU_UTILIZATION = 0.4;
const CPU_UTILIZATION_RANGE: Range = [0.54, 1.57];
const TIMES = " × ";
/** The lines of a job: accelerators, CPUs, memory. */
export async function powerLines(job: EstimateJob): Promise<readonly PowerLine[]> {
  const accelerated = job.accelerator !== undefined || job.powerWatts !== undefined;
  const ofCpu = accelerated ? undefined : job.utilization;
  return [
    ...(accelerated ? [await acceleratorLine(job)] : []),
    ...(job.cpu === undefined ? [] : [await cpuLine(job.cpu, job.cpuCount ?? 1, ofCpu)]),
    ...(job.memoryGb === undefined ? [] : [memoryLine(job.memoryGb, ofCpu)]),
  ];
}

async function acceleratorLine(job: EstimateJob): Promise<PowerLine> {
  const { accelerator, count = 1, powerWatts, utilization } = job;
  const match = accelerator === undefined
    ? undefined
    : await findAccelerator(accelerator, { limitWatts: job.limitWatts }) ?? byLimit(job);
  const label = match !== undefined && /TPU|Trainium|Inferentia/.test(match.name)
    ? "Accelerators"
    : "GPUs";
  const common = {
    device: "gpu",
    kind: "gpu",
    label: count === 1 ? label.slice(0, -1) : label,
  } as const;
  if (powerWatts !== undefined) {
    return {
      ...common,
      label: accelerator === undefined ? (count === 1 ? "Device" : "Devices") : common.label,
      name: `${count}${TIMES}${match?.name ?? accelerator ?? "device"}`,
      sum: `${count}${TIMES}${powerWatts} W`,
      powerWatts: count * powerWatts,
      range: GIVEN_RANGE,
      basis: "modelled",
      source: "given",
      sources: [],
      notes: [],
      cure: "track() measures it",
    };
  }
  if (match === undefined) throw await unknownPart("accelerator", accelerator!);
  const { tdpWatts: limitWatts, tableTdpWatts } = match;
  if (limitWatts === undefined) {
    throw new RangeError(
      `Cannot estimate as "powerWatts" or "limitWatts" must be given for ${match.name}, whose maker states no power`,
    );
  }
  // A limit below what the board of the table takes at rest is of another board.
  const idleWatts = (match.idleWatts ?? 0) > limitWatts ? undefined : match.idleWatts;
  const table = tableTdpWatts === undefined ? "" : ` (table: ${tableTdpWatts} W)`;
  const at = { limitWatts, utilization, idleWatts };
  const { powerWatts: each, range: [low, high] } = modelGpuPower(at);
  return {
    ...common,
    name: `${count}${TIMES}${match.name}`,
    sum: utilization === undefined
      ? `${count}${TIMES}${limitWatts} W${table}${TIMES}0.70`
      : `${count}${TIMES}(${
        round(idleWatts ?? 0.1 * limitWatts)
      } W + 0.85${TIMES}${utilization}${TIMES}${
        round(limitWatts - (idleWatts ?? 0.1 * limitWatts))
      } W)${table && `, limit ${limitWatts} W${table}`}`,
    powerWatts: count * each,
    range: joinFactors([[low / each, high / each], tableRange(match)]),
    basis: utilization === undefined ? "default" : "modelled",
    source: "gpu-model",
    sources: [...match.source.split("; ").filter((id) => id !== ""), "gpu-runs"],
    ...(job.limitWatts === undefined ? {} : { limited: true } as const),
    notes: [
      ...(utilization === undefined
        ? [{
          code: "utilization-default",
          device: "gpu",
          message:
            "Utilization not given: 0.70 of the limit is taken, between 0.24 and 0.96 in open records of training and serving",
          hint: "estimate({ utilization: 0.82, … }), or track() one epoch",
        }]
        : []),
      ...(job.limitWatts === undefined ? [] : [{
        code: "limit-given",
        device: "gpu",
        message: `${match.name}, ${limitText(limitWatts, tableTdpWatts)}: the limit given counts`,
      }]),
      ...matchNotes("gpu", match),
    ],
    cure: utilization === undefined ? "estimate({ utilization: 0.82, … })" : "track() one epoch",
  };
}

/** A part that no table has, of which the limit is given: all that its model asks for. */
function byLimit({ accelerator, limitWatts }: EstimateJob): HardwareMatch | undefined {
  if (accelerator === undefined || limitWatts === undefined) return undefined;
  const why = "no table has it; its limit is given";
  return { name: accelerator, tdpWatts: limitWatts, confidence: "device", why, source: "" };
}

/** "limit 500 W (table: 700 W)" */
function limitText(limitWatts: number, tableWatts: number | undefined): string {
  return limitWords({ limitWatts, ...(tableWatts === undefined ? {} : { tableWatts }) });
}

async function cpuLine(
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
  const { powerWatts, range: [low, high] } = modelCpuPower({
    tdpWatts,
    sockets: count,
    utilization: u,
    known,
  });
  const factor = powerWatts / (tdpWatts * count);
  return {
    device: "cpu",
    kind: "cpu",
    label: count === 1 ? "CPU" : "CPUs",
    name: `${count}${TIMES}${match.name}`,
    sum: `${count}${TIMES}${round(tdpWatts)} W${TIMES}${factor.toFixed(2)}`,
    powerWatts,
    range: joinFactors([
      [low / powerWatts, high / powerWatts],
      tableRange(match),
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

function memoryLine(memoryGb: number, utilization: number | undefined): PowerLine {
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

/** What is uncertain about the row itself. */
function matchNotes(device: string, match: HardwareMatch): Note[] {
  if (!["default", "disputed", "estimate"].includes(match.confidence)) return [];
  return [{
    code: "hardware-match",
    device,
    message: `${match.name}, ${match.tdpWatts} W (${match.confidence}): ${match.why}`,
    hint: device === "gpu"
      ? "estimate({ powerWatts: 300, … }), where you know better"
      : "track() one epoch, which measures it",
  }];
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
