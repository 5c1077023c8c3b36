/** What a footprint is as much as. The equivalents are handed in: tables are none of this room's. */
import type { Equivalent, Figure, FigureOptions, Footprint, Range } from "../model.ts";
import type { Drawing, Panel } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { digitsText, figureText, NARROW_SPACE, scaleOf } from "./numbers.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { placeRungLabel } from "./rung_labels.ts";
import { userText } from "./svg_text.ts";

/** What `drawEquivalentsChart()` draws. */
export interface EquivalentsChartData {
  readonly footprint: Footprint;
  readonly equivalents: readonly Equivalent[];
}

/**
 * Draws a footprint on two logarithmic ladders, energy (mWh to GWh) and emissions (mg to kt): the upright line is the footprint with its 90 %
 * interval, each ring is one of a known thing, its label says how many of them the footprint is.
 */
export async function drawEquivalentsChart(
  data: EquivalentsChartData,
  options: FigureOptions = {},
): Promise<Figure> {
  return await drawFigure(equivalentsChartOf(data), options);
}

/** So many things a ladder: those whose amount is nearest to one say most. */
const MOST_RUNGS = 5;

interface Ladder {
  readonly title: string;
  readonly quantity: "energy" | "emissions";
  readonly value: number;
  readonly range: Range;
  readonly rungs: readonly Rung[];
}
interface Rung {
  readonly words: string;
  readonly year: string;
  /** Value of one of the thing. */
  readonly one: number;
}

function equivalentsChartOf({ footprint, equivalents }: EquivalentsChartData): Chart {
  const extent = BOUNDARY_WORDS[footprint.boundary];
  const ladders = [
    ladderOf(
      `Energy, ${extent}`,
      "energy",
      footprint.energyKwh,
      footprint.ranges.energyKwh,
      equivalents,
    ),
    ladderOf(
      `Emissions, ${extent}`,
      "emissions",
      footprint.emissionsGrams,
      footprint.ranges.emissionsGrams,
      equivalents,
    ),
  ].filter((ladder) => ladder !== undefined);
  const label = "Energy and emissions beside known things, log scale, in Wh and gCO₂eq";
  const read: Parameters<typeof measuredNothing>[0] = footprint;
  // A bare footprint of 0 may be known to be 0.
  if ((read.parts ?? read.counts) !== undefined && measuredNothing(read)) {
    return emptyChart(
      label,
      "Nothing was measured",
      "doctor() says what this machine can measure.",
    );
  }
  if (ladders.length === 0) {
    return emptyChart(
      label,
      "Nothing to compare with",
      "The footprint is zero, or no equivalents were given.",
    );
  }
  return {
    label,
    description: `As much as ${
      ladders.flatMap(({ rungs }) => rungs.map(({ words }) => words)).join("; ")
    }.`,
    caption:
      "Line: the footprint, with its 90\u202F% interval. Ring: one of the thing. The scale is logarithmic. Each figure with its year; equivalents() names the sources.",
    draw: (drawing) => {
      let y = 0;
      for (const ladder of ladders) y = drawLadder(drawing, y, ladder) + 1.4 * drawing.em;
      return y - 0.9 * drawing.em;
    },
  };
}

function ladderOf(
  title: string,
  quantity: "energy" | "emissions",
  value: number,
  range: Range,
  equivalents: readonly Equivalent[],
): Ladder | undefined {
  if (!(value > 0) || !Number.isFinite(value)) return undefined;
  const nearness = ({ amount }: Equivalent) => Math.abs(Math.log(amount));
  const rungs = equivalents
    .filter(({ from, amount }) => from === quantity && amount > 0 && Number.isFinite(amount))
    .toSorted((a, b) => nearness(a) - nearness(b))
    .slice(0, MOST_RUNGS)
    .map((equivalent) => ({
      words: wordsOf(equivalent),
      year: String(equivalent.year),
      one: value / equivalent.amount,
    }))
    .toSorted((a, b) => a.one - b.one);
  if (rungs.length === 0) return undefined;
  const ends: Range = [
    range[0] > 0 && Number.isFinite(range[0]) ? range[0] : value,
    Number.isFinite(range[1]) ? Math.max(range[1], value) : value,
  ];
  return { title, quantity, value, range: ends, rungs };
}

/** "74 phone charges", "11 % of a day of an EU home", "1/25 of a beef burger". */
function wordsOf(equivalent: Equivalent): string {
  const { amount, unit } = equivalent;
  const label = amount < 0.95 ? singular(equivalent) : equivalent.label;
  const thing = userText(label, 72);
  const what = unit === "" || equivalent.label.includes(unit)
    ? thing
    : `${userText(unit, 16)} ${thing}`;
  return `${amountText(amount)} ${amount < 0.95 ? "of " : ""}${what}`;
}

/** "days of electricity of a home" as a part of one: "a day of electricity of a home". */
function singular({ label, unit }: Equivalent): string {
  if (unit === "" || !label.startsWith(`${unit} `)) return label;
  const one = unit.length > 2 && unit.endsWith("s") ? unit.slice(0, -1) : unit;
  return `a ${one}${label.slice(unit.length)}`;
}

/** Three digits and a word for the rest: nobody counts those of 16267407. */
const LARGE = [[1e9, 1e9, "billion"], [1e6, 1e6, "million"], [1e4, 1e3, "thousand"]] as const;

/** "74", "16.3 million", "27 %", "1/25". */
export function amountText(amount: number): string {
  // Rounding to three digits may lift it over the next word: 999,600 is 1.00 million.
  const large = LARGE.find(([from]) => Number(amount.toPrecision(3)) >= from);
  if (large !== undefined) return `${digitsText(amount / large[1])}${NARROW_SPACE}${large[2]}`;
  if (amount >= 0.95) return digitsText(amount, 2);
  if (amount >= 0.095) return `${Math.round(amount * 100)}${NARROW_SPACE}%`;
  // A millionth is the smallest part that is still a picture.
  if (amount < 1e-6) return "less than a millionth";
  return `1/${Number((1 / amount).toPrecision(amount < 0.01 ? 1 : 2))}`;
}

function drawLadder(drawing: Drawing, top: number, ladder: Ladder): number {
  const { em, theme, stroke } = drawing;
  const { short, range } = figureText(ladder.quantity, ladder.value, ladder.range);
  drawing.text(0, top + 1.1 * em, [
    { text: `${ladder.title} `, fill: theme.muted },
    { text: short, bold: true },
    { text: range === "" ? "" : ` (${range})`, fill: theme.muted },
  ]);
  const all = [...ladder.range, ladder.value, ...ladder.rungs.map(({ one }) => one)];
  const from = roundEnd(Math.min(...all) * 0.8, Math.floor);
  const to = roundEnd(Math.max(...all) * 1.2, Math.ceil);
  const options = {
    left: 0.6 * em,
    right: drawing.width - 0.6 * em,
    top: top + 3.3 * em,
    bottom: 0,
    x: [from, to],
    y: [0, 1],
    logX: true,
  } as const;
  const places = drawing.panel({ ...options, bottom: options.top + 1 });
  const here = places.toX(ladder.value);
  const [low, high] = [places.toX(ladder.range[0]), places.toX(ladder.range[1])];
  const rows = ladder.rungs.map((rung) => {
    const ring = places.toX(rung.one);
    return { ring, label: placeRungLabel(drawing, rung, { band: [low, high], here, ring }) };
  });
  const heights = rows.map(({ label: { above, lines } }) =>
    (above ? 1.3 + 1.3 * lines.length : 2) * em
  );
  const bottom = options.top + heights.reduce((sum, height) => sum + height, 0.4 * em);
  const panel = drawing.panel({ ...options, bottom });
  drawDecades(drawing, panel, ladder.quantity);
  drawing.path(`M${low},${panel.top - 0.2 * em}H${high}V${bottom}H${low}Z`, {
    fill: theme.quiet,
    "fill-opacity": "0.5",
  });
  drawing.line([here, panel.top - 0.2 * em], [here, bottom], theme.ink, { width: stroke });
  let y = panel.top;
  rows.forEach(({ ring, label: { lines, x, anchor, above } }, i) => {
    const middle = y + heights[i]! - (above ? 0.65 : 1) * em;
    drawing.line([here, middle], [ring, middle], theme.ink, { width: 0.8 * stroke });
    drawing.circle([here, middle], 0.22 * em, { fill: theme.ink });
    drawing.circle([ring, middle], 0.33 * em, { fill: theme.surface, stroke: theme.ink });
    const base = above ? middle - 0.65 * em : middle + 0.35 * em;
    lines.forEach((line, at) => {
      const up = base - 1.3 * em * (lines.length - 1 - at);
      drawing.text(x, up, line, { anchor, patch: true });
    });
    y += heights[i]!;
  });
  return bottom;
}

/** The next end of an axis that is 1, 2 or 5 times a power of ten: whole powers would leave much of it empty. */
function roundEnd(value: number, towards: (value: number) => number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = value / power;
  const ends = towards === Math.floor ? [5, 2, 1] : [1, 2, 5, 10];
  const end = ends.find((one) => towards === Math.floor ? one <= digit : one >= digit) ?? 1;
  return end * power;
}

function drawDecades(drawing: Drawing, panel: Panel, quantity: "energy" | "emissions"): void {
  const { em, theme, medium } = drawing;
  const ends = panel.x.map(Math.log10) as [number, number];
  const first = Math.ceil(ends[0] - 0.01);
  const last = Math.floor(ends[1] + 0.01);
  const labels = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = Number(`1e${first + i}`);
    const x = panel.toX(value);
    const { unit, factor } = scaleOf(quantity, [{ value }]);
    // On the axis of emissions the unit is that of the head: g, kg, t.
    const text = `${digitsText(value / factor, 1)}${NARROW_SPACE}${unit.replace("CO₂eq", "")}`;
    const width = drawing.textWidth(text, { size: medium.tick });
    const anchor = x - panel.left < em ? "start" : panel.right - x < em ? "end" : "middle";
    const left = x - (anchor === "start" ? 0 : anchor === "end" ? width : width / 2);
    return { x, text, anchor, left, right: left + width } as const;
  });
  const meets = (n: number) => {
    const shown = labels.filter((_, i) => i % n === 0);
    return shown.some(({ left }, i) => i > 0 && left < shown[i - 1]!.right + em);
  };
  let every = 1;
  while (every < labels.length && meets(every)) every++;
  labels.forEach(({ x, text, anchor }, i) => {
    drawing.line([x, panel.top - 0.2 * em], [x, panel.bottom], theme.grid, { width: 0.09 * em });
    if (i % every !== 0) return;
    drawing.text(x, panel.top - 0.75 * em, text, {
      size: medium.tick,
      anchor,
      fill: theme.muted,
    });
  });
}
