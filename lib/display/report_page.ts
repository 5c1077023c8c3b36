/** Many runs as one page that needs nothing beside itself: no network, no file, and where scripts are forbidden no script. */
import { placeName } from "./place_words.ts";
import type { Figure, Note, Run, Total } from "../model.ts";
import { escapeHtml } from "./escape.ts";
import { type Footnote, notesHtml } from "./footnotes.ts";
import { NARROW_SPACE } from "./numbers.ts";
import { SCRIPT, scriptHash } from "./report_script.ts";
import { reportCss } from "./report_style.ts";
import { runsOfReport } from "./report_table.ts";
import { totalsHtml } from "./report_totals.ts";
import { type ReportZone, whatIfHtml } from "./report_what_if.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { BOUNDARY_WORDS, intensityPieces, publisherOf, pueText } from "./run_words.ts";
import { sheetCss } from "./sheet.ts";
import { ROOT_CLASS } from "./theme.ts";
import { daysText } from "./times.ts";

/** What a report shows; the desk gathers it. */
export interface ReportData {
  readonly title: string;
  readonly runs: readonly Run[];
  /** What is said of the names of the runs, where any were numbered. */
  readonly naming?: string | undefined;
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
    htmlOf(wherePieces(runs))
  }</p></header>${totalsHtml(runs, data.total, data.notes)}${
    whatIfHtml({ ...data, count: runs.length })
  }${figuresHtml(data.figures.slice(0, 2))}${runsOfReport(runs, data.naming)}${
    figuresHtml(data.figures.slice(2))
  }${notesHtml(numbered(data.notes))}`;
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

/** "8 runs on lab · 17 to 24 Nov 2025 · Denmark, 114 gCO₂eq/kWh, mean of 2025 (Ember) · PUE 1.0 · devices only": what all share. */
function wherePieces(runs: readonly Run[]): readonly Piece[] {
  const [first] = runs;
  if (first === undefined) return [];
  const unique = (words: readonly string[]) => [...new Set(words.filter((word) => word !== ""))];
  const few = (words: readonly string[], kind: string) =>
    words.length > 3 ? `${words.length} ${kind}` : words.join(", ");
  const machines = few(unique(runs.map(({ machine }) => machine.hostname)), "machines");
  // Records of other tools do not say on which.
  const hosted = runs.filter(({ machine }) => machine.hostname !== "").length;
  const names = unique(
    runs.map(({ place }) => place.namedBy === undefined ? place.name : placeName(place)),
  );
  // "Copenhagen, Capital Region, DK" has commas of its own.
  const between = names.some((name) => name.includes(", ")) ? "; " : ", ";
  const alike = (words: (run: Run) => string) => unique(runs.map(words)).length === 1;
  const grid = alike((run) => textOf(intensityPieces(run)))
    ? intensityPieces(first)
    : sourcesPieces(runs);
  const where: readonly Piece[] = names.length > 3
    ? [`${names.length} places`]
    : names.flatMap((text, i) => [...(i > 0 ? [between] : []), { text, cut: 40 } as const]);
  const days = runs.map(({ startedAt }) => startedAt).sort();
  const parts: (readonly Piece[])[] = [
    [
      `${runs.length} ${runs.length === 1 ? "run" : "runs"}`,
      ...(machines === "" ? [] : [
        hosted === runs.length ? " on " : `, ${hosted} of them on `,
        { text: machines, cut: 60 } as const,
      ]),
    ],
    [daysText(days[0]!, days.at(-1)!)],
    // Behind several places a grid would read as one of them.
    ...(names.length > 1
      ? [where, grid]
      : [[...where, ...(where.length === 0 || grid.length === 0 ? [] : [", "]), ...grid]]),
    alike((run) => pueText(run.pue)) ? [`PUE${NARROW_SPACE}${pueText(first.pue)}`] : [],
    [unique(runs.map(({ boundary }) => BOUNDARY_WORDS[boundary])).join(", ")],
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, i) =>
    i === 0 ? part : [" · ", ...part]
  );
}

/** "grids of 2025 (Ember), of Carbontracker": whose figures, where they are not one. */
function sourcesPieces(runs: readonly Run[]): readonly Piece[] {
  const said = new Set(runs.flatMap((run) => {
    const [first] = run.intensities;
    const source = first === undefined ? "" : publisherOf(run, first);
    return source === "" ? [] : [first?.year === undefined ? source : `${source}, ${first.year}`];
  }));
  return said.size === 0
    ? []
    : [`grid ${said.size === 1 ? "figures" : "figures of unlike origin"} `, {
      text: `(${[...said].join("; ")})`,
      as: "muted",
      cut: 90,
    }];
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
