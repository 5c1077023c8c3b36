/** Where a receipt calls its footnotes: at the line that a note is about, else at the total. */
import type { Estimate, Note } from "../model.ts";
import type { Piece } from "./rich_text.ts";

/** Steps that notes without a device are about, by words of their code. */
const ABOUT: readonly (readonly [code: RegExp, label: string])[] = [
  [/(^|-)pue(-|$)/, "Data centre"],
  [/place|zone|direct|intensity|grid/, "Grid"],
  [/flop/, "Time"],
];

/** The calls of each step, in their order, and of the total. Numbers are those of the list of notes, from 1. */
export function receiptCalls(
  { steps, parts, notes }: Pick<Estimate, "steps" | "parts" | "notes">,
): { readonly steps: readonly Piece[]; readonly total: Piece } {
  const rows = notes.map((note) => stepOf(note, steps, parts));
  const callsOf = (row: number): Piece => ({
    notes: rows.flatMap((each, index) => each === row ? [index + 1] : []),
  });
  return { steps: steps.map((_, index) => callsOf(index)), total: callsOf(-1) };
}

/** The first steps are the watts of the parts, in their order; -1 is the total. */
function stepOf(
  { code, device }: Note,
  steps: Estimate["steps"],
  parts: Estimate["parts"],
): number {
  if (device !== undefined) {
    const part = parts.findIndex((each) => each.device === device);
    return part < steps.length ? part : -1;
  }
  const label = ABOUT.find(([words]) => words.test(code))?.[1];
  return label === undefined ? -1 : steps.findIndex((step) => step.label === label && !step.beside);
}
