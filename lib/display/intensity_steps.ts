/** What an intensity chart draws: steps in time, and the best window among them. */
import type { Range } from "../model.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { NARROW_SPACE, numberText } from "./numbers.ts";

/** The intensity of a stretch of the world's time, in gCO2eq/kWh. */
export interface IntensityStretch {
  readonly from: Date;
  readonly to: Date;
  readonly intensityGramsPerKwh: number;
  readonly range?: Range | undefined;
  readonly forecast?: boolean | undefined;
}

/** What `drawIntensityChart()` draws. */
export interface IntensityChartData {
  /** "Denmark". */
  readonly place: string;
  readonly stretches: readonly IntensityStretch[];
  /** Now, where a forecast follows. */
  readonly now?: Date | undefined;
  /** The best window for a run, and how much less it would emit than a start now: 0.45. */
  readonly best?:
    | { readonly from: Date; readonly to: Date; readonly savedShare: number }
    | undefined;
  /** A yearly mean, "mean of 2025", or a run's own. */
  readonly mean?: { readonly words: string; readonly intensityGramsPerKwh: number } | undefined;
  /** Whose figures; goes into the caption. */
  readonly source: string;
  /** IANA name; the reader's own. */
  readonly timeZone?: string | undefined;
}

/** From the first instant to the last, in ms of the world's time. */
export function spanOf(stretches: readonly IntensityStretch[]): readonly [number, number] {
  return [
    Math.min(...stretches.map(({ from }) => from.getTime())),
    Math.max(...stretches.map(({ to }) => to.getTime())),
  ];
}

/** Steps that touch where one stretch follows another. */
export function stepPath(
  panel: Panel,
  stretches: readonly IntensityStretch[],
  forecast: boolean,
): string {
  let path = "";
  let before: IntensityStretch | undefined;
  for (const stretch of stretches) {
    const [x1, x2] = [panel.toX(stretch.from.getTime()), panel.toX(stretch.to.getTime())];
    const y = panel.toY(stretch.intensityGramsPerKwh);
    if ((stretch.forecast ?? false) === forecast) {
      const joins = before !== undefined && before.to.getTime() === stretch.from.getTime();
      const start = joins && forecast ? panel.toY(before!.intensityGramsPerKwh) : y;
      const goesOn = joins && (before!.forecast ?? false) === forecast;
      path += `${goesOn ? "L" : `M${x1},${start}L`}${x1},${y}L${x2},${y}`;
    }
    before = stretch;
  }
  return path;
}

/** The stretches inside the best window. */
export function insideBest(
  data: IntensityChartData,
  stretches: readonly IntensityStretch[],
): readonly IntensityStretch[] {
  const [from, to] = [data.best!.from.getTime(), data.best!.to.getTime()];
  return stretches.flatMap((stretch) => {
    const begin = Math.max(from, stretch.from.getTime());
    const end = Math.min(to, stretch.to.getTime());
    return end > begin
      ? [{ ...stretch, from: new Date(begin), to: new Date(end), forecast: false }]
      : [];
  });
}

/** The field below the best window. */
export function drawBestField(
  drawing: Drawing,
  panel: Panel,
  inside: readonly IntensityStretch[],
): void {
  // One shape: between rects a page shows hairs of what is below.
  const shapes = inside.map(({ from, to, intensityGramsPerKwh }, i) => {
    const [x1, x2] = [panel.toX(from.getTime()), panel.toX(to.getTime())];
    const joins = inside[i - 1]?.to.getTime() === from.getTime();
    const goesOn = inside[i + 1]?.from.getTime() === to.getTime();
    const y = panel.toY(intensityGramsPerKwh);
    return `${joins ? "L" : `M${x1},${panel.bottom}L`}${x1},${y}L${x2},${y}${
      goesOn ? "" : `L${x2},${panel.bottom}Z`
    }`;
  });
  if (shapes.length === 0) return;
  drawing.path(shapes.join(""), { fill: drawing.theme.quiet, "fill-opacity": "0.6" });
}

/** The best window in thick ink, with its words. */
export function drawBest(
  drawing: Drawing,
  panel: Panel,
  data: IntensityChartData,
  stretches: readonly IntensityStretch[],
): void {
  const { em, theme, stroke } = drawing;
  const best = data.best!;
  const inside = insideBest(data, stretches);
  drawing.path(stepPath(panel, inside, false), {
    fill: "none",
    stroke: theme.ink,
    "stroke-width": 2.4 * stroke,
  });
  const lengths = inside.map(({ from, to }) => to.getTime() - from.getTime());
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const sum = inside.reduce(
    (total, { intensityGramsPerKwh }, i) => total + intensityGramsPerKwh * lengths[i]!,
    0,
  );
  const clock = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(data.timeZone === undefined ? {} : { timeZone: data.timeZone }),
  }).format(best.from);
  const saved = `${Math.round(best.savedShare * 100)}${NARROW_SPACE}% less than now`;
  const second = whole > 0 ? `${numberText(sum / whole, 0)}${NARROW_SPACE}g/kWh, ${saved}` : saved;
  const half = drawing.textWidth(second) / 2;
  const middle = panel.toX((best.from.getTime() + best.to.getTime()) / 2);
  const x = Math.min(panel.right - half, Math.max(panel.left + half, middle));
  drawing.text(x, panel.bottom - 2 * em, `start at ${clock}`, { anchor: "middle", bold: true });
  drawing.text(x, panel.bottom - 0.7 * em, second, { anchor: "middle" });
}
