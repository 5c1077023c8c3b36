/** Many epochs as a curve: energy with its 90 % band above, duration below. Bars would be hairs. */
import { drawKey, type KeyItem } from "./chart_key.ts";
import type { Drawing, Panel } from "./drawing.ts";
import type { EpochView } from "./epoch_view.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle, drawBaseLine, drawValueAxis } from "./value_axis.ts";

/** The key of curves. */
export function curveKey(view: EpochView): readonly KeyItem[] {
  const items: KeyItem[] = [
    { swatch: "line", words: view.cumulative ? "energy so far" : "energy of the epoch" },
    { swatch: "band", words: "90\u202F% interval" },
  ];
  if (view.cumulative && view.rings.length > 0) {
    items.push({ swatch: "dashes", words: "predicted" });
  } else if (comesOn(view)) items.push({ swatch: "dashes", words: "to come, predicted" });
  return items;
}

function comesOn(view: EpochView): boolean {
  return view.count > view.epochs.length && view.rings.length > 0;
}

/** Draws the chart; returns its height. `key`: where the sheet around it has none. */
export function drawEpochCurve(drawing: Drawing, view: EpochView, key = true): number {
  const { em, theme, medium } = drawing;
  let y = 1.1 * em;
  if (key) y = drawKey(drawing, { x: 0, y, right: drawing.width }, curveKey(view)) + 2.1 * em;
  const style = { size: medium.tick, fill: theme.muted } as const;

  drawAxisTitle(drawing, y, view.energy.title);
  const energies = view.epochs.map((epoch) => ({
    x: epoch.index + 1,
    y: epoch.energyKwh,
    low: finite(epoch.energyRange[0], epoch.energyKwh),
    high: finite(epoch.energyRange[1], epoch.energyKwh),
  }));
  const last = view.rings.at(-1);
  const future = view.cumulative
    ? view.rings.map((ring) => ({
      x: (view.epochs[ring.at]?.index ?? ring.at) + 1,
      energy: ring.energyKwh.value,
      time: ring.durationSeconds.value,
    }))
    : comesOn(view)
    ? [view.epochs.at(-1)!.index + 1, view.count].map((x) => ({
      x,
      energy: last!.energyKwh.value,
      time: last!.durationSeconds.value,
    }))
    : [];
  const energy = openPanel(drawing, y + 0.9 * em, 10, view, {
    factor: view.energy.factor,
    most: Math.max(...energies.map(({ high }) => high), ...future.map((row) => row.energy)),
  });
  drawing.panel(energy, (Plot) => [
    Plot.areaY(energies, { x: "x", y1: "low", y2: "high", fill: theme.quiet, fillOpacity: 0.55 }),
    Plot.line(future, {
      x: "x",
      y: "energy",
      stroke: theme.ink,
      strokeWidth: drawing.stroke,
      strokeDasharray: `${0.4 * em},${0.3 * em}`,
    }),
    Plot.line(energies, { x: "x", y: "y", stroke: theme.ink, strokeWidth: drawing.stroke }),
  ]);
  drawBaseLine(drawing, energy);

  y = energy.bottom + 2.2 * em;
  drawAxisTitle(drawing, y, view.duration.title);
  const durations = view.epochs.map(({ index, durationSeconds }) => ({
    x: index + 1,
    y: durationSeconds,
  }));
  const duration = openPanel(drawing, y + 0.9 * em, 5.6, view, {
    factor: view.duration.factor,
    most: Math.max(...durations.map((row) => row.y), ...future.map((row) => row.time)),
  });
  drawing.panel(duration, (Plot) => [
    Plot.areaY(durations, { x: "x", y1: 0, y2: "y", fill: theme.bar, fillOpacity: 0.35 }),
    Plot.line(future, {
      x: "x",
      y: "time",
      stroke: theme.ink,
      strokeWidth: drawing.stroke,
      strokeDasharray: `${0.4 * em},${0.3 * em}`,
    }),
    Plot.line(durations, { x: "x", y: "y", stroke: theme.bar, strokeWidth: drawing.stroke }),
  ]);
  drawBaseLine(drawing, duration);
  const low = duration.bottom + 1.4 * em;
  const ticks = ticksTo(view.count, drawing.narrow ? 5 : 9);
  for (const value of ticks.values.map((at) => Math.max(1, at))) {
    drawing.text(duration.toX(value), low, String(Math.round(value)), {
      ...style,
      anchor: "middle",
    });
  }
  drawing.text(drawing.width, low + 1.25 * em, "epoch", { ...style, anchor: "end" });
  return low + 1.75 * em;
}

function openPanel(
  drawing: Drawing,
  top: number,
  ems: number,
  view: EpochView,
  scale: { readonly factor: number; readonly most: number },
): Panel {
  const { em } = drawing;
  const most = scale.most > 0 ? scale.most / scale.factor : 1;
  const ticks = ticksTo(most, 3);
  const first = (view.epochs[0]?.index ?? 0) + 1;
  const panel = drawing.panel({
    left: 3.2 * em,
    right: drawing.width - 1 * em,
    top,
    bottom: top + ems * em,
    x: [first, Math.max(first + 1, view.count)],
    y: [0, Math.max(most, ticks.values.at(-1) ?? 0) * scale.factor],
  });
  drawValueAxis(drawing, panel, { ticks, factor: scale.factor });
  return panel;
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}
