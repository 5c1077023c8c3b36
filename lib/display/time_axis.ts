/** The time below panels, and the epochs above and behind them. */
import type { Epoch } from "../model.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { timeTicks } from "./ticks.ts";

/** Ticks and the title of a time axis below a panel; returns the lowest base line. */
export function drawTimeAxis(drawing: Drawing, panel: Panel): number {
  const { em, theme, medium } = drawing;
  const ticks = timeTicks(panel.x[1], Math.max(3, (panel.right - panel.left) / (3.6 * em)));
  const low = panel.bottom;
  for (const value of ticks.values) {
    const x = panel.toX(value);
    drawing.line([x, low], [x, low + 0.4 * em], theme.faint, { width: 0.7 * drawing.stroke });
    const label = ticks.label(value);
    drawing.text(x, low + 1.4 * em, label, {
      size: medium.tick,
      anchor: "middle",
      fill: theme.muted,
    });
  }
  const y = low + 2.6 * em;
  drawing.text(panel.right, y, `time since start (${ticks.unit})`, {
    size: medium.tick,
    anchor: "end",
    fill: theme.muted,
  });
  return y;
}

/** Over so many epochs their lines would be a grey field. */
const MOST_EPOCH_LINES = 60;
/** Nor are they drawn where neighbours are nearer than this, in font sizes. */
const LEAST_ROOM = 0.7;

/** Epochs with a place in time. */
export function placedEpochs(
  epochs: readonly Epoch[],
  durationSeconds: number,
): readonly Epoch[] {
  return epochs.filter((epoch) =>
    Number.isFinite(epoch.startedAtSeconds) && epoch.durationSeconds > 0 &&
    epoch.startedAtSeconds < durationSeconds
  );
}

/** Numbers of epochs, from 1, on a base line: as many as find room. */
export function drawEpochNumbers(
  drawing: Drawing,
  y: number,
  panel: Panel,
  epochs: readonly Epoch[],
): void {
  const { em, theme, medium } = drawing;
  if (epochs.length === 0) return;
  drawing.text(panel.left - 0.9 * em, y, "epoch", {
    size: medium.tick,
    anchor: "end",
    fill: theme.muted,
  });
  const room = (panel.right - panel.left) / epochs.length;
  const widest = drawing.textWidth(String(epochs.length), { size: medium.tick }) + 1.7 * em;
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((n) => n * room >= widest) ?? 5000;
  // Steps of two begin with 1 (1, 3, 5), longer ones are round (10, 20, 30).
  const shown = (number: number) =>
    every <= 2 ? number % every === 1 % every : number % every === 0;
  for (const epoch of epochs) {
    if (!shown(epoch.index + 1)) continue;
    const middle = epoch.startedAtSeconds + epoch.durationSeconds / 2;
    const x = panel.toX(Math.min(middle, panel.x[1]));
    // At the right stands the head of the whiskers.
    if (x > panel.right - 0.9 * em) continue;
    drawing.text(x, y, String(epoch.index + 1), {
      size: medium.tick,
      anchor: "middle",
      fill: theme.muted,
    });
  }
}

/** Dotted lines where one epoch ends and the next begins; none over 60 epochs. */
export function drawEpochLines(drawing: Drawing, panel: Panel, epochs: readonly Epoch[]): void {
  const { em, theme } = drawing;
  const room = (panel.right - panel.left) / Math.max(1, epochs.length);
  if (epochs.length > MOST_EPOCH_LINES || room < LEAST_ROOM * em) return;
  const edges = new Set<number>();
  for (const { startedAtSeconds, durationSeconds } of epochs) {
    edges.add(Math.round(panel.toX(startedAtSeconds) * 2) / 2);
    edges.add(Math.round(panel.toX(startedAtSeconds + durationSeconds) * 2) / 2);
  }
  for (const x of edges) {
    if (x - panel.left < 0.3 * em || panel.right - x < 0.3 * em) continue;
    drawing.line([x, panel.top - 0.3 * em], [x, panel.bottom], theme.quiet, {
      width: 0.09 * em,
      dash: `${0.1 * em} ${0.28 * em}`,
    });
  }
}
