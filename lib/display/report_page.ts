/** Many runs as one page that needs nothing beside itself: no network, no file, and where scripts are forbidden no script. */
import type { Figure, Note, Range, Run, Total } from "../model.ts";
import { timesRange } from "../interval.ts";
import { intervalStrip, swatch } from "./bars.ts";
import { escapeHtml } from "./escape.ts";
import { type Footnote, notesHtml } from "./footnotes.ts";
import { digitsText, figureText, NARROW_SPACE, ratioText } from "./numbers.ts";
import { SCRIPT, scriptHash } from "./report_script.ts";
import { reportCss } from "./report_style.ts";
import { runsOfReport } from "./report_table.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { sheetCss } from "./sheet.ts";
import { ROOT_CLASS } from "./theme.ts";
import { dateText } from "./times.ts";

/** A grid by years. */
export interface ReportZone {
  readonly zone: string;
  readonly name: string;
  readonly years: readonly {
    readonly year: number;
    readonly intensityGramsPerKwh: number;
    readonly range: Range;
  }[];
}

/** What a report shows; the desk gathers it. */
export interface ReportData {
  readonly title: string;
  readonly runs: readonly Run[];
  readonly total: Total;
  /** Grids for "the same runs in …", and the one that is chosen first. */
  readonly zones: readonly ReportZone[];
  readonly zone?: string | undefined;
  /** Charts with their headings, in pairs of columns. */
  readonly figures: readonly { readonly title: string; readonly figure: Figure }[];
  readonly notes: readonly Note[];
}

/** The page as HTML. */
export async function reportPage(data: ReportData): Promise<string> {
  const { title, runs } = data;
  const content = `<header><h1>${escapeHtml(title)}</h1><p class="fn-muted">${
    escapeHtml(whereText(runs))
  }</p></header>${totalsHtml(data)}${whatIfHtml(data)}${figuresHtml(data.figures.slice(0, 2))}${
    runsOfReport(runs)
  }${figuresHtml(data.figures.slice(2))}${notesHtml(numbered(data.notes))}`;
  const script = runs.length === 0 ? "" : `<script>${SCRIPT}</script>`;
  // What the page itself allows: its own styles, its one script by hash, pictures inside it. Nothing is fetched.
  const policy =
    `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '${await scriptHash()}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="referrer" content="no-referrer"><title>${escapeHtml(title)}</title>` +
    `<style>${
      sheetCss(content)
    }\n${reportCss()}</style></head><body><main class="${ROOT_CLASS} fn-report">` +
    `${content}</main>${script}</body></html>`;
}

function whereText(runs: readonly Run[]): string {
  const one = (words: readonly string[]) => {
    const unique = [...new Set(words.filter((word) => word !== ""))];
    return unique.length > 3 ? `${unique.length} places` : unique.join(", ");
  };
  const days = runs.map(({ startedAt }) => startedAt).sort();
  const [first, last] = [days[0], days.at(-1)];
  const span = first === undefined || last === undefined
    ? ""
    : dateText(first) === dateText(last)
    ? dateText(first)
    : `${dateText(first)} to ${dateText(last)}`;
  const machines = [...new Set(runs.map(({ machine }) => machine.hostname))];
  return [
    `${countText(runs.length)} on ${
      machines.length > 2 ? `${machines.length} machines` : machines.join(", ")
    }`,
    span,
    one(runs.map(({ place }) => place.name)),
    one(runs.map(({ boundary }) => BOUNDARY_WORDS[boundary])),
  ].filter((part) => part !== "").join(" · ");
}

function countText(count: number): string {
  return count === 1 ? "1 run" : `${count} runs`;
}

const UNFINISHED = ["stopped", "failed", "interrupted", "recovered"] as const;

function totalsHtml({ total }: ReportData): string {
  const ended = UNFINISHED.filter((status) => total.counts[status] > 0);
  const unfinished = ended.reduce((sum, status) => sum + total.counts[status], 0);
  const energyOf = (statuses: readonly Run["status"][]) =>
    statuses.reduce((sum, status) => sum + (total.byStatus[status]?.energyKwh ?? 0), 0);
  return `<dl class="fn-figures fn-totals">${
    hero(
      "Energy, all runs",
      "energy",
      total.energyKwh,
      total.ranges.energyKwh,
      total.basis.energyKwh,
    )
  }${
    hero(
      "Emissions, all runs",
      "emissions",
      total.emissionsGrams,
      total.ranges.emissionsGrams,
      total.basis.emissionsGrams,
    )
  }${counted("Finished", total.counts.finished, energyOf(["finished"]), "")}${
    counted(
      "Not finished",
      unfinished,
      energyOf(UNFINISHED),
      unfinished === 0
        ? ""
        : `, counted in the totals: ${
          ended.map((status) => `${total.counts[status]} ${status}`).join(", ")
        }`,
    )
  }</dl>`;
}

function hero(
  name: string,
  quantity: "energy" | "emissions",
  value: number,
  range: Range,
  basis: Run["basis"]["energyKwh"],
): string {
  const text = figureText(quantity, value, range);
  return `<div><dt>${name}</dt><dd><span class="fn-hero">${text.value}${NARROW_SPACE}<small>${text.unit}</small></span>${
    intervalStrip(value, range)
  }<span>${text.range} · ${swatch(basis)}${basis}</span></dd></div>`;
}

function counted(name: string, count: number, energyKwh: number, more: string): string {
  const [number, word] = countText(count).split(" ");
  return `<div><dt>${name}</dt><dd><span class="fn-hero">${number}${NARROW_SPACE}<small>${word}</small></span><span>${
    figureText("energy", energyKwh).short
  }${more}</span></dd></div>`;
}

/** "The same runs in Sweden with the grid of 2025 would be …": every answer is in the page, a script only chooses. */
function whatIfHtml({ total, zones, zone }: ReportData): string {
  const known = zones.filter(({ years }) => years.length > 0);
  const first = known.find((one) => one.zone === zone) ?? known[0];
  if (first === undefined || !(total.energyKwh > 0)) return "";
  const years = [...new Set(known.flatMap((one) => one.years.map(({ year }) => year)))]
    .sort((a, b) => b - a);
  const answers = Object.fromEntries(known.map((one) => [
    one.zone,
    Object.fromEntries(one.years.map((year) => [year.year, answerOf(total, year)])),
  ]));
  const newest = first.years.reduce((a, b) => b.year > a.year ? b : a);
  const option = (value: string | number, words: string, chosen: boolean) =>
    `<option value="${escapeHtml(String(value))}"${chosen ? " selected" : ""}>${
      escapeHtml(words)
    }</option>`;
  const json = JSON.stringify(answers).replaceAll("<", "\\u003c");
  return `<p class="fn-whatif">The same runs in <select id="fn-zone" aria-label="place">${
    known.map((one) => option(one.zone, one.name, one === first)).join("")
  }</select> with the grid of <select id="fn-year" aria-label="year">${
    years.map((year) => option(year, String(year), year === newest.year)).join("")
  }</select> would be <output id="fn-answer">${escapeHtml(answerOf(total, newest))}</output></p>` +
    `<script type="application/json" id="fn-answers">${json}</script>`;
}

function answerOf(total: Total, grid: ReportZone["years"][number]): string {
  const { value, range } = timesRange(total.energyKwh, total.ranges.energyKwh, [{
    factor: grid.intensityGramsPerKwh,
    range: grid.intensityGramsPerKwh > 0
      ? [grid.range[0] / grid.intensityGramsPerKwh, grid.range[1] / grid.intensityGramsPerKwh]
      : [1, 1],
  }]);
  return `${figureText("emissions", value, range).text}${ratioWords(value / total.emissionsGrams)}`;
}

/** "÷ 3.2 of what they emitted": as a sentence goes on. */
function ratioWords(ratio: number): string {
  if (!(ratio > 0) || !Number.isFinite(ratio)) return ".";
  if (ratio < 1.05 && ratio > 1 / 1.05) return ": about the same.";
  return ratio > 1
    ? `: ${digitsText(ratio, 2)} times as much.`
    : `: ${ratioText(ratio)} of what they emitted.`;
}

function figuresHtml(figures: ReportData["figures"]): string {
  if (figures.length === 0) return "";
  return `<div class="fn-columns">${
    figures.map(({ title, figure }) =>
      `<section><h2>${escapeHtml(title)}</h2>${figure.html}</section>`
    ).join("")
  }</div>`;
}

function numbered(notes: readonly Note[]): readonly Footnote[] {
  return notes.map((note, i) => ({ number: i + 1, note, anchor: "run" }));
}
