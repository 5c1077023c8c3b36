/** What `energyChart()` draws: loaded with the first of its figures. */
import { basisSentence, joinedPart } from "./device_words.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { cumulativeLayers, type EnergyLayer } from "./energy_layers.ts";
import { type Chart, drawFigure } from "./figure.ts";
import type { Figure, FigureOptions, Run } from "../model.ts";
import { columnText, figureText, scaleOf } from "./numbers.ts";
import { pushedApart } from "./label_places.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { drawEpochLines, drawTimeAxis, placedEpochs } from "./time_axis.ts";
import { durationText } from "./times.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";
import { whiskerUp } from "./whisker.ts";

/** Draws it, checked arguments given. */
export async function energyFigure(run: Run, options: FigureOptions): Promise<Figure> {
  return await drawFigure(energyChartOf(run), options);
}

function energyChartOf(run: Run): Chart {
  const name = userText(run.name, 40);
  const { unit } = scaleOf("energy", [{ value: run.energyKwh, range: run.ranges.energyKwh }]);
  const label = `Energy used so far by each device of ${name}, in ${unit}`;
  const layers = cumulativeLayers(run, 300);
  if (layers.length === 0) {
    return emptyChart(
      label,
      `No energy over time in ${name}`,
      run.energyKwh > 0
        ? "The record holds totals only, as runs of other tools do."
        : "No device was read, or none drew power.",
    );
  }
  const total = figureText("energy", run.energyKwh, run.ranges.energyKwh);
  const missing = run.parts.filter(({ missingSeconds }) => missingSeconds > 0);
  return {
    label,
    description: `Total ${total.short}, 90\u202F% interval ${total.range}, in ${
      durationText(run.durationSeconds)
    }.`,
    caption: [
      `Energy by device since the start (${BOUNDARY_WORDS[run.boundary]}).`,
      basisSentence(run.parts),
      "Whisker: 90\u202F% interval of the total.",
      missing.length === 0 ? "" : "Time without readings adds nothing.",
      run.pue === 1 ? "" : `With the building's share (PUE ${run.pue}).`,
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawLayers(drawing, run, layers),
  };
}

function drawLayers(drawing: Drawing, run: Run, layers: readonly EnergyLayer[]): number {
  const { em, theme, stroke } = drawing;
  const scale = scaleOf("energy", [{ value: run.energyKwh, range: run.ranges.energyKwh }]);
  const labels = labelsOf(drawing, run, layers);
  const side = Math.max(...labels.map(({ text }) => drawing.textWidth(text))) + 4.1 * em;
  drawAxisTitle(
    drawing,
    1.1 * em,
    `energy used so far, ${BOUNDARY_WORDS[run.boundary]} (${scale.unit})`,
  );
  const stacked = layers.at(-1)!.rows.at(-1)!.y2;
  const most = Math.max(run.energyKwh, stacked, finite(run.ranges.energyKwh[1]));
  const top = (most > 0 ? most : 1) * 1.03;
  const height = drawing.narrow ? 14 : 16.5;
  const panel = drawing.panel({
    left: 3.2 * em,
    right: Math.max(drawing.width - side, 0.4 * drawing.width),
    top: 2.6 * em,
    bottom: (2.6 + height) * em,
    x: [0, run.durationSeconds],
    y: [0, top],
  });
  drawValueAxis(drawing, panel, { ticks: ticksTo(top / scale.factor, 3), factor: scale.factor });
  for (const layer of layers) {
    const paint = drawing.paint(layer.kind, layer.basis);
    drawing.panel(panel, (Plot) => [
      Plot.areaY(layer.rows, { x: "t", y1: "y1", y2: "y2", fill: paint.fill }),
      Plot.line(layer.rows, {
        x: "t",
        y: "y2",
        stroke: layer.basis === "measured" ? theme.surface : paint.stroke,
        strokeWidth: 0.6 * stroke,
      }),
    ]);
  }
  drawEpochLines(drawing, panel, placedEpochs(run.epochs, run.durationSeconds));
  drawBaseLine(drawing, panel);
  drawSide(drawing, panel, run, labels);
  return drawTimeAxis(drawing, panel) + 0.5 * em;
}

interface SideLabel {
  readonly atKwh: number;
  readonly text: readonly {
    readonly text: string;
    readonly bold?: boolean;
    readonly fill?: string;
  }[];
}

function labelsOf(
  drawing: Drawing,
  run: Run,
  layers: readonly EnergyLayer[],
): readonly SideLabel[] {
  const pue = run.pue > 0 ? run.pue : 1;
  const figures = layers.map(({ parts, energyKwh }) => {
    const [low, high] = joinedPart(parts)!.energyRange;
    return { value: energyKwh, range: [low * pue, high * pue] as const };
  });
  const texts = columnText("energy", figures);
  return layers.map((layer, i) => {
    const last = layer.rows.at(-1)!;
    const own = figureText("energy", layer.energyKwh, figures[i]!.range);
    const muted = layer.basis === "measured" || drawing.narrow ? [] : [{
      text: ` ${layer.basis}`,
      fill: drawing.theme.muted,
    }];
    // One unit for all, but a part too small for its decimals gets its own: "23 Wh" says more than "<0.1 kWh".
    const short = texts[i]!.value.startsWith("<") ? own.short : texts[i]!.short;
    return {
      atKwh: (last.y1 + last.y2) / 2,
      text: [{ text: layer.word, bold: true }, { text: ` ${short}` }, ...muted],
    };
  });
}

function drawSide(drawing: Drawing, panel: Panel, run: Run, labels: readonly SideLabel[]): void {
  const { em, theme } = drawing;
  const total = figureText("energy", run.energyKwh, run.ranges.energyKwh);
  const x = panel.right + 2.7 * em;
  const at = panel.toY(Math.max(0, run.energyKwh));
  const [low, high] = run.ranges.energyKwh;
  whiskerUp(drawing, panel.right + 0.9 * em, {
    value: at,
    range: [panel.toY(finite(low)), panel.toY(finite(high))],
  }, { value: "dot" });
  const head = Math.min(at - 1.6 * em, panel.toY(finite(high)) + 0.2 * em);
  const first = Math.max(1.4 * em, head);
  drawing.text(x, first, total.short, { bold: true, size: 1.15 * em });
  drawing.text(x, first + 1.35 * em, total.range, { fill: theme.muted });
  const wanted = [...labels].reverse();
  const places = pushedApart(
    wanted.map(({ atKwh }) => panel.toY(atKwh) + 0.35 * em),
    { gap: 1.45 * em, from: first + 2.9 * em, to: panel.bottom + 1 * em },
  );
  wanted.forEach((label, i) => {
    const y = places[i]!;
    const from = panel.toY(label.atKwh);
    const middle = y - 0.35 * em;
    drawing.path(
      `M${panel.right + 0.2 * em},${from}L${panel.right + 0.5 * em},${from}L${
        x - 0.9 * em
      },${middle}L${x - 0.3 * em},${middle}`,
      { fill: "none", stroke: theme.faint, "stroke-width": 0.07 * em },
    );
    drawing.text(x, y, label.text);
  });
}

function finite(value: number): number {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}
