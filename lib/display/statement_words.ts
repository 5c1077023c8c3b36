/** The sentences of a statement, written once in plain words; the styles only escape them. */
import { timesRange } from "../interval.ts";
import type {
  Basis,
  Boundary,
  Estimate,
  Footprint,
  GridIntensity,
  Machine,
  Part,
  Range,
  Run,
  SourceRef,
  Total,
} from "../model.ts";
import { deviceLabel } from "./device_rows.ts";
import { digitsText, figureText, NARROW_SPACE } from "./numbers.ts";
import { pueText, sourceOf, statusPieces } from "./run_words.ts";
import { textOf } from "./rich_text.ts";
import { dateText, durationText } from "./times.ts";
import { TOOL_NAME, TOOL_VERSION } from "./tool.ts";

/** What a statement is made of: a head word and its sentence, in the order in which they are read. */
export type Statement = readonly (readonly [head: string, sentence: string])[];

/** What the energy is of, as a sentence. */
const BOUNDARY_SENTENCES: Readonly<Record<Boundary, string>> = {
  device: "The energy is that of the devices alone, without fans, board and power supply",
  node: "The energy is that of the whole machine",
  facility: "The energy is the machine\u2019s share of the building\u2019s",
};

/** A run in sentences. */
export function wordsOfRun(run: Run, reference?: GridIntensity): Statement {
  const status = run.status === "finished"
    ? ""
    : ` The run did not finish: ${textOf(statusPieces(run).slice(0, 1)).replace(/^\S+ /, "")}.`;
  return [
    [
      "Energy and emissions",
      `Training \u201c${run.name}\u201d ${usedText(run)}, over ${
        durationText(run.durationSeconds)
      } on ${dateText(run.startedAt)}.${status}`,
    ],
    ["Hardware", `It ran on ${machineText(run.machine)}${hoursText(run)}.`],
    ["How known", obtainedText(run.parts)],
    ["Boundary", boundaryText(run.boundary, run.pue)],
    ["Grid", gridText(run)],
    ...referenceWords(run, reference),
    TOOL,
  ];
}

/** An estimate in sentences. */
export function wordsOfEstimate(estimate: Estimate, reference?: GridIntensity): Statement {
  return [
    [
      "Energy and emissions",
      `It is estimated, and nothing of it was measured, that the job ${usedText(estimate)}, over ${
        durationText(estimate.durationSeconds)
      }.`,
    ],
    ["How known", obtainedText(estimate.parts)],
    ["Boundary", boundaryText(estimate.boundary, estimate.pue)],
    [
      "Grid",
      `Emissions are operational and location-based, at ${
        figureText("intensity", estimate.intensityGramsPerKwh).short
      }${sourcesText(estimate.sources)}.`,
    ],
    ...referenceWords(estimate, reference),
    TOOL,
  ];
}

/** Many runs in sentences, the failed ones counted. */
export function wordsOfTotal(
  total: Pick<Total, "counts"> & Footprint & { readonly pue?: number },
  intensityGramsPerKwh: number | undefined,
  reference?: GridIntensity,
): Statement {
  const counts = Object.entries(total.counts).filter(([, count]) => count > 0);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const of = counts.map(([status, count]) => `${count} ${status}`).join(", ");
  return [
    [
      "Energy and emissions",
      `${all} ${all === 1 ? "run" : "runs"}${of === "" ? "" : ` (${of})`} ${
        usedText(total)
      }, over ${durationText(total.durationSeconds)} in all.`,
    ],
    ["Boundary", boundaryText(total.boundary, total.pue)],
    [
      "Grid",
      `Emissions are operational and location-based${
        intensityGramsPerKwh === undefined
          ? ""
          : `, at ${figureText("intensity", intensityGramsPerKwh).short} on average`
      }.`,
    ],
    ...referenceWords(total, reference),
    TOOL,
  ];
}

const TOOL = ["Tool", `Figures by ${TOOL_NAME} ${TOOL_VERSION}.`] as const;

function usedText(of: Footprint): string {
  const energy = figureText("energy", of.energyKwh, of.ranges.energyKwh);
  const emissions = figureText("emissions", of.emissionsGrams, of.ranges.emissionsGrams);
  return `used ${energy.short} of electricity (90${NARROW_SPACE}% interval ${energy.range}; ${of.basis.energyKwh}) and emitted ${emissions.short} (${emissions.range}; ${of.basis.emissionsGrams})`;
}

/** "2 × NVIDIA A100 and 2 × Intel Xeon Gold 6330 (112 threads) with 256 GB of memory". */
export function machineText({ accelerators, cpu, memoryGb }: Machine): string {
  const many = (count: number, name: string) => count === 1 ? name : `${count} × ${name}`;
  const chips = accelerators.map(({ name, count }) => many(count, name));
  const sockets = cpu.sockets ?? 1;
  chips.push(
    `${many(sockets, cpu.name)} (${cpu.threads} ${cpu.threads === 1 ? "thread" : "threads"})`,
  );
  return `${listText(chips)} with ${digitsText(memoryGb)}${NARROW_SPACE}GB of memory`;
}

function hoursText({ acceleratorHours, cpuCoreHours }: Run): string {
  const hours = [
    ...(acceleratorHours >= 0.01 ? [`${digitsText(acceleratorHours)} accelerator hours`] : []),
    ...(cpuCoreHours >= 0.01 ? [`${digitsText(cpuCoreHours)} CPU core hours`] : []),
  ];
  return hours.length === 0 ? "" : `, for ${listText(hours)}`;
}

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  measured: "measured",
  modelled: "modelled",
  default: "taken from defaults",
  predicted: "predicted",
};

/** "Energy was measured for GPU and CPU (nvml-energy, rapl) and modelled for memory (memory-model)." */
function obtainedText(parts: readonly Part[]): string {
  const groups = (Object.keys(BASIS_WORDS) as Basis[]).flatMap((basis) => {
    const some = parts.filter((part) => part.basis === basis);
    if (some.length === 0) return [];
    const kinds = [...new Set(some.map((part) => wordOf(part)))];
    const sources = [...new Set(some.map(({ source }) => source))];
    return [`${BASIS_WORDS[basis]} for ${listText(kinds)} (${sources.join(", ")})`];
  });
  return groups.length === 0 ? "No device was read." : `Energy was ${listText(groups)}.`;
}

function wordOf(part: Part): string {
  const word = deviceLabel(part, [part]);
  return /^[A-Z]{2}/.test(word) ? word : word.toLowerCase();
}

function boundaryText(boundary: Boundary, pue: number | undefined): string {
  return `${BOUNDARY_SENTENCES[boundary]}${pue === undefined ? "" : `; PUE ${pueText(pue)}`}.`;
}

const HOW_WORDS: Readonly<Record<Run["place"]["how"], string>> = {
  given: "",
  environment: "",
  cloud: ", by the cloud\u2019s own metadata",
  guessed: ", guessed from the time zone",
};

function gridText(run: Run): string {
  const { zone, name, how } = run.place;
  const place = name === "" || name === zone ? zone : `${name} (${zone})`;
  const [first] = run.intensities;
  const varies = run.intensities.length > 1;
  const words = [
    ...(varies
      ? ["mean over the run"]
      : first?.year === undefined
      ? []
      : [`mean of ${first.year}`]),
    ...(first?.emissionScope === undefined ? [] : [first.emissionScope]),
    ...(first?.accounting === undefined ? [] : [`${first.accounting}-based`]),
  ];
  const source = first === undefined ? undefined : sourceOf(run, first);
  const from = source !== undefined
    ? ` (${source.publisher}, ${source.year})`
    : first === undefined || first.source === ""
    ? ""
    : ` (${first.source})`;
  const where = zone === "WORLD" && how === "guessed"
    ? "at a place that is not known, for which the world\u2019s grids stand"
    : `${place === "" ? "at a place that is not known" : `in ${place}`}${HOW_WORDS[how]}`;
  return `Electricity was drawn ${where}, at ${
    [figureText("intensity", run.intensityGramsPerKwh).short, ...words].join(", ")
  }${from}. Emissions are operational and location-based.`;
}

function sourcesText(sources: readonly SourceRef[]): string {
  const names = sources.map(({ publisher, year }) => `${publisher}, ${year}`);
  return names.length === 0 ? "" : ` (${[...new Set(names)].join("; ")})`;
}

/** The emissions a second time, on a grid that papers can be compared on. */
function referenceWords(of: Footprint, grid: GridIntensity | undefined): Statement {
  if (grid === undefined) return [];
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

/** "a", "a and b", "a, b and c". */
function listText(words: readonly string[]): string {
  return words.length <= 1
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
