/** Durations and dates as text: at most two units, days as "24 Nov 2025". */
import { NARROW_SPACE, UNKNOWN } from "./numbers.ts";

/** A number and its unit. */
export type TimePart = readonly [value: string, unit: string];

/** The one or two units of a duration in s, the largest first: 35 min 17 s, 1 h 35 min, 3 d 4 h. */
export function durationParts(durationSeconds: number): readonly TimePart[] {
  if (!Number.isFinite(durationSeconds) || durationSeconds < 0) return [];
  if (durationSeconds === 0) return [["0", "s"]];
  if (durationSeconds < 0.005) return [["<0.01", "s"]];
  if (durationSeconds < 0.995) return [[durationSeconds.toFixed(2), "s"]];
  if (durationSeconds < 9.95) return [[durationSeconds.toFixed(1), "s"]];
  const two = (small: number, ratio: number, names: readonly [string, string]) => {
    const count = Math.round(durationSeconds / small);
    const parts: TimePart[] = [[String(Math.floor(count / ratio)), names[0]]];
    if (count % ratio > 0) parts.push([String(count % ratio), names[1]]);
    return parts;
  };
  if (durationSeconds < 59.5) return [[String(Math.round(durationSeconds)), "s"]];
  if (durationSeconds < 3599.5) return two(1, 60, ["min", "s"]);
  if (durationSeconds < 86_370) return two(60, 60, ["h", "min"]);
  return two(3600, 24, ["d", "h"]);
}

/** A duration in s as text: "8.4 s", "35 min 17 s", "1 h 35 min", "3 d 4 h"; "unknown" for what is none. */
export function durationText(durationSeconds: number): string {
  const parts = durationParts(durationSeconds);
  if (parts.length === 0) return UNKNOWN;
  return parts.map(([value, unit]) => `${value}${NARROW_SPACE}${unit}`).join(" ");
}

/** Two ends of a duration in s in the unit of the longer one, which stands once: "55 to 67 min", "2.1 to 2.6 h". */
export function durationRangeText(lowSeconds: number, highSeconds: number): string {
  if (!Number.isFinite(lowSeconds) || !Number.isFinite(highSeconds)) return UNKNOWN;
  const [size, unit]: readonly [number, string] = highSeconds < 99.5
    ? [1, "s"]
    : highSeconds < 99.5 * 60
    ? [60, "min"]
    : highSeconds < 99.5 * 3600
    ? [3600, "h"]
    : [86_400, "d"];
  const decimals = highSeconds / size < 9.95 ? 1 : 0;
  const [low, high] = [lowSeconds, highSeconds].map((end) => (end / size).toFixed(decimals));
  return low === high ? `${high}${NARROW_SPACE}${unit}` : `${low} to ${high}${NARROW_SPACE}${unit}`;
}

interface Moment {
  readonly day: string;
  readonly year: string;
  readonly clock: string;
}

function momentOf(iso: string, timeZone: string | undefined): Moment | undefined {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return undefined;
  // en-US for its three-letter months: en-GB has "Sept".
  const format = new Intl.DateTimeFormat("en-US", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const part = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return {
    day: `${part.get("day")} ${part.get("month")}`,
    year: part.get("year") ?? "",
    clock: `${part.get("hour")}:${part.get("minute")}`,
  };
}

/** A day of an ISO 8601 date as "24 Nov 2025", in the reader's time zone unless one is named. */
export function dateText(iso: string, timeZone?: string): string {
  const moment = momentOf(iso, timeZone);
  return moment === undefined ? UNKNOWN : `${moment.day} ${moment.year}`;
}

/** The days from one ISO 8601 date to another: "24 Nov 2025", "17 to 24 Nov 2025", "28 Nov to 3 Dec 2025". */
export function daysText(firstAt: string, lastAt: string, timeZone?: string): string {
  const [first, last] = [dateText(firstAt, timeZone), dateText(lastAt, timeZone)];
  if (first === last || last === UNKNOWN) return first;
  if (first === UNKNOWN) return last;
  const [from, to] = [first.split(" "), last.split(" ")];
  const same = from[2] !== to[2] ? 0 : from[1] !== to[1] ? 1 : 2;
  return `${from.slice(0, 3 - same).join(" ")} to ${last}`;
}

/** Two ISO 8601 dates as "24 Nov 2025, 14:02 to 15:37"; the second day is named where it is another. */
export function spanText(startedAt: string, endedAt: string, timeZone?: string): string {
  const from = momentOf(startedAt, timeZone);
  const to = momentOf(endedAt, timeZone);
  if (from === undefined) return UNKNOWN;
  const begin = `${from.day} ${from.year}, ${from.clock}`;
  if (to === undefined) return begin;
  if (to.year !== from.year) return `${begin} to ${to.day} ${to.year}, ${to.clock}`;
  if (to.day !== from.day) return `${begin} to ${to.day}, ${to.clock}`;
  return to.clock === from.clock ? begin : `${begin} to ${to.clock}`;
}
