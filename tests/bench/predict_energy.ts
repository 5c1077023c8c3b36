/** How well the energy of real runs is predicted, and how often its range holds it. */
import { predictRun } from "../../lib/predict/predict_run.ts";
import { kwhOfJoules } from "../../lib/units.ts";
import { errorPercent } from "./predict_rules.ts";
import { epochsSeen, type When } from "./prefixes.ts";
import { weightedQuantile } from "./quantile_regression.ts";
import type { TracedRun } from "./traces.ts";

/** A line a configuration, since one laboratory's few are no sample to pool. */
export function energyTable(
  runs: readonly TracedRun[],
  whens: readonly (readonly [title: string, when: When])[],
): string {
  const lines = [
    "| configuration | after | error of energy | energy's range holds | width | time's range holds |",
    "|---|---|---|---|---|---|",
  ];
  const configurations = Map.groupBy(runs.filter((run) => run.joules), (run) => run.config);
  for (const [config, some] of configurations) {
    for (const [title, when] of whens) {
      const outcomes = some.flatMap((run) => {
        const after = epochsSeen(run, when);
        return after >= 1 && after < run.durations.length ? [energyOutcome(run, after)] : [];
      });
      if (outcomes.length === 0) continue;
      const at = (of: (outcome: EnergyOutcome) => number, quantile: number) =>
        weightedQuantile(
          outcomes.map((outcome) => ({ value: of(outcome), weight: 1 })),
          quantile,
        );
      const share = (of: (outcome: EnergyOutcome) => boolean) =>
        `${(100 * outcomes.filter(of).length / outcomes.length).toFixed(0)} %`;
      const errors = [0.05, 0.5, 0.95].map((quantile) =>
        at(({ error }) => error, quantile).toFixed(1)
      );
      lines.push(
        `| ${config} (${outcomes.length} runs) | ${title} | ${errors.join(" / ")} | ${
          share(({ held }) => held)
        } | ${at(({ width }) => width, 0.5).toFixed(0)} % | ${share(({ timeHeld }) => timeHeld)} |`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

interface EnergyOutcome {
  readonly error: number;
  readonly held: boolean;
  readonly width: number;
  readonly timeHeld: boolean;
}

function energyOutcome({ durations, joules = [] }: TracedRun, after: number): EnergyOutcome {
  const kwh = joules.map(kwhOfJoules);
  const prediction = predictRun({
    epochs: durations.slice(0, after).map((durationSeconds, index) => ({
      durationSeconds,
      energyKwh: kwh[index]!,
    })),
    totalEpochs: durations.length,
  });
  const { energyKwh = NaN, ranges } = prediction;
  const [low, high] = ranges.energyKwh ?? [NaN, NaN];
  const holds = ([low, high]: readonly [number, number], truth: number) =>
    low <= truth && truth <= high;
  return {
    error: errorPercent(energyKwh, sum(kwh)),
    held: holds([low, high], sum(kwh)),
    width: 100 * (high - low) / energyKwh,
    timeHeld: holds(ranges.durationSeconds, sum(durations)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
