/** What a user hands in beside plain options: sources, and the grid's intensity. What a record would refuse is refused here, before the training. */
import { shownValue } from "../errors.ts";
import type {
  Basis,
  GridIntensity,
  IntensityPoint,
  IntensityProvider,
  PowerSource,
  SourceDescription,
  TrackOptions,
} from "../model.ts";
import { number, oneOf, text } from "./refusals.ts";

/** The sources that were handed in. */
export function checkSources(sources: TrackOptions["sources"]): void {
  if (sources === undefined) return;
  if (!Array.isArray(sources)) {
    throw new TypeError(
      `Cannot track as "sources" must be a list: current value is ${shownValue(sources)}`,
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
          shownValue(source)
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
      shownValue(options)
    }`,
  );
}

const BASES: readonly Basis[] = ["measured", "modelled", "default", "predicted"];
const KINDS = ["cpu", "gpu", "memory", "npu", "system", "rest"];

/**
 * Every field of a source that a record will hold, of one handed in and of one that a description gave: what a record refuses is refused before
 * the training. Throws a TypeError or RangeError that names the field.
 * @param name What it is called in the options: "sources[0]".
 */
export function checkSource(name: string, source: PowerSource): void {
  for (const key of ["device", "name", "source"] as const) filled(`${name}.${key}`, source[key]);
  oneOf(`${name}.kind`, source.kind ?? null, KINDS);
  oneOf(`${name}.basis`, source.basis ?? null, BASES);
  number(`${name}.limitWatts`, source.limitWatts, 0);
  checkNotes(`${name}.notes`, source.notes);
  checkUncertainty(`${name}.uncertainty`, source.uncertainty);
}

function filled(name: string, value: unknown): void {
  if (typeof value === "string" && value !== "") return;
  throw new TypeError(
    `Cannot track as "${name}" must be text: current value is ${shownValue(value)}`,
  );
}

function checkNotes(name: string, notes: unknown): void {
  if (notes === undefined) return;
  if (!Array.isArray(notes)) {
    throw new TypeError(
      `Cannot track as "${name}" must be a list: current value is ${shownValue(notes)}`,
    );
  }
  for (const [index, note] of notes.entries()) {
    if (typeof note?.code !== "string" || typeof note.message !== "string") {
      throw new TypeError(
        `Cannot track as "${name}[${index}]" must be { code, message }, both text: current value is ${
          shownValue(note)
        }`,
      );
    }
    text(`${name}[${index}].hint`, note.hint);
    text(`${name}[${index}].device`, note.device);
    number(`${name}[${index}].atSeconds`, note.atSeconds, 0);
  }
}

function checkUncertainty(name: string, uncertainty: PowerSource["uncertainty"]): void {
  if (uncertainty === undefined) return;
  if (
    typeof uncertainty?.key !== "string" || !isPair(uncertainty.shared) || !isPair(uncertainty.own)
  ) {
    throw new TypeError(
      `Cannot track as "${name}" must be { key, shared: [down, up], own: [down, up] } in fractions: current value is ${
        shownValue(uncertainty)
      }`,
    );
  }
  const { lowLoad, tickSeconds } = uncertainty;
  number(`${name}.tickSeconds`, tickSeconds, 0);
  if (lowLoad === undefined || isFigure(lowLoad?.belowWatts) && isPair(lowLoad.shared)) return;
  throw new TypeError(
    `Cannot track as "${name}.lowLoad" must be { belowWatts, shared: [down, up] }: current value is ${
      shownValue(lowLoad)
    }`,
  );
}

function isFigure(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

/** Two figures >= 0. */
function isPair(pair: unknown): pair is readonly [number, number] {
  return Array.isArray(pair) && pair.length === 2 && [...pair].every(isFigure);
}

/** The intensity that was handed in: a figure, a value, or a provider. */
export function checkIntensity(
  intensity: number | GridIntensity | IntensityProvider | undefined,
): void {
  if (intensity === undefined) return;
  if (typeof intensity === "number") return number("intensity", intensity, 0);
  if (typeof intensity === "object" && intensity !== null) {
    if ("at" in intensity && typeof intensity.at === "function") {
      return text("intensity.zone", intensity.zone);
    }
    if ("intensityGramsPerKwh" in intensity) return checkGrid(intensity);
  }
  throw new TypeError(
    `Cannot track as "intensity" must be gCO2eq/kWh, a value of intensityOf() or a provider: current value is ${
      shownValue(intensity)
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
  if (!isRange(range) || grid.year === undefined || grid.source === undefined) {
    throw new TypeError(
      `Cannot track as "intensity" must have zone, year, source and range, as intensityOf() gives it, or be a number: current value has ${
        Object.keys(grid).join(", ")
      }`,
    );
  }
}

function isRange(range: unknown): boolean {
  return isPair(range) && range[0] <= range[1];
}

/**
 * What a provider answered, as the record will hold it from the run's start. Throws where it is not what a record takes: a provider is the user's
 * own code, and no notebook checks its types.
 */
export function pointOfAnswer(
  provider: IntensityProvider,
  answer: Awaited<ReturnType<IntensityProvider["at"]>>,
): IntensityPoint {
  const of = (name: string) => `${name} of the answer`;
  const { intensityGramsPerKwh, basis, year, emissionScope, accounting } = answer;
  if (!isFigure(intensityGramsPerKwh)) {
    throw new RangeError(
      `no intensity but ${shownValue(intensityGramsPerKwh)}: it must be a number >= 0`,
    );
  }
  const range = answer.range ?? [intensityGramsPerKwh, intensityGramsPerKwh];
  if (!isRange(range)) {
    throw new RangeError(`no range but ${shownRange(range)}: it must be [low, high]`);
  }
  oneOf(of("basis"), basis, BASES);
  oneOf(of("emissionScope"), emissionScope, ["life-cycle", "direct"]);
  oneOf(of("accounting"), accounting, ["generation", "consumption"]);
  number(of("year"), year, 1990);
  text(of("source"), answer.source);
  const source = answer.source ?? provider.name;
  if (typeof source !== "string") {
    throw new TypeError(`its name must be text: current value is ${shownValue(source)}`);
  }
  return {
    atSeconds: 0,
    intensityGramsPerKwh,
    range,
    basis: basis ?? "modelled",
    source,
    ...(year === undefined ? {} : { year }),
    ...(emissionScope === undefined ? {} : { emissionScope }),
    ...(accounting === undefined ? {} : { accounting }),
  };
}

/** A list with its ends, anything else by its kind. */
function shownRange(range: unknown): string {
  return Array.isArray(range) && range.length === 2
    ? `${shownValue(range[0])} to ${shownValue(range[1])}`
    : shownValue(range);
}
