/** What a footprint is like: of the things it can be set beside, the two that are easiest to picture. */
import type { Equivalent } from "../model.ts";
import { digitsText, NARROW_SPACE } from "./numbers.ts";

/** An equivalent in words: "1.3 km in a new European car". */
export interface Alike {
  readonly text: string;
  readonly from: Equivalent["from"];
  readonly year: number;
}

/** Smaller units of the same thing, each with how many of them are one. */
const SMALLER: Readonly<Record<string, readonly (readonly [unit: string, count: number])[]>> = {
  years: [["days", 365], ["h", 8760], ["min", 525_600], ["s", 31_536_000]],
  days: [["h", 24], ["min", 1440], ["s", 86_400]],
  km: [["m", 1000], ["cm", 100_000]],
};

/** Less than this of a thing cannot be pictured. */
const LEAST = 0.1;

/** One thing of the energy and one of the emissions, with an amount from 0.1 to 1000 where there is one; less where nothing fits. */
export function alikeOf(equivalents: readonly Equivalent[]): readonly Alike[] {
  return (["energy", "emissions"] as const).flatMap((from) => {
    const [best] = equivalents
      .filter((one) => one.from === from && one.amount > 0 && Number.isFinite(one.amount))
      .map(readable)
      .filter(({ amount }) => amount >= LEAST)
      .toSorted((a, b) => a.rank - b.rank || distance(a.amount) - distance(b.amount));
    return best === undefined ? [] : [{ text: best.text, from, year: best.year }];
  });
}

/** Easiest to picture is an amount near 10. */
function distance(amount: number): number {
  return Math.abs(Math.log10(amount / 10));
}

/** In the unit that reads best: its own from 1 to 1000 (rank 0), a smaller one (1), less than one of either (2), many (3). */
function readable(of: Equivalent): { amount: number; text: string; rank: number; year: number } {
  const { amount, unit, year } = of;
  const rankOf = (value: number) => value < 1 ? 2 : value < 1000 ? 0 : 3;
  const own = { amount, text: wordsOf(of, amount, unit), rank: rankOf(amount), year };
  if (amount >= 1) return own;
  const smaller = (SMALLER[unit] ?? []).map(([name, count]) => ({
    amount: amount * count,
    text: wordsOf(of, amount * count, name),
    rank: amount * count < 1 ? 2 : 1,
    year,
  }));
  return smaller.find((one) => one.amount >= 1) ?? smaller.at(-1) ?? own;
}

function wordsOf({ label, unit }: Equivalent, amount: number, shown: string): string {
  const number = digitsText(amount, 2);
  if (unit === "" || unit === "1") return `${number} ${label}`;
  const rest = label.startsWith(`${unit} `) ? label.slice(unit.length + 1) : label;
  const counted = label.startsWith(unit) && shown === unit;
  return counted ? `${number} ${label}` : `${number}${NARROW_SPACE}${shown} ${rest}`;
}
