/** Watts of what is in no sensor: fans, board, power supply. Only on request, or from a calibration. */
import { shownValue } from "../errors.ts";
import type { RestModel } from "../inside_run.ts";
import type { Range } from "../model.ts";
import { GPU_NODE_WALL, REST_OF_MACHINE } from "./power_models.ts";

/** What the sensors or models of the machine say. */
export interface RestModelOptions {
  /** Kind of machine: "gpu-node" is a server with eight boards on one baseplate. */
  readonly form: "server" | "desktop" | "gpu-node";
  /** CPU packages; 1. */
  readonly sockets?: number | undefined;
  /** Watts of CPU and memory. */
  readonly cpuAndMemoryWatts: number;
  /** Watts of all GPUs; 0. */
  readonly gpuWatts?: number | undefined;
}

/**
 * The rules by which the rest of a machine follows from what its sensors read.
 *
 * Server: `5 + 8 x sockets + 8 % of CPU and memory`. Desktop: `50 + 12 % of all the parts`. Both within 0.5 and 2.0 times that. A node of
 * eight GPUs: its wall is 1.45 [1.3, 1.65] times the GPUs', and the rest is what CPU and memory leave of it, never below 0.
 *
 * Source: see `power_models.ts`.
 */
export function restModel(
  { form, sockets = 1 }: Pick<RestModelOptions, "form" | "sockets">,
): RestModel {
  if (form === "gpu-node") {
    const { value, range } = GPU_NODE_WALL;
    const rule = (factor: number) => ({
      baseWatts: 0,
      cpuAndMemoryShare: -1,
      gpuShare: value * factor - 1,
    });
    return { form, middle: rule(1), low: rule(range[0]), high: rule(range[1]) };
  }
  const { baseWatts, perSocketWatts, share } = REST_OF_MACHINE[form];
  const rule = (factor: number) => ({
    baseWatts: factor * (baseWatts + perSocketWatts * sockets),
    cpuAndMemoryShare: factor * share,
    gpuShare: form === "desktop" ? factor * share : 0,
  });
  const { range: [low, high] } = REST_OF_MACHINE;
  return { form, middle: rule(1), low: rule(low), high: rule(high) };
}

/**
 * Watts of the rest of a machine by `restModel()`, and their 90 % interval in W.
 *
 * @throws {RangeError} If a figure is negative or not finite.
 */
export function modelRestPower(
  options: RestModelOptions,
): { readonly powerWatts: number; readonly range: Range } {
  const { form, sockets = 1, cpuAndMemoryWatts, gpuWatts = 0 } = options;
  for (const [name, value] of Object.entries({ sockets, cpuAndMemoryWatts, gpuWatts })) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new RangeError(
        `Cannot model rest power as "${name}" must be finite and >= 0: current value is ${
          shownValue(value)
        }`,
      );
    }
  }
  const model = restModel({ form, sockets });
  const watts = ({ baseWatts, cpuAndMemoryShare, gpuShare }: RestModel["middle"]) =>
    Math.max(0, baseWatts + cpuAndMemoryShare * cpuAndMemoryWatts + gpuShare * gpuWatts);
  return { powerWatts: watts(model.middle), range: [watts(model.low), watts(model.high)] };
}
