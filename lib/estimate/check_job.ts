/** What `estimate()` is asked, checked before anything is looked up. */
import { nearestOptionText } from "../nearest.ts";
import { shownValue } from "../errors.ts";
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
  year: ["a whole year", (value) => Number.isInteger(value) && value > 0 && value < 10_000],
  pue: ["finite and >= 1", (value) => value >= 1],
};

/** Figures above and below these are no amounts of anything, and their products no numbers. */
const MOST = 1e36;
const LEAST = 1e-36;

/** Refuses a wrong job. */
export function checkJob(job: EstimateJob): void {
  if (typeof job !== "object" || job === null || Array.isArray(job)) {
    throw new TypeError(
      `Cannot estimate as "job" must be an object: current value is ${shownValue(job)}`,
    );
  }
  for (const [name, value] of Object.entries(job)) {
    const kind = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as Name] : undefined;
    if (kind === undefined) {
      throw new TypeError(
        `Cannot estimate as "${name}" is no option${nearestOptionText(name, Object.keys(OPTIONS))}`,
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
  const wrong = (wanted: string) =>
    `Cannot estimate as "${name}" must be ${wanted}: current value is ${shownValue(value)}`;
  if (kind === "text") {
    if (typeof value !== "string") throw new TypeError(wrong("text"));
    if (value.trim() === "") throw new RangeError(wrong("a name"));
    return;
  }
  if (kind === "flag") {
    if (typeof value === "boolean") return;
    throw new TypeError(wrong("true or false"));
  }
  if (kind === "embodied") {
    if (value === "share") return;
    if (typeof value !== "number") {
      throw new TypeError(wrong('a number or "share"'));
    }
    return checkOption(name, value, "notNegative");
  }
  const [words, test] = WANTED[kind];
  if (typeof value !== "number") {
    throw new TypeError(wrong("a number"));
  }
  if (!Number.isFinite(value) || !test(value)) {
    throw new RangeError(wrong(words));
  }
  if (value > MOST) throw new RangeError(wrong(`at most ${MOST}`));
  if (value > 0 && value < LEAST) throw new RangeError(wrong(`0 or at least ${LEAST}`));
}

function refuse(what: string): never {
  throw new TypeError(`Cannot estimate as ${what}`);
}
