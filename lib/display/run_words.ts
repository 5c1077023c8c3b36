/** What is said of a run in words, for the card, the line and the statement alike. */
import { isGuess, placeName } from "./place_words.ts";
import type { Boundary, Equivalent, IntensityPoint, Prediction, Run, SourceRef } from "../model.ts";
import { alikeOf } from "./alike.ts";
import { callOf, type Footnote } from "./footnotes.ts";
import { isPredicted } from "./is_predicted.ts";
import { digitsText, figureIn, figureText, NARROW_SPACE, scaleOf } from "./numbers.ts";
import type { Piece } from "./rich_text.ts";
import { durationText } from "./times.ts";

/** What the energy is of, in two or three words. */
export const BOUNDARY_WORDS: Readonly<Record<Boundary, string>> = {
  device: "devices only",
  node: "whole machine",
  facility: "with the building\u2019s share",
};

/** "Energy of: devices only", or where runs differ "Not all energies are of the same thing: devices only in 2, …"; empty without runs. */
export function extentText(runs: readonly Run[]): string {
  const [first, ...others] = new Set(runs.map(({ boundary }) => boundary));
  if (first === undefined) return "";
  if (others.length === 0) return `Energy of: ${BOUNDARY_WORDS[first]}`;
  return `Not all energies are of the same thing: ${
    [first, ...others].map((boundary) =>
      `${BOUNDARY_WORDS[boundary]} in ${runs.filter((run) => run.boundary === boundary).length}`
    ).join(", ")
  }`;
}

/** Epochs that came to their end. */
export function completeEpochs(run: Run): number {
  return run.epochs.filter(({ complete }) => complete).length;
}

/** "in epoch 4" of a run that ended within it, "after epoch 3" of one that ended behind it; empty without epochs. */
function whereItEnded(run: Run): string {
  const open = run.epochs.find(({ complete }) => !complete);
  if (open !== undefined) return ` in epoch ${open.index + 1}`;
  const last = run.epochs.at(-1);
  return last === undefined ? "" : ` after epoch ${last.index + 1}`;
}

/** How a run ended: sign and word, and where; the first line of its error. */
export function statusPieces(run: Run): readonly Piece[] {
  const where = whereItEnded(run);
  const error: Piece[] = run.error === undefined || run.error === ""
    ? []
    : ["  ", { text: run.error, as: "muted", cut: 72 }];
  switch (run.status) {
    case "finished":
      return ["✓ finished"];
    case "failed":
      return [{ text: `✕ failed${where}`, as: "bad" }, ...error];
    case "interrupted":
      return [{ text: `■ interrupted by you${where}`, as: "warn" }, ...error];
    case "stopped": {
      const by = run.stoppedBy === "budget"
        ? "stopped by budget"
        : run.stoppedBy === "signal"
        ? "stopped by your signal"
        : "stopped";
      return [{ text: `■ ${by}${where}`, as: "warn" }, ...error];
    }
    case "recovered":
      return [{ text: `▲ recovered: the record ends${where || " early"}`, as: "warn" }, ...error];
  }
}

/** "10 of 10 epochs, 9 min 20 s each"; "predicted, 1 of 10 epochs, 1 h" where the whole is; empty where a run had none. */
export function epochsText(run: Run): string {
  const text = countedEpochs(run);
  return isPredicted(run) ? `predicted${text === "" ? "" : `, ${text}`}` : text;
}

function countedEpochs(run: Run): string {
  const complete = run.epochs.filter((epoch) => epoch.complete);
  const planned = run.plannedEpochs;
  if (run.epochs.length === 0 && planned === undefined) return "";
  const count = planned === undefined
    ? `${complete.length} ${complete.length === 1 ? "epoch" : "epochs"}`
    : `${complete.length} of ${planned} ${planned === 1 ? "epoch" : "epochs"}`;
  if (complete.length === 0) return count;
  const mean = complete.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0) /
    complete.length;
  return `${count}, ${durationText(mean)}${complete.length === 1 ? "" : " each"}`;
}

/** Where a grid figure comes from, in the run's own list of sources: named there by its id or its publisher. */
export function sourceOf(run: Run, point: IntensityPoint): SourceRef | undefined {
  return run.sources.find(({ id }) => id === point.source) ??
    run.sources.find(({ publisher }) => publisher === point.source);
}

/** Publisher of a grid figure, by the run's own list of sources; else what the figure says itself. */
export function publisherOf(run: Run, point: IntensityPoint): string {
  return sourceOf(run, point)?.publisher ?? point.source;
}

/** "114 gCO₂eq/kWh, mean of 2025, life-cycle (Ember)". */
export function intensityPieces(run: Run): readonly Piece[] {
  const mean = figureText("intensity", run.intensityGramsPerKwh).short;
  const [first] = run.intensities;
  if (first === undefined) return [run.intensityGramsPerKwh > 0 ? mean : "no grid intensity"];
  const words: string[] = [];
  const varies = run.intensities.some(({ intensityGramsPerKwh }) =>
    intensityGramsPerKwh !== first.intensityGramsPerKwh
  );
  if (varies) {
    const all = run.intensities.map(({ intensityGramsPerKwh }) => intensityGramsPerKwh);
    words.push(
      `mean of ${digitsText(Math.min(...all))} to ${digitsText(Math.max(...all))} during the run`,
    );
  } else if (first.year !== undefined) words.push(`mean of ${first.year}`);
  if (first.emissionScope !== undefined) words.push(first.emissionScope);
  const source = publisherOf(run, first);
  return [
    [mean, ...words].join(", "),
    ...(source === "" ? [] : [" ", { text: `(${source})`, as: "muted", cut: 42 } as const]),
  ];
}

/** "1 run", "12 runs". */
export function runsText(count: number): string {
  return `${count} ${count === 1 ? "run" : "runs"}`;
}

/** The place, a guess said at once; intensity; PUE; what the energy is of. */
export function placePieces(run: Run, footnotes: readonly Footnote[] = []): readonly Piece[] {
  const { namedBy } = run.place;
  const place = placeName(run.place);
  return [
    { text: place === "" ? "Place unknown" : place, as: "strong", cut: 60 },
    ...(isGuess(run.place) ? [", ", { text: "guessed", as: "warn" } as const] : []),
    ...(namedBy === undefined
      ? []
      : [`, ${place === "" ? "not named in" : "named by"} ${namedBy}\u2019s file`]),
    callOf(footnotes, "place"),
    " · ",
    ...intensityPieces(run),
    callOf(footnotes, "intensity"),
    ` · PUE${NARROW_SPACE}${pueText(run.pue)}`,
    callOf(footnotes, "pue"),
    ` · ${BOUNDARY_WORDS[run.boundary]}`,
    callOf(footnotes, "boundary"),
  ];
}

/** A PUE as it is written: at least one decimal, three at most. */
export function pueText(pue: number): string {
  // Rounded first: a mean of runs of PUE 1 may be 0.9999999999999998.
  const rounded = Number(pue.toPrecision(4));
  if (Number.isInteger(rounded)) return rounded.toFixed(1);
  return digitsText(rounded, 4).replace(/(\.\d+?)0+$/, "$1");
}

/** The last prediction made in the run. */
function lastPrediction(run: Run): Prediction | undefined {
  return run.predictions.at(-1);
}

/** The last sentence: what the run is like, or what a run that did not finish would have cost. */
export function closingPieces(
  run: Run,
  equivalents: readonly Equivalent[] = [],
): readonly Piece[] {
  if (run.status === "finished") return equivalentPieces(equivalents);
  const prediction = lastPrediction(run);
  const pieces: Piece[] = [];
  if (prediction !== undefined) {
    const { energyKwh, ranges, upTo } = prediction;
    const whole = figureText("energy", energyKwh, ranges.energyKwh);
    pieces.push(
      "The whole run was predicted at ",
      ...(upTo ? ["up to "] : []),
      { text: whole.short, as: "strong" },
      ` (${whole.range})`,
    );
    const left = energyKwh - run.energyKwh;
    if (left > 0 && run.status !== "failed") {
      // What was used is in both: only the prediction's own width is left in the difference.
      const rest = figureIn(scaleOf("energy", [{ value: energyKwh, range: ranges.energyKwh }]), {
        value: left,
        range: [
          Math.max(0, ranges.energyKwh[0] - run.energyKwh),
          Math.max(0, ranges.energyKwh[1] - run.energyKwh),
        ],
      });
      pieces.push(": ", { text: rest.short, as: "strong" }, ` (${rest.range}) not spent`);
    }
    pieces.push(".");
  }
  if (run.status === "failed") {
    pieces.push(
      `${pieces.length > 0 ? " " : ""}Failed runs count in `,
      { text: "totalOf(runs)", as: "code" },
      ".",
    );
  }
  return pieces;
}

/** "As much as 82 phone charges (energy, 2024) or 1.3 km in a new EU car (emissions, 2023)." */
function equivalentPieces(equivalents: readonly Equivalent[]): readonly Piece[] {
  const alike = alikeOf(equivalents);
  if (alike.length === 0) return [];
  return [
    "As much as ",
    ...alike.flatMap(({ text, from, year }, index): Piece[] => [
      ...(index > 0 ? [" or "] : []),
      { text, as: "strong" },
      ` (${from}, ${year})`,
    ]),
    ".",
  ];
}
