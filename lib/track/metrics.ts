/** Metrics as users hand them in: what is no number is left out with a note, what is not finite is kept. */
import type { Note } from "../model.ts";

/** The metrics that are numbers, and a note for each that is not. */
export function checkMetrics(
  metrics: unknown,
): { readonly kept: Readonly<Record<string, number>>; readonly notes: readonly Note[] } {
  if (typeof metrics !== "object" || metrics === null) {
    return { kept: {}, notes: [left("metrics", metrics)] };
  }
  const kept: Record<string, number> = {};
  const notes: Note[] = [];
  for (const [name, value] of Object.entries(metrics)) {
    if (typeof value === "number") kept[name] = value;
    else notes.push(left(name, value));
  }
  return { kept, notes };
}

function left(name: string, value: unknown): Note {
  return {
    code: "metric-left-out",
    message: `Metric "${name}" left out: a metric must be a number, this is ${
      value === null ? "null" : typeof value
    }`,
    hint: "read the value first: (await tensor.data())[0]",
  };
}
