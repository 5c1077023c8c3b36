/**
 * How long charts take and how large they are: `deno task bench:figures [POINTS]`. Every preview once warm, with all that a cell stores of it, then a trace
 * of 10,000,000 points that jumps about, with one peak a stretch that a mean would hide.
 */
import { powerChart } from "../../lib/display/power_chart.ts";
import type { TracePoint } from "../../lib/model.ts";
import { bareRun, randomFrom } from "../display/chart_samples.ts";
import { withKernel } from "../display/fake_kernel.ts";
import { CHARTS } from "../display/preview_list.ts";

/** Most that a cell may store of a figure, in bytes, and most of the SVG of a long trace. */
const MOST_STORED = 300_000;
const MOST_LONG = 200_000;
/** Height of the one peak, in W: nothing else comes near it. */
const PEAK_WATTS = 690;

const points = Number(Deno.args[0] ?? 10_000_000);
let over = 0;
for (const [name, draw] of Object.entries(CHARTS)) {
  await draw({});
  const started = performance.now();
  const figure = await draw({});
  const took = performance.now() - started;
  const stored = await withKernel(async (told) => {
    const before = performance.now();
    await figure.show();
    const bundle = told[0]![1] as Readonly<Record<string, string>>;
    const bytes = Object.values(bundle).reduce((sum, text) => sum + text.length, 0);
    return { bytes, ms: performance.now() - before };
  });
  if (stored.bytes > MOST_STORED) over++;
  say(
    `${name.padEnd(12)} ${took.toFixed(0).padStart(4)} ms drawn ${
      stored.ms.toFixed(0).padStart(4)
    } ms shown ${kb(figure.svg.length).padStart(6)} KB SVG ${
      kb(stored.bytes).padStart(6)
    } KB in a cell${stored.bytes > MOST_STORED ? "  too large" : ""}`,
  );
}

const random = randomFrom(11);
const trace: TracePoint[] = Array.from({ length: points }, (_, i) => {
  // Training, then validation, then a checkpoint, a hundred times.
  const share = i % (points / 100) / (points / 100);
  const meanWatts = (share > 0.97 ? 90 : share > 0.84 ? 230 : 330) + 40 * (random() - 0.5);
  return {
    fromSeconds: i / 10,
    toSeconds: (i + 1) / 10,
    meanWatts,
    lowWatts: meanWatts - 60 * random(),
    highWatts: i === Math.floor(0.618 * points) ? PEAK_WATTS : meanWatts + 80 * random() ** 4,
  };
});
const run = bareRun({
  durationSeconds: points / 10,
  energyKwh: 1,
  parts: [{
    device: "gpu:0",
    kind: "gpu",
    name: "GPU",
    source: "bench",
    basis: "measured",
    energyKwh: 1,
    energyRange: [0.9, 1.1],
    meanWatts: 300,
    missingSeconds: 0,
  }],
  traces: [{ device: "gpu:0", points: trace }],
});
const started = performance.now();
const { svg } = await powerChart(run);
const took = performance.now() - started;
// The band's places: the peak stands higher than all else.
const [highest = 0, next = 0] = bandTops(svg);
if (svg.length > MOST_LONG) over++;
say(
  `${points} points: ${took.toFixed(0)} ms, ${kb(svg.length)} KB SVG, the peak ${
    (next - highest).toFixed(0)
  } px above the rest`,
);
Deno.exit(over);

/** The two highest places of the longest path, smallest y first. */
function bandTops(svg: string): readonly number[] {
  const paths = [...svg.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path!);
  const longest = paths.sort((a, b) => b.length - a.length)[0] ?? "";
  let y = 0;
  const places: number[] = [];
  for (const [, command, numbers] of longest.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = numbers!.match(/-?\d*\.?\d+/g)?.map(Number) ?? [];
    if (command === "v") { for (const by of values) places.push(y += by); }
    else if (command === "V") { for (const to of values) places.push(y = to); }
    else if (command === "h" || command === "H") continue;
    else {
      for (let i = 1; i < values.length; i += 2) {
        y = command === command!.toUpperCase() ? values[i]! : y + values[i]!;
        places.push(y);
      }
    }
  }
  return [...new Set(places)].sort((a, b) => a - b);
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
