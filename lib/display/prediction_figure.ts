/** What `predictionChart()` draws: loaded with the first of its figures. */
import type { Figure, FigureOptions, Prediction, Range, Run } from "../model.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { figureText, scaleOf } from "./numbers.ts";
import { predictionScatterOf } from "./prediction_scatter.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";
import { whiskerUp } from "./whisker.ts";

/** Over so many predictions rings and bars would touch. */
const MOST_RINGS = 40;

interface Step {
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly usedKwh: number;
}

/** Draws it, checked arguments given. */
export async function predictionFigure(
  of: Run | readonly Run[],
  options: FigureOptions,
): Promise<Figure> {
  return await drawFigure(
    "parts" in of ? predictionChartOf(of) : predictionScatterOf(of),
    options,
  );
}

function predictionChartOf(run: Run): Chart {
  const name = userText(run.name, 40);
  const steps = stepsOf(run);
  const figures = steps.map(({ value, low, high }) => ({ value, range: [low, high] as const }));
  const { unit } = scaleOf("energy", [...figures, {
    value: run.energyKwh,
    range: run.ranges.energyKwh,
  }]);
  const label = `Energy of the whole run ${name} as predicted after each epoch, in ${unit}`;
  if (steps.length === 0) {
    return emptyChart(
      label,
      `No predictions in ${name}`,
      "Give track() the number of epochs, { epochs: 10 }, and it predicts after each of them.",
    );
  }
  const first = steps[0]!;
  const whole = run.status === "finished";
  return {
    label,
    description: `After ${epochsText(first.x)}: ${
      figureText("energy", first.value, [first.low, first.high]).text
    }; ${whole ? `${run.basis.energyKwh} in the end` : "used until the run ended"} ${
      figureText("energy", run.energyKwh, run.ranges.energyKwh).text
    }.`,
    caption: [
      `Energy of the whole run (${BOUNDARY_WORDS[run.boundary]}) as predicted after each epoch;`,
      "band: 90\u202F% interval, that of the run\u2019s own energy included.",
      "Bars: energy used so far.",
      whole
        ? `Dashed: what it was in the end (${run.basis.energyKwh}).`
        : "The run did not get to its end.",
      ...afterText(run, whole),
    ].join(" "),
    draw: (drawing) => drawSteps(drawing, run, steps, whole),
  };
}

/** What a run took beyond its epochs, as an evaluation: from this share of it on the caption says so. */
const MUCH_AFTER = 0.05;

/** A run may end above its last prediction for what came when no epoch was left to predict. */
function afterText({ predictions, energyKwh }: Run, whole: boolean): readonly string[] {
  const last = predictions.at(-1);
  if (!whole || last === undefined || last.afterEpochs < last.totalEpochs) return [];
  const after = energyKwh - last.energyKwh;
  return after > MUCH_AFTER * energyKwh
    ? [
      `What came after the last epoch, ${
        figureText("energy", after).short
      }, no prediction knew of.`,
    ]
    : [];
}

function stepsOf(run: Run): readonly Step[] {
  const latest = new Map<number, Prediction>();
  for (const prediction of run.predictions) latest.set(prediction.afterEpochs, prediction);
  return [...latest.values()].sort((a, b) => a.afterEpochs - b.afterEpochs).flatMap(
    (prediction) => {
      const { afterEpochs, energyKwh, ranges: { energyKwh: [low, high] } } = prediction;
      if (![energyKwh, low, high].every(Number.isFinite)) return [];
      const seen = run.epochs.filter(({ index }) => index < afterEpochs);
      const usedKwh = seen.reduce((sum, epoch) => sum + finite(epoch.energyKwh), 0);
      return [{ x: afterEpochs, value: energyKwh, low, high, usedKwh }];
    },
  );
}

function drawSteps(drawing: Drawing, run: Run, steps: readonly Step[], whole: boolean): number {
  const { em, theme, stroke, narrow } = drawing;
  const total = figureText("energy", run.energyKwh, run.ranges.energyKwh);
  const high = finite(run.ranges.energyKwh[1]);
  const most = Math.max(run.energyKwh, high, ...steps.map((step) => step.high));
  const scale = scaleOf("energy", [{ value: most }]);
  const many = steps.length > MOST_RINGS;
  const side = Math.max(
    drawing.textWidth(total.range),
    drawing.textWidth(total.short, { bold: true, size: 1.1 * em }),
    drawing.textWidth(run.basis.energyKwh),
  ) + (narrow ? 0.6 : 0.9) * em;
  drawAxisTitle(
    drawing,
    1.1 * em,
    `energy of the whole run, ${BOUNDARY_WORDS[run.boundary]} (${scale.unit})`,
  );
  const first = steps[0]!;
  const last = steps.at(-1)!;
  const half = many ? 0 : 0.4;
  const top = (most > 0 ? most : scale.factor) * (narrow ? 1.02 : 1.08);
  const panel = drawing.panel({
    left: 3.2 * em,
    right: drawing.width - side,
    top: (narrow ? 4.2 : 2.4) * em,
    bottom: (narrow ? 18 : 18.5) * em,
    x: [first.x - half, Math.max(last.x, first.x + (many ? 1 : 0)) + half],
    y: [0, top],
  });
  drawValueAxis(drawing, panel, { ticks: ticksTo(top / scale.factor, 4), factor: scale.factor });
  // A single bar of half the panel would look like an area.
  const bar = Math.min(0.2, 1.6 * em * (panel.x[1] - panel.x[0]) / (panel.right - panel.left));
  drawing.panel(panel, (Plot) => [
    many
      ? Plot.areaY(steps, { x: "x", y1: 0, y2: "usedKwh", fill: theme.bar, fillOpacity: 0.6 })
      : Plot.rect(steps.map(({ x, usedKwh }) => ({ x1: x - bar, x2: x + bar, y: usedKwh })), {
        x1: "x1",
        x2: "x2",
        y1: 0,
        y2: "y",
        fill: theme.bar,
      }),
    Plot.areaY(steps, { x: "x", y1: "low", y2: "high", fill: theme.quiet, fillOpacity: 0.45 }),
    Plot.line(steps, { x: "x", y: "low", stroke: theme.faint, strokeWidth: 0.6 * stroke }),
    Plot.line(steps, { x: "x", y: "high", stroke: theme.faint, strokeWidth: 0.6 * stroke }),
    Plot.line(steps, { x: "x", y: "value", stroke: theme.ink, strokeWidth: stroke }),
  ]);
  drawBaseLine(drawing, panel);
  const end = panel.toY(run.energyKwh);
  if (whole) {
    drawing.line([panel.left, end], [panel.right, end], theme.ink, {
      width: 0.8 * stroke,
      dash: `${0.5 * em} ${0.3 * em}`,
    });
  }
  if (!many) {
    for (const { x, value } of whole ? steps.slice(0, -1) : steps) {
      drawing.circle([panel.toX(x), panel.toY(value)], 0.3 * em, {
        fill: theme.surface,
        stroke: theme.ink,
      });
    }
  }
  drawFirst(drawing, panel, first);
  drawEnd(drawing, panel, run, {
    total,
    whole,
    range: [finite(run.ranges.energyKwh[0]), high],
    at: last.x,
  });
  return drawSeen(drawing, panel, steps);
}

/** The first prediction in words, with a leader from its ring. */
function drawFirst(drawing: Drawing, panel: Panel, first: Step): void {
  const { em, theme, narrow } = drawing;
  const { short, range } = figureText("energy", first.value, [first.low, first.high]);
  const x = panel.toX(first.x);
  const y = narrow ? panel.top - 1 * em : panel.top - 0.1 * em;
  const begin = x + 1.1 * em;
  drawing.text(begin + 0.4 * em, y, [
    {
      text: narrow ? `after ${epochsText(first.x)}: ` : `predicted after ${epochsText(first.x)}: `,
      fill: theme.muted,
    },
    { text: short, bold: true },
    { text: ` (${range})`, fill: theme.muted },
  ]);
  const to = panel.toY(first.value) - 0.45 * em;
  if (to - y < 0.5 * em) return;
  drawing.path(
    `M${x + 0.05 * em},${to}C${x + 0.1 * em},${(to + y) / 2} ${x + 0.2 * em},${
      y - 0.3 * em
    } ${begin},${y - 0.35 * em}`,
    {
      fill: "none",
      stroke: theme.faint,
      "stroke-width": 0.08 * em,
    },
  );
}

function drawEnd(
  drawing: Drawing,
  panel: Panel,
  run: Run,
  end: {
    readonly total: { readonly short: string; readonly range: string };
    readonly whole: boolean;
    readonly range: Range;
    readonly at: number;
  },
): void {
  const { em, theme } = drawing;
  const y = Math.min(
    Math.max(panel.toY(run.energyKwh), panel.top + 1.2 * em),
    panel.bottom - 2 * em,
  );
  const x = panel.right + 0.8 * em;
  whiskerUp(drawing, panel.toX(end.at), {
    value: panel.toY(run.energyKwh),
    range: [panel.toY(end.range[0]), panel.toY(end.range[1])],
  }, { value: "dot" });
  drawing.text(x, y - 0.9 * em, end.whole ? run.basis.energyKwh : "used", { fill: theme.ink });
  drawing.text(x, y + 0.45 * em, end.total.short, { bold: true, size: 1.1 * em });
  drawing.text(x, y + 1.8 * em, end.total.range, { fill: theme.muted });
  if (y + 5.5 * em > panel.bottom) return;
  drawing.text(x, panel.bottom - 2.2 * em, "used", { fill: theme.muted });
  drawing.text(x, panel.bottom - 0.9 * em, "so far", { fill: theme.muted });
}

function drawSeen(drawing: Drawing, panel: Panel, steps: readonly Step[]): number {
  const { em, theme, medium } = drawing;
  const style = { size: medium.tick, anchor: "middle", fill: theme.muted } as const;
  const y = panel.bottom + 1.4 * em;
  const widest = drawing.textWidth(String(steps.at(-1)!.x), style) + 0.8 * em;
  const room = (panel.right - panel.left) / (panel.x[1] - panel.x[0]);
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => n * room >= widest) ?? 1000;
  for (const { x } of steps) {
    if (every <= 2 ? x % every === 1 % every : x % every === 0) {
      drawing.text(panel.toX(x), y, String(x), style);
    }
  }
  drawing.text(panel.right, y + 1.2 * em, "epochs seen", { ...style, anchor: "end" });
  return y + 1.7 * em;
}

function epochsText(count: number): string {
  return count === 1 ? "1 epoch" : `${count} epochs`;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
