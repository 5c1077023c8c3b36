/** Metrics on their way through JSON, which has no NaN and no infinity: figures that it would lose travel as text. */
import type { JournalEntry } from "../inside_run.ts";
import type { Metrics, Run } from "../model.ts";

/** Metrics as they stand in a record. */
export type WrittenMetrics = Readonly<Record<string, number | string>>;

/** Metrics for JSON: "NaN", "Infinity", "-Infinity" and "-0" as text, all other figures as they are. */
export function writeMetrics(metrics: Metrics): WrittenMetrics {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [name, writeFigure(value)]),
  );
}

/** The metrics that `writeMetrics()` wrote; text that is no figure is left out. */
export function readMetrics(written: WrittenMetrics): Metrics {
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, value]) => {
      const figure = typeof value === "number" ? value : readFigure(value);
      return figure === undefined ? [] : [[name, figure]];
    }),
  );
}

/** One figure for JSON. */
function writeFigure(value: number): number | string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}

/** The run as a plain object for JSON: its metrics written, nothing but its own enumerable fields. */
export function writeRun(run: Run): object {
  return {
    ...run,
    metrics: writeMetrics(run.metrics),
    epochs: run.epochs.map((epoch) => ({ ...epoch, metrics: writeMetrics(epoch.metrics) })),
    spans: run.spans.map((span) => ({ ...span, metrics: writeMetrics(span.metrics) })),
  };
}

/** A checked object of `writeRun()` as a run again. */
export function readRun(written: Run): Run {
  return {
    ...written,
    metrics: readMetrics(written.metrics),
    epochs: written.epochs.map((epoch) => ({ ...epoch, metrics: readMetrics(epoch.metrics) })),
    spans: written.spans.map((span) => ({ ...span, metrics: readMetrics(span.metrics) })),
  };
}

/** An entry as a line of a record, without the line end. */
export function writeEntry(entry: JournalEntry): string {
  if (entry.type === "end") return JSON.stringify({ type: "end", run: writeRun(entry.run) });
  if (entry.type !== "log") return JSON.stringify(entry);
  const metrics = Object.fromEntries(
    Object.entries(entry.metrics).map((
      [name, value],
    ) => [name, typeof value === "number" ? writeFigure(value) : value]),
  );
  return JSON.stringify({ ...entry, metrics });
}

const FIGURES: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);

function readFigure(text: string): number | undefined {
  return FIGURES.get(text);
}
