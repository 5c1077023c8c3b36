/** What `paretoChart()` draws: loaded with the first of its figures. */
import { FAILED } from "./compare_far.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { BOUNDARY_WORDS, runsText } from "./run_words.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { numberedNames } from "./numbered_names.ts";
import { figureText, numberText, scaleOf } from "./numbers.ts";
import { betterOf, paretoFront } from "./pareto_front.ts";
import { drawNames, type PricedPoint } from "./pareto_names.ts";
import { metricNamed, type QualityMetric } from "./quality_metric.ts";
import { userText } from "./svg_text.ts";
import { logTicks, ticksBetween, ticksTo } from "./ticks.ts";
import { drawBaseLine } from "./value_axis.ts";
import { whiskerAcross } from "./whisker.ts";

type Options = FigureOptions & {
  readonly metric: string;
  readonly of?: "energy" | "emissions" | undefined;
  readonly better?: "higher" | "lower" | undefined;
};

interface Plan {
  readonly points: readonly PricedPoint[];
  readonly front: readonly PricedPoint[];
  readonly metric: QualityMetric;
  readonly better: "higher" | "lower";
  readonly of: "energy" | "emissions";
  readonly boundary: string;
}

/** From this ratio of the dearest to the cheapest run on the cost axis is logarithmic. */
const LOG_FROM = 8;

/** Draws it, checked arguments given. */
export async function paretoFigure(runs: readonly Run[], options: Options): Promise<Figure> {
  return await drawFigure(paretoChartOf(runs, options), options);
}

function paretoChartOf(runs: readonly Run[], options: Options): Chart {
  const { metric, of = "energy", better = betterOf(metric) } = options;
  const named = numberedNames(runs);
  const points = named.runs.flatMap((run: Run): PricedPoint[] => {
    const quality = run.metrics[metric];
    const cost = of === "energy" ? run.energyKwh : run.emissionsGrams;
    const range = of === "energy" ? run.ranges.energyKwh : run.ranges.emissionsGrams;
    return quality === undefined || !Number.isFinite(quality) || !(cost > 0) ? [] : [{
      // A failed run may be the cheapest, and nobody's choice.
      name: run.status === "failed" ? `${run.name} ${FAILED}` : run.name,
      cost,
      quality,
      range,
    }];
  });
  const label = `${userText(metric, 40)} of ${runsText(points.length)} against their ${of}, in ${
    scaleOf(of, [{ value: Math.max(0, ...points.map(({ cost }) => cost)) }]).unit
  }`;
  if (points.length === 0) {
    const names = [...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics)))].slice(0, 8);
    return emptyChart(
      label,
      `No run has the metric ${userText(metric, 28)} and a cost`,
      names.length === 0
        ? "The runs have no metrics: log them by epoch.log()."
        : `They have ${names.map((name) => userText(name, 20)).join(", ")}.`,
    );
  }
  const front = paretoFront(points, better);
  const boundaries = [...new Set(runs.map((run: Run) => BOUNDARY_WORDS[run.boundary]))];
  const left = runs.length - points.length;
  const plan: Plan = {
    points,
    front,
    metric: metricNamed(metric, runs),
    better,
    of,
    boundary: boundaries.join(", "),
  };
  return {
    label,
    description: `No other run beats ${front.map(({ name }) => userText(name, 28)).join(", ")}.`,
    caption: [
      "Filled: no other run is both cheaper and better. Rings: runs that another beats.",
      "Whisker: 90\u202F% interval.",
      better === "lower" ? "Lower is better." : "",
      named.sentence,
      boundaries.length > 1
        ? `Their energies are of different extent (${boundaries.join(", ")}).`
        : "",
      left > 0
        ? `${left === 1 ? "1 run" : `${left} runs`} without the metric or without energy left out.`
        : "",
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawFront(drawing, plan),
  };
}

function drawFront(drawing: Drawing, plan: Plan): number {
  const { em, theme, medium, stroke } = drawing;
  const costs = plan.points.flatMap((
    { cost, range },
  ) => [cost, ...range.filter((end) => end > 0 && Number.isFinite(end))]);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  const log = most / least >= LOG_FROM;
  const scale = scaleOf(plan.of, [{ value: most }]);
  const qualities = plan.points.map(({ quality }) => quality);
  const [low, high] = [Math.min(...qualities), Math.max(...qualities)];
  const pad = high > low ? 0.08 * (high - low) : Math.max(Math.abs(high) * 0.1, 0.01);
  const percent = plan.metric.text(high).endsWith("%");
  const name = userText(plan.metric.name, 30);
  drawing.text(0, 1.1 * em, percent ? `${name} (%)` : name, {
    size: medium.tick,
    fill: theme.muted,
  });
  const factor = percent ? 0.01 : 1;
  const ticks = ticksBetween((low - pad) / factor, (high + pad) / factor, 10);
  const labelWidth = Math.max(
    ...ticks.values.map((value) => drawing.textWidth(ticks.label(value), { size: medium.tick })),
  );
  const panel = drawing.panel({
    left: labelWidth + 1.2 * em,
    right: drawing.width - (drawing.narrow ? 0.6 : 5) * em,
    top: 2.4 * em,
    bottom: 23 * em,
    x: log ? [least / 1.15, most * 1.35] : [0, most * 1.06],
    y: [low - pad, high + pad],
    logX: log,
  });
  for (const value of ticks.values) {
    const y = panel.toY(value * factor);
    drawing.line([panel.left, y], [panel.right, y], theme.grid, { width: 0.09 * em });
    drawing.text(panel.left - 0.7 * em, y + 0.33 * medium.tick, ticks.label(value), {
      size: medium.tick,
      anchor: "end",
      fill: theme.muted,
    });
  }
  for (const { value } of costTicks(drawing, panel, scale.factor)) {
    const x = panel.toX(value * scale.factor);
    // Of a log scale the powers of ten only.
    if (value > 0 && (!log || Math.abs(Math.log10(value) % 1) < 1e-9)) {
      drawing.line([x, panel.top], [x, panel.bottom], theme.grid, { width: 0.09 * em });
    }
  }
  drawStep(drawing, panel, plan);
  drawBaseLine(drawing, panel);
  const onFront = new Set(plan.front);
  const beaten = plan.points.filter((point) => !onFront.has(point));
  for (const point of [...beaten, ...plan.front]) {
    const filled = onFront.has(point);
    const at = [panel.toX(point.cost), panel.toY(point.quality)] as const;
    const ink = filled ? theme.ink : theme.faint;
    const ends = point.range.map((end) =>
      Math.max(panel.left, panel.toX(Math.max(end, log ? least / 2 : 0)))
    );
    if (ends.every(Number.isFinite) && ends[1]! - ends[0]! > 0.7 * em) {
      whiskerAcross(drawing, at[1], { value: at[0], range: [ends[0]!, ends[1]!] }, {
        ink,
        cap: 0.25 * em,
      });
    }
    drawing.circle(
      at,
      0.36 * em,
      filled ? { fill: ink } : { fill: theme.surface, stroke: ink },
      `${userText(point.name, 60)}: ${figureText(plan.of, point.cost, point.range).text}, ${
        plan.metric.text(point.quality)
      }`,
    );
  }
  drawNames(
    drawing,
    panel,
    { points: [...plan.front].reverse(), edge: edgeOf(panel, plan.better) },
    beaten,
  );
  const y = panel.bottom + 1.4 * em;
  for (const { value, label } of costTicks(drawing, panel, scale.factor)) {
    const x = panel.toX(value * scale.factor);
    drawing.line([x, panel.bottom], [x, panel.bottom + 0.4 * em], theme.faint, {
      width: 0.7 * stroke,
    });
    drawing.text(x, y, label, { size: medium.tick, anchor: "middle", fill: theme.muted });
  }
  const of = plan.of === "energy" ? "energy" : "emissions";
  drawing.text(
    panel.right,
    y + 1.25 * em,
    `${of}, ${plan.boundary} (${scale.unit})${log ? ", log scale" : ""}`,
    {
      size: medium.tick,
      anchor: "end",
      fill: theme.muted,
    },
  );
  return y + 1.75 * em;
}

function costTicks(
  drawing: Drawing,
  panel: Panel,
  factor: number,
): readonly { readonly value: number; readonly label: string }[] {
  const { em } = drawing;
  if (!panel.logX) {
    const most = Math.floor((panel.right - panel.left) / (4 * em));
    const ticks = ticksTo(panel.x[1] / factor, Math.min(6, most));
    return ticks.values.map((value) => ({ value, label: ticks.label(value) }));
  }
  // A tick is one digit: its own place is the last.
  const decade = panel.toX(10 * panel.x[0]) - panel.left;
  return logTicks(panel.x[0] / factor, panel.x[1] / factor, 3 * em / decade).map((value) => ({
    value,
    label: numberText(value, Math.min(0, Math.floor(Math.log10(value) + 1e-9))),
  }));
}

/** Where the front begins, below its cheapest run or above it. */
function edgeOf(panel: Panel, better: Plan["better"]): number {
  return better === "higher" ? panel.bottom : panel.top;
}

/** The front as a step line over a pale field of what is beaten. */
function drawStep(drawing: Drawing, panel: Panel, { front, better }: Plan): void {
  const { em, theme } = drawing;
  const edge = edgeOf(panel, better);
  const first = front[0]!;
  const points: [number, number][] = [[panel.toX(first.cost), edge]];
  for (const { cost, quality } of front) {
    points.push([panel.toX(cost), points.at(-1)![1]], [panel.toX(cost), panel.toY(quality)]);
  }
  points.push([panel.right, points.at(-1)![1]]);
  const line = `M${points.map((point) => point.join(",")).join("L")}`;
  drawing.path(`${line}L${panel.right},${edge}Z`, { fill: theme.quiet, "fill-opacity": "0.2" });
  drawing.path(line, { fill: "none", stroke: theme.faint, "stroke-width": 0.1 * em });
}
