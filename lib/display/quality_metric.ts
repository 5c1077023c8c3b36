/** The one metric that runs are shown beside: how good they are. */
import type { Run } from "../model.ts";
import { digitsText, NARROW_SPACE, numberText } from "./numbers.ts";

/** A metric and how its values are written. */
export interface QualityMetric {
  readonly name: string;
  text(value: number): string;
}

/** Names that say "quality" before others do; then what most runs have. */
const PREFERRED = [
  /test.*acc/i,
  /val.*acc/i,
  /acc/i,
  /f1|auc|map|iou|bleu|rouge|dice/i,
  /val.*loss/i,
  /loss/i,
];
const SHARE = /acc|f1|auc|map|iou|dice|recall|precision/i;

/** The metric that most of the runs have, quality before loss; `undefined` where none has any. */
export function qualityMetric(runs: readonly Run[]): QualityMetric | undefined {
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (const name of Object.keys(run.metrics)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rank = (name: string) => {
    const at = PREFERRED.findIndex((pattern) => pattern.test(name));
    return at < 0 ? PREFERRED.length : at;
  };
  const [best] = [...counts].sort(([a, manyA], [b, manyB]) =>
    manyB - manyA || rank(a) - rank(b) || a.localeCompare(b, "en")
  );
  if (best === undefined) return undefined;
  return metricNamed(best[0], runs);
}

/** A metric by name; shares of 1 with the name of a quality are written in %. */
export function metricNamed(name: string, runs: readonly Run[]): QualityMetric {
  const values = runs.map((run) => run.metrics[name]).filter((value) => value !== undefined);
  const share = SHARE.test(name) && values.every((value) => !(value < 0 || value > 1));
  return {
    name,
    text: (value) =>
      share && Number.isFinite(value)
        ? `${numberText(value * 100, -1)}${NARROW_SPACE}%`
        : digitsText(value),
  };
}
