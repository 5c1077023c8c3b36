/** Watts of each kind of device of a job, with its sum in words. */
import { findAccelerator } from "../hardware/find_accelerator.ts";
import { modelGpuPower } from "../hardware/gpu_model.ts";
import { tableRange } from "../hardware/match_power.ts";
import { limitSlipNotes, limitWords } from "../hardware/reported_limit.ts";
import { joinFactors } from "../interval.ts";
import type { EstimateJob, HardwareMatch, Range } from "../model.ts";
import { cpuLine, memoryLine } from "./host_lines.ts";
import { matchNotes, type PowerLine, round, TIMES } from "./power_line.ts";
import { unknownPart } from "./unknown_part.ts";

/** Error of a power given by hand, as factors: a fifth each way. Grade: judgement. */
const GIVEN_RANGE: Range = [0.8, 1.2];
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
            "Utilization not given: a mean of 0.70 of the power limit is taken, as measured in open records of training and serving (0.24 to 0.96 of it)",
          hint: "estimate({ utilization: 0.82, … }), or track() one epoch",
        }]
        : [{
          code: "utilization-model",
          device: "gpu",
          message:
            `0.85 is the share of the range from idle to limit that boards reach at full utilization, as measured in 47 runs on 5 GPU models: between 0.36 and 1.25 times the sum, and at most the limit`,
        }]),
      ...(job.limitWatts === undefined ? [] : [{
        code: "limit-given",
        device: "gpu",
        message: `${match.name}, ${limitText(limitWatts, tableTdpWatts)}: the limit given counts`,
      }]),
      ...limitSlipNotes({ limitWatts, tableWatts: tableTdpWatts }, "gpu"),
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
