/** The runs of a report as a table that can be sorted and filtered. */
import type { Run } from "../model.ts";
import { deviceBar } from "./bars.ts";
import { escapeHtml, userHtml } from "./escape.ts";
import { columnText, plainText } from "./numbers.ts";
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

/** The table with its heading and filter box; nothing where there are no runs. */
export function runsOfReport(runs: readonly Run[]): string {
  if (runs.length === 0) return "";
  const columns = columnsOf(runs);
  const heads = columns.map(({ head, number, wide }, i) =>
    `<th scope="col" aria-sort="${i === energyAt(columns) ? "descending" : "none"}" class="${
      classOf(number, wide)
    }"><button type="button">${escapeHtml(head)}</button></th>`
  );
  const sorted = runs.map((run, row) => ({ run, row })).sort((a, b) =>
    b.run.energyKwh - a.run.energyKwh
  );
  const rows = sorted.map(({ run, row }) =>
    `<tr>${
      columns.map((column, i) => {
        const { html, key } = column.cell(run, row);
        const tag = i === 0 ? 'th scope="row"' : "td";
        return `<${tag} class="${classOf(column.number, column.wide)}" data-key="${
          escapeHtml(String(key))
        }">${html}</${tag.slice(0, 2)}>`;
      }).join("")
    }</tr>`
  );
  return `<section><div class="fn-bar-head"><h2>Runs</h2><label>filter <input id="fn-filter" type="search" ` +
    `placeholder="name, status, basis" autocomplete="off"></label></div><table id="fn-runs"><thead><tr>${
      heads.join("")
    }</tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
}

function energyAt(columns: readonly Column[]): number {
  return columns.findIndex(({ head }) => head.startsWith("energy"));
}

function classOf(number: boolean, wide = false): string {
  return [...(number ? ["fn-number"] : []), ...(wide ? ["fn-wide-only"] : [])].join(" ");
}

function columnsOf(runs: readonly Run[]): readonly Column[] {
  const metric = qualityMetric(runs);
  const energies = columnText(
    "energy",
    runs.map(({ energyKwh, ranges }) => ({ value: energyKwh, range: ranges.energyKwh })),
  );
  const emissions = columnText(
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
  const figure = (text: { readonly value: string; readonly range: string }) =>
    `<b>${text.value}</b>${
      text.range === "" ? "" : ` <span class="fn-muted">(${text.range})</span>`
    }`;
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
            : ` <span class="fn-bad">${SIGNS[status] ?? ""} ${status}</span>`
        }`,
        key: name,
      }),
    },
    ...quality,
    {
      head: "share",
      number: false,
      wide: true,
      cell: ({ energyKwh, basis, ranges }) => ({
        html: deviceBar(
          { kind: "rest", basis: basis.energyKwh, energyKwh, energyRange: ranges.energyKwh },
          most,
        ),
        key: energyKwh,
      }),
    },
    {
      head: `energy, ${energies[0]!.unit}`,
      number: true,
      cell: ({ energyKwh }, row) => ({ html: figure(energies[row]!), key: energyKwh }),
    },
    {
      head: emissions[0]!.unit,
      number: true,
      cell: ({ emissionsGrams }, row) => ({ html: figure(emissions[row]!), key: emissionsGrams }),
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
      cell: ({ basis }) => ({ html: basis.energyKwh, key: basis.energyKwh }),
    },
    {
      head: "day",
      number: false,
      wide: true,
      cell: ({ startedAt }) => ({ html: plainText(dateText(startedAt)), key: startedAt }),
    },
  ];
}
