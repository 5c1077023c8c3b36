/** Watts of a CPU that has no readable counter, by how busy it is. */
import { shownValue } from "../errors.ts";
import type { Range } from "../model.ts";
import { joinFactors } from "../interval.ts";
import {
  CPU_BETWEEN_ENDS,
  CPU_BY_UTILIZATION,
  CPU_FAMILY_RANGE,
  CPU_HOST_SHARE,
  CPU_TDP_BY_THREADS,
  CPU_TDP_DESKTOP,
  CPU_TDP_LAPTOP,
  CPU_TDP_PER_VCPU,
} from "./power_models.ts";

/** What is known of a CPU, and how busy it is. */
export interface CpuModelOptions {
  /** Thermal design power of one package, in W. */
  readonly tdpWatts?: number | undefined;
  /** Hardware threads of all packages together (of the host, where `vmThreads` is given). */
  readonly threads?: number | undefined;
  /** Packages; 1. */
  readonly sockets?: number | undefined;
  /** Mean utilisation of all threads over the interval, 0..1: of the guest, in a virtual machine. */
  readonly utilization: number;
  /** Threads that a virtual machine has of a shared host. */
  readonly vmThreads?: number | undefined;
  /** How well the part is known: its own TDP ("exact", the default with `tdpWatts`), its family's middle TDP, or none ("unknown"). */
  readonly known?: "exact" | "family" | "unknown" | undefined;
  /** Measured watts of one package at rest; with `fullWatts` the narrow model between the two. */
  readonly idleWatts?: number | undefined;
  /** Measured watts of one package with every thread busy. */
  readonly fullWatts?: number | undefined;
  /** Error of both ends, as factors: of another machine of the part, or under another load. [1, 1], as measured on this one. */
  readonly endsRange?: Range | undefined;
  /** Kind of machine, for a part of unknown TDP; "server" goes by `threads`. */
  readonly form?: "server" | "desktop" | "laptop" | undefined;
}

/**
 * Watts of the CPU package or packages at a utilisation, without memory and board, and their 90 % interval in W.
 *
 * `TDP x sockets x (0.15 + 0.82 u^0.7)`, truth within 0.30 + 0.20 u and 2.30 - 0.55 u times that for a known part on bare metal; less
 * knowledge widens it. Average the watts of many intervals, not the utilisation: the curve bends. Without `tdpWatts` the TDP comes from
 * `threads`; of a virtual machine whose host is unknown give `vmThreads` alone (3.5 W each). A server TDP is the TDP, a laptop's the base
 * power, an unlocked desktop's the root of base times maximum turbo power.
 *
 * Source: fitted on RAPL counters of 18 CPU models and SPECpower_ssj2008 walls, see `power_models.ts`.
 * @throws {TypeError} If nothing is given from which the TDP could come.
 * @throws {RangeError} If a figure is negative, not finite or out of its range.
 * @example Half load on a 200 W part
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { modelCpuPower } from "@footnote/footnote";
 * const { powerWatts, range } = modelCpuPower({ tdpWatts: 200, utilization: 0.5 });
 * ok(Math.abs(powerWatts - 130.95) < 0.01);
 * ok(range[0] < powerWatts && powerWatts < range[1]);
 * ```
 */
export function modelCpuPower(
  options: CpuModelOptions,
): { readonly powerWatts: number; readonly range: Range } {
  checkOptions(options);
  const { powerWatts, relativeRange } = cpuPower(options);
  return {
    powerWatts,
    range: [powerWatts * relativeRange[0], powerWatts * relativeRange[1]],
  };
}

/** The same, with the range as factors of the watts; its arguments are taken as checked. */
export function cpuPower(
  options: CpuModelOptions,
): { readonly powerWatts: number; readonly relativeRange: Range } {
  const { utilization: u, sockets = 1 } = options;
  const share = hostShare(options);
  const bend = u ** CPU_BY_UTILIZATION.exponent;
  if (options.idleWatts !== undefined && options.fullWatts !== undefined) {
    const { idleWatts, fullWatts } = options;
    const half = CPU_BETWEEN_ENDS.ends + CPU_BETWEEN_ENDS.middle * 4 * u * (1 - u);
    return {
      powerWatts: (idleWatts + (fullWatts - idleWatts) * bend) * sockets * share.factor,
      relativeRange: joinFactors([[1 - half, 1 + half], options.endsRange ?? [1, 1], share.range]),
    };
  }
  const { low, high, idleShare, loadShare } = CPU_BY_UTILIZATION;
  const tdp = thermalDesign(options);
  return {
    powerWatts: tdp.watts * share.factor * (idleShare + loadShare * bend),
    relativeRange: joinFactors([
      [low[0] + low[1] * u, high[0] + high[1] * u],
      tdp.range,
      share.range,
    ]),
  };
}

/** TDP of all packages, in W (of the guest's threads where the host is unknown), and the range of its error as factors. */
function thermalDesign(options: CpuModelOptions): { watts: number; range: Range } {
  const { tdpWatts, threads, sockets = 1, vmThreads, form = "server" } = options;
  const known = options.known ?? (tdpWatts === undefined ? "unknown" : "exact");
  const rule = form === "laptop"
    ? CPU_TDP_LAPTOP
    : form === "desktop"
    ? CPU_TDP_DESKTOP
    : CPU_TDP_BY_THREADS;
  if (tdpWatts !== undefined) {
    const range: Range = known === "exact"
      ? [1, 1]
      : known === "family"
      ? CPU_FAMILY_RANGE.range
      : rule.range;
    return { watts: tdpWatts * sockets, range };
  }
  if (form !== "server") return { watts: rule.value * sockets, range: rule.range };
  if (threads === undefined) {
    return { watts: CPU_TDP_PER_VCPU.value * (vmThreads ?? 0), range: CPU_TDP_PER_VCPU.range };
  }
  const watts = rule.value * (threads / sockets) ** CPU_TDP_BY_THREADS.exponent;
  return { watts: watts * sockets, range: rule.range };
}

/** The share of a host that a virtual machine has, and what its unseen neighbours do to the range. */
function hostShare(options: CpuModelOptions): { factor: number; range: Range } {
  const { vmThreads, threads, utilization: u } = options;
  if (vmThreads === undefined) return { factor: 1, range: [1, 1] };
  const { low, high } = CPU_HOST_SHARE;
  return {
    // Threads unknown: the TDP is that of the guest's own threads already.
    factor: threads === undefined ? 1 : vmThreads / threads,
    range: [low, high[0] + high[1] * u],
  };
}

function checkOptions(options: CpuModelOptions): void {
  const { tdpWatts, threads, vmThreads, idleWatts, fullWatts, utilization, form } = options;
  const refuse = (name: string, wanted: string, found: unknown): never => {
    const kind = typeof found === "number" ? RangeError : TypeError;
    throw new kind(
      `Cannot model CPU power as "${name}" must be ${wanted}: current value is ${
        shownValue(found)
      }`,
    );
  };
  if (!(typeof utilization === "number" && utilization >= 0 && utilization <= 1)) {
    refuse("utilization", "between 0 and 1", utilization);
  }
  for (const name of ["tdpWatts", "threads", "sockets", "vmThreads", "fullWatts"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
      refuse(name, "a finite number > 0", value);
    }
  }
  if (idleWatts !== undefined && !(Number.isFinite(idleWatts) && idleWatts >= 0)) {
    refuse("idleWatts", "a finite number >= 0", idleWatts);
  }
  if ((idleWatts === undefined) !== (fullWatts === undefined)) {
    const missing = idleWatts === undefined ? "idleWatts" : "fullWatts";
    refuse(missing, "given beside its other end", undefined);
  }
  if (idleWatts !== undefined && fullWatts !== undefined && fullWatts < idleWatts) {
    refuse("fullWatts", `>= idleWatts (${idleWatts})`, fullWatts);
  }
  const [low, high] = options.endsRange ?? [1, 1];
  if (!(low > 0 && low <= 1 && high >= 1 && Number.isFinite(high))) {
    refuse("endsRange", "two factors, above 0 to 1 and from 1 up", [low, high]);
  }
  const ends = idleWatts !== undefined;
  const formGives = form === "laptop" || form === "desktop";
  if (
    tdpWatts === undefined && threads === undefined && vmThreads === undefined && !ends &&
    !formGives
  ) {
    refuse("tdpWatts", "given, or threads or vmThreads", undefined);
  }
  if (vmThreads === undefined) return;
  if (threads === undefined && (tdpWatts !== undefined || ends || formGives)) {
    refuse("threads", "given beside vmThreads: the share of the host comes from both", undefined);
  }
  if (threads !== undefined && vmThreads > threads) {
    refuse("vmThreads", `<= the host's threads (${threads})`, vmThreads);
  }
}
