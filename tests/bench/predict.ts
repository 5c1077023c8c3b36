/**
 * How good predictions are on real runs: `deno run -A tests/bench/predict.ts DIR [owner|configuration|learnt]`. DIR holds `NAME-runs.csv` and
 * `NAME-sources.csv`. Every run is predicted by constants learnt without its owner (or configuration); "learnt" takes those of the module.
 */
import { LEARNT } from "../../lib/predict/constants.ts";
import type { PredictConstants } from "../../lib/predict/constants_shape.ts";
import { forecastRest } from "../../lib/predict/forecast_rest.ts";
import { foldOf, learnConstants } from "./learning.ts";
import { energyTable } from "./predict_energy.ts";
import { errorPercent, RULES } from "./predict_rules.ts";
import { type Prefix, prefixesOf, type When } from "./prefixes.ts";
import { weightedQuantile } from "./quantile_regression.ts";
import { readTraces, type TracedRun } from "./traces.ts";

const WHENS: readonly (readonly [title: string, when: When])[] = [
  ["1 epoch", { epochs: 1 }],
  ["2 epochs", { epochs: 2 }],
  ["3 epochs", { epochs: 3 }],
  ["5 epochs", { epochs: 5 }],
  ["10 epochs", { epochs: 10 }],
  ["a quarter", { share: 0.25 }],
];
const FOLDS = 12;

/** What came of one prediction. */
interface Outcome {
  readonly prefix: Prefix;
  /** Error of the whole duration, in percent of it. */
  readonly errors: Readonly<Record<string, number>>;
  readonly held: boolean;
  /** Width of the interval, in percent of the prediction. */
  readonly width: number;
}

if (import.meta.main) {
  const [directory, by = "owner"] = Deno.args;
  if (directory === undefined) {
    await say("Usage: deno run -A tests/bench/predict.ts DIR [owner|configuration|learnt]\n");
    Deno.exit(2);
  }
  const runs = await readTraces(directory);
  const constantsOf = constantsBy(runs, by);
  for (const part of new Set(runs.map((run) => run.part))) {
    await say(
      `\n# ${part}: duration, median / mean / 90th percentile of the absolute error in %\n`,
    );
    await say(`One vote a configuration; ours by constants learnt without the run's ${by}.\n\n`);
    await say(tableOf(runs.filter((run) => run.part === part), constantsOf));
  }
  await say(
    `\n# Energy, by the constants of the module, which the durations of these runs helped to learn: error in %, 5th / 50th / 95th percentile\n\n`,
  );
  await say(energyTable(runs, WHENS));
}

/** The constants with which a run is to be predicted. */
function constantsBy(
  runs: readonly TracedRun[],
  by: string,
): (run: TracedRun) => PredictConstants {
  if (by === "learnt") return () => LEARNT;
  const name = (run: TracedRun) => by === "owner" ? run.owner : run.config;
  const folds = Array.from(
    { length: FOLDS },
    (_, fold) => learnConstants(runs.filter((run) => foldOf(name(run), FOLDS) !== fold)),
  );
  return (run) => folds[foldOf(name(run), FOLDS)]!;
}

function tableOf(
  runs: readonly TracedRun[],
  constantsOf: (run: TracedRun) => PredictConstants,
): string {
  const names = ["ours", ...Object.keys(RULES)];
  const lines = [
    `| runs | after | ${names.join(" | ")} | range holds | width |`,
    `|---|---|${"---|".repeat(names.length + 2)}`,
  ];
  const families = ["all", ...new Set(runs.filter((run) => run.timed).map((run) => run.family))];
  for (const family of families) {
    for (const [title, when] of WHENS) {
      const of = runs.filter((run) => family === "all" || run.family === family);
      const outcomes = prefixesOf(of, when).map((prefix) =>
        outcomeOf(prefix, constantsOf(prefix.run))
      );
      if (outcomes.length === 0) continue;
      const votes = Math.round(outcomes.reduce((sum, { prefix }) => sum + prefix.weight, 0));
      const cells = names.map((name) =>
        errorCell(outcomes.map(({ errors, prefix }) => ({
          value: Math.abs(errors[name]!),
          weight: prefix.weight,
        })))
      );
      const held = meanOf(
        outcomes.map(({ held, prefix }) => ({ value: held ? 100 : 0, weight: prefix.weight })),
      );
      const width = weightedQuantile(
        outcomes.map(({ width, prefix }) => ({ value: width, weight: prefix.weight })),
        0.5,
      );
      lines.push(
        `| ${family} (${votes}) | ${title} | ${cells.join(" | ")} | ${held.toFixed(0)} % | ${
          width.toFixed(0)
        } % |`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function outcomeOf(prefix: Prefix, constants: PredictConstants): Outcome {
  const { run, after, rest, pastSeconds, restSeconds } = prefix;
  const seen = run.durations.slice(0, after);
  const truth = pastSeconds + restSeconds;
  const ahead = forecastRest(
    seen.map((durationSeconds) => ({ durationSeconds })),
    rest,
    constants,
  );
  const ours = pastSeconds + ahead.durationSeconds;
  const errors: Record<string, number> = { ours: errorPercent(ours, truth) };
  for (const [name, rule] of Object.entries(RULES)) {
    errors[name] = errorPercent(rule(seen, after + rest), truth);
  }
  const [low, high] = ahead.range;
  return {
    prefix,
    errors,
    held: low <= restSeconds && restSeconds <= high,
    width: 100 * (high - low) / ours,
  };
}

function errorCell(items: readonly { readonly value: number; readonly weight: number }[]): string {
  const digits = (value: number) => value < 3 ? value.toFixed(2) : value.toFixed(1);
  const at = (quantile: number) => digits(weightedQuantile(items, quantile));
  return `${at(0.5)} / ${digits(meanOf(items))} / ${at(0.9)}`;
}

function meanOf(items: readonly { readonly value: number; readonly weight: number }[]): number {
  const weights = items.reduce((sum, { weight }) => sum + weight, 0);
  return items.reduce((sum, { value, weight }) => sum + value * weight, 0) / weights;
}

async function say(text: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(text));
}
