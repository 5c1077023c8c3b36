/** The options of a run, checked by hand before anything starts. */
import type {
  GridIntensity,
  IntensityProvider,
  Job,
  PowerSource,
  SourceDescription,
  TrackOptions,
} from "../model.ts";

import { checkBudget } from "../predict/check_budget.ts";
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
const KNOWN_JOB: readonly (keyof Job)[] = [
  "stage",
  "purpose",
  "model",
  "baseModel",
  "relation",
  "parameters",
  "flops",
  "tokens",
  "samples",
  "dataset",
  "framework",
  "precision",
  "infrastructure",
  "instance",
];
const STAGES = ["data-preparation", "training", "finetuning", "validation", "inference", "other"];
const PURPOSES = ["final", "search", "ablation", "development", "other"];
const PLACES = ["cloud", "private-cloud", "cluster", "on-premises"];
const COMPONENTS = ["cpu", "gpu", "memory"];

/** Checks the options of `track()` and fills in the defaults. Throws a TypeError or RangeError that says what is wanted. */
export function checkOptions(options: TrackOptions): CheckedOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot track as the options must be an object: current value is ${shown(options)}`,
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
  truth("live", options.live);
  truth("quiet", options.quiet);
  if (options.directory !== null) text("directory", options.directory);
  if (options.components !== undefined) {
    if (!Array.isArray(options.components)) {
      throw new TypeError(
        `Cannot track as "components" must be a list: current value is ${
          shown(options.components)
        }`,
      );
    }
    for (const one of options.components) oneOf("components", one, COMPONENTS);
  }
  if (options.signal !== undefined && !(options.signal instanceof AbortSignal)) {
    throw new TypeError(
      `Cannot track as "signal" must be an AbortSignal: current value is ${shown(options.signal)}`,
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
    directory: options.directory === undefined ? "footnotes" : options.directory,
    predictAfterEpochs: options.predictAfterEpochs ?? 1,
    pueGiven: options.pue !== undefined,
    pue: options.pue ?? 1,
  };
}

function checkSources(sources: TrackOptions["sources"]): void {
  if (sources === undefined) return;
  if (!Array.isArray(sources)) {
    throw new TypeError(
      `Cannot track as "sources" must be a list: current value is ${shown(sources)}`,
    );
  }
  for (const [index, source] of sources.entries()) {
    const isObject = typeof source === "object" && source !== null;
    const described = isObject && typeof source.module === "string" &&
      typeof source.name === "string" && !("read" in source);
    if (described) {
      checkDescription(`sources[${index}]`, source);
      continue;
    }
    if (!isObject || typeof source.read !== "function") {
      throw new TypeError(
        `Cannot track as "sources[${index}]" must be a power source (device, kind, name, source, basis, read()) or a description (module, name): current value is ${
          shown(source)
        }`,
      );
    }
    checkSource(`sources[${index}]`, source);
  }
}

/** A description travels to the worker as text: what text cannot hold would silently be missing there. */
function checkDescription(name: string, { options }: SourceDescription): void {
  try {
    if (
      options === undefined || JSON.stringify(options) === JSON.stringify(structuredClone(options))
    ) return;
  } catch {
    // As below.
  }
  throw new TypeError(
    `Cannot track as "${name}.options" must be plain data, for the worker gets it as text: current value is ${
      shown(options)
    }`,
  );
}

/** Every field of a source that a record will hold: what a record refuses is refused before the training. */
function checkSource(name: string, source: PowerSource): void {
  for (const key of ["device", "name", "source"] as const) {
    if (typeof source[key] !== "string" || source[key] === "") {
      throw new TypeError(
        `Cannot track as "${name}.${key}" must be text: current value is ${shown(source[key])}`,
      );
    }
  }
  oneOf(`${name}.kind`, source.kind ?? "nothing", [
    "cpu",
    "gpu",
    "memory",
    "npu",
    "system",
    "rest",
  ]);
  oneOf(`${name}.basis`, source.basis ?? "nothing", [
    "measured",
    "modelled",
    "default",
    "predicted",
  ]);
  number(`${name}.limitWatts`, source.limitWatts, 0);
  const { uncertainty } = source;
  if (uncertainty === undefined) return;
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 &&
    pair.every((end) => Number.isFinite(end) && end >= 0);
  if (
    typeof uncertainty?.key !== "string" || !isPair(uncertainty.shared) || !isPair(uncertainty.own)
  ) {
    throw new TypeError(
      `Cannot track as "${name}.uncertainty" must be { key, shared: [down, up], own: [down, up] } in fractions: current value is ${
        shown(uncertainty)
      }`,
    );
  }
}

function checkIntensity(intensity: number | GridIntensity | IntensityProvider | undefined): void {
  if (intensity === undefined) return;
  if (typeof intensity === "number") return number("intensity", intensity, 0);
  if (typeof intensity === "object" && intensity !== null) {
    if ("at" in intensity && typeof intensity.at === "function") return;
    if ("intensityGramsPerKwh" in intensity) return checkGrid(intensity);
  }
  throw new TypeError(
    `Cannot track as "intensity" must be gCO2eq/kWh, a value of intensityOf() or a provider: current value is ${
      shown(intensity)
    }`,
  );
}

/** A value of `intensityOf()`, or one written by hand in its shape. */
function checkGrid(grid: GridIntensity): void {
  number("intensity.intensityGramsPerKwh", grid.intensityGramsPerKwh, 0);
  number("intensity.year", grid.year, 1990);
  text("intensity.zone", grid.zone);
  text("intensity.source", grid.source);
  const range: unknown = grid.range;
  const isRange = Array.isArray(range) && range.length === 2 &&
    range.every((end) => Number.isFinite(end) && end >= 0) && range[0] <= range[1];
  if (!isRange || grid.year === undefined || grid.source === undefined) {
    throw new TypeError(
      `Cannot track as "intensity" must have zone, year, source and range, as intensityOf() gives it, or be a number: current value has ${
        Object.keys(grid).join(", ")
      }`,
    );
  }
}

function checkJob(job: Job | undefined): void {
  if (job === undefined) return;
  if (typeof job !== "object" || job === null) {
    throw new TypeError(`Cannot track as "job" must be an object: current value is ${shown(job)}`);
  }
  refuseUnknown(job, KNOWN_JOB, "job field");
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

function refuseUnknown(given: object, known: readonly string[], what: string): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    throw new TypeError(
      `Cannot track as "${key}" is no ${what}: did you mean "${nearest(key, known)}"?`,
    );
  }
}

/** The known name that shares the most with a mistyped one: for an error message, never for a guess that is acted on. */
function nearest(word: string, known: readonly string[]): string {
  const pairs = (text: string) =>
    new Set(
      Array.from({ length: text.length + 1 }, (_, i) => ` ${text} `.slice(i, i + 2).toLowerCase()),
    );
  const own = pairs(word);
  const score = (other: string) => {
    const theirs = pairs(other);
    return [...own].filter((pair) => theirs.has(pair)).length / (own.size + theirs.size);
  };
  return known.reduce((best, one) => score(one) > score(best) ? one : best, known[0] ?? "");
}

function text(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "string") {
    throw new TypeError(`Cannot track as "${name}" must be text: current value is ${shown(value)}`);
  }
}

function truth(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(
      `Cannot track as "${name}" must be true or false: current value is ${shown(value)}`,
    );
  }
}

function number(name: string, value: unknown, least: number, most = Infinity): void {
  if (value === undefined) return;
  if (typeof value !== "number") {
    throw new TypeError(
      `Cannot track as "${name}" must be a number: current value is ${shown(value)}`,
    );
  }
  if (!Number.isFinite(value) || value < least || value > most) {
    const wanted = most === Infinity ? `>= ${least}` : `from ${least} to ${most}`;
    throw new RangeError(`Cannot track as "${name}" must be ${wanted}: current value is ${value}`);
  }
}

function whole(name: string, value: unknown, least: number): void {
  number(name, value, least);
  if (value !== undefined && !Number.isInteger(value)) {
    throw new RangeError(
      `Cannot track as "${name}" must be a whole number: current value is ${value}`,
    );
  }
}

function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  throw new RangeError(
    `Cannot track as "${name}" must be one of ${
      allowed.map((one) => `"${one}"`).join(", ")
    }: current value is ${shown(value)}`,
  );
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "an object";
  }
  return String(value);
}
