/** The world's time below a panel whose x is in milliseconds: hours, the day under the first and under midnight, the zone by name. */
import type { Drawing, Panel } from "./drawing.ts";

const HOUR = 3_600_000;
/** Steps of ticks, in ms: minutes, hours, days. */
const STEPS = [1 / 60, 5 / 60, 10 / 60, 0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 72, 168].map((hours) =>
  hours * HOUR
);

/** Draws the axis; returns its lowest base line. */
export function drawClockAxis(drawing: Drawing, panel: Panel, timeZone?: string): number {
  const { em, theme, medium, stroke } = drawing;
  const zone = timeZone === undefined ? {} : { timeZone };
  const [from, to] = panel.x;
  const stepOf = (ems: number) => {
    const most = Math.max(2, (panel.right - panel.left) / (ems * em));
    return STEPS.find((ms) => (to - from) / ms <= most) ?? (to - from) / most;
  };
  const step = stepOf(4.6);
  // "Mon 24 Nov" takes more room than "14:00" or "24 Nov".
  const brief = step >= 24 * HOUR && stepOf(6.2) > step;
  const clock = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const day = new Intl.DateTimeFormat("en-US", {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...zone,
  });
  const style = { size: medium.tick, fill: theme.muted } as const;
  const shift = offsetOf(from, zone);
  const y = panel.bottom + 1.4 * em;
  const zoneWords = zoneName(timeZone);
  const zoneLeft = panel.right - drawing.textWidth(zoneWords, style) - 0.8 * em;
  let named = panel.left;
  const days: { x: number; text: string; anchor: "start" | "middle" }[] = [
    { x: panel.left, text: dayText(day, from), anchor: "start" },
  ];
  named += drawing.textWidth(days[0]!.text, style) + 0.8 * em;
  let ticks = 0;
  // Round hours of the place, not of UTC.
  for (let at = Math.ceil((from + shift) / step) * step - shift; at <= to; at += step) {
    const x = panel.toX(at);
    ticks++;
    drawing.line([x, panel.bottom], [x, panel.bottom + 0.4 * em], theme.faint, {
      width: 0.7 * stroke,
    });
    const text = step >= 24 * HOUR ? dayText(day, at, brief) : clock.format(at);
    const half = drawing.textWidth(text, style) / 2;
    if (x + half <= drawing.width) drawing.text(x, y, text, { ...style, anchor: "middle" });
    if (step < 24 * HOUR && clock.format(at) === "00:00") {
      const words = dayText(day, at);
      const width = drawing.textWidth(words, style);
      const left = x - width / 2;
      if (left > named && x + width / 2 <= drawing.width) {
        days.push({ x, text: words, anchor: "middle" });
        named = x + width / 2 + 0.8 * em;
      }
    }
  }
  // A run of seconds lies between two ticks: then its begin is said.
  if (ticks === 0) drawing.text(panel.left, y, clock.format(from), style);
  if (step < 24 * HOUR) {
    for (const { x, text, anchor } of days) {
      drawing.text(x, y + 1.25 * em, text, { ...style, anchor });
    }
  }
  // A day is not given up for the zone: that then stands a line lower.
  const low = y + (step < 24 * HOUR && named > zoneLeft + 0.8 * em ? 2.5 : 1.25) * em;
  drawing.text(panel.right, low, zoneWords, { ...style, anchor: "end" });
  return low;
}

function dayText(day: Intl.DateTimeFormat, at: number, brief = false): string {
  const part = new Map(day.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${brief ? "" : `${part.get("weekday")} `}${part.get("day")} ${part.get("month")}`;
}

/** How far the place's clock is ahead of UTC at an instant, in ms. */
function offsetOf(at: number, zone: { readonly timeZone?: string }): number {
  const format = new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
    ...zone,
  });
  const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const get = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
  const local = Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
  );
  return local - Math.floor(at / 1000) * 1000;
}

/** "Copenhagen time", "UTC". */
function zoneName(timeZone: string | undefined): string {
  const name = timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (/^(Etc\/)?(UTC|GMT|UCT|Zulu)$/.test(name)) return "UTC";
  return `${name.split("/").at(-1)!.replaceAll("_", " ")} time`;
}
