/**
 * `deno task bench:model [DIR]`: how well the CPU model does on measured curves, beside the usual rules. DIR holds a `cpu-power-load.csv`;
 * without it the curves bundled for tests are taken, on which the model was fitted.
 */
import { type Curve, readCurves, scoreModels } from "./model_score.ts";

const [directory] = Deno.args;
const bundled = new URL("../fixtures/power_load/package_curves.json", import.meta.url);
const curves: readonly Curve[] = directory === undefined
  ? JSON.parse(await Deno.readTextFile(bundled)).curves
  : readCurves(await Deno.readTextFile(`${directory}/cpu-power-load.csv`));

if (curves.length === 0) {
  throw new RangeError(`No package curve with a TDP in "${directory}/cpu-power-load.csv"`);
}
const points = curves.reduce((sum, curve) => sum + curve.loads.length, 0);
const models = new Set(curves.map((curve) => curve.cpu)).size;
const percent = (share: number | undefined) =>
  share === undefined ? "–" : `${(100 * share).toFixed(0)} %`;
const lines = [
  `${models} CPU models, ${points} points of ${directory ?? "the bundled curves"}`,
  ...(directory === undefined
    ? ["The model was fitted on these: pass a folder with other machines for a test"]
    : []),
  "",
  ["model".padEnd(32), "MAPE", "bias", "inside", "high/low"].join("\t"),
  ...scoreModels(curves).map((score) =>
    [
      score.model.padEnd(32),
      percent(score.meanError),
      percent(score.bias),
      percent(score.inside),
      score.highOverLow?.toFixed(1) ?? "–",
    ].join("\t")
  ),
  "",
  "Targets on machines it was not fitted on, TDP known: MAPE <= 26 %, inside >= 88 %, high/low <= 6",
];
Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
