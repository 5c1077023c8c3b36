/** What the named parts of a run took, in one line. */
import type { Run, Span } from "../model.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { columnText } from "./numbers.ts";
import type { Piece } from "./rich_text.ts";
import { durationText } from "./times.ts";

/** So many names are told, the largest first. */
const TOLD = 4;

/** "Spans: evaluate (3 times) 4.1 Wh (3.9 to 4.3), 12 s; save …"; empty without spans. Those inside others are in these. */
export function spansPieces(run: Run): readonly Piece[] {
  const byName = new Map<string, Span[]>();
  for (const span of run.spans) {
    if (span.parent !== undefined) continue;
    byName.set(span.name, [...byName.get(span.name) ?? [], span]);
  }
  const sum = (spans: readonly Span[], of: (span: Span) => number) =>
    spans.reduce((total, span) => total + of(span), 0);
  const rows = [...byName].map(([name, spans]) => ({
    name,
    times: spans.length,
    durationSeconds: sum(spans, (span) => span.durationSeconds),
    value: sum(spans, (span) => span.energyKwh),
    // One device's error is common to all of its stretches.
    range: [
      sum(spans, (span) => span.energyRange[0]),
      sum(spans, (span) => span.energyRange[1]),
    ] as const,
  })).toSorted((a, b) => b.value - a.value || b.durationSeconds - a.durationSeconds);
  const told = rows.slice(0, TOLD);
  if (told.length === 0) return [];
  const energies = columnText("energy", told);
  const unread = measuredNothing(run);
  return [
    "Spans: ",
    ...told.flatMap(({ name, times, durationSeconds }, i): Piece[] => [
      ...(i > 0 ? ["; "] : []),
      { text: name, as: "strong", cut: 28 },
      `${times > 1 ? ` (${times} times)` : ""} ${unread ? "" : `${energies[i]!.text}, `}${
        durationText(durationSeconds)
      }`,
    ]),
    ...(rows.length > TOLD ? [`; ${rows.length - TOLD} more in run.spans`] : []),
  ];
}
