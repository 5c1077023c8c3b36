/** Draws the pictures of the README, `notebooks/pictures/*.png`, from the records beside them: `deno run -A notebooks/make_pictures.ts`. */
import { makeSmallPng } from "../lib/display/png_file.ts";
import {
  compareChart,
  componentChart,
  energyChart,
  epochChart,
  equivalentsChart,
  intensityChart,
  loadRuns,
  paretoChart,
  powerChart,
  predictionChart,
  zoneChart,
} from "../mod.ts";
import type { Figure, Run } from "../mod.ts";

const here = (path: string) => new URL(path, import.meta.url).pathname;
const classifiers = await loadRuns(here("records/classifiers"));
const segmentation = await loadRuns(here("records/segmentation"));
const grids = await loadRuns(here("records/grids"));
const named = (runs: readonly Run[], name: string) => runs.find((run) => run.name === name)!;
const resnet = named(classifiers, "resnet50");

const pictures: Readonly<Record<string, Promise<Figure>>> = {
  power: powerChart(resnet),
  epoch: epochChart(resnet),
  energy: energyChart(resnet),
  prediction: predictionChart(resnet),
  predictions: predictionChart(segmentation),
  component: componentChart(segmentation),
  compare: compareChart(classifiers),
  pareto: paretoChart(classifiers, { metric: "accuracy" }),
  zone: zoneChart(resnet, {
    zones: ["NO", "SE", "FR", "GB", "DE", "US", "JP", "CN", "IN", "PL", "ZA", "WORLD"],
  }),
  intensity: intensityChart(named(grids, "a week in Denmark")),
  equivalents: equivalentsChart(resnet),
};
await Deno.mkdir(here("pictures"), { recursive: true });
for (const [name, figure] of Object.entries(pictures)) {
  const png = await makeSmallPng((await figure).svg, 1.5);
  await Deno.writeFile(here(`pictures/${name}.png`), png);
  const kb = (png.length / 1000).toFixed(1);
  Deno.stdout.writeSync(new TextEncoder().encode(`${name}.png: ${kb} KB\n`));
}
