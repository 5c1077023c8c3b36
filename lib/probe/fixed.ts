/** Watts that the user gives: for simulation, and for what nothing measures. */
import { shownValue } from "../errors.ts";
import type { DeviceKind, PowerSource, Range } from "../model.ts";
import { described } from "./described.ts";

/** A figure of the user's. */
export interface FixedOptions {
  /** Name of the device in the record: "gpu:0", "FPGA card". */
  readonly name: string;
  /** Constant power, in W. */
  readonly powerWatts: number;
  /** 90 % range of the power, in W; 20 % each way. */
  readonly range?: Range | undefined;
  /** What it is. Left out: "gpu" or "memory" where the name begins so, else "cpu". Its energy is added to that of the other devices; "system" stands for the whole machine. */
  readonly kind?: DeviceKind | undefined;
}

/** Error of watts given by hand without a range, as fractions. Judgement. */
const BY_HAND: readonly [down: number, up: number] = [0.20, 0.20];
const KINDS: readonly DeviceKind[] = ["cpu", "gpu", "memory", "npu", "system", "rest"];

/**
 * A source of constant watts, `modelled`.
 *
 * @throws {TypeError} If something is not of its type.
 * @throws {RangeError} If a figure is negative or not finite, or the range does not hold the power.
 * @example A simulated board of 250 W
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { fixedSource } from "@footnote/footnote";
 * const board = fixedSource({ name: "gpu:0", powerWatts: 250, range: [240, 260] });
 * deepStrictEqual([board.device, board.kind, board.basis], ["gpu:0", "gpu", "modelled"]);
 * ```
 */
export function fixedSource(options: FixedOptions): PowerSource {
  check(options);
  const { name, powerWatts, range } = options;
  const source: PowerSource = {
    device: name,
    kind: options.kind ?? kindOf(name),
    name,
    source: "fixed",
    basis: "modelled",
    uncertainty: range === undefined || powerWatts === 0
      ? { key: "fixed", shared: BY_HAND, own: [0, 0] }
      : {
        key: `fixed:${name}`,
        shared: [1 - range[0] / powerWatts, range[1] / powerWatts - 1],
        own: [0, 0],
      },
    read: () => ({ kind: "gauge", atSeconds: performance.now() / 1000, powerWatts }),
  };
  return described(source, { module: import.meta.url, name: "openFixed", options });
}

/** Opens a fixed source from its description. */
export function openFixed(options: FixedOptions): Promise<PowerSource[]> {
  return Promise.resolve([fixedSource(options)]);
}

function kindOf(name: string): DeviceKind {
  return (["gpu", "memory"] as const).find((kind) => name.toLowerCase().startsWith(kind)) ?? "cpu";
}

function check({ name, powerWatts, range, kind }: FixedOptions): void {
  const refuse = (
    field: string,
    wanted: string,
    found: unknown,
    error: typeof TypeError | typeof RangeError,
  ): never => {
    throw new error(
      `Cannot make fixed source as "${field}" must be ${wanted}: current value is ${
        shownValue(found)
      }`,
    );
  };
  if (typeof name !== "string" || name === "") refuse("name", "a text", name, TypeError);
  if (typeof powerWatts !== "number") refuse("powerWatts", "a number", powerWatts, TypeError);
  if (!(powerWatts >= 0 && Number.isFinite(powerWatts))) {
    refuse("powerWatts", "finite and >= 0", powerWatts, RangeError);
  }
  if (kind !== undefined && !KINDS.includes(kind)) {
    refuse("kind", `one of ${KINDS.join(", ")}`, kind, TypeError);
  }
  if (range === undefined) return;
  const [low, high] = range;
  if (!(low >= 0 && low <= powerWatts && powerWatts <= high && Number.isFinite(high))) {
    refuse("range", `two finite watts around ${powerWatts}`, `[${low}, ${high}]`, RangeError);
  }
}
