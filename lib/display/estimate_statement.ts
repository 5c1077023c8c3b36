/** An estimate, or a what-if, in sentences. */
import { isRun } from "../arguments.ts";
import type {
  Estimate,
  EstimateStep,
  Footprint,
  GridIntensity,
  Part,
  SourceRef,
  WhatIf,
} from "../model.ts";
import { behind } from "./behind.ts";
import { listed } from "./device_words.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { digitsText, figureText } from "./numbers.ts";
import { placeText } from "./place_words.ts";
import { runGridText } from "./run_statement.ts";
import { runsGridText } from "./total_statement.ts";
import {
  boundaryText,
  obtainedWords,
  referenceWords,
  type Statement,
  toolWords,
  usedText,
} from "./statement_words.ts";
import { durationText } from "./times.ts";

/** An estimate in sentences: its hardware and what was assumed of it, each source where it belongs. */
export function wordsOfEstimate(estimate: Estimate, reference?: GridIntensity): Statement {
  const { hardware, grid } = sourcesOf(estimate);
  return [
    [
      "Energy and emissions",
      `It is estimated, and nothing of it was measured, that the job ${usedText(estimate)}, ${
        timeText(estimate)
      }.`,
    ],
    ...(estimate.parts.length === 0
      ? []
      : [["Hardware", `${hardwareText(estimate)}${cited(hardware)}.`] as const]),
    ...obtainedWords(estimate.parts),
    [
      "Boundary",
      `${boundaryText({ boundary: estimate.boundary, pue: estimate.pue, parts: estimate.parts })}${
        absentText(estimate.parts)
      }`,
    ],
    ["Grid", gridText(estimate, grid)],
    ...referenceWords(estimate, reference),
    toolWords([]),
  ];
}

/** A what-if in sentences: the same work elsewhere, at another time, or in another building. */
export function wordsOfWhatIf(whatIf: WhatIf, reference?: GridIntensity): Statement {
  return [
    [
      "Energy and emissions",
      measuredNothing(whatIf)
        ? "Energy and emissions were not measured."
        : `It is reckoned, and not measured, that the same work would ${
          usedText(whatIf, ["use", "emit"])
        }, over ${durationText(whatIf.durationSeconds)}.`,
    ],
    [
      "Boundary",
      boundaryText({ boundary: whatIf.boundary, pue: whatIf.pue, parts: partsOf(whatIf) }),
    ],
    ["Grid", whatIfGridText(whatIf)],
    ...referenceWords(whatIf, reference),
    toolWords([{ parts: partsOf(whatIf) }], false),
  ];
}

/** The devices of what a what-if was asked of. */
function partsOf(figures: Footprint): readonly Part[] {
  const { of, runs = [] } = behind(figures);
  if (of !== undefined) return "parts" in of ? of.parts as readonly Part[] : partsOf(of);
  return runs.flatMap(({ parts }) => parts);
}

/** The grid that it is reckoned on: another, one given by hand, or that of before. */
function whatIfGridText(whatIf: Footprint & Pick<WhatIf, "intensityGramsPerKwh">): string {
  const { of, runs, grid } = behind(whatIf);
  const at = figureText("intensity", whatIf.intensityGramsPerKwh).short;
  const end = "Emissions are operational and location-based";
  if (grid === "given") return `${end}, at ${at} (given).`;
  if (grid !== undefined) {
    const { place, mean: { year, emissionScope, accounting, source: name }, source } = grid;
    return `Electricity is taken to be drawn ${
      placeText(place)
    }, at ${at}, mean of ${year}, ${emissionScope}, ${accounting}-based${
      source === undefined ? ` (${name})` : cited([source])
    }. ${end}.`;
  }
  if (runs !== undefined) return runsGridText(whatIf, runs);
  if (of === undefined) return `${end}, at ${at}.`;
  if (isRun(of)) return runGridText(of);
  if ("steps" in of) return gridText(of as Estimate, sourcesOf(of as Estimate).grid);
  return whatIfGridText(of as Footprint & Pick<WhatIf, "intensityGramsPerKwh">);
}

function stepOf({ steps }: Estimate, label: string): EstimateStep | undefined {
  return steps.find((step) => step.label === label);
}

/** Of a job in operations the devices' time together is what is known: how many shared it is not. */
function timeText(estimate: Estimate): string {
  const seconds = estimate.durationSeconds;
  if (!/FLOP/.test(stepOf(estimate, "Time")?.sum ?? "")) return `over ${durationText(seconds)}`;
  const hours = seconds / 3600 * (countOf(estimate.parts[0])?.count ?? 1);
  return hours < 48
    ? `in ${digitsText(hours)} device-hours`
    : `in ${digitsText(hours / 24)} device-days`;
}

/** "8 × A100": how many of what. */
function countOf(part: Part | undefined): { count: number; name: string } | undefined {
  if (part === undefined) return undefined;
  const [, count, name] = /^(\d+) × (.*)$/.exec(part.name) ?? [];
  return count === undefined || name === undefined
    ? { count: 1, name: part.name }
    : { count: Number(count), name };
}

function hardwareText(estimate: Estimate): string {
  const { parts, notes } = estimate;
  const assumed = (code: string, words: RegExp) => {
    const note = notes.find((one) => one.code === code);
    return note === undefined ? undefined : words.exec(note.message)?.[1] ?? "load";
  };
  const gpu = assumed("utilization-default", /: a mean of ([\d.]+) of the power limit/);
  const cpu = assumed("cpu-utilization-default", /: ([\d.]+) is taken/);
  const words = parts.map((part) => {
    const { count, name } = countOf(part)!;
    const many = part.kind === "memory"
      ? `${name} of memory`
      : name === "device"
      ? `${count} ${count === 1 ? "device" : "devices"}`
      : count === 1
      ? name
      : `${count} × ${name}`;
    if (part.source === "given") {
      const each = figureText("power", part.meanWatts / count).short;
      return `${many} at ${each}${count === 1 ? "" : " each"} (given)`;
    }
    if (part.kind === "gpu" && gpu !== undefined) {
      return `${many} at an assumed power of ${gpu === "load" ? gpu : `${gpu} of the limit`}`;
    }
    return part.kind === "cpu" && cpu !== undefined ? `${many} at an assumed load of ${cpu}` : many;
  });
  return `It is taken to run on ${listed(words)}`;
}

/** What a reader may take to be in it and is not. */
function absentText(parts: readonly Part[]): string {
  if (parts.length === 0 || parts.some(({ kind }) => kind === "system" || kind === "rest")) {
    return "";
  }
  const absent = [
    ...(parts.some(({ kind }) => kind === "cpu") ? [] : ["CPU"]),
    ...(parts.some(({ kind }) => kind === "memory") ? [] : ["memory"]),
  ];
  if (absent.length === 0) return "";
  if (parts.every(({ name }) => / × device$/.test(name))) {
    return " Nothing beside that power is counted.";
  }
  const words = listed(absent);
  const start = words.charAt(0).toUpperCase() + words.slice(1);
  return ` ${start} ${absent.length === 1 ? "is" : "are"} not counted.`;
}

/** The sources of the hardware and that of the grid: they stand in the order of the receipt. */
function sourcesOf(
  estimate: Estimate,
): { hardware: readonly SourceRef[]; grid: SourceRef | undefined } {
  const { sources, notes } = estimate;
  const from = stepOf(estimate, "Grid")?.source;
  if (from === undefined) return { hardware: [], grid: sources.at(-1) };
  const at = from === "you"
    ? -1
    : sources.findIndex(({ id, publisher, title }) =>
      [id, publisher, title].some((name) => from.startsWith(`${name}, `))
    );
  const end = at < 0 ? sources.length : at;
  // A provider's PUE stands between the two.
  const proposed = notes.some(({ code }) => code === "pue-proposed") ? 1 : 0;
  return { hardware: sources.slice(0, end - proposed), grid: sources[at] };
}

function cited(sources: readonly SourceRef[]): string {
  const names = sources.map(({ publisher, year }) => `${publisher}, ${year}`);
  return names.length === 0 ? "" : ` (${[...new Set(names)].join("; ")})`;
}

/** "Electricity is taken to be drawn in Denmark, at 114 gCO2eq/kWh, mean of 2025 (Ember, 2026)." */
function gridText(estimate: Estimate, grid: SourceRef | undefined): string {
  const at = figureText("intensity", estimate.intensityGramsPerKwh).short;
  const end = "Emissions are operational and location-based";
  const from = stepOf(estimate, "Grid")?.source;
  if (from === "you") return `${end}, at ${at} (given).`;
  if (from === undefined) return `${end}, at ${at}${cited(grid === undefined ? [] : [grid])}.`;
  const [, place, year] = /, (.+) (\d{4})$/.exec(from) ?? [];
  if (place === undefined || grid === undefined) return `${end}, at ${at} (${from}).`;
  const guessed = estimate.notes.some(({ code }) => code === "place-guessed");
  return `Electricity is taken to be drawn in ${place}${
    guessed ? ", guessed from the time zone" : ""
  }, at ${at}, mean of ${year}${cited([grid])}. ${end}.`;
}
