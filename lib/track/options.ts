/** The options of a run, checked by hand before anything starts. */
import { shownValue } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Job, TrackOptions } from "../model.ts";
import { checkBudget } from "../predict/check_budget.ts";
import { JOB_FIELDS } from "../record/records.ts";
import { checkIntensity, checkSources } from "./handed_in.ts";
import { number, oneOf, refuseUnknown, text, truth, whole } from "./refusals.ts";
import { checkCalibration } from "../sample/calibration_check.ts";

/** Options with their defaults filled in. */
export interface CheckedOptions extends TrackOptions {
  readonly name: string;
  readonly intervalSeconds: number;
  readonly directory: string | null;
  readonly predictAfterEpochs: number;
  readonly pueGiven: boolean;
  readonly pue: number;
}

const KNOWN: readonly (keyof TrackOptions)[] = [
  "name",
  "epochs",
  "upTo",
  "zone",
  "year",
  "intensity",
  "pue",
  "components",
  "sources",
  "scope",
  "intervalSeconds",
  "directory",
  "predictAfterEpochs",
  "budget",
  "calibration",
  "job",
  "live",
  "quiet",
  "signal",
];
const STAGES = ["data-preparation", "training", "finetuning", "validation", "inference", "other"];
const PURPOSES = ["final", "search", "ablation", "development", "other"];
const PLACES = ["cloud", "private-cloud", "cluster", "on-premises"];
const COMPONENTS = ["cpu", "gpu", "memory", "rest"];

/** Checks the options of `track()` and fills in the defaults. Throws a TypeError or RangeError that says what is wanted. */
export function checkOptions(options: TrackOptions): CheckedOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot track as the options must be an object: current value is ${shownValue(options)}`,
    );
  }
  refuseUnknown(options, KNOWN, "option");
  text("name", options.name);
  text("zone", options.zone);
  whole("epochs", options.epochs, 1);
  whole("year", options.year, 1990);
  number("pue", options.pue, 1);
  number("intervalSeconds", options.intervalSeconds, 0.01, 3600);
  whole("predictAfterEpochs", options.predictAfterEpochs, -1);
  oneOf("scope", options.scope, ["machine", "process"]);
  truth("upTo", options.upTo);
  truth("live", options.live);
  truth("quiet", options.quiet);
  if (options.directory !== null) text("directory", options.directory);
  if (options.components !== undefined) {
    if (!Array.isArray(options.components)) {
      throw new TypeError(
        `Cannot track as "components" must be a list: current value is ${
          shownValue(options.components)
        }`,
      );
    }
    for (const one of options.components) oneOf("components", one, COMPONENTS);
  }
  if (options.signal !== undefined && !(options.signal instanceof AbortSignal)) {
    throw new TypeError(
      `Cannot track as "signal" must be an AbortSignal: current value is ${
        shownValue(options.signal)
      }`,
    );
  }
  checkSources(options.sources);
  checkIntensity(options.intensity);
  checkJob(options.job);
  if (options.calibration !== undefined && typeof options.calibration !== "string") {
    checkCalibration(options.calibration);
  }
  if (options.budget !== undefined) {
    checkBudget(options.budget);
    if ((options.predictAfterEpochs ?? 1) < 1 && options.budget.basis !== "measured") {
      throw new RangeError(
        `Cannot track as "predictAfterEpochs" must be >= 1 where a budget is held against the prediction: current value is ${options.predictAfterEpochs}; or set budget: { basis: "measured" }`,
      );
    }
  }
  return {
    ...options,
    name: options.name === undefined || options.name.trim() === "" ? "run" : options.name,
    intervalSeconds: options.intervalSeconds ?? 0.1,
    directory: typeof options.directory === "string"
      ? homePath(options.directory, "track", "directory")
      : options.directory === undefined
      ? "footnotes"
      : null,
    ...(typeof options.calibration === "string"
      ? { calibration: homePath(options.calibration, "track", "calibration") }
      : {}),
    predictAfterEpochs: options.predictAfterEpochs ?? 1,
    pueGiven: options.pue !== undefined,
    pue: options.pue ?? 1,
  };
}

function checkJob(job: Job | undefined): void {
  if (job === undefined) return;
  if (typeof job !== "object" || job === null) {
    throw new TypeError(
      `Cannot track as "job" must be an object: current value is ${shownValue(job)}`,
    );
  }
  refuseUnknown(job, JOB_FIELDS, "job field");
  oneOf("job.stage", job.stage, STAGES);
  oneOf("job.purpose", job.purpose, PURPOSES);
  oneOf("job.infrastructure", job.infrastructure, PLACES);
  for (const key of ["parameters", "flops", "tokens", "samples"] as const) {
    number(`job.${key}`, job[key], 0);
  }
  for (
    const key of [
      "model",
      "baseModel",
      "relation",
      "dataset",
      "framework",
      "precision",
      "instance",
    ] as const
  ) {
    text(`job.${key}`, job[key]);
  }
}
