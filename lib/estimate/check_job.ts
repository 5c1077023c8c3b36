/** What `estimate()` is asked, checked before anything is looked up. */
import { nearestText } from "../carbon/nearest.ts";
import type { EstimateJob } from "../model.ts";

type Name = keyof EstimateJob;
type Kind =
  | "text"
  | "flag"
  | "embodied"
  | "share"
  | "positive"
  | "notNegative"
  | "count"
  | "year"
  | "pue";

const OPTIONS: Readonly<Record<Name, Kind>> = {
  accelerator: "text",
  count: "count",
  cpu: "text",
  cpuCount: "count",
  memoryGb: "notNegative",
  utilization: "share",
  powerWatts: "notNegative",
  limitWatts: "positive",
  hours: "notNegative",
  flops: "positive",
  flopsPerSecond: "positive",
  zone: "text",
  year: "year",
  intensityGramsPerKwh: "notNegative",
  pue: "pue",
  marketIntensityGramsPerKwh: "notNegative",
  marginal: "flag",
  embodiedGrams: "embodied",
  waterLitresPerKwh: "notNegative",
};
const WANTED: Readonly<
  Record<
    Exclude<Kind, "text" | "flag" | "embodied">,
    readonly [words: string, test: (value: number) => boolean]
  >
> = {
  share: ["between 0 and 1", (value) => value >= 0 && value <= 1],
  positive: ["finite and > 0", (value) => value > 0],
  notNegative: ["finite and >= 0", (value) => value >= 0],
  count: ["a whole number >= 1", (value) => Number.isInteger(value) && value >= 1],
  year: ["a whole year", Number.isInteger],
  pue: ["finite and >= 1", (value) => value >= 1],
};

/** Refuses a wrong job. */
export function checkJob(job: EstimateJob): void {
  if (typeof job !== "object" || job === null) {
    throw new TypeError(`Cannot estimate as "job" must be an object: current value is ${job}`);
  }
  for (const [name, value] of Object.entries(job)) {
    const kind = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as Name] : undefined;
    if (kind === undefined) {
      throw new TypeError(
        `Cannot estimate as "${name}" is no option${nearestText(name, Object.keys(OPTIONS))}`,
      );
    }
    if (value !== undefined) checkOption(name, value, kind);
  }
  const { accelerator, count, powerWatts, cpu, cpuCount, memoryGb } = job;
  const { hours, flops, flopsPerSecond } = job;
  if ([accelerator, powerWatts, cpu, memoryGb].every((value) => value === undefined)) {
    refuse(`one of "accelerator", "powerWatts", "cpu" and "memoryGb" must be given`);
  }
  if (count !== undefined && accelerator === undefined && powerWatts === undefined) {
    refuse(`"count" must come with "accelerator" or "powerWatts"`);
  }
  if (job.limitWatts !== undefined && (accelerator === undefined || powerWatts !== undefined)) {
    refuse(
      `"limitWatts" must come with "accelerator", and without "powerWatts", which is taken as it is`,
    );
  }
  if (cpuCount !== undefined && cpu === undefined) refuse(`"cpuCount" must come with "cpu"`);
  if ((hours === undefined) === (flops === undefined)) {
    refuse(`either "hours" or "flops" must be given`);
  }
  if ((flops === undefined) !== (flopsPerSecond === undefined)) {
    refuse(`"flops" and "flopsPerSecond" must come together`);
  }
  if (job.marginal && job.zone === undefined && job.intensityGramsPerKwh !== undefined) {
    refuse(`"marginal" must come with "zone"`);
  }
  if (job.embodiedGrams === "share" && accelerator === undefined) {
    refuse(`"embodiedGrams" must be a figure in gCO2eq where no "accelerator" is named`);
  }
}

function checkOption(name: string, value: unknown, kind: Kind): void {
  if (kind === "text") {
    if (typeof value === "string") return;
    throw new TypeError(`Cannot estimate as "${name}" must be text: current value is ${value}`);
  }
  if (kind === "flag") {
    if (typeof value === "boolean") return;
    throw new TypeError(
      `Cannot estimate as "${name}" must be true or false: current value is ${value}`,
    );
  }
  if (kind === "embodied") {
    if (value === "share") return;
    if (typeof value !== "number") {
      throw new TypeError(
        `Cannot estimate as "${name}" must be a number or "share": current value is ${value}`,
      );
    }
    return checkOption(name, value, "notNegative");
  }
  const [words, test] = WANTED[kind];
  if (typeof value !== "number") {
    throw new TypeError(`Cannot estimate as "${name}" must be a number: current value is ${value}`);
  }
  if (!Number.isFinite(value) || !test(value)) {
    throw new RangeError(
      `Cannot estimate as "${name}" must be ${words}: current value is ${value}`,
    );
  }
}

function refuse(what: string): never {
  throw new TypeError(`Cannot estimate as ${what}`);
}
