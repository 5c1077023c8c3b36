/** Runs of invented numbers, one a state of the card. Sums and intervals were worked by hand. */
import type { LiveState } from "../../lib/inside_run.ts";
import type {
  Baseline,
  Calibration,
  Diagnosis,
  Epoch,
  Estimate,
  Note,
  Part,
  Prediction,
  Run,
} from "../../lib/model.ts";

/** Everything a run has, with nothing in it: all figures 0, no device, no epoch. */
export const EMPTY_RUN: Run = {
  version: 1,
  id: "2026-11-24T13-02-00Z-empty",
  name: "empty",
  status: "finished",
  startedAt: "2026-11-24T13:02:00Z",
  endedAt: "2026-11-24T13:02:00Z",
  durationSeconds: 0,
  energyKwh: 0,
  itEnergyKwh: 0,
  emissionsGrams: 0,
  ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
  basis: { energyKwh: "measured", emissionsGrams: "measured" },
  boundary: "device",
  pue: 1,
  intensityGramsPerKwh: 0,
  acceleratorHours: 0,
  cpuCoreHours: 0,
  place: { zone: "", name: "", how: "given" },
  machine: {
    hostname: "lab-07",
    os: "Linux 6.8",
    arch: "x86_64",
    runtime: "Deno 2.9.6",
    cpu: { name: "Intel Xeon Gold 6330", threads: 112, sockets: 2 },
    memoryGb: 256,
    accelerators: [],
  },
  parts: [],
  epochs: [],
  spans: [],
  predictions: [],
  intensities: [],
  traces: [],
  metrics: {},
  notes: [],
  sources: [],
};

const EMBER = {
  id: "ember-yearly",
  title: "Yearly electricity data",
  publisher: "Ember",
  year: 2026,
  licence: "CC BY 4.0",
};

const DENMARK: Pick<Run, "place" | "intensities" | "intensityGramsPerKwh" | "sources"> = {
  place: { zone: "DK", name: "Denmark", how: "guessed" },
  intensityGramsPerKwh: 114,
  intensities: [{
    atSeconds: 0,
    intensityGramsPerKwh: 114,
    range: [87, 142],
    basis: "default",
    source: EMBER.id,
    year: 2025,
    emissionScope: "life-cycle",
    accounting: "generation",
  }],
  sources: [EMBER],
};

const PLACE_NOTE: Note = {
  code: "place-guessed",
  message: "Place guessed: from the time zone Europe/Copenhagen",
  hint: 'Say where you are: `track({ zone: "DK" }, …)` or `FOOTNOTE_ZONE=DK`',
};
const PUE_NOTE: Note = {
  code: "pue-one",
  message: "PUE 1.0: the machine alone is counted",
  hint: "In a data centre set its own: `track({ pue: 1.2 }, …)`",
};

const part = (
  device: string,
  kind: Part["kind"],
  name: string,
  source: string,
  basis: Part["basis"],
  [energyKwh, low, high, meanWatts]: readonly [number, number, number, number],
): Part => ({
  device,
  kind,
  name,
  source,
  basis,
  energyKwh,
  energyRange: [low, high],
  meanWatts,
  peakWatts: meanWatts * 1.3,
  missingSeconds: 0,
});

const epochs = (count: number, durationSeconds: number, energyKwh: number): Epoch[] =>
  Array.from({ length: count }, (_, index) => ({
    index,
    startedAtSeconds: 20 + index * durationSeconds,
    durationSeconds,
    energyKwh,
    energyRange: [energyKwh * 0.975, energyKwh * 1.025],
    emissionsGrams: energyKwh * 114,
    complete: true,
    metrics: { accuracy: 0.5 + index / 25 },
  }));

const prediction = (
  afterEpochs: number,
  totalEpochs: number,
  energy: readonly [number, number, number],
): Prediction => ({
  afterEpochs,
  totalEpochs,
  level: 0.9,
  upTo: false,
  durationSeconds: 5700,
  energyKwh: energy[0],
  emissionsGrams: energy[0] * 114,
  ranges: {
    durationSeconds: [5400, 6000],
    energyKwh: [energy[1], energy[2]],
    emissionsGrams: [energy[1] * 87, energy[2] * 142],
  },
  basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
  boundary: "device",
});

const A100 = "NVIDIA A100-PCIE-40GB";
const XEON = "Intel Xeon Gold 6330";

/** Everything measured, a guessed place: 0.389 + 0.376 + 0.217 + 0.196 + 0.047 = 1.225 kWh. */
export const MEASURED_RUN: Run = {
  ...EMPTY_RUN,
  ...DENMARK,
  id: "2026-11-24T13-02-00Z-resnet50-cifar100",
  name: "resnet50-cifar100",
  startedAt: "2026-11-24T13:02:00Z",
  endedAt: "2026-11-24T14:37:00Z",
  durationSeconds: 5700,
  energyKwh: 1.225,
  itEnergyKwh: 1.225,
  emissionsGrams: 139.65,
  ranges: { energyKwh: [1.196, 1.255], emissionsGrams: [106, 174] },
  basis: { energyKwh: "measured", emissionsGrams: "default" },
  acceleratorHours: 3.17,
  cpuCoreHours: 88.7,
  plannedEpochs: 10,
  epochs: epochs(10, 560, 0.1204),
  parts: [
    part("gpu:0", "gpu", A100, "nvml-energy", "measured", [0.389, 0.369, 0.408, 245]),
    part("gpu:1", "gpu", A100, "nvml-energy", "measured", [0.376, 0.357, 0.395, 237]),
    part("cpu:0", "cpu", XEON, "rapl", "measured", [0.217, 0.208, 0.226, 137]),
    part("cpu:1", "cpu", XEON, "rapl", "measured", [0.196, 0.189, 0.204, 124]),
    part("memory", "memory", "256 GB DRAM", "rapl-dram", "measured", [0.047, 0.042, 0.052, 30]),
  ],
  machine: {
    ...EMPTY_RUN.machine,
    accelerators: [{ name: A100, count: 2, memoryGb: 40 }],
  },
  metrics: { accuracy: 0.86 },
  notes: [PUE_NOTE, PLACE_NOTE],
};

/** A small machine without any sensor: 0.034 + 0.003 = 0.037 kWh. */
export const MODELLED_RUN: Run = {
  ...EMPTY_RUN,
  ...DENMARK,
  id: "2026-11-24T08-10-00Z-digits-cnn",
  name: "digits-cnn",
  startedAt: "2026-11-24T08:10:00Z",
  endedAt: "2026-11-24T09:06:09Z",
  durationSeconds: 3369,
  energyKwh: 0.037,
  itEnergyKwh: 0.037,
  emissionsGrams: 4.2,
  ranges: { energyKwh: [0.022, 0.055], emissionsGrams: [2.1, 6.4] },
  basis: { energyKwh: "modelled", emissionsGrams: "default" },
  plannedEpochs: 8,
  epochs: epochs(8, 410, 0.0045),
  parts: [
    part("memory", "memory", "16 GB", "memory-model", "modelled", [0.003, 0.001, 0.005, 3]),
    part(
      "cpu:0",
      "cpu",
      "Intel Xeon Platinum 8488C, 8 of 96 threads",
      "cpu-model",
      "modelled",
      [0.034, 0.019, 0.052, 37],
    ),
  ],
  notes: [
    PLACE_NOTE,
    {
      code: "memory-modelled",
      device: "memory",
      message: "Memory not measured: 16 GB at 0.1 to 0.4 W/GB",
      hint: "The same command opens it",
    },
    {
      code: "rapl-closed",
      device: "cpu:0",
      message:
        "CPU not measured: RAPL is closed to your user, so it is load × 350 W × 8 of 96 threads",
      hint: "Open it: `sudo chmod -R a+r /sys/class/powercap/intel-rapl`",
    },
  ],
};

/** A run that failed in its fourth epoch, its CPU modelled. */
export const FAILED_RUN: Run = {
  ...EMPTY_RUN,
  ...DENMARK,
  place: { zone: "DK", name: "Denmark", how: "given" },
  id: "2026-11-24T15-20-00Z-vit-small",
  name: "vit-small, lr 3e-3",
  status: "failed",
  error: "RangeError: loss is NaN",
  startedAt: "2026-11-24T15:20:00Z",
  endedAt: "2026-11-24T15:55:17Z",
  durationSeconds: 2117,
  energyKwh: 0.413,
  itEnergyKwh: 0.413,
  emissionsGrams: 47,
  ranges: { energyKwh: [0.381, 0.448], emissionsGrams: [35, 59] },
  basis: { energyKwh: "modelled", emissionsGrams: "modelled" },
  plannedEpochs: 10,
  epochs: [
    ...epochs(3, 590, 0.115),
    { ...epochs(4, 590, 0.115)[3]!, durationSeconds: 327, complete: false },
  ],
  predictions: [prediction(3, 10, [1.15, 1.01, 1.31])],
  parts: [
    part("gpu:0", "gpu", "NVIDIA RTX A6000", "nvml-power", "measured", [0.171, 0.163, 0.18, 291]),
    {
      ...part(
        "gpu:1",
        "gpu",
        "NVIDIA RTX A6000",
        "nvml-power",
        "measured",
        [0.166, 0.157, 0.175, 282],
      ),
      missingSeconds: 200,
    },
    part(
      "cpu:0",
      "cpu",
      "AMD Ryzen Threadripper PRO 5965WX",
      "cpu-model",
      "modelled",
      [0.067, 0.039, 0.099, 114],
    ),
    part("memory", "memory", "64 GB", "memory-model", "modelled", [0.009, 0.003, 0.014, 15]),
  ],
  notes: [
    {
      code: "intensity-yearly",
      message: "The year’s mean stands in for the hour’s.",
      hint: "Ask the grid: `track({ intensity: energiDataService() }, …)`",
    },
    {
      code: "cpu-modelled",
      device: "cpu:0",
      message: "CPU modelled: this kernel has no RAPL; load × 280 W, −42 to +48 %",
    },
    {
      code: "missing",
      device: "gpu:1",
      message: "GPU 1 gave no reading for 3 min 20 s. Nothing stands in for it there",
    },
  ],
};

/** The first run up to 0.58 of it. */
const PARTS_SO_FAR = MEASURED_RUN.parts.map((one): Part => ({
  ...one,
  energyKwh: one.energyKwh * 0.58,
  energyRange: [one.energyRange[0] * 0.58, one.energyRange[1] * 0.58],
}));

/** The first run, stopped by its user in its sixth epoch. */
export const INTERRUPTED_RUN: Run = {
  ...MEASURED_RUN,
  id: "2026-11-24T13-02-00Z-resnet50-cifar100-i",
  status: "interrupted",
  stoppedBy: "you",
  endedAt: "2026-11-24T13:57:12Z",
  durationSeconds: 3312,
  energyKwh: 0.711,
  itEnergyKwh: 0.711,
  emissionsGrams: 81,
  ranges: { energyKwh: [0.693, 0.728], emissionsGrams: [62, 101] },
  parts: PARTS_SO_FAR,
  epochs: [...epochs(5, 560, 0.1204), { ...epochs(6, 560, 0.1204)[5]!, complete: false }],
  predictions: [prediction(5, 10, [1.23, 1.17, 1.29])],
};

/** The same, stopped by a budget after its fifth epoch, in a data centre. */
export const STOPPED_RUN: Run = {
  ...INTERRUPTED_RUN,
  id: "2026-11-24T13-02-00Z-resnet50-cifar100-s",
  status: "stopped",
  stoppedBy: "budget",
  boundary: "facility",
  pue: 1.12,
  epochs: epochs(5, 560, 0.1204),
};

/** The same, read back from a record that a crash left open. */
export const RECOVERED_RUN: Run = {
  ...INTERRUPTED_RUN,
  id: "2026-11-24T13-02-00Z-resnet50-cifar100-r",
  status: "recovered",
  predictions: [],
  notes: [
    ...INTERRUPTED_RUN.notes,
    ...Array.from({ length: 6 }, (_, index): Note => ({
      code: "note",
      message: `Note ${index}: one of many`,
    })),
  ],
};

/** A node of 16 GPUs and 2 CPUs with a wall meter. */
export const NODE_RUN: Run = {
  ...MEASURED_RUN,
  id: "2026-11-24T13-02-00Z-node",
  name: "ساختار 日本語 a-name-that-is-far-too-long-to-be-set-in-one-line",
  boundary: "node",
  durationSeconds: 273_600,
  energyKwh: 402,
  itEnergyKwh: 402,
  emissionsGrams: 45_800,
  ranges: { energyKwh: [390, 415], emissionsGrams: [34_900, 57_100] },
  epochs: [],
  place: { zone: "DK", name: "Denmark", how: "given" },
  parts: [
    ...Array.from({ length: 16 }, (_, index) =>
      part(
        `gpu:${index}`,
        "gpu",
        "NVIDIA H100 80GB HBM3",
        "nvml-energy",
        "measured",
        [21 + index / 10, 20 + index / 10, 22.1 + index / 10, 276 + index],
      )),
    part("cpu:0", "cpu", "AMD EPYC 9654", "rapl", "measured", [16, 15.4, 16.7, 211]),
    part("cpu:1", "cpu", "AMD EPYC 9654", "rapl", "measured", [15, 14.4, 15.6, 197]),
    part("rest", "rest", "fans, board, power supply", "wall", "measured", [23, 12, 34, 303]),
  ],
  notes: [],
};
delete (NODE_RUN as { plannedEpochs?: number }).plannedEpochs;

/** Names that try to break out of every format. */
export const HOSTILE =
  `</style><script>alert("1")</script> & 'x' \\input{y} $1_2^3% \u001b[2J\n| *z* \u202e`;

/** A run whose every text is hostile. */
export const HOSTILE_RUN: Run = {
  ...FAILED_RUN,
  name: HOSTILE,
  error: HOSTILE,
  place: { zone: HOSTILE, name: HOSTILE, how: "given" },
  intensities: [{ ...DENMARK.intensities[0]!, source: HOSTILE }],
  parts: FAILED_RUN.parts.map((one) => ({ ...one, name: HOSTILE, source: HOSTILE })),
  notes: [{ code: "x", message: HOSTILE, hint: HOSTILE }],
  machine: {
    ...EMPTY_RUN.machine,
    cpu: { name: HOSTILE, threads: 4 },
    accelerators: [{ name: HOSTILE, count: 1 }],
  },
};

const LIVE: LiveState = {
  name: "resnet50-cifar100",
  elapsedSeconds: 190,
  epoch: 0,
  epochs: 10,
  step: { done: 50, of: 100 },
  powerWatts: 702,
  recentWatts: Array.from({ length: 60 }, (_, index) => index < 50 ? 880 + index % 7 : 700),
  energyKwh: 0.05,
  energyRange: [0.046, 0.054],
  emissionsGrams: 5.7,
  emissionsRange: [4.2, 7.3],
  predictAfterEpochs: 1,
};

/** A live line before its first prediction, within its budget, past it, and without anything known. */
export const LIVE_STATES: readonly LiveState[] = [
  { ...LIVE, budget: { limit: 1.3, of: "energyKwh", action: "stop" } },
  {
    ...LIVE,
    elapsedSeconds: 2040,
    epoch: 3,
    powerWatts: 718,
    energyKwh: 0.39,
    emissionsGrams: 45,
    budget: { limit: 1.3, of: "energyKwh", action: "stop" },
    prediction: { ...prediction(3, 10, [1.13, 1.03, 1.23]), chanceOverBudget: 0.002 },
  },
  {
    ...LIVE,
    elapsedSeconds: 1440,
    epoch: 2,
    powerWatts: 724,
    energyKwh: 0.28,
    emissionsGrams: 32,
    budget: { limit: 1, of: "energyKwh", action: "stop" },
    prediction: { ...prediction(2, 10, [1.15, 1.01, 1.31]), chanceOverBudget: 0.96 },
  },
  {
    name: HOSTILE,
    elapsedSeconds: 0,
    recentWatts: [],
    energyKwh: 0,
    energyRange: [0, 0],
    emissionsGrams: 0,
    emissionsRange: [0, 0],
    predictAfterEpochs: 1,
  },
];

/** What the energy and emissions of the first run are like. */
export const EQUIVALENTS = [
  {
    id: "phone",
    label: "phone charges",
    amount: 82,
    unit: "",
    from: "energy",
    source: "US EPA",
    year: 2024,
  },
  {
    id: "car",
    label: "in a new EU car",
    amount: 1.3,
    unit: "km",
    from: "emissions",
    source: "EEA",
    year: 2024,
  },
] as const;

/** A machine with two GPUs whose CPU counter is closed. */
export const DIAGNOSIS: Diagnosis = {
  verdict: "This machine can measure 2 of its 4 parts",
  rows: [
    {
      device: "place",
      source: "time zone",
      state: "instead",
      says: "Denmark, 114 gCO₂eq/kWh (2025)",
      relativeRange: [0.76, 1.24],
      command: "FOOTNOTE_ZONE=DK",
    },
    {
      device: "wall",
      source: "psys",
      state: "absent",
      says: "this CPU has none",
      command: "A wall meter: calibrate()",
    },
    {
      device: "memory",
      source: "memory-model",
      state: "instead",
      says: "64 GB at 0.1 to 0.4 W/GB",
      relativeRange: [0.35, 1.65],
    },
    {
      device: "cpu:0",
      source: "cpu-model",
      state: "instead",
      says: "load × 250 W, 24 of 24 threads",
      relativeRange: [0.58, 1.48],
    },
    {
      device: "cpu:0",
      source: "rapl",
      state: "closed",
      says: "package of Xeon W-3345, counter",
      relativeRange: [0.96, 1.04],
      command: "sudo chmod -R a+r /sys/class/powercap/intel-rapl",
    },
    {
      device: "memory",
      source: "rapl-dram",
      state: "closed",
      says: "DRAM of 1 socket, counter",
      relativeRange: [0.9, 1.1],
      command: "sudo chmod -R a+r /sys/class/powercap/intel-rapl",
    },
    {
      device: "gpu:0, gpu:1",
      source: "nvml-energy",
      state: "open",
      says: "2 × RTX A6000, energy counter",
      relativeRange: [0.95, 1.05],
    },
  ],
};

/** Two GPUs, a CPU and memory at rest: 21 + 19 + 42.5 + 6 = 88.5 W. */
export const BASELINE: Baseline = {
  powerWatts: 88.5,
  range: [81, 97],
  perDevice: [
    { device: "gpu:0", powerWatts: 21 },
    { device: "gpu:1", powerWatts: 19 },
    { device: "cpu:0", powerWatts: 42.5 },
    { device: "memory", powerWatts: 6 },
  ],
  contextOpen: true,
  notes: [{
    code: "memory-modelled",
    message: "Memory modelled: no counter, so its watts come from 64 GB and the load",
    device: "memory",
  }],
};

/** wall = 40 W + 1.1 x sensors: 100 W gives 150, 300 gives 370, 500 gives 590; the meter said 152, 368 and 591. */
export const CALIBRATION: Calibration = {
  name: "lab-07",
  machine: "lab-07",
  offsetWatts: 40,
  slope: 1.1,
  residualWatts: 2.5,
  readings: 3,
  sensorWatts: [100, 500],
  madeAt: "2026-11-24T10:00:00Z",
  points: [[300, 368], [100, 152], [500, 591]].map(([sensor = 0, wall = 0]) => ({
    energyKwh: sensor / 1000,
    meterKwh: wall / 1000,
    durationSeconds: 3600,
  })),
};

/** Eight GPUs for three days: 2.40 + 0.22 + 0.14 = 2.76 kW; x 72 h = 199 kWh; x 1.09 = 217 kWh; x 57.5 g = 12.5 kg. */
export const ESTIMATE: Estimate = {
  durationSeconds: 259_200,
  energyKwh: 216.6,
  emissionsGrams: 12_454,
  ranges: { energyKwh: [150, 283], emissionsGrams: [8200, 16_700] },
  basis: { energyKwh: "default", emissionsGrams: "default" },
  boundary: "facility",
  parts: [],
  steps: [
    {
      label: "GPUs",
      sum: "8 × 400 W × 0.75",
      value: 2400,
      unit: "W",
      range: [1550, 3200],
      basis: "default",
      source: "NVIDIA data sheet, 2021",
    },
    {
      operator: "+",
      label: "CPUs",
      sum: "2 × 280 W × 0.40",
      value: 224,
      unit: "W",
      range: [120, 340],
      basis: "default",
      source: "AMD EPYC 7763, 2021",
    },
    {
      operator: "+",
      label: "Memory",
      sum: "1024 GB × 0.14 W/GB",
      value: 143,
      unit: "W",
      range: [80, 390],
      basis: "modelled",
      source: "range of 6 studies",
    },
    {
      operator: "=",
      label: "Power of the machine",
      sum: "1 + 2 + 3",
      value: 2767,
      unit: "W",
      range: [1910, 3610],
      basis: "default",
    },
    {
      operator: "x",
      label: "Time",
      sum: "72 h, as given",
      value: 199.2,
      unit: "kWh",
      range: [137, 260],
      basis: "default",
      source: "you",
    },
    {
      operator: "x",
      label: "Data centre",
      sum: "PUE 1.09",
      value: 216.6,
      unit: "kWh",
      range: [150, 283],
      basis: "default",
      source: "Google, 2024",
    },
    {
      operator: "x",
      label: "Grid",
      sum: "57.5 gCO₂eq/kWh",
      value: 12_454,
      unit: "gCO2eq",
      range: [8200, 16_700],
      basis: "default",
      source: "Ember, Finland 2025",
    },
  ],
  pue: 1.09,
  intensityGramsPerKwh: 57.5,
  notes: [
    {
      code: "utilization",
      message:
        "Utilization not given: 0.75 for GPUs, 0.40 for CPUs. It is the largest unknown; measured on one node it falls to ±5 %",
      hint: "estimate({ utilization: 0.82, … })",
    },
  ],
  sources: [],
};
