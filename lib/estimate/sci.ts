import { checkOptionNames } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import type { Job, Range, Run } from "../model.ts";

type SciUnit = Parameters<typeof sci>[1]["per"];

/** Names of a unit: of one, and the field of a run's job that counts it. */
const UNITS: Readonly<Record<SciUnit, readonly [word: string, field: keyof Job | undefined]>> = {
  run: ["run", undefined],
  flop: ["FLOP", "flops"],
  token: ["token", "tokens"],
  sample: ["sample", "samples"],
  parameter: ["parameter", "parameters"],
};

/**
 * Software Carbon Intensity of runs together, in gCO2eq a unit, with its 90 % interval: emissions over what they were for.
 *
 * Operational emissions only unless an embodied figure is given, and titled so. The errors of several runs are taken as common to all.
 * Source: ISO/IEC 21031:2024, Software Carbon Intensity, of the Green Software Foundation.
 * @param options.per What it is shared out to: every run's `job` says how many FLOPs, tokens, samples or parameters it had.
 * @param options.embodiedGrams Embodied emissions of the hardware for all these runs together, in gCO2eq; yours to work out.
 * @throws {TypeError} If a run is none, or an option is unknown.
 * @throws {RangeError} If there are no runs, a run does not say how many units it had, or the figure is negative or not finite.
 * @example Emissions a run, of no runs
 * ```ts
 * import { throws } from "node:assert/strict";
 * import { sci } from "@footnote/footnote";
 * throws(() => sci([], { per: "run" }), RangeError);
 * ```
 */
export function sci(
  runs: Run | readonly Run[],
  options: {
    readonly per: "run" | "flop" | "token" | "sample" | "parameter";
    readonly embodiedGrams?: number | undefined;
  },
): {
  readonly gramsPerUnit: number;
  readonly range: Range;
  readonly unit: string;
  readonly title: string;
} {
  checkOptionNames(options, ["per", "embodiedGrams"], "compute SCI");
  const { per, embodiedGrams } = options;
  if (typeof per !== "string" || !Object.hasOwn(UNITS, per)) {
    throw new RangeError(
      `Cannot compute SCI as "per" must be one of ${
        Object.keys(UNITS).join(", ")
      }: current value is ${shownValue(per)}`,
    );
  }
  if (embodiedGrams !== undefined && !(embodiedGrams >= 0 && Number.isFinite(embodiedGrams))) {
    throw new RangeError(
      `Cannot compute SCI as "embodiedGrams" must be finite and >= 0: current value is ${
        shownValue(embodiedGrams)
      }`,
    );
  }
  const all = Array.isArray(runs) ? runs as readonly Run[] : [runs as Run];
  if (all.length === 0) {
    throw new RangeError(`Cannot compute SCI as "runs" must hold at least one run`);
  }
  const stranger = all.find((run) =>
    typeof run?.emissionsGrams !== "number" || run.ranges?.emissionsGrams === undefined
  );
  if (all.some((run) => run === stranger)) {
    throw new TypeError(
      `Cannot compute SCI as "runs" must be a run or a list of runs: current value is ${
        shownValue(stranger)
      }`,
    );
  }
  const [word, field] = UNITS[per];
  const units = all.reduce((sum, run) => sum + unitsOf(run, field), 0);
  const embodied = embodiedGrams ?? 0;
  const share = (of: (run: Run) => number) =>
    (all.reduce((sum, run) => sum + of(run), 0) + embodied) / units;
  return {
    gramsPerUnit: share(({ emissionsGrams }) => emissionsGrams),
    range: [
      share(({ ranges }) => ranges.emissionsGrams[0]),
      share(({ ranges }) => ranges.emissionsGrams[1]),
    ],
    unit: `gCO2eq per ${word}`,
    title: embodiedGrams === undefined
      ? "Software Carbon Intensity, operational only"
      : "Software Carbon Intensity, operational and embodied",
  };
}

function unitsOf(run: Run, field: keyof Job | undefined): number {
  if (field === undefined) return 1;
  const units = run.job?.[field];
  if (typeof units === "number" && units > 0 && Number.isFinite(units)) return units;
  throw new RangeError(
    `Cannot compute SCI as "job.${field}" of every run must be finite and > 0: current value of "${
      run.name ?? "a run without a name"
    }" is ${shownValue(units)}`,
  );
}
