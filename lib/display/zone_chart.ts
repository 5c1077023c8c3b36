/** The same energy on other grids. The grids' figures are handed in: tables are none of this room's. */
import type { Boundary, Figure, FigureOptions, GridIntensity, Range } from "../model.ts";
import type { Drawing } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { type Chart, drawFigure } from "./figure.ts";
import {
  type Figured,
  figureIn,
  figureText,
  numberText,
  ownPlace,
  ratioText,
  type Scale,
  scaleOf,
} from "./numbers.ts";
import { nameColumn } from "./run_bars.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { userText } from "./svg_text.ts";
import { ticksTo } from "./ticks.ts";
import { drawAxisTitle } from "./value_axis.ts";
import { whiskerAcross } from "./whisker.ts";

/** One place: the emissions there, in gCO2eq, with their 90 % interval. */
export interface ZoneRow {
  readonly zone: string;
  readonly name: string;
  readonly emissionsGrams: number;
  readonly range: Range;
}

/** What `drawZoneChart()` draws. */
export interface ZoneChartData {
  /** Name of the run or estimate. */
  readonly name: string;
  readonly energyKwh: number;
  readonly energyRange: Range;
  /** The run measured nothing: its zeros are no figures. */
  readonly unread?: boolean | undefined;
  /** What the energy is of; the axis names it. */
  readonly boundary?: Boundary | undefined;
  readonly rows: readonly ZoneRow[];
  /** Zone of the place where it ran; drawn in ink. */
  readonly here: string;
  /** What was emitted in the end, where that is not, or not for all of the energy, the row of one place: it has a row of its own then. */
  readonly asRun?: Pick<ZoneRow, "emissionsGrams" | "range"> | undefined;
  /** Whose grid figures, of which year and scope: "mean grid of 2025 (life-cycle, Ember)". */
  readonly grid: string;
}

/** Draws one energy on many grids, in gCO2eq (mg to kt): sorted bars with their 90 % intervals, one's own place in ink, the ratio to it at the right. */
export async function drawZoneChart(
  data: ZoneChartData,
  options: FigureOptions = {},
): Promise<Figure> {
  return await drawFigure(zoneChartOf(data), options);
}

/** Whose yearly means, of which years and scopes: "mean grid of 2025 (life-cycle, Ember)". */
export function gridWords(grids: readonly GridIntensity[]): string {
  const years = [...new Set(grids.map(({ year }) => year))].sort((a, b) => a - b);
  const sources = [
    ...new Set(grids.map(({ emissionScope, source }) => `${emissionScope}, ${source}`)),
  ];
  return `mean grid of ${years.length < 2 ? years[0] ?? "" : `${years[0]} to ${years.at(-1)}`} (${
    sources.join("; ")
  })${sources.length > 1 ? ", whose figures mean unlike things" : ""}`;
}

/** The row that the ratios are against: one's own place, or what was emitted where that is another figure. */
function withHere(
  { rows, here, asRun }: ZoneChartData,
): { readonly rows: readonly ZoneRow[]; readonly here: ZoneRow | undefined } {
  const own = rows.find(({ zone }) => zone === here);
  if (
    asRun === undefined ||
    own !== undefined && Math.abs(own.emissionsGrams - asRun.emissionsGrams) <=
        1e-6 * asRun.emissionsGrams
  ) return { rows, here: own };
  const row = { ...asRun, zone: "", name: AS_RUN };
  return { rows: [...rows, row], here: row };
}

/** What was emitted on the grids and at the times that it was. */
const AS_RUN = "as it was";

function zoneChartOf(data: ZoneChartData): Chart {
  const { rows: all, here } = withHere(data);
  const rows = all.filter(({ emissionsGrams }) => Number.isFinite(emissionsGrams))
    .toSorted((a, b) => a.emissionsGrams - b.emissionsGrams);
  const name = userText(data.name, 40);
  const scale = columnScale(rows.map(({ emissionsGrams }) => emissionsGrams));
  const places = rows.filter(({ name }) => name !== AS_RUN).length;
  const label = `Emissions of ${name} on ${
    places === 1 ? "the grid of 1 place" : `the grids of ${places} places`
  }, in ${scale.unit}`;
  if (data.unread) {
    return emptyChart(
      label,
      `${name} measured nothing`,
      "doctor() says what this machine can measure.",
    );
  }
  if (rows.length === 0) {
    return emptyChart(label, "No places to compare", 'Name some with { zones: ["DK", "SE"] }.');
  }
  const [least, most] = [rows[0]!, rows.at(-1)!];
  const text = (row: ZoneRow) => figureText("emissions", row.emissionsGrams, row.range).text;
  return {
    label,
    description: `From ${text(least)} in ${least.name} to ${text(most)} in ${most.name}.`,
    caption: [
      `The ${figureText("energy", data.energyKwh, data.energyRange).short} of ${name}${
        data.boundary === undefined ? "" : ` (${BOUNDARY_WORDS[data.boundary]})`
      } on the ${data.grid}.`,
      "Whisker: 90\u202F% interval, energy and grid joined; the energy\u2019s part is common to all rows, so ratios are surer than they look.",
      here === undefined
        ? ""
        : here.name === AS_RUN
        ? `“${AS_RUN}”: on the grid where it ran, at its time. Right: against that.`
        : `Right: against ${here.name}.`,
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawZones(drawing, rows, here, scale, data.boundary),
  };
}

/**
 * Unit of the largest value, and two digits of the smallest, three decimals at most: between clean and dirty grids lies a factor of fifty, and each
 * row is to be told from the next. How sure a value is says its whisker.
 */
function columnScale(grams: readonly number[]): Scale {
  const scale = scaleOf("emissions", grams.map((value) => ({ value })));
  const least = Math.min(...grams.filter((value) => value > 0)) / scale.factor;
  const fine = Number.isFinite(least) ? Math.floor(Math.log10(least) + 1e-9) - 1 : 0;
  return { ...scale, place: Math.max(-3, Math.min(0, fine)) };
}

/** A row has the digits of its own interval, two at least, and no more decimals than the column. */
function rowPlace(scale: Scale, figure: Figured): number {
  const value = figure.value / scale.factor;
  if (!(value > 0)) return scale.place;
  const second = Math.floor(Math.log10(value) + 1e-9) - 1;
  return Math.max(scale.place, Math.min(ownPlace(scale, figure), second));
}

/** "same" only where what is read is the same: 1.1 beside 1.2 is "× 1.04". */
function ratioBeside(ratio: number, alike: boolean): string {
  const text = ratioText(ratio);
  if (text !== "same" || alike) return text;
  return `${ratio > 1 ? "×" : "÷"}\u202F${numberText(Math.max(ratio, 1 / ratio), -2)}`;
}

function drawZones(
  drawing: Drawing,
  rows: readonly ZoneRow[],
  here: ZoneRow | undefined,
  scale: Scale,
  boundary: Boundary | undefined,
): number {
  const { em, theme, medium, narrow } = drawing;
  const figures = rows.map(({ emissionsGrams, range }) => ({ value: emissionsGrams, range }));
  const full = figures.map((figure) => figureIn(scale, figure).value);
  const texts = figures.map((figure) =>
    figureIn({ ...scale, place: rowPlace(scale, figure) }, figure).value
  );
  const names = nameColumn(drawing, rows.map(({ name }) => name), 0.3 * drawing.width);
  const ratios = rows.map((row, i) =>
    here === undefined || !(here.emissionsGrams > 0)
      ? ""
      : row === here
      ? row.name === AS_RUN ? "" : "here"
      : ratioBeside(
        row.emissionsGrams / here.emissionsGrams,
        texts[i] === texts[rows.indexOf(here)],
      )
  );
  const ratioWidth = here === undefined
    ? 0
    : Math.max(...ratios.map((text) => drawing.textWidth(text, { bold: true }))) + 1.2 * em;
  const valueWidth = Math.max(...full.map((text) => drawing.textWidth(text, { bold: true })));
  const left = names.width + 0.9 * em;
  const right = drawing.width - ratioWidth - valueWidth - 0.9 * em;
  const ends = figures.map(({ value, range }) =>
    Math.max(value, Number.isFinite(range[1]) ? range[1] : 0)
  );
  const most = Math.max(...ends);
  const top = most > 0 ? most : scale.factor;
  const toX = (value: number) => left + (right - left) * Math.max(0, value) / top;
  const pitch = 1.38 * em;
  const first = 3.6 * em;
  const bottom = first + rows.length * pitch;
  const extent = boundary === undefined ? "" : `, ${BOUNDARY_WORDS[boundary]}`;
  drawAxisTitle(drawing, 1.1 * em, `emissions${extent} (${scale.unit})`);
  const ticks = ticksTo(top / scale.factor, narrow ? 3 : 5);
  rows.forEach((row, i) => {
    const y = first + i * pitch;
    const own = row === here;
    drawing.rect(
      { x: left, y: y + 0.2 * em, width: toX(row.emissionsGrams) - left, height: pitch - 0.4 * em },
      own ? theme.ink : theme.quiet,
      {
        tip: `${userText(row.name, 60)}: ${
          figureText("emissions", row.emissionsGrams, row.range).text
        }`,
      },
    );
  });
  for (const value of ticks.values) {
    const x = toX(value * scale.factor);
    drawing.line([x, first - 0.5 * em], [x, bottom], theme.grid, { width: 0.09 * em });
    drawing.text(x, 2.6 * em, ticks.label(value), {
      size: medium.tick,
      anchor: "middle",
      fill: theme.muted,
    });
  }
  rows.forEach((row, i) => {
    const middle = first + (i + 0.5) * pitch;
    const line = middle + 0.35 * em;
    const own = row === here;
    const [low, high] = row.range;
    if (high > low) {
      whiskerAcross(drawing, middle, {
        value: toX(row.emissionsGrams),
        range: [toX(low), toX(high)],
      }, {
        cap: 0.24 * em,
        ...(own ? {} : { ink: theme.faint }),
      });
    }
    drawing.text(left - 0.6 * em, line, names.words[i]!, { anchor: "end", bold: own });
    // Points stand below points: decimals that a row has not are left free.
    const end = drawing.width - ratioWidth -
      Math.max(0, drawing.textWidth(full[i]!) - drawing.textWidth(texts[i]!)) / medium.wideness;
    drawing.text(end, line, texts[i]!, { anchor: "end", bold: own });
    if (ratioWidth > 0) {
      drawing.text(drawing.width, line, ratios[i]!, {
        anchor: "end",
        bold: own,
        ...(own ? {} : { fill: theme.muted }),
      });
    }
  });
  return bottom + 0.5 * em;
}
