/** Epochs as bars: energy stacked by kind above, duration below, rings for what had been predicted. */
import type { Range } from "../model.ts";
import { drawKey } from "./chart_key.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { epochKey, type EpochView, ringsTouch } from "./epoch_view.ts";
import type { Ring } from "./epoch_stacks.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";
import { whiskerUp } from "./whisker.ts";

/** Half the width of a bar: in epochs, and where there are few of them in font sizes. */
const HALF = 0.33;
const WIDEST = 2.4;

function halfOf({ em, width }: Drawing, view: EpochView): number {
  return Math.min(HALF, WIDEST * em * (view.count + 0.3) / (width - 3.2 * em));
}

/** Draws the chart; returns its height. `key`: where the sheet around it has none. */
export function drawEpochBars(drawing: Drawing, view: EpochView, key = true): number {
  const { em, theme } = drawing;
  const items = epochKey(view, drawing);
  let y = 1.1 * em;
  if (key) y = drawKey(drawing, { x: 0, y, right: drawing.width }, items) + 2.1 * em;
  drawAxisTitle(drawing, y, view.energy.title);
  const energy = openPanel(drawing, y + 0.9 * em, 10.5, view, {
    factor: view.energy.factor,
    most: Math.max(
      ...view.epochs.map(({ energyKwh }) => energyKwh),
      ...view.rings.map((ring) => ring.energyKwh.range[1]),
    ),
  });
  drawBand(drawing, energy, view, (ring) => ring.energyKwh);
  drawStacks(drawing, energy, view);
  drawToCome(drawing, energy, view, (ring) => ring.energyKwh.value);
  drawBaseLine(drawing, energy);
  drawPredicted(drawing, energy, view, (ring) => ring.energyKwh);

  y = energy.bottom + 2.2 * em;
  drawAxisTitle(drawing, y, view.duration.title);
  const duration = openPanel(drawing, y + 0.9 * em, 5.6, view, {
    factor: view.duration.factor,
    most: Math.max(
      ...view.epochs.map(({ durationSeconds }) => durationSeconds),
      ...view.rings.map((ring) => ring.durationSeconds.range[1]),
    ),
  });
  drawBand(drawing, duration, view, (ring) => ring.durationSeconds);
  const half = halfOf(drawing, view);
  const bars = view.epochs.map((epoch, at) =>
    boxPath(duration, at, half, [0, epoch.durationSeconds])
  );
  drawing.path(bars.join(""), { fill: theme.bar });
  drawToCome(drawing, duration, view, (ring) => ring.durationSeconds.value);
  drawBaseLine(drawing, duration);
  drawPredicted(drawing, duration, view, (ring) => ring.durationSeconds);
  return drawNumbers(drawing, duration, view) + 0.5 * em;
}

function openPanel(
  drawing: Drawing,
  top: number,
  ems: number,
  view: EpochView,
  scale: { readonly factor: number; readonly most: number },
): Panel {
  const { em } = drawing;
  const { factor } = scale;
  const most = scale.most > 0 ? scale.most / factor : 1;
  const ticks = ticksTo(most, 3);
  const panel = drawing.panel({
    left: 3.2 * em,
    right: drawing.width,
    top,
    bottom: top + ems * em,
    x: [-0.65, view.count - 0.35],
    y: [0, Math.max(most, ticks.values.at(-1) ?? 0) * factor],
  });
  drawValueAxis(drawing, panel, { ticks, factor });
  return panel;
}

/** A bar as a piece of a path: a third of what a rect takes. */
function boxPath(panel: Panel, at: number, half: number, [from, to]: Range): string {
  const [left, right] = [panel.toX(at - half), panel.toX(at + half)];
  return `M${left},${panel.toY(from)}V${panel.toY(to)}H${right}V${panel.toY(from)}Z`;
}

function drawStacks(drawing: Drawing, panel: Panel, view: EpochView): void {
  const { theme, stroke } = drawing;
  const half = halfOf(drawing, view);
  const below = new Float64Array(view.epochs.length);
  for (const { kind, basis, energiesKwh } of view.stacks) {
    const boxes = energiesKwh.map((energy, at) => {
      const from = below[at]!;
      below[at] = from + energy;
      return energy > 0 ? boxPath(panel, at, half, [from, below[at]!]) : "";
    }).join("");
    if (boxes === "") continue;
    const { fill, stroke: line } = kind === undefined
      ? { fill: theme.bar, stroke: theme.bar }
      : drawing.paint(kind, basis);
    drawing.path(boxes, { fill, stroke: line, "stroke-width": 0.6 * stroke });
  }
}

/** Epochs that were predicted and never came, as dashed outlines. */
function drawToCome(
  drawing: Drawing,
  panel: Panel,
  view: EpochView,
  value: (ring: EpochView["rings"][number]) => number,
): void {
  const half = halfOf(drawing, view);
  const paint = drawing.paint("ink", "predicted");
  for (const ring of view.rings) {
    if (ring.at < view.epochs.length) continue;
    const x = panel.toX(ring.at - half);
    const y = panel.toY(value(ring));
    drawing.rect(
      { x, y, width: panel.toX(ring.at + half) - x, height: panel.bottom - y },
      { ...paint, stroke: drawing.theme.faint },
    );
  }
}

type RingOf = (ring: EpochView["rings"][number]) => Ring;

/** What was predicted of each epoch: rings with whiskers; where those would touch, a dashed line. */
function drawPredicted(drawing: Drawing, panel: Panel, view: EpochView, of: RingOf): void {
  if (!ringsTouch(drawing, view)) {
    for (const ring of view.rings) {
      const { value, range } = of(ring);
      whiskerUp(drawing, panel.toX(ring.at), {
        value: panel.toY(value),
        range: [panel.toY(range[0]), panel.toY(range[1])],
      }, { value: "ring" });
    }
    return;
  }
  const { em, theme, stroke } = drawing;
  const lineOf = (y: HeightOf) =>
    `M${view.rings.map((ring) => `${panel.toX(ring.at)},${panel.toY(y(of(ring)))}`).join("L")}`;
  const ends = lineOf(({ range }) => range[0]) + lineOf(({ range }) => range[1]);
  const middle = lineOf(({ value }) => value);
  // Below both a halo, so that they read on any bar.
  const halo = { fill: "none", stroke: theme.surface } as const;
  drawing.path(ends, { ...halo, "stroke-width": 0.6 * stroke + 0.17 * em });
  drawing.path(middle, { ...halo, "stroke-width": stroke + 0.17 * em });
  drawing.path(ends, { fill: "none", stroke: theme.ink, "stroke-width": 0.6 * stroke });
  drawing.path(middle, {
    fill: "none",
    stroke: theme.ink,
    "stroke-width": stroke,
    "stroke-dasharray": `${0.4 * em} ${0.25 * em}`,
  });
}

type HeightOf = (ring: Ring) => number;

/** The interval of that line, below the bars. */
function drawBand(drawing: Drawing, panel: Panel, view: EpochView, of: RingOf): void {
  if (!ringsTouch(drawing, view)) return;
  const places = view.rings.map((ring) => ({ x: panel.toX(ring.at), ...of(ring) }));
  const end = (y: 0 | 1) => places.map(({ x, range }) => `${x},${panel.toY(range[y])}`);
  drawing.path(`M${[...end(1), ...end(0).reverse()].join("L")}Z`, {
    fill: drawing.theme.quiet,
    "fill-opacity": "0.45",
  });
}

function drawNumbers(drawing: Drawing, panel: Panel, view: EpochView): number {
  const { em, theme, medium } = drawing;
  const style = { size: medium.tick, anchor: "middle", fill: theme.muted } as const;
  const room = (panel.right - panel.left) / (view.count + 0.3);
  const widest = drawing.textWidth(String(view.count), style) + 0.6 * em;
  const every = [1, 2, 5, 10, 20].find((n) => n * room >= widest) ?? 50;
  const y = panel.bottom + 1.4 * em;
  for (let at = 0; at < view.count; at++) {
    const epoch = view.epochs[at];
    const number = (epoch?.index ?? at) + 1;
    if (every <= 2 ? number % every === 1 % every : number % every === 0) {
      drawing.text(panel.toX(at), y, String(number), style);
    }
  }
  const cut = view.epochs.findIndex(({ complete }) => !complete);
  if (view.warmUp) drawUnder(drawing, panel, 0, y + 1.25 * em, "warm-up");
  if (cut > 0) drawUnder(drawing, panel, cut, y + 1.25 * em, "cut short");
  const low = y + 1.25 * em + (cut > 0 && view.count - cut < 4 ? 1.25 * em : 0);
  drawing.text(drawing.width, low, "epoch", { ...style, anchor: "end" });
  return low;
}

function drawUnder(drawing: Drawing, panel: Panel, at: number, y: number, words: string): void {
  const { medium, theme } = drawing;
  const half = drawing.textWidth(words, { size: medium.tick }) / 2;
  const x = Math.min(drawing.width - half, Math.max(half, panel.toX(at)));
  drawing.text(x, y, words, { size: medium.tick, anchor: "middle", fill: theme.muted });
}
