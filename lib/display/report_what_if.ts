/** "The same runs in Sweden with the grid of 2025 would be …": every answer is in the page, a script only chooses. */
import type { GridIntensity, Range, Total } from "../model.ts";
import { escapeHtml } from "./escape.ts";
import { digitsText, figureText } from "./numbers.ts";

/** What the energy of all runs emits on a grid, by years. */
export interface ReportZone {
  readonly zone: string;
  readonly name: string;
  readonly years: readonly {
    readonly grid: GridIntensity;
    readonly emissionsGrams: number;
    readonly range: Range;
  }[];
}

/** The figure, its interval, and how it compares. */
type Answer = readonly [figure: string, range: string, ratio: string];

/** The sentence with its two choices; nothing where there is no energy or no grid. */
export function whatIfHtml(
  { total, zones, zone, count }: {
    readonly total: Total;
    readonly zones: readonly ReportZone[];
    readonly zone?: string | undefined;
    /** How many runs. */
    readonly count: number;
  },
): string {
  const known = zones.filter(({ years }) => years.length > 0);
  const first = known.find((one) => one.zone === zone) ?? known[0];
  if (first === undefined || !(total.energyKwh > 0)) return "";
  const years = [...new Set(known.flatMap((one) => one.years.map(({ grid }) => grid.year)))]
    .sort((a, b) => b - a);
  const answers = Object.fromEntries(known.map((one) => [
    one.zone,
    Object.fromEntries(one.years.map((year) => [year.grid.year, answerOf(total, year, count)])),
  ]));
  const newest = first.years.reduce((a, b) => b.grid.year > a.grid.year ? b : a);
  const option = (value: string | number, words: string, chosen: boolean) =>
    `<option value="${escapeHtml(String(value))}"${chosen ? " selected" : ""}>${
      escapeHtml(words)
    }</option>`;
  const json = JSON.stringify(answers).replaceAll("<", "\\u003c");
  const [figure, range, ratio] = answerOf(total, newest, count).map(escapeHtml);
  const chosen = { zone: escapeHtml(first.name), year: newest.grid.year };
  // Print shows what was chosen and no boxes.
  return `<p class="fn-whatif">The same ${
    count === 1 ? "run" : "runs"
  } in <select id="fn-zone" aria-label="place">${
    known.map((one) => option(one.zone, one.name, one === first)).join("")
  }</select><span class="fn-chosen" hidden>${chosen.zone}</span> with the grid of <select id="fn-year" aria-label="year">${
    years.map((year) => option(year, String(year), year === newest.grid.year)).join("")
  }</select><span class="fn-chosen" hidden>${chosen.year}</span> would be <output id="fn-answer"><b>${figure}</b><span>${range}</span><b>${ratio}</b></output></p>` +
    `<script type="application/json" id="fn-answers">${json}</script>`;
}

function answerOf(
  total: Total,
  { emissionsGrams: value, range }: ReportZone["years"][number],
  count: number,
): Answer {
  const text = figureText("emissions", value, range);
  return [
    text.short,
    text.range === "" ? "" : ` (${text.range})`,
    ratioWords(value / total.emissionsGrams, count),
  ];
}

/** ": 3.2 times less than on its own grid." as a sentence ends; what a run emitted, or was predicted to emit. */
function ratioWords(ratio: number, count: number): string {
  if (!(ratio > 0) || !Number.isFinite(ratio)) return ".";
  if (ratio < 1.05 && ratio > 1 / 1.05) return ": about the same.";
  const own = count === 1 ? "on its own grid" : "on their own grids";
  return ratio > 1
    ? `: ${digitsText(ratio, 2)} times as much as ${own}.`
    : `: ${digitsText(1 / ratio, 2)} times less than ${own}.`;
}
