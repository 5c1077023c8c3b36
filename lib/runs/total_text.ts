/** A total in words. */
import { noteLine } from "../display/footnotes.ts";
import { figureText, plainText } from "../display/numbers.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "../display/not_measured.ts";
import { BOUNDARY_WORDS } from "../display/run_words.ts";
import { textOf } from "../display/rich_text.ts";
import { durationText } from "../display/times.ts";
import type { Footprint, Run, Total } from "../model.ts";

/** A total as plain text: what all runs took, then each way to end by itself where there is more than one, then the notes. */
export function totalText(total: Total): string {
  const counts = Object.entries(total.counts) as [Run["status"], number][];
  const runs = counts.reduce((sum, [, count]) => sum + count, 0);
  const ended = Object.entries(total.byStatus) as [Run["status"], Footprint][];
  const lines = [
    `Total of ${runs} ${runs === 1 ? "run" : "runs"}: ${figures(total)}`,
    ...(ended.length > 1
      ? ended.map(([status, footprint]) =>
        `  ${total.counts[status]} ${status}: ${figures(footprint)}`
      )
      : []),
    ...(measuredNothing(total)
      ? []
      : [`  energy: ${BOUNDARY_WORDS[total.boundary]}, ${total.basis.energyKwh}; 90 % intervals`]),
    ...total.notes.map((note) => `  ${textOf(noteLine(note))}`),
  ];
  return plainText(lines.join("\n"));
}

function figures(of: Footprint): string {
  if (measuredNothing(of)) return `${NOT_MEASURED}, ${durationText(of.durationSeconds)}`;
  return [
    figureText("energy", of.energyKwh, of.ranges.energyKwh).text,
    figureText("emissions", of.emissionsGrams, of.ranges.emissionsGrams).text,
    durationText(of.durationSeconds),
  ].join(", ");
}
