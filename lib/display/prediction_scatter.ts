/** Many runs: what was predicted of each against what it was in the end. */
import type { Basis, Prediction, Range, Run } from "../model.ts";
import type { Drawing } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import type { Chart } from "./figure.ts";
import { digitsText, figureText, numberText, scaleOf } from "./numbers.ts";
import { numberedNames } from "./numbered_names.ts";
import { BOUNDARY_WORDS, runsText } from "./run_words.ts";
import { userText } from "./svg_text.ts";
import { drawScatterNames } from "./scatter_names.ts";
import { logTicks, ticksTo, timeTicks } from "./ticks.ts";
import { durationText } from "./times.ts";
import { whiskerUp } from "./whisker.ts";

/** Above this ratio of the largest to the smallest the axes are logarithmic. */
const LOG_FROM = 20;

type Quantity = "energyKwh" | "emissionsGrams" | "durationSeconds";

interface Pair {
  readonly name: string;
  readonly measured: number;
  /** How that is known. */
  readonly basis: Basis;
  readonly predicted: number;
  readonly range: Range;
}
interface Plan {
  readonly words: string;
  /** What energy and emissions are of. */
  readonly extent: string;
  readonly unit: string;
  readonly factor: number;
  readonly pairs: readonly Pair[];
  text(value: number, range?: Range): string;
}

/** Predicted against what was in the end, in three panels: energy, emissions, duration. Runs that did not come to their end are left out. */
export function predictionScatterOf(runs: readonly Run[]): Chart {
  const label = `Energy, emissions and duration of ${
    runsText(runs.length)
  }, predicted and in the end`;
  const named = numberedNames(runs);
  const seen = named.runs.flatMap((run) => {
    const prediction = firstOf(run);
    return run.status === "finished" && prediction !== undefined ? [{ run, prediction }] : [];
  });
  const plans = [
    planOf(seen, "energyKwh"),
    planOf(seen, "emissionsGrams"),
    planOf(seen, "durationSeconds"),
  ];
  const counted = plans[0]!.pairs.length;
  if (counted === 0) {
    return emptyChart(
      label,
      "No predictions of finished runs",
      "Give track() the number of epochs, { epochs: 10 }, and it predicts after each of them.",
    );
  }
  const after = [...new Set(seen.map(({ prediction }) => prediction.afterEpochs))].sort((a, b) =>
    a - b
  );
  const boundaries = [...new Set(seen.map(({ run }) => BOUNDARY_WORDS[run.boundary]))];
  const left = runs.length - counted;
  return {
    label,
    description: `Off by ${
      plans.map(({ words, pairs }) => `${errorText(pairs)} in ${words}`).join(", ")
    }.`,
    caption: [
      `Whole runs (${boundaries.join(", ")}), as predicted after ${
        after.length === 1
          ? after[0] === 1 ? "the first epoch" : `${after[0]} epochs`
          : `${after[0]} to ${after.at(-1)} epochs`
      }, against what they were in the end.`,
      "Whisker: 90\u202F% interval of the prediction. On the dashed line both are the same.",
      counted > 1 ? `${counted} runs, named where there is room for it.` : "",
      "A training that stops early lies above it.",
      named.sentence,
      left > 0
        ? `${left === 1 ? "1 run" : `${left} runs`} unfinished or without a prediction left out.`
        : "",
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawPlans(drawing, plans),
  };
}

/** How the figures of the end are known, in a word; where that differs, only when they were. */
function endWord(pairs: readonly Pair[]): string {
  const [basis, ...others] = new Set(pairs.map((pair) => pair.basis));
  return basis === undefined || others.length > 0 ? "in the end" : basis;
}

/** The earliest prediction: later ones know more. */
function firstOf({ predictions }: Run): Prediction | undefined {
  return [...predictions].sort((a, b) => a.afterEpochs - b.afterEpochs)[0];
}

function planOf(
  seen: readonly { readonly run: Run; readonly prediction: Prediction }[],
  of: Quantity,
): Plan {
  const pairs = seen.map(({ run, prediction }): Pair => ({
    name: run.name,
    measured: run[of],
    basis: of === "durationSeconds" ? "measured" : run.basis[of],
    predicted: prediction[of],
    range: prediction.ranges[of],
  })).filter(({ measured, predicted, range }) =>
    [measured, predicted, ...range].every(Number.isFinite) && measured > 0 && predicted > 0
  );
  const most = Math.max(0, ...pairs.flatMap(({ measured, range }) => [measured, range[1]]));
  if (of === "durationSeconds") {
    const { unit, secondsPerUnit } = timeTicks(most, 4);
    return {
      words: "duration",
      extent: "",
      unit,
      factor: secondsPerUnit,
      pairs,
      text: (value) => durationText(value),
    };
  }
  const quantity = of === "energyKwh" ? "energy" : "emissions";
  const { unit, factor } = scaleOf(quantity, [{ value: most }]);
  const text = (value: number, range?: Range) => figureText(quantity, value, range).text;
  const extent = [...new Set(seen.map(({ run }) => BOUNDARY_WORDS[run.boundary]))].join(", ");
  return { words: quantity, extent: `, ${extent}`, unit, factor, pairs, text };
}

/** "4 to 18 %" */
function errorText(pairs: readonly Pair[]): string {
  const errors = pairs.map(({ measured, predicted }) => 100 * Math.abs(predicted / measured - 1));
  const [least, most] = [Math.min(...errors), Math.max(...errors)].map((error) =>
    digitsText(error, 2)
  );
  return least === most ? `${most}\u202F%` : `${least} to ${most}\u202F%`;
}

function drawPlans(drawing: Drawing, plans: readonly Plan[]): number {
  const { em, narrow, width } = drawing;
  const gap = 1.2 * em;
  const each = narrow ? width : (width - 2 * gap) / 3;
  // The widest labels of all: so the panels are of one size.
  const labels = Math.max(...plans.map((plan) => labelsOf(drawing, plan).width));
  let bottom = 0;
  plans.forEach((plan, i) => {
    const left = narrow ? 0 : i * (each + gap);
    const top = narrow && i > 0 ? bottom + 1.4 * em : 0;
    const end = drawPlan(drawing, plan, { left, top, width: each, labels }, i === 0 || narrow);
    bottom = narrow ? end : Math.max(bottom, end);
  });
  return bottom;
}

/** The scale of a panel, and how wide its labels come out. */
function labelsOf(drawing: Drawing, plan: Plan) {
  const values = plan.pairs.flatMap((
    { measured, predicted, range },
  ) => [measured, predicted, range[1]]);
  const [least, most] = [
    Math.min(
      ...plan.pairs.map(({ measured, range }) =>
        Math.min(measured, range[0] > 0 ? range[0] : measured)
      ),
    ),
    Math.max(...values),
  ];
  const sizes = plan.pairs.map(({ measured }) => measured);
  const log = Math.max(...sizes) / Math.min(...sizes) >= LOG_FROM;
  const on = (value: number) => log ? Math.log10(Math.max(value, least / 2)) : value;
  const ends: Range = log ? [on(least / 1.25), on(most * 1.25)] : [0, most * 1.06];
  const ticks = ticksOf(plan, log ? [10 ** ends[0], 10 ** ends[1]] : ends, log);
  const style = { size: drawing.medium.tick };
  const width = Math.max(...ticks.map(({ label }) => drawing.textWidth(label, style)));
  return { least, log, ends, ticks, width };
}

function drawPlan(
  drawing: Drawing,
  plan: Plan,
  place: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly labels: number;
  },
  named: boolean,
): number {
  const { em, theme, medium, narrow } = drawing;
  const { least, log, ends, ticks } = labelsOf(drawing, plan);
  const on = (value: number) => log ? Math.log10(Math.max(value, least / 2)) : value;
  const style = { size: medium.tick, fill: theme.muted } as const;
  const left = place.left + place.labels + 0.9 * em;
  // Half of a last label hangs out.
  const size = place.left + place.width - left - 0.8 * em;
  const top = place.top + 2.2 * em;
  const panel = drawing.panel({
    left,
    right: left + size,
    top,
    bottom: top + (narrow ? 0.42 : 1) * size,
    x: ends,
    y: ends,
  });
  drawing.text(place.left, place.top + 1.1 * em, [
    { text: plan.words, bold: true, fill: theme.ink },
    { text: ` predicted (${plan.unit})${log ? ", log" : ""}` },
  ], style);
  for (const { at, label } of ticks) {
    const [x, y] = [panel.toX(on(at)), panel.toY(on(at))];
    drawing.line([panel.left, y], [panel.right, y], theme.grid, { width: 0.09 * em });
    drawing.text(left - 0.5 * em, y + 0.33 * medium.tick, label, { ...style, anchor: "end" });
    drawing.line([x, panel.bottom], [x, panel.bottom + 0.35 * em], theme.faint, {
      width: 0.7 * drawing.stroke,
    });
    drawing.text(x, panel.bottom + 1.35 * em, label, { ...style, anchor: "middle" });
  }
  drawing.line([panel.left, panel.bottom], [panel.right, panel.top], theme.faint, {
    width: 0.7 * drawing.stroke,
    dash: `${0.4 * em} ${0.28 * em}`,
  });
  drawing.line([panel.left, panel.bottom], [panel.right, panel.bottom], theme.faint, {
    width: 0.11 * em,
  });
  for (const { name, measured, basis, predicted, range } of plan.pairs) {
    const x = panel.toX(on(measured));
    whiskerUp(drawing, x, {
      value: panel.toY(on(predicted)),
      range: [panel.toY(on(range[0])), panel.toY(on(range[1]))],
    }, { cap: 0.22 * em });
    drawing.circle(
      [x, panel.toY(on(predicted))],
      0.3 * em,
      { fill: theme.surface, stroke: theme.ink },
      `${userText(name, 60)}: predicted ${plan.text(predicted, range)}, ${basis} ${
        plan.text(measured)
      }`,
    );
  }
  const unnamed = named ? drawScatterNames(drawing, panel, plan.pairs, on) : 0;
  drawing.text(
    panel.right,
    panel.bottom + 2.55 * em,
    `${endWord(plan.pairs)}${plan.extent} (${plan.unit})`,
    {
      ...style,
      anchor: "end",
    },
  );
  if (unnamed === 0) return panel.bottom + 3 * em;
  drawing.text(
    panel.right,
    panel.bottom + 3.95 * em,
    `${unnamed} of ${plan.pairs.length} without room for a name`,
    { ...style, anchor: "end" },
  );
  return panel.bottom + 4.4 * em;
}

function ticksOf(
  { factor }: Plan,
  [from, to]: Range,
  log: boolean,
): readonly { readonly at: number; readonly label: string }[] {
  if (!log) {
    const ticks = ticksTo(to / factor, 4);
    return ticks.values.map((value) => ({ at: value * factor, label: ticks.label(value) }));
  }
  const decades = Math.log10(to / from);
  return logTicks(from / factor, to / factor, decades / 5).map((value) => ({
    at: value * factor,
    label: numberText(value, Math.min(0, Math.floor(Math.log10(value) + 1e-9))),
  }));
}
