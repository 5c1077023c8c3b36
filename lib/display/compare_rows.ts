/** What each row of compared runs shows, and what is done with those beyond the last. */
import { measuredNothing } from "../measured_nothing.ts";
import type { Range, Run } from "../model.ts";
import type { QualityMetric } from "./quality_metric.ts";
import { type Segment, segmentsOf } from "./run_bars.ts";

/** More rows than that are a table; the rest is one row. */
const MOST_ROWS = 40;

/** A row: a run, or the rest of many. */
export interface CompareRow {
  readonly name: string;
  readonly value: number;
  readonly range: Range;
  readonly segments: readonly Segment[];
  /** Value a kWh of the segments. */
  readonly perKwh: number;
  readonly failed: boolean;
  /** Nothing of it was read: it has no bar and no figure. */
  readonly unread: boolean;
  readonly metric: number | undefined;
}

/** The row of a run. */
export function rowOf(
  run: Run,
  of: "energy" | "emissions",
  metric: QualityMetric | undefined,
): CompareRow {
  const value = of === "energy" ? run.energyKwh : run.emissionsGrams;
  return {
    name: run.name,
    value,
    range: of === "energy" ? run.ranges.energyKwh : run.ranges.emissionsGrams,
    segments: segmentsOf(run),
    perKwh: run.energyKwh > 0 ? value / run.energyKwh : 0,
    failed: run.status === "failed",
    unread: measuredNothing(run),
    metric: metric === undefined ? undefined : run.metrics[metric.name],
  };
}

/** At most `MOST_ROWS` rows of sorted ones: the last stands for the rest. */
export function shortened(rows: readonly CompareRow[]): readonly CompareRow[] {
  if (rows.length <= MOST_ROWS) return rows;
  const rest = rows.slice(MOST_ROWS - 1);
  const sum = (of: (row: CompareRow) => number) => rest.reduce((total, row) => total + of(row), 0);
  const value = sum((row) => row.value);
  return [...rows.slice(0, MOST_ROWS - 1), {
    name: `${rest.length} more runs`,
    value,
    range: [sum(({ range }) => range[0]), sum(({ range }) => range[1])],
    segments: [{ kind: undefined, basis: "measured", energyKwh: 1 }],
    perKwh: value,
    failed: false,
    unread: rest.every(({ unread }) => unread),
    metric: undefined,
  }];
}
