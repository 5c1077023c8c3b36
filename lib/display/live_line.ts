/** The live line of a notebook: energy used of energy predicted, redrawn in place at a height that never changes. */
import type { LiveState } from "../inside_run.ts";
import type { Range, Run } from "../model.ts";
import { withCode } from "./code_spans.ts";
import { cleanText, cutMiddle, escapeHtml, userHtml } from "./escape.ts";
import { latexOf, latexSheet } from "./latex_parts.ts";
import { figureIn, figureText, givenText, NARROW_SPACE, percentText, scaleOf } from "./numbers.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { cureOf, NOT_MEASURED, unreadWord } from "./not_measured.ts";
import { BOUNDARY_WORDS, statusPieces } from "./run_words.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { lineHtml, sheetHtml } from "./sheet.ts";
import { type Mark, placeMarks } from "./live_marks.ts";
import { durationRangeText, durationText } from "./times.ts";

/** The line as HTML. Before the first prediction the outline is pale and the text says when it will be known. */
export function liveHtml(state: LiveState): string {
  const words = wordsOf(state);
  const { scaleKwh, usedShare } = scaleOfTrack(state);
  const at = (kwh: number) => percentOf(kwh / scaleKwh);
  const marks: Mark[] = usedShare > 0 ? [{ word: "used", share: usedShare, align: "end" }] : [];
  let track = `<span class="fn-used" style="width:${percentOf(usedShare)}"></span>`;
  const { prediction } = state;
  if (prediction === undefined) {
    track = `<span class="fn-outline fn-pale" style="width:100%"></span>${track}`;
  } else {
    const [low, high] = prediction.ranges.energyKwh;
    track = `<span class="fn-outline" style="width:${at(prediction.energyKwh)}"></span>${track}` +
      `<span class="fn-whisker" style="left:${at(low)};right:${
        percentOf(1 - high / scaleKwh)
      }"></span>`;
    marks.push({ word: "predicted", share: prediction.energyKwh / scaleKwh, align: "end" });
  }
  const limitKwh = limitOfBudget(state);
  if (limitKwh !== undefined && limitKwh <= scaleKwh) {
    track += `<span class="fn-limit" style="left:${at(limitKwh)}"></span>`;
    marks.push({ word: "budget", share: limitKwh / scaleKwh, align: "middle" });
  }
  const labels = placeMarks(marks).map(({ word, anchor, leftShare, rightShare }) => {
    const style = anchor === "right"
      ? `style="right:${percentOf(1 - rightShare)}"`
      : anchor === "left"
      ? `style="left:${percentOf(leftShare)}"`
      : `class="fn-middle" style="left:${percentOf((leftShare + rightShare) / 2)}"`;
    return `<span ${style}>${word}</span>`;
  }).join("");
  return sheetHtml(
    `${state.name}, under way`,
    `<div class="fn-head"><p><strong class="fn-name">${userHtml(state.name)}</strong> ${
      htmlOf(words.epoch)
    }</p><p class="fn-muted">${htmlOf(words.left)}</p></div>` +
      `<div class="fn-track" role="progressbar" aria-live="off" aria-label="energy used" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${
        Math.round(usedShare * 100)
      }" aria-valuetext="${escapeHtml(textOf(words.soFar))}">${track}</div>` +
      `<div class="fn-labels" aria-hidden="true">${labels}</div>` +
      `<dl class="fn-now"><div><dt>power now</dt><dd>${htmlOf(words.power)}${
        sparkline(state)
      }</dd></div><div><dt>so far</dt><dd>${
        htmlOf(words.soFar)
      }</dd></div><div class="fn-whole"><dt>${
        prediction === undefined ? "whole run" : "whole run, predicted"
      }</dt><dd>${htmlOf(words.whole)}${
        words.emissions.length === 0
          ? ""
          : `<span class="fn-then"><span> · </span>${htmlOf(words.emissions)}</span>`
      }</dd></div></dl>` +
      (state.budget === undefined
        ? ""
        : `<p class="fn-budget">${htmlOf(words.budget) || "\u00A0"}</p>`),
    "fn-live",
  );
}

/** The line as plain text. */
export function liveText(state: LiveState): string {
  const words = wordsOf(state);
  const whole = words.emissions.length === 0
    ? words.whole
    : [...words.whole, " · ", ...words.emissions];
  const line = [words.epoch, words.power, words.soFar, whole, words.left, words.budget]
    .map(textOf)
    .filter((text) => text !== "")
    .join(", ");
  return `${cutMiddle(cleanText(state.name))}: ${line}`;
}

/** What a live line ends as: one line that says how the run ended and what it cost. */
export function summaryLine(run: Run): { html: string; text: string; latex: string } {
  const [status = ""] = statusPieces(run);
  const word = typeof status === "string" || !("text" in status) ? String(status) : status.text;
  const [sign = "", ...rest] = word.split(" ");
  const as = typeof status === "object" && "as" in status && status.as !== undefined
    ? { as: status.as }
    : {};
  const pieces: readonly Piece[] = [
    { text: sign, ...as },
    " ",
    { text: run.name, as: "strong", cut: 28 },
    " ",
    { text: rest.join(" "), ...as },
    ...(run.error === undefined || run.error === ""
      ? []
      : [" (", { text: run.error, as: "muted", cut: 60 } as const, ")"]),
    ": ",
    ...costPieces(run),
  ];
  return {
    // An interval stays in one piece on a narrow page.
    html: lineHtml(
      htmlOf(pieces).replace(/\([^()<>]+ to [^()<>]+\)/g, '<span class="fn-nowrap">$&</span>'),
    ),
    text: textOf(pieces),
    latex: latexSheet([latexOf(pieces)]),
  };
}

function costPieces(run: Run): readonly Piece[] {
  const duration = durationText(run.durationSeconds);
  if (measuredNothing(run)) {
    return [
      { text: `▲ ${NOT_MEASURED}`, as: "warn" },
      `, neither energy nor emissions, ${duration}. `,
      ...withCode(cureOf(run.notes)),
    ];
  }
  const energy = figureText("energy", run.energyKwh, run.ranges.energyKwh);
  const emissions = figureText("emissions", run.emissionsGrams, run.ranges.emissionsGrams);
  return [
    `${energy.text}, ${emissions.text}, ${duration}`,
    { text: ` · ${BOUNDARY_WORDS[run.boundary]}`, as: "muted" },
  ];
}

/** All that the line says. */
interface LiveWords {
  readonly epoch: readonly Piece[];
  readonly left: readonly Piece[];
  readonly power: readonly Piece[];
  readonly soFar: readonly Piece[];
  readonly whole: readonly Piece[];
  /** Of the whole run, once it is predicted: on a phone on a line of its own. */
  readonly emissions: readonly Piece[];
  readonly budget: readonly Piece[];
}

function wordsOf(state: LiveState): LiveWords {
  const { epoch, epochs, step, prediction, powerWatts, elapsedSeconds } = state;
  const unread = unreadWord(state);
  const soFar = (quantity: "energy" | "emissions") => {
    const of = quantity === "energy" ? "energyKwh" : "emissionsGrams";
    const range = quantity === "energy" ? state.energyRange : state.emissionsRange;
    if (prediction === undefined) return figureText(quantity, state[of], range).short;
    // In the prediction's unit and places: the two stand side by side.
    const scale = scaleOf(quantity, [{ value: prediction[of], range: prediction.ranges[of] }]);
    return figureIn({ ...scale, place: Math.min(0, scale.place) }, { value: state[of] }).short;
  };
  return {
    epoch: epoch === undefined ? [] : [
      "epoch ",
      { text: String(epoch + 1), as: "strong" },
      ...(epochs === undefined ? [] : [` of ${epochs}`]),
      ...(step === undefined || !(step.of > 0)
        ? []
        : [{ text: `, ${percentText(Math.min(1, step.done / step.of))}`, as: "muted" } as const]),
    ],
    left: prediction === undefined
      ? [`running for ${durationText(elapsedSeconds)}`]
      : leftPieces(prediction.durationSeconds, prediction.ranges.durationSeconds, elapsedSeconds),
    power: powerWatts === undefined || unread !== undefined
      ? [{ text: unread ?? "not read yet", as: "muted" }]
      : [{ text: figureText("power", powerWatts).short, as: "strong" }],
    soFar: unread !== undefined
      ? [{ text: unread, as: "muted" }]
      : [{ text: soFar("energy"), as: "strong" }, ` · ${soFar("emissions")}`],
    whole: wholePieces(state),
    emissions: prediction === undefined
      ? []
      : predictedPieces("emissions", prediction.emissionsGrams, prediction.ranges.emissionsGrams),
    budget: budgetPieces(state),
  };
}

function leftPieces(total: number, [low, high]: Range, elapsed: number): readonly Piece[] {
  const left = (seconds: number) => Math.max(0, seconds - elapsed);
  return [
    { text: durationText(left(total)), as: "strong" },
    ` left (${durationRangeText(left(low), left(high))})`,
  ];
}

function wholePieces({ prediction, epochs, predictAfterEpochs }: LiveState): readonly Piece[] {
  if (prediction !== undefined) {
    return [
      ...(prediction.upTo ? ["up to "] : []),
      ...predictedPieces("energy", prediction.energyKwh, prediction.ranges.energyKwh),
    ];
  }
  const why = epochs === undefined
    ? "needs the number of epochs"
    : predictAfterEpochs === 0
    ? "not predicted"
    : predictAfterEpochs < 0
    ? "known at the end"
    : `known after epoch ${predictAfterEpochs}`;
  return [{ text: why, as: "muted" }];
}

function predictedPieces(
  quantity: "energy" | "emissions",
  value: number,
  range: Range,
): readonly Piece[] {
  const { short, range: between } = figureText(quantity, value, range);
  return [
    quantity === "energy" ? { text: short, as: "strong" } : short,
    { text: ` (${between})`, as: "muted" },
  ];
}

function budgetPieces({ budget, prediction }: LiveState): readonly Piece[] {
  if (budget === undefined) return [];
  const limit = budget.of === "durationSeconds"
    ? durationText(budget.limit)
    : givenText(budget.of === "energyKwh" ? "energy" : "emissions", budget.limit);
  const chance = prediction?.chanceOverBudget;
  if (chance === undefined) return [{ text: `budget ${limit}`, as: "muted" }];
  const percent = chance < 0.01
    ? `under 1${NARROW_SPACE}%`
    : chance > 0.99
    ? `over 99${NARROW_SPACE}%`
    : percentText(chance);
  if (chance < 0.5) {
    return [{ text: `${percent} likely to pass the budget of ${limit}`, as: "muted" }];
  }
  const then = budget.action === "stop"
    ? ": the run stops after this epoch"
    : budget.action === "checkpoint"
    ? ": the run is saved, then stops"
    : "";
  return [{ text: `▲ ${percent} likely to pass the budget of ${limit}${then}`, as: "warn" }];
}

/** The limit as energy: one of grams or seconds by the run's own grams or seconds a kWh. */
function limitOfBudget({ budget, prediction, ...state }: LiveState): number | undefined {
  if (budget === undefined) return undefined;
  if (budget.of === "energyKwh") return budget.limit;
  const whole = prediction ?? {
    energyKwh: state.energyKwh,
    emissionsGrams: state.emissionsGrams,
    durationSeconds: state.elapsedSeconds,
  };
  const per = whole[budget.of];
  return per > 0 ? budget.limit * whole.energyKwh / per : undefined;
}

/** Length of the track, in kWh, and how much of it is used. Before a prediction the epochs done stand for the share. */
function scaleOfTrack(state: LiveState): { scaleKwh: number; usedShare: number } {
  const { prediction, epoch = 0, epochs, step, energyKwh } = state;
  if (prediction === undefined) {
    const done = epoch + (step === undefined || !(step.of > 0) ? 0 : step.done / step.of);
    const usedShare = epochs === undefined || epochs <= 0 ? 0 : Math.min(1, done / epochs);
    return { scaleKwh: usedShare > 0 ? energyKwh / usedShare : Infinity, usedShare };
  }
  const ends = Math.max(prediction.ranges.energyKwh[1], energyKwh);
  const limit = limitOfBudget(state) ?? 0;
  // A far budget would press the run into a corner: it is shown up to twice the prediction.
  const scaleKwh = Math.max(ends, limit <= 2 * ends ? limit : 0) * 1.05;
  return scaleKwh > 0
    ? { scaleKwh, usedShare: Math.min(1, energyKwh / scaleKwh) }
    : { scaleKwh: 1, usedShare: 0 };
}

/** Power of the last 60 s, from zero up, the last point dotted where the stated watts are. */
function sparkline({ recentWatts, powerWatts }: LiveState): string {
  const watts = [...recentWatts, ...(powerWatts === undefined ? [] : [powerWatts])]
    .filter((value) => Number.isFinite(value) && value >= 0);
  const top = Math.max(...watts);
  if (watts.length < 2 || !(top > 0)) return "";
  const [width, height] = [96, 18];
  const points = watts.map((value, index) => [
    (index / (watts.length - 1) * width).toFixed(1),
    (height - 1 - value / top * (height - 3)).toFixed(1),
  ]);
  const [x, y] = points.at(-1)!;
  return `<svg class="fn-spark" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">` +
    `<path d="M0 ${height - 0.5}H${width}" stroke="#8d949e" stroke-opacity="0.5" fill="none"/>` +
    `<path d="M${
      points.map((point) => point.join(" ")).join("L")
    }" stroke="currentColor" stroke-width="1.3" fill="none"/>` +
    `<circle cx="${x}" cy="${y}" r="2.5" fill="currentColor"/></svg>`;
}

function percentOf(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
}
