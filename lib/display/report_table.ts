/** The runs of a report as a table that can be sorted and filtered. */
import type { Range, Run } from "../model.ts";
import { deviceBar } from "./bars.ts";
import { cleanText, escapeHtml, userHtml } from "./escape.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { type FigureText, NARROW_SPACE, plainText, scaleOf, wholesText } from "./numbers.ts";
import { qualityMetric } from "./quality_metric.ts";
import { dateText, durationText } from "./times.ts";

interface Column {
  readonly head: string;
  readonly number: boolean;
  /** Where the page is a phone this column is left out. */
  readonly wide?: boolean;
  /** What is shown, as HTML, and what it is sorted by. */
  cell(run: Run, row: number): { readonly html: string; readonly key: string | number };
}

const SIGNS: Readonly<Record<string, string>> = {
  failed: "✕",
  interrupted: "■",
  stopped: "■",
  recovered: "▲",
};

const FILTER =
  `<p><output id="fn-shown"></output> <label>filter <input id="fn-filter" type="search" ` +
  `placeholder="name, status, basis" autocomplete="off"></label></p>`;
const BRACKETS = `In brackets: 90${NARROW_SPACE}% intervals.`;

/** From so many rows on the table scrolls in a box of its own, its head in sight: the charts below stay within reach. */
const LONG = 40;

/** The table with its heading and filter box, below it what is said of the names; nothing where there are no runs. */
export function runsOfReport(runs: readonly Run[], naming = ""): string {
  if (runs.length === 0) return "";
  const columns = columnsOf(runs);
  const heads = columns.map(({ head, number, wide }, i) =>
    head === ""
      ? `<td class="${classOf(number, wide)}"></td>`
      : `<th scope="col" aria-sort="${i === energyAt(columns) ? "descending" : "none"}" class="${
        classOf(number, wide)
      }"><button type="button">${escapeHtml(head)}</button></th>`
  );
  // What was not measured comes last, whatever the others are.
  const sorted = runs.map((run, row) => ({ run, row })).sort((a, b) =>
    Number(measuredNothing(a.run)) - Number(measuredNothing(b.run)) ||
    b.run.energyKwh - a.run.energyKwh
  );
  const rows = sorted.map(({ run, row }) =>
    `<tr data-find="${escapeHtml(findable(run))}">${
      columns.map((column, i) => {
        const { html, key } = column.cell(run, row);
        const tag = i === 0 ? 'th scope="row"' : "td";
        return `<${tag} class="${classOf(column.number, column.wide)}" data-key="${
          escapeHtml(String(key))
        }">${html}</${tag.slice(0, 2)}>`;
      }).join("")
    }</tr>`
  );
  const below = [runs.every(measuredNothing) ? "" : BRACKETS, naming].filter((one) => one !== "")
    .join(" ");
  const box = runs.length > LONG
    ? '<div class="fn-long" tabindex="0" role="region" aria-label="runs">'
    : "<div>";
  return `<section class="fn-all"><div class="fn-bar-head"><h2>${
    runs.length === 1 ? "Run" : "Runs"
  }</h2>${runs.length === 1 ? "" : FILTER}</div>` +
    `${box}<table id="fn-runs"><thead><tr>${heads.join("")}</tr></thead><tbody>${
      rows.join("")
    }</tbody></table></div>${
      below === "" ? "" : `<p class="fn-muted">${escapeHtml(below)}</p>`
    }</section>`;
}

/** What the filter looks for beside what is shown: the whole name, and words that stand nowhere for a run as it should be. */
function findable({ name, status, place, basis }: Run): string {
  return cleanText([name, status, place.name, basis.energyKwh].join(" "));
}

function energyAt(columns: readonly Column[]): number {
  return columns.findIndex(({ head }) => head.startsWith("energy"));
}

function classOf(number: boolean, wide = false): string {
  return [...(number ? ["fn-number"] : []), ...(wide ? ["fn-wide-only fn-nowrap"] : [])].join(" ");
}

/** Figures in the unit of their heading; what is too small for it names its own. */
function figuresOf(
  quantity: "energy" | "emissions",
  figures: readonly { readonly value: number; readonly range: Range }[],
): { readonly unit: string; readonly texts: readonly Pick<FigureText, "value" | "range">[] } {
  const { unit } = scaleOf(quantity, figures);
  const texts = wholesText(quantity, figures).map((text) =>
    text.unit === unit ? text : { value: text.short, range: text.range }
  );
  return { unit, texts };
}

function columnsOf(runs: readonly Run[]): readonly Column[] {
  const metric = qualityMetric(runs);
  const energies = figuresOf(
    "energy",
    runs.map(({ energyKwh, ranges }) => ({ value: energyKwh, range: ranges.energyKwh })),
  );
  const emissions = figuresOf(
    "emissions",
    runs.map(({ emissionsGrams, ranges }) => ({
      value: emissionsGrams,
      range: ranges.emissionsGrams,
    })),
  );
  const most = Math.max(
    ...runs.map(({ energyKwh, ranges }) => Math.max(energyKwh, ranges.energyKwh[1])),
    0,
  );
  const figure = (
    run: Run,
    text: { readonly value: string; readonly range: string },
    key: number,
  ): { readonly html: string; readonly key: string | number } =>
    measuredNothing(run) ? { html: `<span class="fn-none">${NOT_MEASURED}</span>`, key: "" } : {
      html: `<b>${text.value}</b>${
        text.range === "" ? "" : ` <span class="fn-muted">(${text.range})</span>`
      }`,
      key,
    };
  const quality: readonly Column[] = metric === undefined ? [] : [{
    head: metric.name,
    number: true,
    cell: ({ metrics }) => {
      const value = metrics[metric.name];
      return value === undefined
        ? { html: '<span class="fn-muted">none</span>', key: "" }
        : { html: escapeHtml(metric.text(value)), key: value };
    },
  }];
  return [
    {
      head: "run",
      number: false,
      cell: ({ name, status }) => ({
        html: `${userHtml(name)}${
          status === "finished"
            ? ""
            : ` <span class="fn-nowrap ${status === "failed" ? "fn-bad" : "fn-warn"}">${
              SIGNS[status] ?? ""
            } ${status}</span>`
        }`,
        key: name,
      }),
    },
    ...quality,
    {
      // The bar of the energy beside it.
      head: "",
      number: false,
      wide: true,
      cell: (run) => ({
        html: measuredNothing(run) ? "" : deviceBar(
          {
            kind: "rest",
            basis: run.basis.energyKwh,
            energyKwh: run.energyKwh,
            energyRange: run.ranges.energyKwh,
          },
          most,
        ),
        key: "",
      }),
    },
    {
      head: `energy, ${energies.unit}`,
      number: true,
      cell: (run, row) => figure(run, energies.texts[row]!, run.energyKwh),
    },
    {
      head: emissions.unit,
      number: true,
      cell: (run, row) => figure(run, emissions.texts[row]!, run.emissionsGrams),
    },
    {
      head: "duration",
      number: true,
      wide: true,
      cell: ({ durationSeconds }) => ({
        html: durationText(durationSeconds),
        key: durationSeconds,
      }),
    },
    {
      head: "basis",
      number: false,
      wide: true,
      cell: (run) =>
        measuredNothing(run)
          ? { html: "", key: "" }
          : { html: run.basis.energyKwh, key: run.basis.energyKwh },
    },
    {
      head: "day",
      number: false,
      wide: true,
      cell: ({ startedAt }) => ({ html: plainText(dateText(startedAt)), key: startedAt }),
    },
  ];
}
