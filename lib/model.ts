/**
 * The shapes that travel between the rooms. The first part is the public face as types; the second, below the line, is what
 * the rooms hand each other while a run is under way. Units are the last word of a name; 90 % intervals throughout; numbers
 * that are not finite are refused, but for metrics.
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
  readonly durationSeconds: number;
  /** Energy inside `boundary`, in kWh: sum of the parts x PUE. `emissionsGrams` = this x intensity, piece by piece in time. */
  readonly energyKwh: number;
  /** Operational, location-based, gCO2eq. */
  readonly emissionsGrams: number;
  readonly ranges: {
    readonly durationSeconds?: Range;
    readonly energyKwh: Range;
    readonly emissionsGrams: Range;
  };
  /** Emissions: live grid value `measured`, a named zone's yearly mean `modelled`, a guessed zone or the world's mean `default`, a forecast `predicted`, the user's own figure `modelled`; joined with the energy's. */
  readonly basis: { readonly energyKwh: Basis; readonly emissionsGrams: Basis };
  readonly boundary: Boundary;
}
/** What a device is. */
export type DeviceKind = "cpu" | "gpu" | "memory" | "npu" | "system" | "rest";
/** An error of an amount, in fractions of it, [down, up]: `shared` is common to all with the same key and adds up, `own` is each part's. */
export interface Uncertainty {
  readonly key: string;
  readonly shared: readonly [down: number, up: number];
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
  readonly kind: DeviceKind;
  /** As the device reports it. */
  readonly name: string;
  /** "nvml-energy" "nvml-power" "nvidia-smi" "rapl" "rapl-dram" "hwmon" "cpu-model" "memory-model" "rest-model" "fixed" "wall" … */
  readonly source: string;
  readonly basis: Basis;
  readonly energyKwh: number; // the device's own, before PUE
  readonly energyRange: Range;
  /** What joining needs (notes/uncertainty.md, 5): fractions of the energy, [down, up]. */
  readonly uncertainty?: Uncertainty;
  readonly meanWatts: number;
  readonly peakWatts?: number;
  /** Time in which the source gave nothing; filled by nothing, said in a note. */
  readonly missingSeconds: number;
}
/** One pass over the data, cut out of the cumulative curve. */
export interface Epoch {
  readonly index: number; // from 0
  readonly startedAtSeconds: number;
  readonly durationSeconds: number;
  readonly energyKwh: number; // within the run's boundary
  readonly energyRange: Range;
  readonly emissionsGrams: number;
  readonly emissionsRange?: Range;
  readonly complete: boolean;
  readonly metrics: Metrics;
}
/** A named part of a run; `parent` is the name of the nearest span around it (equal names: by `startedAtSeconds`). Spans may overlap and are never added to the total. */
export interface Span extends Omit<Epoch, "index"> {
  readonly name: string;
  readonly parent?: string;
}
/** What the whole run will cost, said after some of its epochs. */
export interface Prediction extends Omit<Footprint, "ranges"> {
  readonly ranges: {
    readonly durationSeconds: Range;
    readonly energyKwh: Range;
    readonly emissionsGrams: Range;
  };
  readonly afterEpochs: number;
  readonly totalEpochs: number;
  readonly level: 0.9;
  /** Training may stop before `totalEpochs`. */
  readonly upTo: boolean;
  /** Where a budget is set: chance, 0..1, that the whole run passes it. */
  readonly chanceOverBudget?: number;
}
/** A caveat or an event: what, what follows, and the next step. */
export interface Note {
  readonly code: string;
  readonly message: string; /** The next step, a command where there is one. */
  readonly hint?: string;
  readonly device?: string;
  readonly atSeconds?: number;
}
/** Where a figure comes from. */
export interface SourceRef {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly year: number;
  readonly url?: string;
  readonly licence?: string;
}
/** Where the run drew its electricity, and how that is known. */
export interface Place {
  readonly zone: string;
  readonly name: string;
  readonly how: "given" | "environment" | "cloud" | "guessed";
  readonly provider?: string;
  readonly region?: string;
}
/** The machine a run ran on. */
export interface Machine {
  readonly hostname: string;
  readonly os: string;
  readonly arch: string;
  readonly runtime: string;
  readonly cpu: { readonly name: string; readonly threads: number; readonly sockets?: number };
  readonly memoryGb: number;
  readonly accelerators: readonly {
    readonly name: string;
    readonly count: number;
    readonly memoryGb?: number;
  }[];
  readonly virtualized?: boolean;
  readonly rank?: number;
  readonly worldSize?: number;
  readonly job?: string;
}
/** What the run was for; all optional, all kept in the record (unknown keys are refused with the nearest name). */
export interface Job {
  readonly stage?:
    | "data-preparation"
    | "training"
    | "finetuning"
    | "validation"
    | "inference"
    | "other";
  readonly purpose?: "final" | "search" | "ablation" | "development" | "other";
  readonly model?: string;
  readonly baseModel?: string;
  readonly relation?: string;
  readonly parameters?: number;
  readonly flops?: number;
  readonly tokens?: number;
  readonly samples?: number;
  readonly dataset?: string;
  readonly framework?: string;
  readonly precision?: string;
  readonly infrastructure?: "cloud" | "private-cloud" | "cluster" | "on-premises";
  readonly instance?: string;
}
/** Carbon intensity from an instant of the run on, in gCO2eq/kWh. */
export interface IntensityPoint {
  readonly atSeconds: number;
  readonly intensityGramsPerKwh: number;
  readonly range: Range;
  readonly basis: Basis;
  readonly source: string;
  readonly year?: number;
  readonly emissionScope?: "life-cycle" | "direct";
  readonly accounting?: "generation" | "consumption";
}
/** Mean power of one device over a stretch; gaps are stretches that are not there. Sum of meanWatts x length = the device's energy exactly. */
export interface TracePoint {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly meanWatts: number;
  readonly lowWatts: number;
  readonly highWatts: number;
}
/** Power of one device over the run. */
export interface Trace {
  readonly device: string;
  readonly points: readonly TracePoint[];
}

/** A run: plain data, what is saved, loaded, merged and drawn. Shows itself as the result card. */
export interface Run extends Footprint {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly status: "finished" | "stopped" | "failed" | "interrupted" | "recovered";
  readonly stoppedBy?: "budget" | "signal" | "you"; // "budget", "signal" (the caller's own): stopped; "you" (Stop, Ctrl-C): interrupted
  readonly error?: string; // first line, of a failed run
  readonly startedAt: string;
  readonly endedAt: string; // ISO 8601, UTC
  readonly itEnergyKwh: number;
  readonly pue: number;
  readonly intensityGramsPerKwh: number; // energy-weighted mean over the run
  readonly acceleratorHours: number;
  readonly cpuCoreHours: number;
  readonly place: Place;
  readonly machine: Machine;
  readonly job?: Job;
  readonly parts: readonly Part[];
  readonly epochs: readonly Epoch[];
  readonly spans: readonly Span[];
  readonly plannedEpochs?: number;
  readonly predictions: readonly Prediction[];
  readonly intensities: readonly IntensityPoint[];
  readonly traces: readonly Trace[];
  readonly metrics: Metrics;
  readonly notes: readonly Note[];
  readonly sources: readonly SourceRef[];
}
/** A `Run` and what the cell returned. `result` is not enumerable: JSON, `toJson`, spread and comparison with `loadRun()` leave it out. */
export type TrackedRun<T> = Run & { readonly result: T };

/** Options of `track()` and `startTracking()`; the defaults stand beside them. */
export interface TrackOptions {
  readonly name?: string | undefined;
  readonly epochs?: number | undefined; // planned; predictions need it
  readonly zone?: string | undefined; // else FOOTNOTE_ZONE, else guessed from the time zone
  readonly year?: number | undefined; // of the grid's yearly value; the newest
  readonly intensity?: number | GridIntensity | IntensityProvider | undefined;
  readonly pue?: number | undefined; // 1; given: the boundary is "facility"
  readonly components?: readonly ("cpu" | "gpu" | "memory")[] | undefined; // all
  readonly sources?: readonly (PowerSource | SourceDescription)[] | undefined; // beside the found ones; with `components: []` instead of them
  readonly scope?: "machine" | "process" | undefined; // "machine" (2: "process")
  readonly intervalSeconds?: number | undefined; // 0.1
  readonly directory?: string | null | undefined; // "footnotes"; null writes nothing
  readonly predictAfterEpochs?: number | undefined; // 1; 0 never, -1 only at the end
  readonly budget?: Budget | undefined; // (5)
  readonly calibration?: Calibration | string | undefined; // (2) a path, or the thing itself
  readonly job?: Job | undefined;
  readonly live?: boolean | undefined; // true where there is a notebook or a terminal; false: no live line, the summary all the same
  readonly quiet?: boolean | undefined; // true: no live line, no summary, no card of a failed run
  readonly signal?: AbortSignal | undefined;
}
/** A limit on the whole run, and what to do when it will be passed. */
export interface Budget {
  readonly energyKwh?: number | undefined;
  readonly emissionsGrams?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly basis?: "predicted" | "measured" | undefined; // "predicted"
  readonly on?: "median" | "upper" | undefined; // "median"
  readonly patience?: number | undefined; // predictions in a row above the limit: 1
  /**
   * "warn"; "stop" ends the epochs; "checkpoint" awaits `onExceeded`, then stops; a function decides (true stops).
   * In code that never yields nothing can be awaited: there `onExceeded` is awaited before `track()` returns, and a deciding function must answer at once.
   */
  readonly action?:
    | ("warn" | "stop" | "checkpoint" | ((prediction: Prediction) => boolean | Promise<boolean>))
    | undefined;
  readonly onExceeded?: ((prediction: Prediction) => void | Promise<void>) | undefined;
  readonly timeoutSeconds?: number | undefined; // for onExceeded: 60
}
/** One epoch of a loop. */
export interface EpochHandle {
  readonly index: number;
  log(metrics: Metrics): void;
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
  epochStart(): void;
  epochEnd(metrics?: Metrics): Prediction | undefined;
  log(metrics: Metrics): void;
  span<T>(name: string, work: () => T | Promise<T>): Promise<T>; // (2)
  readonly prediction: Prediction | undefined;
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
  stop(): Promise<Run>;
}

/** One look at a source: a counter of energy, a gauge of power, or a gap. */
export type Reading =
  | CounterReading
  | GaugeReading
  | { readonly kind: "gap"; readonly atSeconds: number; readonly why: string };
/** Energy since some fixed moment, in J. */
export interface CounterReading {
  readonly kind: "counter";
  readonly atSeconds: number;
  readonly energyJoules: number;
  /** The counter begins again at 0 after this many joules. So a source needs no memory, and two threads may read one counter. */
  readonly wrapsAtJoules?: number;
}
/** Power at an instant, in W. */
export interface GaugeReading {
  readonly kind: "gauge";
  readonly atSeconds: number;
  readonly powerWatts: number;
  /** The power is the mean over so many seconds before `atSeconds`, not an instant's; 0: nothing was seen yet, only the time counts. */
  readonly overSeconds?: number;
  /** Where the error depends on the load (models): truth lies in `powerWatts` times these two factors. */
  readonly relativeRange?: Range;
}
/** Something that can be asked for power or energy. Only `kind` of its readings is ever looked at, never which source it is. */
export interface PowerSource extends Partial<AsyncDisposable> {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly source: string;
  readonly basis: Basis;
  /** What is known of its error; a reading's own `relativeRange` goes before it. Without it: the wide class of a figure given by hand. */
  readonly uncertainty?: SourceUncertainty;
  /** The device's own limit, in W: a reading above twice this is not believed. */
  readonly limitWatts?: number;
  /** What this source has to say once: a mean instead of an instant, a share of a board. */
  readonly notes?: readonly Note[];
  read(): Reading | Promise<Reading>;
}
/** A source as data, opened inside the sampling worker: a module that exports `name(options): Promise<PowerSource[]>`. */
export interface SourceDescription {
  readonly module: string;
  readonly name: string;
  readonly options?: unknown;
}

/** What this machine can measure, source by source; shows itself as a table. */
export interface Diagnosis {
  readonly verdict: string;
  readonly rows: readonly {
    readonly device: string;
    readonly source: string;
    readonly state: "open" | "closed" | "instead" | "absent";
    readonly says: string; /** Factors, [0.95, 1.07]. */
    readonly relativeRange?: Range;
    readonly command?: string;
  }[];
}
/** Power of the machine at rest. */
export interface Baseline {
  readonly powerWatts: number;
  readonly range: Range;
  readonly perDevice: readonly { readonly device: string; readonly powerWatts: number }[];
  readonly contextOpen: boolean;
  readonly notes: readonly Note[];
}
/** wall watts = offsetWatts + slope x sensor watts. Shows itself with its points, line and residuals. */
export interface Calibration {
  readonly name: string;
  readonly machine: string;
  readonly offsetWatts: number;
  readonly slope: number;
  readonly residualWatts: number;
  readonly readings: number;
  readonly sensorWatts: Range;
  readonly madeAt: string;
  readonly points?: readonly MeteredReading[];
}
/** One stretch read by the sensors and by a wall meter. */
export interface MeteredReading {
  readonly energyKwh: number;
  readonly durationSeconds: number;
  readonly meterKwh: number;
}

/** `powerWatts` is of one device, taken as it is, x `count`; `flopsPerSecond` is what one device reaches; `utilization` never divides it. */
export interface EstimateJob {
  readonly accelerator?: string | undefined;
  readonly count?: number | undefined;
  readonly cpu?: string | undefined;
  readonly cpuCount?: number | undefined;
  readonly memoryGb?: number | undefined;
  readonly utilization?: number | undefined;
  readonly powerWatts?: number | undefined;
  readonly hours?: number | undefined;
  readonly flops?: number | undefined;
  readonly flopsPerSecond?: number | undefined;
  readonly zone?: string | undefined;
  readonly year?: number | undefined;
  readonly intensityGramsPerKwh?: number | undefined;
  readonly pue?: number | undefined;
}
/** One line of the receipt. */
export interface EstimateStep {
  readonly operator?: "+" | "x" | "=";
  readonly label: string;
  readonly sum: string;
  readonly value: number;
  readonly unit: string;
  readonly range?: Range;
  readonly basis: Basis;
  readonly source?: string;
}
/** Shows itself as a receipt: each line with its sum, range, basis and source. */
export interface Estimate extends Footprint {
  readonly parts: readonly Part[];
  readonly steps: readonly EstimateStep[];
  readonly pue: number;
  readonly intensityGramsPerKwh: number;
  readonly notes: readonly Note[];
  readonly sources: readonly SourceRef[];
}
/** The same energy under another grid, year or PUE. */
export interface WhatIf extends Footprint {
  readonly pue: number;
  readonly intensityGramsPerKwh: number;
  readonly notes: readonly Note[];
}
export interface SeenEpoch {
  readonly durationSeconds: number;
  readonly energyKwh?: number;
  readonly energyRange?: Range; /** Inside the epoch, seconds from its start. */
  readonly steps?: readonly {
    readonly done: number;
    readonly of: number;
    readonly atSeconds: number;
  }[];
}
/** What can be said where no energy, or no intensity, is given. */
export interface DurationPrediction
  extends Pick<Prediction, "durationSeconds" | "afterEpochs" | "totalEpochs" | "level" | "upTo"> {
  readonly ranges: { readonly durationSeconds: Range; readonly energyKwh?: Range };
  readonly energyKwh?: number;
}
/** An amount of something known that takes as much energy, or emits as much. */
export interface Equivalent {
  readonly id: string;
  readonly label: string;
  readonly amount: number;
  readonly unit: string;
  readonly from: "energy" | "emissions";
  readonly source: string;
  readonly year: number;
}

/** A row of the hardware tables, and how it was found. */
export interface HardwareMatch {
  readonly name: string;
  readonly tdpWatts?: number;
  readonly maxTurboWatts?: number;
  readonly idleWatts?: number;
  readonly threads?: number;
  readonly memoryGb?: number;
  readonly confidence:
    | "vendor"
    | "catalogue"
    | "device"
    | "multi"
    | "secondary"
    | "estimate"
    | "disputed"
    | "default";
  readonly why: string;
  readonly source: string;
}
/** "DK" "DNK" "Denmark" "US-NWPP" "gcp:us-west3" "aws:eu-south-2" "azure:westus2" "WORLD" "EU". */
export interface Zone {
  readonly zone: string;
  readonly name: string;
  readonly country?: string;
  readonly provider?: string;
  readonly region?: string;
  readonly grid: string;
}
/** Carbon intensity of a grid in a year, in gCO2eq/kWh. */
export interface GridIntensity {
  readonly zone: string;
  readonly intensityGramsPerKwh: number;
  readonly year: number;
  readonly range: Range;
  readonly emissionScope: "life-cycle" | "direct";
  readonly accounting: "generation" | "consumption";
  readonly kind: "average" | "marginal";
  readonly source: string;
}

/** Gives the carbon intensity of a grid at a time. */
export interface IntensityProvider {
  readonly name: string;
  readonly zone: string;
  at(
    time: Date,
  ): Promise<
    {
      readonly intensityGramsPerKwh: number;
      readonly range?: Range;
      readonly basis?: Basis;
      readonly source?: string;
    }
  >;
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
  readonly text: string;
  toString(): string;
}
/** Of many runs: failed ones counted, overlapping ones named and not counted twice. */
export interface Total extends Footprint {
  readonly counts: Readonly<Record<Run["status"], number>>;
  readonly byStatus: Readonly<Partial<Record<Run["status"], Footprint>>>;
  readonly pue: number;
  readonly intensityGramsPerKwh: number;
  readonly notes: readonly Note[];
}

/** Options of every chart. */
export interface FigureOptions {
  readonly theme?: "notebook" | "paper" | undefined;
  readonly widthMm?: 85 | 180 | number | undefined;
  readonly caption?: boolean;
}
/** Shows itself: text/html, a PNG for viewers without HTML, and text/plain. */
export interface Figure {
  readonly svg: string;
  readonly html: string; /** What is drawn, what was measured, what modelled, gaps. */
  readonly caption: string;
  png(options?: { readonly scale?: number }): Promise<Uint8Array>; // (7)
  pdf(): Promise<Uint8Array>; // (7)
  save(path: string): Promise<void>; // (1: .svg; 7: .png .pdf)
  /** Shows it here and now, in mid-cell. */
  show(): Promise<void>;
}

// ---------------------------------------------------------------- inside a run

/** A device as its source names it: what the record keeps of a `PowerSource`. */
export interface DeviceIdentity {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly source: string;
  readonly basis: Basis;
  readonly uncertainty?: SourceUncertainty;
  readonly limitWatts?: number;
}
/** A device and what it drew between the start and the end of a run. */
export interface DeviceLedger extends DeviceIdentity {
  readonly energyJoules: number;
  /** Energy at the low and high end of the readings' own ranges; equal to `energyJoules` where they gave none. */
  readonly lowJoules: number;
  readonly highJoules: number;
  readonly peakWatts?: number;
  readonly missingSeconds: number;
  readonly points: readonly TracePoint[];
}
/** A stretch of the run's clock with the joules of each device in it, in the order of the ledger's devices. */
export interface StretchLedger {
  readonly startedAtSeconds: number;
  readonly durationSeconds: number;
  readonly joules: readonly number[];
  readonly complete: boolean;
  readonly metrics: Metrics;
}
/** What is known of a run when it begins. */
export interface RunStart {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly startedAt: string;
  readonly devices: readonly DeviceIdentity[];
  readonly pue: number;
  /** Whether the user gave the PUE: then the boundary is the facility. */
  readonly pueGiven: boolean;
  readonly place: Place;
  readonly machine: Machine;
  readonly job?: Job;
  readonly plannedEpochs?: number;
  /** Where the run's sensors are held against a wall meter: the wall is then the whole. */
  readonly calibration?: Calibration;
  readonly intensities: readonly IntensityPoint[];
  readonly notes: readonly Note[];
  readonly sources: readonly SourceRef[];
}
/** All that was gathered of a run: `accountRun()` makes the `Run` of it, live and from a record alike. */
export interface RunLedger extends Omit<RunStart, "devices"> {
  readonly status: Run["status"];
  readonly stoppedBy?: "budget" | "signal" | "you";
  readonly error?: string;
  readonly endedAt: string;
  readonly durationSeconds: number;
  readonly devices: readonly DeviceLedger[];
  readonly epochs: readonly StretchLedger[];
  readonly spans: readonly (StretchLedger & { readonly name: string; readonly parent?: string })[];
  readonly predictions: readonly Prediction[];
  readonly metrics: Metrics;
}
/** One line of a run's record. The calling thread writes the first and the last, the worker those between. */
export type JournalEntry =
  | { readonly type: "start"; readonly run: RunStart }
  /** The cumulative curve: joules of each device since the start, and their low and high ends where they differ. */
  | {
    readonly type: "tick";
    readonly atSeconds: number;
    readonly joules: readonly number[];
    readonly low?: readonly number[];
    readonly high?: readonly number[];
    readonly missingSeconds?: readonly number[];
  }
  /** An instant of the run with the joules so far, cut out of the curve. A span's `name` and `parent` come with its start. */
  | {
    readonly type: "mark";
    readonly what: "epoch-start" | "epoch-end" | "span-start" | "span-end";
    readonly id: number;
    readonly atSeconds: number;
    readonly joules: readonly number[];
    readonly complete?: boolean;
    readonly name?: string;
    readonly parent?: string;
  }
  /** Metrics of an epoch, by the id of its marks, or of the run. Figures that are not finite are text. */
  | {
    readonly type: "log";
    readonly atSeconds: number;
    readonly epoch?: number;
    readonly metrics: Readonly<Record<string, number | string>>;
  }
  | { readonly type: "prediction"; readonly prediction: Prediction }
  | { readonly type: "note"; readonly note: Note }
  | { readonly type: "intensity"; readonly point: IntensityPoint }
  /** Written by the worker where the calling thread cannot end the run: the process is about to be killed. */
  | {
    readonly type: "closed";
    readonly atSeconds: number;
    readonly status: Run["status"];
    readonly stoppedBy?: "budget" | "signal" | "you";
  }
  | { readonly type: "end"; readonly run: Run };
/** State of the curve at one reading, for those who listen in the worker: the journal, the terminal line. */
export interface Tick {
  readonly atSeconds: number;
  readonly joules: readonly number[];
  readonly lowJoules: readonly number[];
  readonly highJoules: readonly number[];
  readonly watts: readonly number[];
  readonly missingSeconds: readonly number[];
}
/** Someone in the worker who is told how the run goes. Its module exports a function `(options) => Listener`, named by a `SourceDescription`. */
export interface Listener {
  tick(tick: Tick): void;
  entry(entry: JournalEntry): void;
  /** What went wrong since the last call, once: a full disk, a folder that is gone. */
  trouble?(): Note | undefined;
  /** The run is over, or the worker is about to end: write what is held back. */
  close(): void;
}
/** What a live line shows, in a notebook or a terminal. */
export interface LiveState {
  readonly name: string;
  readonly elapsedSeconds: number;
  /** Epoch under way, from 0, and the planned number. */
  readonly epoch?: number;
  readonly epochs?: number;
  readonly step?: { readonly done: number; readonly of: number };
  readonly powerWatts?: number;
  /** Total power of the last 60 s, oldest first. */
  readonly recentWatts: readonly number[];
  readonly energyKwh: number;
  readonly energyRange: Range;
  readonly emissionsGrams: number;
  readonly emissionsRange: Range;
  readonly prediction?: Prediction;
  readonly predictAfterEpochs: number;
  readonly budget?: {
    readonly limit: number;
    readonly of: "energyKwh" | "emissionsGrams" | "durationSeconds";
    readonly action: string;
  };
}
