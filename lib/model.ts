/**
 * The public face as types, which the rooms share: what users give and get. What the rooms hand each other while a run is under way stands in
 * `inside_run.ts`. Units are the last word of a name; 90 % intervals throughout; numbers that are not finite are refused, but for metrics.
 */

export type Basis = "measured" | "modelled" | "default" | "predicted";
/** 90 % interval: truth below `low` in 5 of 100 cases, above `high` in 5. */
export type Range = readonly [low: number, high: number];
/** What the energy is of: the devices read; the whole machine (wall meter, or `rest` modelled in); the machine's share of the building (x PUE). */
export type Boundary = "device" | "node" | "facility";
/** Figures of quality by name; a diverged loss (NaN, infinite) is kept. */
export type Metrics = Readonly<Record<string, number>>;

/** Energy and emissions of something, each with its 90 % interval, basis and boundary. */
export interface Footprint {
  /** Length of time, in s. */
  readonly durationSeconds: number;
  /** Energy inside `boundary`, in kWh: sum of the parts x PUE. `emissionsGrams` = this x intensity, piece by piece in time. */
  readonly energyKwh: number;
  /** Operational, location-based, gCO2eq. */
  readonly emissionsGrams: number;
  /** The 90 % intervals of the figures above. */
  readonly ranges: {
    readonly durationSeconds?: Range;
    readonly energyKwh: Range;
    readonly emissionsGrams: Range;
  };
  /** Emissions: live grid value `measured`, a named zone's yearly mean `modelled`, a guessed zone or the world's mean `default`, a forecast `predicted`, the user's own figure `modelled`; joined with the energy's. */
  readonly basis: { readonly energyKwh: Basis; readonly emissionsGrams: Basis };
  /** What the energy is of. */
  readonly boundary: Boundary;
}
/** What a device is. */
export type DeviceKind = "cpu" | "gpu" | "memory" | "npu" | "system" | "rest";
/** An error of an amount, in fractions of it, [down, up]: `shared` is common to all with the same key and adds up, `own` is each part's. */
export interface Uncertainty {
  /** Errors of one key are one error and add up. */
  readonly key: string;
  /** Common to all with the same key, in fractions of the amount. */
  readonly shared: readonly [down: number, up: number];
  /** Each part's own, in fractions of the amount. */
  readonly own: readonly [down: number, up: number];
}
/** An error that may be wider at low load. */
export interface SourceUncertainty extends Uncertainty {
  /** Below this mean power the shared error is this one. */
  readonly lowLoad?: {
    readonly belowWatts: number;
    readonly shared: readonly [down: number, up: number];
  };
  /** The counter moves only so often: at each end of a stretch up to so many seconds of power are unknown. */
  readonly tickSeconds?: number;
}
/** One device. Energies of a run's parts add up to `itEnergyKwh`. */
export interface Part {
  /**
   * "gpu:0", "cpu:0", "memory", "rest"; "wall" (kind "system") only where a meter stands alone: beside devices its remainder is "rest". Devices that read more
   * than the meter: the devices count, boundary "device", and a note.
   */
  readonly device: string;
  /** What the device is. */
  readonly kind: DeviceKind;
  /** As the device reports it. */
  readonly name: string;
  /** "nvml-energy" "nvml-power" "nvidia-smi" "rapl" "rapl-dram" "hwmon" "cpu-model" "memory-model" "rest-model" "fixed" "wall" … */
  readonly source: string;
  /** How the figure came about. */
  readonly basis: Basis;
  /** The device's own energy, before PUE, in kWh. */
  readonly energyKwh: number;
  /** Its 90 % interval, in kWh. */
  readonly energyRange: Range;
  /** What joining needs (notes/uncertainty.md, 5): fractions of the energy, [down, up]. */
  readonly uncertainty?: Uncertainty;
  /** Mean power, in W. */
  readonly meanWatts: number;
  /** Highest power seen, in W. */
  readonly peakWatts?: number;
  /** Time in which the source gave nothing; filled by nothing, said in a note. */
  readonly missingSeconds: number;
}
/** One pass over the data, cut out of the cumulative curve. */
export interface Epoch {
  /** Its place, from 0. */
  readonly index: number;
  /** Its beginning on the run's clock, in s. */
  readonly startedAtSeconds: number;
  /** Length of time, in s. */
  readonly durationSeconds: number;
  /** Energy within the run's boundary, in kWh. */
  readonly energyKwh: number;
  /** Its 90 % interval, in kWh. */
  readonly energyRange: Range;
  /** Operational emissions, in gCO2eq. */
  readonly emissionsGrams: number;
  /** Their 90 % interval, in gCO2eq. */
  readonly emissionsRange?: Range;
  /** Whether it was seen to its end. */
  readonly complete: boolean;
  /** Figures of quality by name. */
  readonly metrics: Metrics;
}
/** A named part of a run; `parent` is the name of the nearest span around it (equal names: by `startedAtSeconds`). Spans may overlap and are never added to the total. */
export interface Span extends Omit<Epoch, "index"> {
  /** What it is called. */
  readonly name: string;
  /** Name of the nearest span around it. */
  readonly parent?: string;
}
/** What the whole run will cost, said after some of its epochs. */
export interface Prediction extends Omit<Footprint, "ranges"> {
  /** The 90 % intervals of the figures. */
  readonly ranges: {
    readonly durationSeconds: Range;
    readonly energyKwh: Range;
    readonly emissionsGrams: Range;
  };
  /** How many epochs had been seen. */
  readonly afterEpochs: number;
  /** How many were planned. */
  readonly totalEpochs: number;
  /** Share of cases in which the truth lies inside the ranges. */
  readonly level: 0.9;
  /** Training may stop before `totalEpochs`. */
  readonly upTo: boolean;
  /** Where a budget is set: chance, 0..1, that the whole run passes it. */
  readonly chanceOverBudget?: number;
}
/** A caveat or an event: what, what follows, and the next step. */
export interface Note {
  /** A name for the kind of note, for programs. */
  readonly code: string;
  /** What, and what follows from it. */
  readonly message: string;
  /** The next step, a command where there is one. */
  readonly hint?: string;
  /** The device, as "gpu:0", "cpu:0", "memory". */
  readonly device?: string;
  /** Instant on the run's clock, in s. */
  readonly atSeconds?: number;
}
/** Where a figure comes from. */
export interface SourceRef {
  /** A name that is unique among its kind. */
  readonly id: string;
  /** Title of the publication. */
  readonly title: string;
  /** Who published it. */
  readonly publisher: string;
  /** Year of publication. */
  readonly year: number;
  /** Where it is found. */
  readonly url?: string;
  /** Licence that it is under. */
  readonly licence?: string;
}
/** Where the run drew its electricity, and how that is known. */
export interface Place {
  /** Code of the grid's zone, "DK". */
  readonly zone: string;
  /** What it is called. */
  readonly name: string;
  /** How the place is known. */
  readonly how: "given" | "environment" | "cloud" | "guessed";
  /** Cloud provider, where it is one's region. */
  readonly provider?: string;
  /** The provider's name of the region. */
  readonly region?: string;
  /** Another tool whose file names the place, as "CodeCarbon": the time zone of this machine has no part in it. */
  readonly namedBy?: string;
}
/** The machine a run ran on. */
export interface Machine {
  /** Name of the machine in its network. */
  readonly hostname: string;
  /** Operating system. */
  readonly os: string;
  /** Architecture of the processor. */
  readonly arch: string;
  /** Runtime and its version. */
  readonly runtime: string;
  /** The processor, its threads and sockets. */
  readonly cpu: { readonly name: string; readonly threads: number; readonly sockets?: number };
  /** Memory, in GB. */
  readonly memoryGb: number;
  /** GPUs and their like, counted by name. */
  readonly accelerators: readonly {
    readonly name: string;
    readonly count: number;
    readonly memoryGb?: number;
  }[];
  /** Whether it is a virtual machine. */
  readonly virtualized?: boolean;
  /** Which process of a distributed job this is, from 0. */
  readonly rank?: number;
  /** How many processes the distributed job has. */
  readonly worldSize?: number;
  /** Number of the job in a cluster's queue. */
  readonly job?: string;
}
/** What the run was for; all optional, all kept in the record (unknown keys are refused with the nearest name). */
export interface Job {
  /** Stage of the work. */
  readonly stage?:
    | "data-preparation"
    | "training"
    | "finetuning"
    | "validation"
    | "inference"
    | "other";
  /** Why it was run. */
  readonly purpose?: "final" | "search" | "ablation" | "development" | "other";
  /** The model. */
  readonly model?: string;
  /** The model it was made from. */
  readonly baseModel?: string;
  /** How it was made from it, as "finetune". */
  readonly relation?: string;
  /** Parameters of the model. */
  readonly parameters?: number;
  /** Floating-point operations in all. */
  readonly flops?: number;
  /** Tokens seen. */
  readonly tokens?: number;
  /** Samples seen. */
  readonly samples?: number;
  /** The data. */
  readonly dataset?: string;
  /** The framework. */
  readonly framework?: string;
  /** Precision of the arithmetic, as "bf16". */
  readonly precision?: string;
  /** Whose machines. */
  readonly infrastructure?: "cloud" | "private-cloud" | "cluster" | "on-premises";
  /** The provider's name of the machine type. */
  readonly instance?: string;
}
/** Carbon intensity from an instant of the run on, in gCO2eq/kWh. */
export interface IntensityPoint {
  /** Instant on the run's clock, in s. */
  readonly atSeconds: number;
  /** Carbon intensity, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** The 90 % interval. */
  readonly range: Range;
  /** How the figure came about. */
  readonly basis: Basis;
  /** Where it comes from. */
  readonly source: string;
  /** Year that a yearly mean is of. */
  readonly year?: number;
  /** Whether the emissions of building and fuel supply are in it. */
  readonly emissionScope?: "life-cycle" | "direct";
  /** Whether imports are counted. */
  readonly accounting?: "generation" | "consumption";
}
/** Mean power of one device over a stretch; gaps are stretches that are not there. Sum of meanWatts x length = the device's energy exactly. */
export interface TracePoint {
  /** Its beginning on the run's clock, in s. */
  readonly fromSeconds: number;
  /** Its end on the run's clock, in s. */
  readonly toSeconds: number;
  /** Mean power, in W. */
  readonly meanWatts: number;
  /** Lowest power in it, in W. */
  readonly lowWatts: number;
  /** Highest power in it, in W. */
  readonly highWatts: number;
}
/** Power of one device over the run. */
export interface Trace {
  /** The device, as "gpu:0", "cpu:0", "memory". */
  readonly device: string;
  /** In the order of time. */
  readonly points: readonly TracePoint[];
}

/** A run: plain data, what is saved, loaded, merged and drawn. Shows itself as the result card. */
export interface Run extends Footprint {
  /** Version of this shape. */
  readonly version: 1;
  /** A name that is unique among its kind. */
  readonly id: string;
  /** What it is called. */
  readonly name: string;
  /** How it ended; "recovered" was read from a record without an end. */
  readonly status: "finished" | "stopped" | "failed" | "interrupted" | "recovered";
  /** "budget", "signal" (the caller's own): stopped; "you" (Stop, Ctrl-C): interrupted. */
  readonly stoppedBy?: "budget" | "signal" | "you";
  /** First line of a failed run's error. */
  readonly error?: string;
  /** Its beginning, ISO 8601, UTC. */
  readonly startedAt: string;
  /** Its end, ISO 8601, UTC. */
  readonly endedAt: string;
  /** Energy of the devices, before PUE, in kWh. */
  readonly itEnergyKwh: number;
  /** Power usage effectiveness, 1 or more. */
  readonly pue: number;
  /** Energy-weighted mean over the run, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** Accelerators times hours. */
  readonly acceleratorHours: number;
  /** CPU threads times hours. */
  readonly cpuCoreHours: number;
  /** Where its electricity came from. */
  readonly place: Place;
  /** The machine. */
  readonly machine: Machine;
  /** "process": parts are what this process and its children had of their devices, so that two runs of one machine at one time are no overlap; else whole devices. */
  readonly scope?: "process";
  /** What the run was for. */
  readonly job?: Job;
  /** Its devices. */
  readonly parts: readonly Part[];
  /** Its epochs, in their order. */
  readonly epochs: readonly Epoch[];
  /** Its named parts. */
  readonly spans: readonly Span[];
  /** How many epochs were planned. */
  readonly plannedEpochs?: number;
  /** What was predicted, in the order of time. */
  readonly predictions: readonly Prediction[];
  /** The grid's carbon intensity, from each instant on. */
  readonly intensities: readonly IntensityPoint[];
  /** Power over time, by device. */
  readonly traces: readonly Trace[];
  /** Figures of quality by name. */
  readonly metrics: Metrics;
  /** Caveats and events. */
  readonly notes: readonly Note[];
  /** Where its figures come from. */
  readonly sources: readonly SourceRef[];
}
/** A `Run` and what the cell returned. `result` is not enumerable: JSON, `toJson`, spread and comparison with `loadRun()` leave it out. */
export type TrackedRun<T> = Run & { readonly result: T };

/** Options of `track()` and `startTracking()`; the defaults stand beside them. */
export interface TrackOptions {
  /** Name of the run. */
  readonly name?: string | undefined;
  /** Planned epochs: predictions need it. */
  readonly epochs?: number | undefined;
  /** Training may stop before all planned epochs (early stopping): what is predicted is then said to be of up to so many; false. */
  readonly upTo?: boolean | undefined;
  /** Zone of the grid; else FOOTNOTE_ZONE, else guessed from the time zone. */
  readonly zone?: string | undefined;
  /** Year of the grid's yearly value; the newest. */
  readonly year?: number | undefined;
  /** Carbon intensity of the grid in gCO2eq/kWh, or who gives it. */
  readonly intensity?: number | GridIntensity | IntensityProvider | undefined;
  /** Power usage effectiveness; 1. Given: the boundary is "facility". */
  readonly pue?: number | undefined;
  /** What is looked for: "cpu", "gpu" and "memory". "rest" adds a model of what is in no sensor: fans, board, power supply. */
  readonly components?: readonly ("cpu" | "gpu" | "memory" | "rest")[] | undefined;
  /** Sources beside the found ones; with `components: []` instead of them. */
  readonly sources?: readonly (PowerSource | SourceDescription)[] | undefined;
  /** Whose energy is counted; "machine". */
  readonly scope?: "machine" | "process" | undefined;
  /** Time between two readings, in s; 0.1. */
  readonly intervalSeconds?: number | undefined;
  /** Folder of the record; "footnotes". A leading "~/" is the home folder; null writes nothing. */
  readonly directory?: string | null | undefined;
  /** Epochs before the first prediction; 1. 0: never, -1: only at the end. */
  readonly predictAfterEpochs?: number | undefined;
  /** A limit on the whole run. */
  readonly budget?: Budget | undefined;
  /** A calibration against a wall meter: a path, or the thing itself. */
  readonly calibration?: Calibration | string | undefined;
  /** What the run was for. */
  readonly job?: Job | undefined;
  /** true where there is a notebook or a terminal; false: no live line, the summary all the same. */
  readonly live?: boolean | undefined;
  /** true: no live line, no summary, no card of a failed run. */
  readonly quiet?: boolean | undefined;
  /** The caller's own signal: when it aborts the run is stopped. */
  readonly signal?: AbortSignal | undefined;
}
/** A limit on the whole run, and what to do when it will be passed. */
export interface Budget {
  /** Limit of the energy, in kWh. */
  readonly energyKwh?: number | undefined;
  /** Limit of the emissions, in gCO2eq. */
  readonly emissionsGrams?: number | undefined;
  /** Limit of the time, in s. */
  readonly durationSeconds?: number | undefined;
  /** Whether the prediction or what was used is compared; "predicted". */
  readonly basis?: "predicted" | "measured" | undefined;
  /** Which of the prediction's figures is compared; "median". */
  readonly on?: "median" | "upper" | undefined;
  /** Predictions in a row above the limit before it acts; 1. */
  readonly patience?: number | undefined;
  /**
   * "warn"; "stop" ends the epochs; "checkpoint" awaits `onExceeded`, then stops; a function decides (true stops).
   * In code that never yields nothing can be awaited: there `onExceeded` is awaited before `track()` returns, and a deciding function must answer at once.
   */
  readonly action?:
    | ("warn" | "stop" | "checkpoint" | ((prediction: Prediction) => boolean | Promise<boolean>))
    | undefined;
  /** Called once when the limit will be passed. */
  readonly onExceeded?: ((prediction: Prediction) => void | Promise<void>) | undefined;
  /** How long `onExceeded` may take, in s; 60. */
  readonly timeoutSeconds?: number | undefined;
}
/** One epoch of a loop. */
export interface EpochHandle {
  /** Its place, from 0. */
  readonly index: number;
  /** Keeps metrics of this epoch. */
  log(metrics: Metrics): void;
  /** Says how far the epoch is; moves the live line. */
  step(done: number, of: number): void;
}
/** A run while it is being measured. */
export interface Tracking extends AsyncDisposable {
  /**
   * `for await (const epoch of t.epochs(10))`, or without `await` in code that never yields. `count`, else the option, else until you break; a count unlike
   * the option is a RangeError. A budget ends it; after the Stop button its next step throws the AbortError, as do
   * `epochStart`, `epochEnd`, `log`, `step` and `span`; `stop()` and `soFar()` never do.
   * An epoch left by `break` after `epoch.log()` is complete, else not; one that throws is not.
   */
  epochs(count?: number): AsyncIterable<EpochHandle> & Iterable<EpochHandle>;
  /** Begins an epoch. */
  epochStart(): void;
  /** Ends the epoch, with its metrics; gives the newest prediction: none before every device has told some energy. */
  epochEnd(metrics?: Metrics): Prediction | undefined;
  /** Keeps metrics: of the epoch under way, else of the run. */
  log(metrics: Metrics): void;
  /** Measures a named part of the run. */
  span<T>(name: string, work: () => T | Promise<T>): Promise<T>;
  /** The newest prediction. */
  readonly prediction: Prediction | undefined;
  /** Energy and emissions up to now. */
  soFar(): Promise<Footprint>;
  /** Aborts when a budget stops the run, when the kernel's Stop button is pressed, or with the caller's own signal. */
  readonly signal: AbortSignal;
  /**
   * For TensorFlow.js: `model.fit(x, y, { callbacks: t.callbacks(tf) })`. Given `tf` it is a real `tf.Callback`, may stand in a list beside others (early stopping)
   * and ends `fit` cleanly on a budget or Stop; without it, use it alone. Batches give the step marks inside an epoch.
   */
  callbacks<
    C = {
      onEpochBegin(epoch: number): Promise<void>;
      onEpochEnd(epoch: number, logs?: Metrics): Promise<void>;
      onBatchEnd(batch: number, logs?: Metrics): Promise<void>;
    },
  >(tf?: { readonly Callback: new () => C }): C;
  /** Ends the run and gives it. */
  stop(): Promise<Run>;
}

/** One look at a source: a counter of energy, a gauge of power, or a gap. */
export type Reading =
  | CounterReading
  | GaugeReading
  | { readonly kind: "gap"; readonly atSeconds: number; readonly why: string };
/** Energy since some fixed moment, in J. */
export interface CounterReading {
  /** A counter of energy. */
  readonly kind: "counter";
  /** Instant on the run's clock, in s. */
  readonly atSeconds: number;
  /** Energy, in J. */
  readonly energyJoules: number;
  /** The counter begins again at 0 after this many joules. So a source needs no memory, and two threads may read one counter. */
  readonly wrapsAtJoules?: number;
}
/** Power at an instant, in W. */
export interface GaugeReading {
  /** A gauge of power. */
  readonly kind: "gauge";
  /** Instant on the run's clock, in s. */
  readonly atSeconds: number;
  /** Power, in W. */
  readonly powerWatts: number;
  /** The power is the mean over so many seconds before `atSeconds`, not an instant's; 0: nothing was seen yet, only the time counts. */
  readonly overSeconds?: number;
  /** Where the error depends on the load (models): truth lies in `powerWatts` times these two factors. */
  readonly relativeRange?: Range;
}
/** Something that can be asked for power or energy. Only `kind` of its readings is ever looked at, never which source it is. */
export interface PowerSource extends Partial<AsyncDisposable> {
  /** The device, as "gpu:0", "cpu:0", "memory". */
  readonly device: string;
  /** What it is. */
  readonly kind: DeviceKind;
  /** What it is called. */
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** How the figure came about. */
  readonly basis: Basis;
  /** What is known of its error; a reading's own `relativeRange` goes before it. Without it: the wide class of a figure given by hand. */
  readonly uncertainty?: SourceUncertainty;
  /** The device's own limit, in W: a reading above twice this is not believed. */
  readonly limitWatts?: number;
  /** What this source has to say once: a mean instead of an instant, a share of a board. */
  readonly notes?: readonly Note[];
  /** One look; a failure is a gap, not an error. */
  read(): Reading | Promise<Reading>;
  /** Power at this instant, in W, of a device whose counter ticks slowly: it tells of the time since the last tick when a run ends. */
  instantWatts?(): number | undefined;
}
/** A source as data, opened inside the sampling worker: a module that exports `name(options): Promise<PowerSource[]>`. */
export interface SourceDescription {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that the module exports. */
  readonly name: string;
  /** Plain data that it is called with. */
  readonly options?: unknown;
}

/** What this machine can measure, source by source; shows itself as a table. */
export interface Diagnosis {
  /** What can be measured, in one sentence. */
  readonly verdict: string;
  /** One row a device and source. */
  readonly rows: readonly {
    readonly device: string;
    readonly source: string;
    readonly state: "open" | "closed" | "instead" | "absent";
    readonly says: string;
    /** Factors, [0.95, 1.07]. */
    readonly relativeRange?: Range;
    readonly command?: string;
  }[];
}
/** Power of the machine at rest. */
export interface Baseline {
  /** Power of the machine at rest, in W. */
  readonly powerWatts: number;
  /** The 90 % interval. */
  readonly range: Range;
  /** The same by device. */
  readonly perDevice: readonly { readonly device: string; readonly powerWatts: number }[];
  /** Whether a process held a GPU open meanwhile, which raises its power at rest. */
  readonly contextOpen: boolean;
  /** Caveats and events. */
  readonly notes: readonly Note[];
}
/** wall watts = offsetWatts + slope x sensor watts. Shows itself with its points, line and residuals. */
export interface Calibration {
  /** What it is called. */
  readonly name: string;
  /** The machine it was made on. */
  readonly machine: string;
  /** Watts at the wall that no sensor sees, at rest. */
  readonly offsetWatts: number;
  /** Watts at the wall for each watt of the sensors. */
  readonly slope: number;
  /** Spread of the readings about the line, in W. */
  readonly residualWatts: number;
  /** How many readings it was made from. */
  readonly readings: number;
  /** Range of the sensors' power in them, in W. */
  readonly sensorWatts: Range;
  /** When it was made, ISO 8601, UTC. */
  readonly madeAt: string;
  /** In the order of time. */
  readonly points?: readonly MeteredReading[];
}
/** One stretch read by the sensors and by a wall meter. */
export interface MeteredReading {
  /** Energy by the sensors, in kWh. */
  readonly energyKwh: number;
  /** Length of time, in s. */
  readonly durationSeconds: number;
  /** Energy by the meter, in kWh. */
  readonly meterKwh: number;
}

/** `powerWatts` is of one device, taken as it is, x `count`; `flopsPerSecond` is what one device reaches; `utilization` never divides it. */
export interface EstimateJob {
  /** Name of the accelerator. */
  readonly accelerator?: string | undefined;
  /** How many. */
  readonly count?: number | undefined;
  /** Name of the processor. */
  readonly cpu?: string | undefined;
  /** How many processors. */
  readonly cpuCount?: number | undefined;
  /** Memory, in GB. */
  readonly memoryGb?: number | undefined;
  /** Load, 0 to 1. */
  readonly utilization?: number | undefined;
  /** Power of one device, in W, taken as it is. */
  readonly powerWatts?: number | undefined;
  /** Power limit that one accelerator itself reports, in W (`nvidia-smi`: enforced.power.limit): it goes before the table's. */
  readonly limitWatts?: number | undefined;
  /** Length of time, in h. */
  readonly hours?: number | undefined;
  /** Floating-point operations in all. */
  readonly flops?: number | undefined;
  /** Operations a second that one device reaches. */
  readonly flopsPerSecond?: number | undefined;
  /** Code of the grid's zone, "DK". */
  readonly zone?: string | undefined;
  /** Year that the figure is of. */
  readonly year?: number | undefined;
  /** Carbon intensity, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh?: number | undefined;
  /** Power usage effectiveness, 1 or more. */
  readonly pue?: number | undefined;
  /** Beside the total: intensity of the electricity bought by contract, in gCO2eq/kWh. */
  readonly marketIntensityGramsPerKwh?: number | undefined;
  /** Beside the total: true for what one kWh more emits in `zone`; loads `npm:@tgwf/co2`. false. */
  readonly marginal?: boolean | undefined;
  /** Beside the total: embodied emissions that fall to this job, in gCO2eq; "share": the accelerators' by their hours, of the bundled table. */
  readonly embodiedGrams?: number | "share" | undefined;
  /** Beside the total: water used for each kWh of the machines, in L; never multiplied by the PUE. */
  readonly waterLitresPerKwh?: number | undefined;
}
/** One line of the receipt. */
export interface EstimateStep {
  /** How the line joins those above it. */
  readonly operator?: "+" | "x" | "=";
  /** What it is, in words. */
  readonly label: string;
  /** The sum with its numbers, as text. */
  readonly sum: string;
  /** What it comes to. */
  readonly value: number;
  /** Its unit. */
  readonly unit: string;
  /** The 90 % interval. */
  readonly range?: Range;
  /** How the figure came about. */
  readonly basis: Basis;
  /** Where it comes from. */
  readonly source?: string;
  /** It stands beside the total, in no sum: asked for, or what an assumption hides. */
  readonly beside?: true;
}
/** Shows itself as a receipt: each line with its sum, range, basis and source. */
export interface Estimate extends Footprint {
  /** Its devices. */
  readonly parts: readonly Part[];
  /** Its lines, in their order. */
  readonly steps: readonly EstimateStep[];
  /** Power usage effectiveness, 1 or more. */
  readonly pue: number;
  /** Carbon intensity, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** Caveats and events. */
  readonly notes: readonly Note[];
  /** Where its figures come from. */
  readonly sources: readonly SourceRef[];
}
/** The same energy under another grid, year or PUE. */
export interface WhatIf extends Footprint {
  /** Power usage effectiveness, 1 or more. */
  readonly pue: number;
  /** Carbon intensity, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** Caveats and events. */
  readonly notes: readonly Note[];
}
/** An epoch that was seen: its length, and its energy where that is known. */
export interface SeenEpoch {
  /** Length of time, in s. */
  readonly durationSeconds: number;
  /** Energy, in kWh. */
  readonly energyKwh?: number;
  /** Its 90 % interval, in kWh. */
  readonly energyRange?: Range;
  /** Inside the epoch, seconds from its start. */
  readonly steps?: readonly {
    readonly done: number;
    readonly of: number;
    readonly atSeconds: number;
  }[];
}
/** What can be said where no energy, or no intensity, is given. */
export interface DurationPrediction
  extends Pick<Prediction, "durationSeconds" | "afterEpochs" | "totalEpochs" | "level" | "upTo"> {
  /** The 90 % intervals of the figures. */
  readonly ranges: { readonly durationSeconds: Range; readonly energyKwh?: Range };
  /** Energy, in kWh. */
  readonly energyKwh?: number;
}
/** An amount of something known that takes as much energy, or emits as much. */
export interface Equivalent {
  /** A name that is unique among its kind. */
  readonly id: string;
  /** What it is, in words. */
  readonly label: string;
  /** How much of it. */
  readonly amount: number;
  /** Its unit. */
  readonly unit: string;
  /** Whether it follows from the energy or from the emissions. */
  readonly from: "energy" | "emissions";
  /** Who says so. */
  readonly source: string;
  /** Year that the figure is of. */
  readonly year: number;
}

/** A row of the hardware tables, and how it was found. */
export interface HardwareMatch {
  /** What it is called. */
  readonly name: string;
  /** Thermal design power, in W; where the device reports a limit of its own, that limit. */
  readonly tdpWatts?: number;
  /** The table's figure, in W, where `tdpWatts` is the limit that the device itself reports. */
  readonly tableTdpWatts?: number;
  /** What another source states, in W, where sources differ. */
  readonly otherTdpWatts?: number;
  /** Highest power by its maker, in W. */
  readonly maxTurboWatts?: number;
  /** Power at rest, in W. */
  readonly idleWatts?: number;
  /** Power of a CPU's package with every thread busy, in W, as its counter has it. */
  readonly fullWatts?: number;
  /** Hardware threads. */
  readonly threads?: number;
  /** Memory, in GB. */
  readonly memoryGb?: number;
  /** How sure the row is. */
  readonly confidence:
    | "vendor"
    | "catalogue"
    | "device"
    | "multi"
    | "secondary"
    | "estimate"
    | "disputed"
    | "default";
  /** How it was found. */
  readonly why: string;
  /** Where it comes from. */
  readonly source: string;
}
/** "DK" "DNK" "Denmark" "US-NWPP" "gcp:us-west3" "aws:eu-south-2" "azure:westus2" "WORLD" "EU". */
export interface Zone {
  /** Its code: "DK", "gcp:us-west3". */
  readonly zone: string;
  /** Its name. */
  readonly name: string;
  /** Its country. */
  readonly country?: string;
  /** Cloud provider, where it is one's region. */
  readonly provider?: string;
  /** The provider's name of the region. */
  readonly region?: string;
  /** Code of the grid whose figures are taken. */
  readonly grid: string;
}
/** Carbon intensity of a grid in a year, in gCO2eq/kWh. */
export interface GridIntensity {
  /** Code of the grid's zone, "DK". */
  readonly zone: string;
  /** Carbon intensity, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** Year that the figure is of. */
  readonly year: number;
  /** The 90 % interval. */
  readonly range: Range;
  /** Whether the emissions of building and fuel supply are in it. */
  readonly emissionScope: "life-cycle" | "direct";
  /** Whether imports are counted. */
  readonly accounting: "generation" | "consumption";
  /** Mean of all plants, or of those that would serve one more kWh. */
  readonly kind: "average" | "marginal";
  /** Where it comes from. */
  readonly source: string;
}

/** Gives the carbon intensity of a grid at a time. */
export interface IntensityProvider {
  /** What it is called. */
  readonly name: string;
  /** Zone whose intensities it gives; "" where it knows of none, as a figure given by hand: the place is then found as without a provider. */
  readonly zone: string;
  /** The intensity at a time. */
  at(
    time: Date,
  ): Promise<
    {
      readonly intensityGramsPerKwh: number;
      readonly range?: Range;
      readonly basis?: Basis;
      readonly source?: string;
      /** Where it is a yearly mean: of which year. Its range is then widened for a run that meets some hours of the year only. */
      readonly year?: number;
      readonly emissionScope?: "life-cycle" | "direct";
      readonly accounting?: "generation" | "consumption";
    }
  >;
  /** The intensities to come. */
  forecast?(
    from: Date,
    to: Date,
  ): Promise<
    readonly {
      readonly from: Date;
      readonly to: Date;
      readonly intensityGramsPerKwh: number;
      readonly range?: Range;
    }[]
  >;
}

/** Text that shows itself as what it is (plain, Markdown, LaTeX, YAML); `String(it)` and `it.text` are the same. */
export interface FormattedText {
  /** The text. */
  readonly text: string;
  /** The text. */
  toString(): string;
}
/** Of many runs: failed ones counted, overlapping ones named and not counted twice. */
export interface Total extends Footprint {
  /** How many runs ended how. */
  readonly counts: Readonly<Record<Run["status"], number>>;
  /** The same by how the runs ended. */
  readonly byStatus: Readonly<Partial<Record<Run["status"], Footprint>>>;
  /** Power usage effectiveness, 1 or more. */
  readonly pue: number;
  /** Carbon intensity, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
  /** Caveats and events. */
  readonly notes: readonly Note[];
}

/** Options of every chart. */
export interface FigureOptions {
  /** For a page or for a paper. */
  readonly theme?: "notebook" | "paper" | undefined;
  /** Width on paper, in mm: one column, two, or another. */
  readonly widthMm?: 85 | 180 | number | undefined;
  /** Whether the page shows the caption; true. */
  readonly caption?: boolean;
}
/** Shows itself: text/html, a PNG for viewers without HTML, and text/plain. */
export interface Figure {
  /** The drawing. */
  readonly svg: string;
  /** The drawing with its caption, for a page. */
  readonly html: string;
  /** What is drawn, what was measured, what modelled, gaps. */
  readonly caption: string;
  /** The drawing as a picture of pixels. */
  png(options?: { readonly scale?: number }): Promise<Uint8Array>;
  /** The drawing as a page of vectors with real text. */
  pdf(): Promise<Uint8Array>;
  /** Writes it to a file, its format by the path's ending. */
  save(path: string): Promise<void>;
  /** Shows it here and now, in mid-cell. */
  show(): Promise<void>;
}
