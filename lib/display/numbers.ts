/**
 * Figures as text, the same everywhere: digits from the interval, one prefix from its upper end, the unit once, "to" between
 * the ends. Where a figure cannot be given the word "unknown" stands, never NaN.
 */
import type { Range } from "../model.ts";

/** Narrow no-break space, between a number and its unit: text, so that it survives without styles. */
export const NARROW_SPACE = "\u202F";
const MINUS = "\u2212";
/** What stands where a figure is not a finite number. */
export const UNKNOWN = "unknown";

/** What a figure is of. In: kWh, gCO2eq, W, gCO2eq/kWh. */
export type Quantity = "energy" | "emissions" | "power" | "intensity";

type Step = readonly [unit: string, factor: number];
/** Units from the smallest up, each with its size in the unit that figures come in. */
const STEPS: Readonly<Record<Quantity, readonly Step[]>> = {
  energy: [["mWh", 1e-6], ["Wh", 1e-3], ["kWh", 1], ["MWh", 1e3], ["GWh", 1e6]],
  emissions: [
    ["mgCO₂eq", 1e-3],
    ["gCO₂eq", 1],
    ["kgCO₂eq", 1e3],
    ["tCO₂eq", 1e6],
    ["ktCO₂eq", 1e9],
  ],
  power: [["mW", 1e-3], ["W", 1], ["kW", 1e3], ["MW", 1e6]],
  intensity: [["gCO₂eq/kWh", 1]],
};
/** Unit of a figure that is 0 with no interval. */
const UNIT_OF_ZERO: Readonly<Record<Quantity, string>> = {
  energy: "Wh",
  emissions: "gCO₂eq",
  power: "W",
  intensity: "gCO₂eq/kWh",
};

/** No figure has more decimals than this: below it is "<0.0001" of the smallest unit. */
const FINEST_PLACE = -4;

/** A unit and the last place that is shown, as a power of ten: -2 is two decimals, 1 is tens. */
export interface Scale {
  readonly unit: string;
  /** Size of the unit in the unit that figures come in. */
  readonly factor: number;
  readonly place: number;
}

/** A figure with its interval, if it has one. */
export interface Figured {
  readonly value: number;
  readonly range?: Range | undefined;
}

/** A figure as text, in pieces and whole. */
export interface FigureText {
  readonly value: string;
  readonly unit: string;
  /** "1.20 to 1.26"; empty without an interval. */
  readonly range: string;
  readonly low: string;
  readonly high: string;
  /** "1.23 kWh". */
  readonly short: string;
  /** "1.23 kWh (1.20 to 1.26)". */
  readonly text: string;
}

/** Exponent of the first digit, by the digits themselves: a logarithm is off by one at powers of ten. */
function exponentOf(value: number): number {
  return Number(Math.abs(value).toExponential().split("e")[1]);
}

/** Last place that an interval allows: that of the first digit of half its width, one finer when that begins with 1 to 3.5. */
function placeOfInterval([low, high]: Range): number {
  const half = Math.abs(high - low) / 2;
  const exponent = exponentOf(half);
  // 12 digits: 0.35 made of 1.75 - 1.40 must not count as 0.34999999999999987.
  return Number((half / 10 ** exponent).toPrecision(12)) < 3.5 ? exponent - 1 : exponent;
}

/** Rounds to a place; halves away from zero, as by hand. */
function roundTo(value: number, place: number): number {
  const [digits, exponent] = Math.abs(value).toExponential(14).split("e");
  // Of 15 digits none is left to round; and from 1e21 on a whole number is written with an exponent of its own.
  if (Number(exponent) - place >= 15) return value;
  const whole = Math.round(Number(`${digits}e${Number(exponent) - place}`));
  return Math.sign(value) * Number(`${whole}e${place}`);
}

function placeOf(value: number, range: Range | undefined): number {
  const largest = Math.max(Math.abs(value), Math.abs(range?.[1] ?? 0));
  if (largest === 0) return 0;
  // Of the rounded figure: 0.9996 becomes 1.00, not 1.000.
  const threeDigits = exponentOf(Number(largest.toPrecision(3))) - 2;
  if (range === undefined || range[0] === range[1]) return threeDigits;
  const natural = placeOfInterval(range);
  let place = Math.max(natural, threeDigits);
  // More digits only where the interval would vanish in them.
  const hidden = () =>
    [range[0], range[1]].some((end) =>
      end !== value && roundTo(end, place) === roundTo(value, place)
    );
  while (place > natural && hidden()) place--;
  // A low end above 0 is not 0: "31 (9 to 87)", not "30 (0 to 90)".
  if (range[0] > 0 && roundTo(range[0], place) === 0) place--;
  if (value === 0) return place;
  // A value keeps at least one digit of its own; two where it would be rounded to tens: 55 (32 to 109), and not 60 (30 to 110), for its parts
  // may stand beside it.
  const first = exponentOf(value);
  return Math.min(place, place > 0 ? Math.max(0, first - 1) : first);
}

/**
 * Unit and last place for figures that share them, as the rows of a table or the ticks of an axis: those of the largest.
 *
 * The prefix comes from the upper end of the interval, so that it reads 1 to 999.
 */
export function scaleOf(quantity: Quantity, figures: readonly Figured[]): Scale {
  const steps = STEPS[quantity];
  const upper = ({ value, range }: Figured) => Math.max(Math.abs(value), Math.abs(range?.[1] ?? 0));
  let largest: Figured | undefined;
  for (const { value, range } of figures) {
    const figure = { value, range: range?.every(Number.isFinite) ? range : undefined };
    if (!Number.isFinite(value)) continue;
    if (largest === undefined || upper(figure) > upper(largest)) largest = figure;
  }
  if (largest === undefined || upper(largest) === 0) {
    const [unit, factor] = steps.find(([name]) => name === UNIT_OF_ZERO[quantity])!;
    return { unit, factor, place: 0 };
  }
  let index = steps.length - 1;
  while (index > 0 && upper(largest) < steps[index]![1]) index--;
  for (;; index++) {
    const [unit, factor] = steps[index]!;
    const { value, range } = largest;
    const place = placeOf(
      value / factor,
      range === undefined ? undefined : [range[0] / factor, range[1] / factor],
    );
    if (index === steps.length - 1 || roundTo(upper(largest) / factor, place) < 1000) {
      return { unit, factor, place: Math.max(FINEST_PLACE, place) };
    }
  }
}

/** A number to a last place, -2 for two decimals; with U+2212 for minus, without thousands separators. */
export function numberText(value: number, place: number): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const rounded = roundTo(value, place);
  // toFixed() writes no more digits than these.
  if (Math.abs(rounded) >= 1e21) return digitsText(rounded);
  const text = Math.abs(rounded).toFixed(Math.min(20, Math.max(0, -place)));
  return rounded < 0 ? `${MINUS}${text}` : text;
}

/** A number to so many significant digits: 3. For figures without an interval, metrics among them (NaN stays "NaN"). */
export function digitsText(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  if (value === 0) return "0";
  const exponent = exponentOf(Number(value.toPrecision(digits)));
  if (exponent < -4 || exponent > 9) {
    const [mantissa, power] = Math.abs(value).toExponential(digits - 1).split("e");
    const sign = value < 0 ? MINUS : "";
    return `${sign}${mantissa} × 10^${String(Number(power)).replace("-", MINUS)}`;
  }
  return numberText(value, Math.min(0, exponent - digits + 1));
}

/** A figure in a scale that it shares; what is too small for its places reads "<0.01". */
export function figureIn(scale: Scale, { value, range }: Figured): FigureText {
  const { place } = scale;
  const one = (x: number) => {
    const scaled = x / scale.factor;
    if (scaled > 0 && roundTo(scaled, place) === 0) return `<${numberText(10 ** place, place)}`;
    return numberText(scaled, place);
  };
  const ends = range === undefined || !range.every(Number.isFinite)
    ? undefined
    : range.map((end) => numberText(end / scale.factor, place));
  const [low = "", high = ""] = ends ?? [];
  const number = Number.isFinite(value) ? one(value) : UNKNOWN;
  const short = number === UNKNOWN ? UNKNOWN : `${number}${NARROW_SPACE}${scale.unit}`;
  // Nothing is said by (0 to 0) beside "<0.01".
  const hidden = number.startsWith("<") && range !== undefined &&
    roundTo(range[1] / scale.factor, place) === 0;
  const between = ends === undefined || number === UNKNOWN || hidden ? "" : `${low} to ${high}`;
  return {
    value: number,
    unit: scale.unit,
    range: between,
    low,
    high,
    short,
    text: between === "" ? short : `${short} (${between})`,
  };
}

/** Last place of a figure by its own interval, in a unit that it shares; that of the scale where it has none. */
export function ownPlace({ factor, place }: Scale, { value, range }: Figured): number {
  if (!Number.isFinite(value) || !range?.every(Number.isFinite)) return place;
  return placeOf(value / factor, [range[0] / factor, range[1] / factor]);
}

/** A figure by itself, with the unit and the digits that its own interval gives: "1.23 kWh (1.20 to 1.26)". */
export function figureText(quantity: Quantity, value: number, range?: Range): FigureText {
  return figureIn(scaleOf(quantity, [{ value, range }]), { value, range });
}

/**
 * Figures in one column: one unit, that of the largest, and each with the digits that its own interval gives, so that a row says what its card does.
 * Figures without an interval share the decimals of the largest.
 */
export function columnText(
  quantity: Quantity,
  figures: readonly Figured[],
): readonly FigureText[] {
  const scale = scaleOf(quantity, figures);
  return figures.map((figure) => {
    const own = figure.range === undefined ? Math.min(0, scale.place) : ownPlace(scale, figure);
    const place = Math.max(FINEST_PLACE, own);
    const text = figureIn({ ...scale, place }, figure);
    const low = (figure.range?.[0] ?? 0) / scale.factor;
    if (text.range === "" || !(low > 0) || roundTo(low, place) > 0) return text;
    const range = `<${numberText(10 ** place, place)} to ${text.high}`;
    return { ...text, range, text: `${text.short} (${range})` };
  });
}

/**
 * The same for wholes that stand by themselves, as runs do: one that is too small for its places in the unit of the column has its own. A run of 17 mWh
 * below one of 6 kWh is "17 mWh (10 to 34)", and no "<0.0001 kWh" without a range.
 */
export function wholesText(
  quantity: Quantity,
  figures: readonly Figured[],
): readonly FigureText[] {
  return columnText(quantity, figures).map((text, i) => {
    const { value, range } = figures[i]!;
    return text.value.startsWith("<") ? figureText(quantity, value, range) : text;
  });
}

/** A figure that somebody chose, without digits that they did not give: "1.3 kWh", "1 kWh". */
export function givenText(quantity: Quantity, value: number): string {
  const { value: number, unit, short } = figureText(quantity, value);
  return number.includes(".")
    ? `${number.replace(/0+$/, "").replace(/\.$/, "")}${NARROW_SPACE}${unit}`
    : short;
}

/** A ratio to something: "× 2.3", "÷ 4.1", "same" within 5 %. */
export function ratioText(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio <= 0) return UNKNOWN;
  if (ratio < 1.05 && ratio > 1 / 1.05) return "same";
  return ratio > 1
    ? `×${NARROW_SPACE}${digitsText(ratio, 2)}`
    : `÷${NARROW_SPACE}${digitsText(1 / ratio, 2)}`;
}

/** A share of 1 as a percentage of two digits: "27 %", "<0.1 %". */
export function percentText(share: number): string {
  if (!Number.isFinite(share)) return UNKNOWN;
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `<0.1${NARROW_SPACE}%`;
  return `${
    Math.abs(percent) >= 10 ? numberText(percent, 0) : digitsText(percent, 2)
  }${NARROW_SPACE}%`;
}

/** A range of factors, [0.95, 1.07], as a bare percentage: "±4 %" where the sides agree, "−5 to +7 %" where they do not. */
export function relativeRangeText([low, high]: Range): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return UNKNOWN;
  const percent = (share: number) => numberText(share * 100, Math.abs(share) < 0.0095 ? -1 : 0);
  const down = percent(1 - low);
  const up = percent(high - 1);
  return down === up ? `±${up}${NARROW_SPACE}%` : `${MINUS}${down} to +${up}${NARROW_SPACE}%`;
}

/** The same for plain text and files of ASCII: "gCO2eq", an ordinary space before the unit. */
export function plainText(text: string): string {
  return text.replaceAll("₂", "2").replace(/[\u202F\u00A0]/g, " ");
}
