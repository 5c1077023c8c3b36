/**
 * `deno run -A tests/bench/calibration.ts DIR`: how well a calibration of a few metered runs foretells the meter at the others. DIR holds a
 * `wall-vs-tool.csv` of one machine (columns seconds, tool_w, wall_w).
 */
import type { MeteredReading } from "../../lib/model.ts";
import { scoreCalibration } from "./calibration_score.ts";

const [directory] = Deno.args;
const write = (text: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
if (directory === undefined) {
  write("Give a folder that holds a wall-vs-tool.csv: columns seconds, tool_w, wall_w");
  Deno.exit(2);
}
const [head = "", ...rows] = (await Deno.readTextFile(`${directory}/wall-vs-tool.csv`)).trim()
  .split("\n");
const names = head.split(",");
const readings = rows.map((row): MeteredReading => {
  const cells = row.split(",");
  const of = (name: string) => Number(cells[names.indexOf(name)]);
  const durationSeconds = of("seconds");
  return {
    durationSeconds,
    energyKwh: of("tool_w") * durationSeconds / 3.6e6,
    meterKwh: of("wall_w") * durationSeconds / 3.6e6,
  };
});
/** Mean error on the other runs that is to be reached after so many pairs. */
const TARGETS: Readonly<Record<number, number>> = { 1: 0.085, 2: 0.075, 5: 0.065 };
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
write(
  `${readings.length} metered runs of one machine; pairs drawn at random, tried on the others\n`,
);
write(["pairs", "mean error", "target", "inside", "half width"].join("\t"));
for (const pairs of [1, 2, 3, 5, 10]) {
  const { meanError, inside, halfWidth } = scoreCalibration(readings, { pairs, draws: 200 });
  const target = TARGETS[pairs];
  write(
    [
      pairs,
      percent(meanError),
      target === undefined ? "–" : `<= ${percent(target)}`,
      percent(inside),
      percent(halfWidth),
    ].join("\t"),
  );
}
write("\nTarget: at least 85 % inside");
