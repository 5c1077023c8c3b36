/** What a user hands in beside plain options: sources, and the grid's intensity. What a record would refuse is refused here, before the training. */
import type {
  GridIntensity,
  IntensityProvider,
  PowerSource,
  SourceDescription,
  TrackOptions,
} from "../model.ts";
import { number, oneOf, shown, text } from "./refusals.ts";

/** The sources that were handed in. */
export function checkSources(sources: TrackOptions["sources"]): void {
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

/** The intensity that was handed in: a figure, a value, or a provider. */
export function checkIntensity(
  intensity: number | GridIntensity | IntensityProvider | undefined,
): void {
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
