/**
 * The shapes that the rooms hand each other while a run is under way: what a ledger holds, a line of the record, a listener in the worker.
 * Not public, so free to change; but the lines of a record (`JournalEntry`, `RunStart`) are read back years later.
 */
import type {
  Calibration,
  IntensityPoint,
  Job,
  Machine,
  Metrics,
  Note,
  Place,
  PowerSource,
  Prediction,
  Range,
  Run,
  SourceRef,
  TracePoint,
} from "./model.ts";

/** A device as its source names it: what the record keeps of a `PowerSource`. */
export type DeviceIdentity = Pick<
  PowerSource,
  "device" | "kind" | "name" | "source" | "basis" | "uncertainty" | "limitWatts"
>;
/** A device and what it drew between the start and the end of a run. */
export interface DeviceLedger extends DeviceIdentity {
  /** Energy, in J. */
  readonly energyJoules: number;
  /** Energy at the low and high end of the readings' own ranges; equal to `energyJoules` where they gave none. */
  readonly lowJoules: number;
  /** Energy at the high end of the readings' own ranges, in J. */
  readonly highJoules: number;
  /** Highest power seen, in W. */
  readonly peakWatts?: number;
  /** Time in which the source gave nothing, in s. */
  readonly missingSeconds: number;
  /** In the order of time. */
  readonly points: readonly TracePoint[];
}
/** A stretch of the run's clock with the joules of each device in it, in the order of the ledger's devices. */
export interface StretchLedger {
  /** Its beginning on the run's clock, in s. */
  readonly startedAtSeconds: number;
  /** Length of time, in s. */
  readonly durationSeconds: number;
  /** Energy of each device, in J, in the order of the devices. */
  readonly joules: readonly number[];
  /** Whether it was seen to its end. */
  readonly complete: boolean;
  /** Figures of quality by name. */
  readonly metrics: Metrics;
}
/** What is known of a run when it begins. */
export interface RunStart {
  /** Version of this shape. */
  readonly version: 1;
  /** A name that is unique among its kind. */
  readonly id: string;
  /** What it is called. */
  readonly name: string;
  /** Its beginning, ISO 8601, UTC. */
  readonly startedAt: string;
  /** The devices read. */
  readonly devices: readonly DeviceIdentity[];
  /** Power usage effectiveness, 1 or more. */
  readonly pue: number;
  /** Whether the user gave the PUE: then the boundary is the facility. */
  readonly pueGiven: boolean;
  /** Where its electricity came from. */
  readonly place: Place;
  /** The machine. */
  readonly machine: Machine;
  /** "process": parts are what this process and its children had of their devices, so that two runs of one machine at one time are no overlap; else whole devices. */
  readonly scope?: "process";
  /** What the run was for. */
  readonly job?: Job;
  /** How many epochs were planned. */
  readonly plannedEpochs?: number;
  /** Where the run's sensors are held against a wall meter: the wall is then the whole. */
  readonly calibration?: Calibration;
  /** Where what is in no sensor is modelled in, as was asked. */
  readonly rest?: RestModel;
  /** The grid's carbon intensity, from each instant on. */
  readonly intensities: readonly IntensityPoint[];
  /** Caveats and events. */
  readonly notes: readonly Note[];
  /** Where its figures come from. */
  readonly sources: readonly SourceRef[];
}
/** Watts of what is in no sensor, from those that are read: never below 0. */
export interface RestRule {
  /** Whatever the load, in W. */
  readonly baseWatts: number;
  /** A share of CPU and memory. */
  readonly cpuAndMemoryShare: number;
  /** A share of all accelerators. */
  readonly gpuShare: number;
}
/** The model of fans, board and power supply that a run counts, with the ends of its 90 % interval. */
export interface RestModel {
  /** Kind of machine; "gpu-node": a server of eight boards on one baseplate. */
  readonly form: "server" | "desktop" | "gpu-node";
  /** The median. */
  readonly middle: RestRule;
  /** The low end. */
  readonly low: RestRule;
  /** The high end. */
  readonly high: RestRule;
}
/** All that was gathered of a run: `accountRun()` makes the `Run` of it, live and from a record alike. */
export interface RunLedger extends Omit<RunStart, "devices"> {
  /** How it ended. */
  readonly status: Run["status"];
  /** Who stopped it. */
  readonly stoppedBy?: "budget" | "signal" | "you";
  /** First line of the error. */
  readonly error?: string;
  /** Its end, ISO 8601, UTC. */
  readonly endedAt: string;
  /** Length of time, in s. */
  readonly durationSeconds: number;
  /** The devices read. */
  readonly devices: readonly DeviceLedger[];
  /** Its epochs, in their order. */
  readonly epochs: readonly StretchLedger[];
  /** Its named parts. */
  readonly spans: readonly (StretchLedger & { readonly name: string; readonly parent?: string })[];
  /** What was predicted, in the order of time. */
  readonly predictions: readonly Prediction[];
  /** Figures of quality by name. */
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
  /** Instant on the run's clock, in s. */
  readonly atSeconds: number;
  /** Energy of each device, in J, in the order of the devices. */
  readonly joules: readonly number[];
  /** Energy at their low end, in J. */
  readonly lowJoules: readonly number[];
  /** Energy at the high end of the readings' own ranges, in J. */
  readonly highJoules: readonly number[];
  /** Power of each device now, in W. */
  readonly watts: readonly number[];
  /** Time in which the source gave nothing, in s. */
  readonly missingSeconds: readonly number[];
}
/** Someone in the worker who is told how the run goes. Its module exports a function `(options) => Listener`, named by a `SourceDescription`. */
export interface Listener {
  /** Whether a tick at this time, in s, is of use where the next comes at `nextSeconds`: one that nobody wants is not put together. Always, where this is not there. */
  wants?(atSeconds: number, nextSeconds: number): boolean;
  /** Called at each reading that is wanted, and once more before `close()`. */
  tick(tick: Tick): void;
  /** Called for each line of the record. */
  entry(entry: JournalEntry): void;
  /** What went wrong since the last call, once: a full disk, a folder that is gone. */
  trouble?(): Note | undefined;
  /** The run is over, or the worker is about to end: write what is held back. */
  close(): void;
}
/** What a live line shows, in a notebook or a terminal. */
export interface LiveState {
  /** What it is called. */
  readonly name: string;
  /** Time since the start, in s. */
  readonly elapsedSeconds: number;
  /** Epoch under way, from 0, and the planned number. */
  readonly epoch?: number;
  /** Planned epochs. */
  readonly epochs?: number;
  /** How far the epoch is. */
  readonly step?: { readonly done: number; readonly of: number };
  /** Power, in W. */
  readonly powerWatts?: number;
  /** Total power of the last 60 s, oldest first. */
  readonly recentWatts: readonly number[];
  /** Energy, in kWh. */
  readonly energyKwh: number;
  /** Its 90 % interval, in kWh. */
  readonly energyRange: Range;
  /** Operational emissions, in gCO2eq. */
  readonly emissionsGrams: number;
  /** Their 90 % interval, in gCO2eq. */
  readonly emissionsRange: Range;
  /** The newest prediction. */
  readonly prediction?: Prediction;
  /** After how many epochs the first prediction is made. */
  readonly predictAfterEpochs: number;
  /** The limit that is set. */
  readonly budget?: {
    readonly limit: number;
    readonly of: "energyKwh" | "emissionsGrams" | "durationSeconds";
    readonly action: string;
  };
}
