/** A total in words. */
import { figureText, plainText } from "../display/numbers.ts";
import { BOUNDARY_WORDS } from "../display/run_words.ts";
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
    `  energy: ${BOUNDARY_WORDS[total.boundary]}, ${total.basis.energyKwh}; 90 % intervals`,
    ...total.notes.map((note) =>
      `  ${note.message}${note.hint === undefined ? "" : `: ${note.hint}`}`
    ),
  ];
  return plainText(lines.join("\n"));
}

function figures(of: Footprint): string {
  return [
    figureText("energy", of.energyKwh, of.ranges.energyKwh).text,
    figureText("emissions", of.emissionsGrams, of.ranges.emissionsGrams).text,
    durationText(of.durationSeconds),
  ].join(", ");
}
