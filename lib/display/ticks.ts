/** Ticks at round figures, of numbers and of time. */
import { numberText } from "./numbers.ts";

/** Ticks from 0 up. */
export interface Ticks {
  readonly step: number;
  readonly values: readonly number[];
  label(value: number): string;
}

const ROUND = [1, 2, 2.5, 5, 10];

/** Ticks from 0 to at most `most`, about `count` of them, in steps of 1, 2, 2.5 or 5. */
export function ticksTo(most: number, count: number): Ticks {
  const top = Number.isFinite(most) && most > 0 ? most : 1;
  const wanted = Number.isFinite(count) ? Math.min(50, Math.max(1, count)) : 1;
  const raw = top / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  // 2.5 only where it is a whole number, or its last place is shown: 0, 250, 500.
  const steps = ROUND.filter((round) => round !== 2.5 || power >= 10).map((round) => round * power);
  const wide = steps.find((step) => step >= raw * 0.999) ?? 10 * power;
  // A 0 alone is no scale: then rather one tick more than was asked for.
  const step = wide <= top ? wide : steps.findLast((one) => one <= top) ?? wide;
  const values: number[] = [];
  for (let i = 0; i * step <= top * (1 + 1e-9); i++) values.push(i * step);
  const place = Math.min(0, Math.floor(Math.log10(step) + 1e-9));
  return { step, values, label: (value) => value === 0 ? "0" : numberText(value, place) };
}

/** Ticks between two ends of an axis that need not begin at 0. */
export function ticksBetween(from: number, to: number, count: number): Ticks {
  const { step, label } = ticksTo(Math.max(to - from, Number.EPSILON), count);
  const values: number[] = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) values.push(i * step);
  return { step, values, label };
}

/** Digits of ticks in each power of ten, and the least distance of two neighbours, in powers of ten. */
const LOG_DIGITS = [
  { digits: [1, 2, 5], gap: Math.log10(2) },
  { digits: [1, 3], gap: Math.log10(3) },
  { digits: [1], gap: 1 },
];

/** Ticks on a logarithmic axis: 1-2-5 where neighbours are at least `gap` powers of ten apart, else 1-3, else powers of ten. */
export function logTicks(from: number, to: number, gap: number): readonly number[] {
  const fine = LOG_DIGITS.find((set) => set.gap >= gap) ?? LOG_DIGITS[2]!;
  const every = Math.max(1, Math.ceil(gap));
  const values: number[] = [];
  for (let e = Math.floor(Math.log10(from)); e <= Math.ceil(Math.log10(to)); e++) {
    if (e % every !== 0) continue;
    for (const digit of fine.digits) {
      const value = Number(`${digit}e${e}`);
      if (value >= from * 0.9999 && value <= to * 1.0001) values.push(value);
    }
  }
  return values;
}

/** Ticks of a time axis: its unit, and ticks in that unit's round numbers. */
export interface TimeTicks {
  readonly unit: "s" | "min" | "h" | "d";
  readonly secondsPerUnit: number;
  /** In s. */
  readonly values: readonly number[];
  label(seconds: number): string;
}

const UNITS = [
  { unit: "s", secondsPerUnit: 1, below: 150, steps: [1, 2, 5, 10, 15, 30, 60] },
  { unit: "min", secondsPerUnit: 60, below: 150 * 60, steps: [1, 2, 5, 10, 15, 30, 60] },
  { unit: "h", secondsPerUnit: 3600, below: 72 * 3600, steps: [1, 2, 3, 6, 12, 24] },
  {
    unit: "d",
    secondsPerUnit: 86_400,
    below: Infinity,
    steps: [1, 2, 5, 10, 20, 50, 100, 200, 500],
  },
] as const;

/** Ticks of a time axis from 0 to a duration, at most `count`. */
export function timeTicks(durationSeconds: number, count: number): TimeTicks {
  const { unit, secondsPerUnit, steps } = UNITS.find(({ below }) => durationSeconds < below) ??
    UNITS[3];
  const length = durationSeconds / secondsPerUnit;
  const whole = steps.find((step) => length / step <= count);
  if (length / count < 0.5 || whole === undefined) {
    const { values, label } = ticksTo(length, count);
    return {
      unit,
      secondsPerUnit,
      values: values.map((value) => value * secondsPerUnit),
      label: (seconds) => label(seconds / secondsPerUnit),
    };
  }
  const values: number[] = [];
  for (let at = 0; at <= length * (1 + 1e-9); at += whole) values.push(at * secondsPerUnit);
  return {
    unit,
    secondsPerUnit,
    values,
    label: (seconds) => String(Math.round(seconds / secondsPerUnit)),
  };
}
