/** Runs as a LaTeX table for an exporter that takes no HTML. */
import { placeCode } from "./place_words.ts";
import type { Run } from "../model.ts";
import { escapeLatex } from "./escape.ts";
import { tellingName } from "./namesakes.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "./not_measured.ts";
import { columnText, type FigureText } from "./numbers.ts";
import { durationText } from "./times.ts";

/** The rows of `runsTable()` in LaTeX (package booktabs, which the exporter's preamble has); names are escaped. */
export function runsLatex(runs: readonly Run[]): string {
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
  const line = (cells: readonly string[]) => `${cells.map(escapeLatex).join(" & ")} \\\\`;
  return [
    "{\\small\\begin{tabular}{llrrrl}",
    "\\toprule",
    line(["run", "ended", "energy (90 % interval)", "emissions", "duration", "place"]),
    "\\midrule",
    ...runs.map((run, index) =>
      line([
        tellingName(run, runs),
        run.status,
        measuredNothing(run) ? NOT_MEASURED : cellOf(energies[index]!),
        measuredNothing(run) ? NOT_MEASURED : cellOf(emissions[index]!),
        durationText(run.durationSeconds),
        placeCode(run.place),
      ])
    ),
    "\\bottomrule",
    "\\end{tabular}}",
  ].join("\n");
}

function cellOf({ short, range }: FigureText): string {
  return range === "" ? short : `${short} (${range})`;
}
