/** What `intensityChart()` draws: loaded with the first of its figures. */
import { placeName } from "./place_words.ts";
import type { Figure, FigureOptions, IntensityProvider, Run } from "../model.ts";
import { drawClockAxis } from "./clock_axis.ts";
import {
  drawBest,
  drawBestField,
  insideBest,
  type IntensityChartData,
  type IntensityStretch,
  spanOf,
  stepPath,
} from "./intensity_steps.ts";
import { intensityLinesOf } from "./intensity_lines.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { figureText, numberText } from "./numbers.ts";
import { numberedNames } from "./numbered_names.ts";
import { freePlace } from "./label_places.ts";
import { dataOfProvider } from "./provider_intensity.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";

/** Draws it, checked arguments given. */
export async function intensityFigure(
  of: Run | IntensityProvider | readonly Run[],
  options: FigureOptions,
): Promise<Figure> {
  if ("length" in of) {
    const { runs } = numberedNames(of);
    const sets = of.map((run, i) => ({ ...dataOfRun(run), name: runs[i]!.name }));
    return await drawFigure(intensityLinesOf(sets), options);
  }
  const data = "parts" in of ? dataOfRun(of) : await dataOfProvider(of, new Date());
  return await drawIntensityChart(data, options);
}

/** Draws carbon intensity in time from figures that are handed in: hourly steps, solid until now, dashed with a band as forecast. */
export async function drawIntensityChart(
  data: IntensityChartData,
  options: FigureOptions = {},
): Promise<Figure> {
  return await drawFigure(intensityChartOf(data), options);
}

function dataOfRun(run: Run): IntensityChartData {
  const start = Date.parse(run.startedAt);
  const at = (seconds: number) => new Date(start + seconds * 1000);
  const end = Math.max(run.durationSeconds, 1);
  const points = [...run.intensities].filter(({ atSeconds }) => atSeconds < end)
    .sort((a, b) => a.atSeconds - b.atSeconds);
  const stretches = points.map((point, i) => ({
    from: at(Math.max(0, point.atSeconds)),
    to: at(points[i + 1]?.atSeconds ?? end),
    intensityGramsPerKwh: point.intensityGramsPerKwh,
    range: point.range,
    forecast: point.basis === "predicted",
  }));
  const [first] = points;
  const yearly = first?.year === undefined ? "" : ` of ${first.year}`;
  return {
    place: run.place.namedBy === undefined ? run.place.name : placeName(run.place),
    stretches: Number.isFinite(start) ? stretches : [],
    source: first === undefined
      ? ""
      : points.length === 1
      ? `one mean${yearly} for the whole run, ${first.source}`
      : first.source,
    ...(points.length < 2 ? {} : {
      mean: { words: "of this run", intensityGramsPerKwh: run.intensityGramsPerKwh },
    }),
  };
}

function intensityChartOf(data: IntensityChartData): Chart {
  const stretches = data.stretches.filter(({ from, to, intensityGramsPerKwh }) =>
    to.getTime() > from.getTime() && Number.isFinite(intensityGramsPerKwh)
  );
  const place = data.place === "" ? "" : ` of ${userText(data.place, 40)}`; // a figure by hand has none
  const label = `Carbon intensity of the grid${place} over time, in gCO₂eq/kWh`;
  if (stretches.length === 0) {
    return emptyChart(
      label,
      "No grid intensity to draw",
      "The run has none over time; name a zone or a provider when it is tracked.",
    );
  }
  const values = stretches.map(({ intensityGramsPerKwh }) => intensityGramsPerKwh);
  const forecast = stretches.some((stretch) => stretch.forecast);
  const one = onlyFigure(stretches);
  return {
    label,
    description: `From ${figureText("intensity", Math.min(...values)).short} to ${
      figureText("intensity", Math.max(...values)).short
    }.`,
    caption: [
      `Grid${place}${data.source === "" ? "" : ` (${userText(data.source, 90)})`}${
        one === undefined ? "" : `: ${one}`
      }.`,
      forecast
        ? "Solid until now, dashed as forecast with 90\u202F% band."
        : "Band: 90\u202F% interval.",
      data.best === undefined ? "" : "Dark: the best window for a run of this length.",
      data.mean === undefined ? "" : `Dotted: mean ${data.mean.words}.`,
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawIntensity(drawing, data, stretches),
  };
}

/** "114 gCO₂eq/kWh (87 to 142)" where one figure holds all the time: no axis says it as it is, and with the digits that the card gives it. */
function onlyFigure([first, ...others]: readonly IntensityStretch[]): string | undefined {
  if (first === undefined || others.length > 0) return undefined;
  const { range } = figureText("intensity", first.intensityGramsPerKwh, first.range);
  const figure = figureText("intensity", first.intensityGramsPerKwh).short;
  return range === "" ? figure : `${figure} (${range})`;
}

function drawIntensity(
  drawing: Drawing,
  data: IntensityChartData,
  stretches: readonly IntensityStretch[],
): number {
  const { em, theme, stroke, medium } = drawing;
  const highs = stretches.map(({ range, intensityGramsPerKwh }) =>
    Math.max(intensityGramsPerKwh, finite(range?.[1]))
  );
  const top = Math.max(1, ...highs, data.mean?.intensityGramsPerKwh ?? 0) * 1.12;
  drawAxisTitle(drawing, 1.1 * em, "grid intensity (gCO₂eq/kWh)");
  const ticks = ticksTo(top, 3);
  const widest = Math.max(
    ...ticks.values.map((value) => drawing.textWidth(ticks.label(value), { size: medium.tick })),
  );
  const panel = drawing.panel({
    left: widest + 1.2 * em,
    right: drawing.width,
    top: 3 * em,
    bottom: 17 * em,
    x: spanOf(stretches),
    y: [0, top],
  });
  drawValueAxis(drawing, panel, { ticks });
  if (data.best !== undefined) drawBestField(drawing, panel, insideBest(data, stretches));
  const bands = stretches.filter(({ range }) => range !== undefined && range[1] > range[0]);
  drawing.panel(panel, (Plot) => [
    Plot.rect(
      bands.map(({ from, to, range }) => ({
        x1: from.getTime(),
        x2: to.getTime(),
        y1: range![0],
        y2: range![1],
      })),
      { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: theme.quiet, fillOpacity: 0.42 },
    ),
  ]);
  if (data.mean !== undefined) drawMean(drawing, panel, data.mean, stretches);
  for (const forecast of [false, true]) {
    const path = stepPath(panel, stretches, forecast);
    if (path === "") continue;
    drawing.path(path, {
      fill: "none",
      stroke: theme.ink,
      "stroke-width": stroke,
      ...(forecast ? { "stroke-dasharray": `${0.4 * em} ${0.25 * em}` } : {}),
    });
  }
  if (data.best !== undefined) drawBest(drawing, panel, data, stretches);
  if (data.now !== undefined) {
    const x = panel.toX(data.now.getTime());
    drawing.line([x, panel.top - 0.4 * em], [x, panel.bottom], theme.ink, { width: 0.8 * stroke });
    drawing.text(x, panel.top - 0.75 * em, "now", { anchor: "middle", bold: true });
  }
  const one = onlyFigure(stretches);
  if (one !== undefined && data.now === undefined) {
    drawing.text(panel.right, panel.top - 0.5 * em, one, { anchor: "end", bold: true });
  }
  drawBaseLine(drawing, panel);
  return drawClockAxis(drawing, panel, data.timeZone) + 0.5 * em;
}

function drawMean(
  drawing: Drawing,
  panel: Panel,
  mean: { readonly words: string; readonly intensityGramsPerKwh: number },
  stretches: readonly IntensityStretch[],
): void {
  const { em, theme, medium } = drawing;
  const y = panel.toY(mean.intensityGramsPerKwh);
  drawing.line([panel.left, y], [panel.right, y], theme.faint, {
    width: 0.1 * em,
    dash: `${0.1 * em} ${0.25 * em}`,
  });
  const words = `mean ${mean.words}: ${numberText(mean.intensityGramsPerKwh, 0)}`;
  const size = { width: drawing.textWidth(words, { size: medium.tick }), height: 1.1 * em };
  const taken = stretches.map(({ from, to, intensityGramsPerKwh, range }) => {
    const high = panel.toY(finite(range?.[1] ?? intensityGramsPerKwh)) - 0.2 * em;
    const low = panel.toY(finite(range?.[0] ?? intensityGramsPerKwh)) + 0.2 * em;
    const x = panel.toX(from.getTime());
    return { x, y: high, width: panel.toX(to.getTime()) - x, height: low - high };
  });
  // From the right to the left, above the line or below it, where no step goes through it.
  const room = panel.right - panel.left - size.width;
  const tries = Array.from({ length: 25 }, (_, i) => panel.left + room * (1 - i / 24)).flatMap((
    x,
  ) => [
    { x, y: y - 1.35 * em, ...size },
    { x, y: y + 0.2 * em, ...size },
  ]);
  const bounds = {
    x: panel.left,
    y: panel.top,
    width: panel.right - panel.left,
    height: panel.bottom - panel.top,
  };
  const box = freePlace(tries, taken, bounds);
  const style = { size: medium.tick, fill: theme.muted } as const;
  if (box !== undefined) drawing.text(box.x, box.y + 0.9 * em, words, style);
  // The steps leave no room along the line: above the panel.
  else {drawing.text(panel.right, panel.top - 0.5 * em, `dotted: ${words}`, {
      ...style,
      anchor: "end",
    });}
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
