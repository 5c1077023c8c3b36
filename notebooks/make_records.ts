/**
 * Makes the records under `notebooks/records/`: `deno run -A notebooks/make_records.ts`. All but those in `overhead/` are replays of plausible loads, not
 * measurements, and the same each time; those in `overhead/` are tracked here and now with `--overhead`.
 */
import { openRecord } from "../lib/record/writer.ts";
import { track } from "../lib/track/track.ts";
import type { IntensityPoint, Job, Machine, Run } from "../lib/model.ts";
import { loadDigits, Network } from "./digits.ts";
import { board, counted, modelled, randomFrom, type Replay, replay } from "./replay.ts";

const records = new URL("records/", import.meta.url).pathname;

const SERVER: Machine = {
  hostname: "lab-server",
  os: "linux",
  arch: "x86_64",
  runtime: "Deno 2.9",
  cpu: { name: "2 x Intel Xeon E5-2660 v4", threads: 56, sockets: 2 },
  memoryGb: 128,
  accelerators: [{ name: "NVIDIA TITAN RTX", count: 1, memoryGb: 24 }],
};
const WORKSTATION: Machine = {
  hostname: "workstation",
  os: "linux",
  arch: "x86_64",
  runtime: "Deno 2.9",
  cpu: { name: "AMD Ryzen Threadripper PRO 5965WX", threads: 48, sockets: 1 },
  memoryGb: 64,
  accelerators: [{ name: "NVIDIA RTX A6000", count: 2, memoryGb: 48 }],
};
const TITAN = board(0, "NVIDIA TITAN RTX", 25, 280);
const XEONS = counted(SERVER.cpu.name, 55, 210);
const THREADRIPPER = modelled(WORKSTATION.cpu.name, 280, 64);
const A6000 = [board(0, "NVIDIA RTX A6000", 22, 300), board(1, "NVIDIA RTX A6000", 22, 290)];

/** Lengths of epochs: a first one that is unlike the others, then noise. */
function lengths(count: number, seconds: number, first: number, noise: number, seed: number) {
  const random = randomFrom(seed);
  return Array.from(
    { length: count },
    (_, i) => Math.round(10 * seconds * (i === 0 ? first : 1 + noise * (random() - 0.5))) / 10,
  );
}

/** Four pipelines of medical image segmentation, each twice: GPU, CPU packages and DRAM by their counters. */
function segmentation(): readonly Replay[] {
  const rows = [
    // name, epochs run, planned, seconds, load of the GPU, first epoch
    ["U-net, retina", 24, 24, 15, 0.62, 1.12],
    ["U-net, X-ray", 20, 20, 87, 0.9, 1.04],
    ["U-net, lung CT", 30, 30, 92, 0.94, 1.02],
    ["VAE, X-ray", 16, 24, 45, 0.55, 1.07],
  ] as const;
  return rows.flatMap(([name, count, planned, seconds, load, first], i) =>
    [1, 2].map((repeat): Replay => ({
      name: repeat === 1 ? name : `${name} (2)`,
      startedAt: `2026-10-${String(5 + 2 * i + repeat).padStart(2, "0")}T08:30:00.000Z`,
      zone: "DK",
      machine: SERVER,
      devices: [TITAN, ...XEONS],
      epochs: lengths(count, seconds * (repeat === 1 ? 1 : 1.03), first, 0.04, 10 * i + repeat),
      planned,
      load: load * (repeat === 1 ? 1 : 0.97),
      setupSeconds: 0.04 * seconds,
      predictions: repeat === 1 && name === "U-net, lung CT" ? "all" : "first",
      metrics: (epoch) => ({ loss: 0.1 + 0.6 * Math.exp(-epoch / 8) }),
      more: { job: { stage: "training", purpose: "final", model: name.split(",")[0]! } },
    }))
  );
}

/** Image classifiers of a search, small to large; the CPU is modelled. */
function classifiers(): readonly Replay[] {
  const rows:
    readonly (readonly [string, number, number, number, number, NonNullable<Job["purpose"]>])[] = [
      // name, seconds an epoch, epochs, load, accuracy, purpose
      ["logistic", 3, 3, 0.2, 0.423, "search"],
      ["LeNet-5", 6, 4, 0.3, 0.528, "search"],
      ["small CNN", 15, 4, 0.5, 0.612, "search"],
      ["resnet18, short", 60, 4, 0.8, 0.709, "search"],
      ["squeezenet", 110, 4, 0.7, 0.66, "search"],
      ["mobilenet-v3", 140, 5, 0.75, 0.724, "search"],
      ["resnet18", 190, 5, 0.85, 0.754, "ablation"],
      ["VGG-11", 280, 5, 0.9, 0.698, "ablation"],
      ["efficientnet-b0", 280, 5, 0.9, 0.781, "search"],
      ["convnext-tiny", 620, 6, 0.95, 0.826, "final"],
      ["vit-small", 800, 6, 1, 0.819, "final"],
    ];
  const runs = rows.map(([name, seconds, count, load, accuracy, purpose], i): Replay => ({
    name,
    startedAt: `2026-11-${String(2 + i).padStart(2, "0")}T13:02:00.000Z`,
    zone: "DK",
    machine: WORKSTATION,
    devices: [...A6000, ...THREADRIPPER],
    epochs: lengths(count, seconds, 1.08, 0.03, 100 + i),
    load,
    predictions: "first",
    metrics: (epoch) => ({ accuracy: accuracy * (1 - 0.3 * Math.exp(-1.5 * (epoch + 1))) }),
    more: {
      job: { stage: purpose === "final" ? "finetuning" : "training", purpose, model: name },
    },
  }));
  const failed: Replay = {
    ...runs.at(-1)!,
    name: "vit-small, lr 3e-3",
    startedAt: "2026-11-13T09:00:00.000Z",
    epochs: lengths(2, 800, 1.05, 0, 130),
    planned: 6,
    metrics: () => ({}),
    more: {
      status: "failed",
      error: "RangeError: loss is NaN",
      job: { stage: "finetuning", purpose: "search", model: "vit-small" },
    },
  };
  const stopped: Replay = {
    ...runs.at(-1)!,
    name: "swin-tiny",
    startedAt: "2026-11-14T09:00:00.000Z",
    epochs: lengths(5, 590, 1.04, 0.03, 131),
    planned: 9,
    predictions: "all",
    metrics: (epoch) => ({ accuracy: 0.5 + 0.06 * epoch }),
    more: {
      status: "stopped",
      stoppedBy: "budget",
      job: { stage: "finetuning", purpose: "final", model: "swin-tiny" },
    },
  };
  const traced: Replay = {
    ...runs.at(-1)!,
    name: "resnet50",
    startedAt: "2026-11-16T13:02:00.000Z",
    epochs: lengths(10, 562, 1.2, 0.02, 132),
    load: 0.98,
    setupSeconds: 110,
    tracePoints: 200,
    predictions: "all",
    devices: [A6000[0]!, { ...A6000[1]!, gap: [3110, 3310] }, ...THREADRIPPER],
    metrics: (epoch) => ({ accuracy: 0.8 * (1 - Math.exp(-(epoch + 1) / 2.5)) }),
    more: { job: { stage: "training", purpose: "final", model: "resnet50" } },
  };
  return [...runs, failed, stopped, traced];
}

/** Two hours at a time of a grid: a daily swing, and wind that comes and goes over days; the figures are invented. */
function swings(days: number, grid: { mean: number; daily: number; wind: number; seed: number }) {
  const random = randomFrom(grid.seed);
  let wind = 0;
  return Array.from({ length: 12 * days }, (_, i): IntensityPoint => {
    const hour = 2 * i;
    wind = 0.9 * wind + 0.45 * (random() - 0.5);
    const day = Math.sin((hour % 24 - 10) / 24 * 2 * Math.PI);
    const intensityGramsPerKwh = grid.mean *
      Math.exp(grid.daily * day + grid.wind * wind - grid.wind ** 2 / 8);
    return {
      atSeconds: 3600 * hour,
      intensityGramsPerKwh,
      range: [0.93 * intensityGramsPerKwh, 1.07 * intensityGramsPerKwh],
      basis: "measured",
      source: "invented",
    };
  });
}
const DANISH = swings(7, { mean: 114, daily: 0.35, wind: 1.1, seed: 3 });
const BRITISH = swings(7, { mean: 190, daily: 0.22, wind: 0.35, seed: 8 });

/** A week of two grids, and one training on each by the grid of the hour, its forecast and the mean of the year. */
function grids(): readonly Replay[] {
  const training = segmentation()[4]!;
  const places = [
    ["DK", "Denmark", "Denmark", DANISH],
    ["GB", "UK", "the United Kingdom", BRITISH],
  ] as const;
  return places.flatMap(([zone, place, where, week]): Replay[] => {
    const at = { ...training, zone, startedAt: "2026-10-12T22:00:00.000Z" };
    const night = week.slice(11, 13).map((point, i) => ({ ...point, atSeconds: 7200 * i }));
    const forecast = night.map((point): IntensityPoint => ({
      ...point,
      intensityGramsPerKwh: 1.12 * point.intensityGramsPerKwh,
      range: [0.9 * point.intensityGramsPerKwh, 1.4 * point.intensityGramsPerKwh],
      basis: "predicted",
    }));
    const single = { ...at, epochs: [7200], planned: 1, metrics: () => ({}) };
    return [
      { ...single, name: `${place}, by the hour`, intensities: night },
      { ...single, name: `${place}, as forecast`, intensities: forecast },
      { ...single, name: `${place}, mean of 2025` },
      {
        ...single,
        name: `a week in ${where}`,
        startedAt: "2026-10-12T00:00:00.000Z",
        epochs: [7 * 86_400],
        intensities: week,
      },
    ];
  });
}

/** The same training with the sensors read and with none: what the measuring costs. */
async function overhead(): Promise<void> {
  const digits = await loadDigits();
  await Deno.remove(`${records}overhead`, { recursive: true }).catch(() => {});
  for (const measured of [true, false, true, false]) {
    const network = new Network(100);
    const run = await track(measured ? "measured, 10 a second" : "not measured", {
      epochs: 12,
      zone: "DK",
      quiet: true,
      directory: null,
      predictAfterEpochs: 0,
      ...(measured ? {} : { components: [], intervalSeconds: 10 }),
    }, (t) => {
      for (const _ of t.epochs()) network.epoch(digits, 0.03);
    });
    await keep({ ...run, traces: [], machine: { ...run.machine, hostname: "shared" } }, "overhead");
  }
}

async function keep(run: Run, folder: string): Promise<void> {
  const { version, id, name, startedAt, place, machine, pue } = run;
  // The first line as short as it may be: the last one says all of it again.
  const start = {
    ...{ version, id, name, startedAt, place, machine, pue },
    ...{ pueGiven: false, devices: [], intensities: [], notes: [], sources: [] },
  };
  const record = await openRecord({ directory: `${records}${folder}`, start });
  await record.end(run);
  const { size } = await Deno.stat(record.path);
  Deno.stdout.writeSync(new TextEncoder().encode(`${folder}/${run.name}: ${size} bytes\n`));
}

const folders: Readonly<Record<string, readonly Replay[]>> = {
  segmentation: segmentation(),
  classifiers: classifiers(),
  grids: grids(),
};
for (const [folder, trainings] of Object.entries(folders)) {
  await Deno.remove(`${records}${folder}`, { recursive: true }).catch(() => {});
  for (const training of trainings) await keep(await replay(training), folder);
}
if (Deno.args.includes("--overhead")) await overhead();
