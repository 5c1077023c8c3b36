/** Metrics as users hand them in: what is no number is left out with a note, what is not finite is kept. */
import { shownValue } from "../errors.ts";
import type { Note } from "../model.ts";

/** The metrics that are numbers, and a note for each that is not. */
export function checkMetrics(
  metrics: unknown,
): { readonly kept: Readonly<Record<string, number>>; readonly notes: readonly Note[] } {
  if (typeof metrics !== "object" || metrics === null || Array.isArray(metrics)) {
    return {
      kept: {},
      notes: [{
        code: "metric-left-out",
        message: `Metrics left out: they must be an object of numbers by name, this is ${
          shownValue(metrics)
        }`,
        hint: "log({ loss: 0.5 })",
      }],
    };
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
    message: `Metric "${name}" left out: a metric must be a number, this is ${shownValue(value)}`,
    hint: "read the value first: (await tensor.data())[0]",
  };
}
