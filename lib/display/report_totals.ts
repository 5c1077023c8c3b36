/** The head of a report in figures: what all runs took, how they ended, and of how many there is no figure. */
import type { Note, Range, Run, Total } from "../model.ts";
import { intervalStrip, swatch } from "./bars.ts";
import { escapeHtml } from "./escape.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { columnText, figureText, NARROW_SPACE } from "./numbers.ts";
import { htmlOf } from "./rich_text.ts";
import { statusPieces } from "./run_words.ts";
import { durationParts } from "./times.ts";

const UNFINISHED = ["stopped", "failed", "interrupted", "recovered"] as const;

/** Notes that are about the emissions alone, by words of their code; the others are about the energy. */
const OF_EMISSIONS = /scope|accounting|grid|intensity/;

/** The totals as a list of terms; of no runs a sentence. The notes, numbered as in `notes`, are called where they count. */
export function totalsHtml(
  runs: readonly Run[],
  total: Total,
  notes: readonly Note[] = [],
): string {
  const [only, another] = runs;
  if (only === undefined) return "<p>There are no runs, and so nothing to add up.</p>";
  const all = another === undefined ? "" : ", all runs";
  const callsOf = (emissions: boolean) =>
    htmlOf([{
      notes: notes.flatMap(({ code }, i) => OF_EMISSIONS.test(code) === emissions ? [i + 1] : []),
    }]);
  return `<dl class="fn-figures fn-totals">${
    hero(`Energy${all}${callsOf(false)}`, "energy", total, total.energyKwh, total.ranges.energyKwh)
  }${
    hero(
      `Emissions${all}${callsOf(true)}`,
      "emissions",
      total,
      total.emissionsGrams,
      total.ranges.emissionsGrams,
    )
  }${another === undefined ? durationOf(only) : countsHtml(runs, total)}</dl>`;
}

function hero(
  name: string,
  quantity: "energy" | "emissions",
  total: Total,
  value: number,
  range: Range,
): string {
  if (measuredNothing(total)) {
    return item(name, `<strong class="fn-warn">▲ ${NOT_MEASURED}</strong>`);
  }
  const text = figureText(quantity, value, range);
  const basis = quantity === "energy" ? total.basis.energyKwh : total.basis.emissionsGrams;
  return item(
    name,
    `${large(text.value, text.unit)}${
      intervalStrip(value, range)
    } <span>${text.range} · <span class="fn-nowrap">${swatch(basis)}${basis}</span></span>`,
  );
}

function durationOf(run: Run): string {
  const [status = ""] = statusPieces(run);
  const parts = durationParts(run.durationSeconds).map(([value, unit]) => large(value, unit));
  return item(
    "Duration",
    `<span class="fn-hero">${parts.join(" ").replace(/<\/?span[^>]*>/g, "")}</span> <span>${
      htmlOf([status])
    }</span>`,
  );
}

/** Runs that finished, those that did not, and those of which there is no figure: these are in the counts, not in the sums. */
function countsHtml(runs: readonly Run[], total: Total): string {
  const ended = UNFINISHED.filter((status) => total.counts[status] > 0);
  const unfinished = ended.reduce((sum, status) => sum + total.counts[status], 0);
  const energyOf = (statuses: readonly Run["status"][]) =>
    statuses.reduce((sum, status) => sum + (total.byStatus[status]?.energyKwh ?? 0), 0);
  // The unit and the digits of the total that the two make up.
  const [done, open] = columnText("energy", [
    { value: energyOf(["finished"]) },
    { value: energyOf(UNFINISHED) },
    { value: total.energyKwh, range: total.ranges.energyKwh },
  ]);
  const energy = (text: typeof done, kwh: number) => kwh > 0 ? text!.short : NOT_MEASURED;
  const nothing = runs.filter(measuredNothing).length;
  return [
    total.counts.finished === 0
      ? ""
      : counted("Finished", total.counts.finished, energy(done, energyOf(["finished"]))),
    unfinished === 0 ? "" : counted(
      "Not finished",
      unfinished,
      `${energy(open, energyOf(UNFINISHED))}, counted in the totals: ${
        ended.map((status) => `${total.counts[status]} ${status}`).join(", ")
      }`,
    ),
    nothing === 0 ? "" : counted(
      "Without a figure",
      nothing,
      `energy ${NOT_MEASURED}: in the counts, not in the sums`,
    ),
  ].join("");
}

function counted(name: string, count: number, below: string): string {
  return item(
    name,
    `${large(String(count), count === 1 ? "run" : "runs")} <span>${escapeHtml(below)}</span>`,
  );
}

function large(value: string, unit: string): string {
  return `<span class="fn-hero">${value}${NARROW_SPACE}<small>${unit}</small></span>`;
}

function item(name: string, inside: string): string {
  return `<div><dt>${name}</dt><dd>${inside}</dd></div>`;
}
