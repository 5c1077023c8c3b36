/** What the sentences of all statements are made of, written once in plain words; the styles only escape them. */
import { timesRange } from "../interval.ts";
import type {
  Basis,
  Boundary,
  Footprint,
  GridIntensity,
  Note,
  Part,
  Range,
  Run,
} from "../model.ts";
import { deviceLabel } from "./device_rows.ts";
import { listed, orderedParts } from "./device_words.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { type FigureText, figureText, NARROW_SPACE } from "./numbers.ts";
import { figuresText, isOfOtherTool } from "./other_tools.ts";
import { pueText } from "./run_words.ts";

/** What a statement is made of: a head word and its sentence, in the order in which they are read. */
export type Statement = readonly (readonly [head: string, sentence: string])[];

/** The last words: which tool, in which version, and where it is found; of runs that another tool measured, that one before it. */
export function toolWords(
  runs: Parameters<typeof figuresText>[0],
  emissionsToo?: boolean,
): Statement[number] {
  return ["Tool", figuresText(runs, emissionsToo)];
}

/** "used 1.23 kWh of electricity (1.20 to 1.26; measured) and emitted 140 gCO2eq (106 to 174; default), 90 % intervals in brackets". */
export function usedText(
  of: Footprint,
  verbs: readonly [string, string] = ["used", "emitted"],
): string {
  const energy = figureText("energy", of.energyKwh, of.ranges.energyKwh);
  const emissions = figureText("emissions", of.emissionsGrams, of.ranges.emissionsGrams);
  const bracket = ({ range }: FigureText, basis: Basis) =>
    `(${range === "" ? "" : `${range}; `}${basis})`;
  // What was predicted was not used yet, as far as anybody knows.
  const [use, emit] = of.basis.energyKwh === "predicted" && verbs[0] === "used"
    ? ["is predicted to use", "to emit"]
    : verbs;
  return `${use} ${energy.short} of electricity ${
    bracket(energy, of.basis.energyKwh)
  } and ${emit} ${emissions.short} ${
    bracket(emissions, of.basis.emissionsGrams)
  }, 90${NARROW_SPACE}% intervals in brackets`;
}

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  measured: "measured",
  modelled: "modelled",
  default: "taken from defaults",
  predicted: "predicted",
};

/** "Energy was measured for GPU and CPU (nvml-energy, rapl) and modelled for memory (memory-model)."; nothing without devices that gave any. */
export function obtainedWords(parts: readonly Part[]): Statement {
  const gave = parts.filter(({ energyKwh }) => energyKwh > 0);
  const groups = (Object.keys(BASIS_WORDS) as Basis[]).flatMap((basis) => {
    const some = gave.filter((part) => part.basis === basis);
    if (some.length === 0) return [];
    const kinds = [...new Set(orderedParts(some).map(wordOf))];
    const sources = [...new Set(some.map(({ source }) => source))].filter((one) => one !== "");
    const by = sources.length === 0 ? "" : ` (${sources.join(", ")})`;
    return [`${BASIS_WORDS[basis]} for ${listed(kinds)}${by}`];
  });
  return groups.length === 0 ? [] : [["How known", `Energy was ${listed(groups)}.`]];
}

function wordOf(part: Part): string {
  const word = deviceLabel(part, [part]);
  return /^[A-Z]{2}/.test(word) ? word : word.toLowerCase();
}

/** Whose energy is counted: of all programs on the machine, or of one process. */
export type Scope = "machine" | "process";

/** Notes of a run of which one process alone was counted; of whose CPU that could not be told, the whole is. */
const PROCESS_NOTES = ["process-scope", "process-only", "machine-total"];

/** Whose energy a run's is, as its notes tell: a run of ours is of the whole machine unless one says otherwise. */
export function scopeOf(
  { notes, parts, scope }: Pick<Run, "notes" | "parts"> & { readonly scope?: Scope },
): Scope | undefined {
  const has = (codes: readonly string[]) => notes.some(({ code }: Note) => codes.includes(code));
  if (has(["process-scope-unknown"])) return "machine";
  if (scope === "process" || has(PROCESS_NOTES)) return "process";
  // The files of other tools do not say whose energy it is.
  return parts.some(isOfOtherTool) ? undefined : "machine";
}

/** What the energy is of, and with which PUE; `inner` is what the building's share is reckoned on. */
export interface Bounds {
  /** The devices that gave any, named; without them "the devices". */
  readonly parts?: readonly Part[] | undefined;
  readonly boundary: Boundary;
  readonly pue?: number | undefined;
  readonly scope?: Scope | undefined;
  readonly inner?: "device" | "node" | undefined;
  /** What no sensor reads is in it by a model: of all the runs, or of some. */
  readonly modelledRest?: boolean | "some" | undefined;
}

/** "The energy is that of CPU and memory as a whole, other programs' share included; fans, board and power supply are not in it; PUE 1.0." */
export function boundaryText(
  { boundary, pue, scope, inner = "device", modelledRest = false, parts = [] }: Bounds,
): string {
  const of = boundary === "facility" ? inner : boundary;
  const devices = listed([
    ...new Set(orderedParts(parts.filter(({ energyKwh }) => energyKwh > 0)).map(wordOf)),
  ]);
  const what = of === "node" ? "the whole machine" : devices === "" ? "the devices" : devices;
  const whose = scope === "process"
    ? `this process\u2019s share of that of ${what}`
    : scope !== "machine"
    ? `that of ${what}`
    : of === "node"
    ? `that of ${what}, other programs included`
    : `that of ${what} as a whole, other programs\u2019 share included`;
  const rest = "; fans, board and power supply are";
  const without = of === "device"
    ? `${rest} not in it`
    : modelledRest === false
    ? ""
    : `${rest} modelled${modelledRest === "some" ? " in some of the runs" : ""}`;
  const building = boundary === "facility" ? "; the building\u2019s share is in it" : "";
  return `The energy is ${whose}${without}${building}${
    pue === undefined ? "" : `; PUE ${pueText(pue)}`
  }.`;
}

/** What the building's share of a run is reckoned on: the whole machine where its rest is counted. */
export function innerBoundary(run: Run): "device" | "node" {
  if (run.boundary !== "facility") return run.boundary;
  return run.parts.some(({ kind }) => kind === "rest" || kind === "system") ? "node" : "device";
}

/** Whether fans, board and power supply are in a run by the model of them, which no meter stands behind. */
export function hasModelledRest({ parts }: Run): boolean {
  return parts.some(({ kind, source, energyKwh }) =>
    kind === "rest" && source === "rest-model" && energyKwh > 0
  );
}

/** The emissions a second time, on a grid that papers can be compared on. */
export function referenceWords(of: Footprint, grid: GridIntensity | undefined): Statement {
  if (grid === undefined || measuredNothing(of)) return [];
  const { intensityGramsPerKwh, range: [low, high] } = grid;
  const relative: Range = intensityGramsPerKwh > 0
    ? [low / intensityGramsPerKwh, high / intensityGramsPerKwh]
    : [1, 1];
  const { value, range } = timesRange(of.energyKwh, of.ranges.energyKwh, [
    { factor: intensityGramsPerKwh, range: relative },
  ]);
  const emissions = figureText("emissions", value, range);
  return [[
    "Reference grid",
    `On the grid of ${grid.zone} in ${grid.year}, at ${
      figureText("intensity", intensityGramsPerKwh).short
    } (${grid.emissionScope}; ${grid.source}), the same energy would have emitted ${emissions.text}.`,
  ]];
}
