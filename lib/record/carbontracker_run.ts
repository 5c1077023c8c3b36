/** A run from the logs of Carbontracker, with the known faults of its sums put right and said. */
import type { Machine, Note, Place, Prediction, Range, Run } from "../model.ts";
import type { CarbontrackerLog, LoggedConsumption } from "./carbontracker_log.ts";
import { isModelled, partsOf } from "./carbontracker_parts.ts";
import { type Imported, importedRun } from "./imported_run.ts";

/**
 * How far a prediction after one epoch was off: 4.9 to 19.1 % of the energy, as factors of it. Grade: literature. Source: Anthony,
 * Kanding & Selvan (2020), arXiv 2007.03051.
 */
const PREDICTION_RANGE: Range = [0.81, 1.24];
/** A live value stands for its hour: factors of it. Grade: judgement. */
const LIVE_RANGE: Range = [0.9, 1.1];
/** A yearly mean for a run of hours: factors of it. Grade: data (hourly intensity of Great Britain, France and Germany, 2020). */
const MEAN_RANGE: Range = [0.48, 1.58];
/** PUE by the first day of a version that used it; each is in the program and not in the output log. Source: the program's own list of constants. */
const PUE_SINCE: readonly (readonly [day: string, pue: number])[] = [
  ["2024-09-01", 1.58],
  ["2022-12-01", 1.55],
  ["2020-10-29", 1.59],
  ["2020-05-29", 1.67],
  ["", 1.58],
];

/** The run of one pair of logs. */
export function carbontrackerRun(
  log: CarbontrackerLog,
  file: { readonly id: string; readonly name: string },
): Run {
  const notes: Note[] = [{
    code: "imported",
    message: `Read from the logs of Carbontracker${
      log.version === undefined ? "" : ` ${log.version}`
    }: energy within epochs only; times are local without a zone, read as this machine's`,
  }];
  const pue = log.pue ?? PUE_SINCE.find(([day]) => (log.firstStamp ?? "") >= day)![1];
  if (log.pue === undefined) {
    notes.push({
      code: "pue-assumed",
      message: `The log names no PUE: ${pue} is what that version used`,
    });
  }
  const counted = countedBlock(log, notes);
  const parts = partsOf(log, counted, pue, notes);
  const itKwh = parts.reduce((sum, part) => sum + part.energyKwh, 0);
  const logged = log.epochs.reduce((sum, epoch) => sum + epoch.durationSeconds, 0);
  const predicted = counted !== undefined && counted === log.predicted;
  const grams = intensityOf(log, counted);
  if (log.location !== undefined && countryOf(log.location) === undefined) {
    notes.push({
      code: "place-of-the-log",
      message:
        `Place and intensity are the log's own: "${log.location}", of which it names no country, at ${
          Number(grams.toPrecision(3))
        } gCO2eq/kWh`,
      hint: 'whatIf(run, { zone: "DK" }) asks for another grid',
    });
  }
  if (itKwh === 0) notes.push({ code: "nothing-measured", message: "The logs hold no energy" });
  return importedRun({
    ...file,
    ...statusOf(log),
    startedAt: startOf(log),
    durationSeconds: predicted
      ? counted.durationSeconds
      : logged || (counted?.durationSeconds ?? 0),
    pue,
    parts,
    ...(predicted ? { predictedRange: PREDICTION_RANGE } : {}),
    epochSeconds: log.epochs.map((epoch) => epoch.durationSeconds),
    ...(log.predicted?.epochs === undefined ? {} : { plannedEpochs: log.predicted.epochs }),
    predictions: predictionsOf(log),
    intensity: {
      intensityGramsPerKwh: grams,
      range: scaled(log.meanIntensity ? MEAN_RANGE : LIVE_RANGE, grams),
      basis: log.meanIntensity ? "default" : "measured",
      source: "carbontracker",
    },
    place: placeOf(log),
    machine: machineOf(log),
    accelerators: log.components.get("gpu")?.length ?? 0,
    notes,
    source: {
      id: "carbontracker",
      title: `Carbontracker${log.version === undefined ? "" : ` ${log.version}`}, log`,
      publisher: "Anthony, Kanding and Selvan",
      year: 2020,
      url: "https://arxiv.org/abs/2007.03051",
    },
  });
}

/**
 * What the run took as a whole: the measurement, unless fewer epochs were monitored than planned and nobody stopped early (then
 * the training went on unwatched, and the prediction is the better figure).
 */
function countedBlock(log: CarbontrackerLog, notes: Note[]): LoggedConsumption | undefined {
  const { actual, predicted, epochs } = log;
  const count = epochs.length > 0 ? epochs.length : actual?.epochs ?? 0;
  if (actual !== undefined) {
    const ended = log.stoppedEarly || log.endedByUser || predicted?.epochs === undefined ||
      count >= predicted.epochs;
    if (ended || predicted === undefined) return actual;
    notes.push({
      code: "epochs-unwatched",
      message:
        `${count} of ${predicted.epochs} epochs were measured (${actual.energyKwh} kWh): the figures are what was predicted for all`,
    });
    return predicted;
  }
  if (predicted !== undefined) {
    notes.push({
      code: "no-actual",
      message:
        `The log ends without a measurement of the whole: the figures are what was predicted for ${predicted.epochs} epochs after ${count}`,
    });
  }
  return predicted;
}

function statusOf(log: CarbontrackerLog): Pick<Imported, "status" | "stoppedBy"> {
  if (log.endedByUser) return { status: "interrupted", stoppedBy: "you" };
  if (log.stoppedEarly) return { status: "stopped" };
  return { status: log.actual === undefined ? "recovered" : "finished" };
}

function intensityOf(log: CarbontrackerLog, counted: LoggedConsumption | undefined): number {
  const block = counted ?? log.predicted;
  return block !== undefined && block.energyKwh > 0 ? block.emissionsGrams / block.energyKwh : 0;
}

function predictionsOf(log: CarbontrackerLog): Prediction[] {
  const { predicted, actual } = log;
  if (predicted?.epochs === undefined || actual === undefined) return [];
  const { durationSeconds, energyKwh, emissionsGrams } = predicted;
  return [{
    durationSeconds,
    energyKwh,
    emissionsGrams,
    ranges: {
      durationSeconds: [durationSeconds, durationSeconds],
      energyKwh: scaled(PREDICTION_RANGE, energyKwh),
      emissionsGrams: scaled(PREDICTION_RANGE, emissionsGrams),
    },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
    boundary: "facility",
    afterEpochs: 1,
    totalEpochs: predicted.epochs,
    level: 0.9,
    upTo: false,
  }];
}

function scaled([low, high]: Range, value: number): Range {
  return [low * value, high * value];
}

/** "Copenhagen, Capital Region, DK": looked up by the address of the network, so a guess. */
function placeOf({ location }: CarbontrackerLog): Place {
  return {
    zone: countryOf(location) ?? "WORLD",
    name: location ?? "not known",
    how: "guessed",
    namedBy: "Carbontracker",
  };
}

function countryOf(location: string | undefined): string | undefined {
  return /(?:^|,\s*)([A-Z]{2})$/.exec(location ?? "")?.[1];
}

function machineOf(log: CarbontrackerLog): Machine {
  const gpus = new Map<string, number>();
  for (const name of log.components.get("gpu") ?? []) gpus.set(name, (gpus.get(name) ?? 0) + 1);
  const cpu = log.components.get("cpu")?.find((name) => isModelled("cpu", name));
  return {
    hostname: "",
    os: "",
    arch: "",
    runtime: `Carbontracker${log.version === undefined ? "" : ` ${log.version}`}`,
    cpu: { name: cpu ?? "not known", threads: 0 },
    memoryGb: 0,
    accelerators: [...gpus].map(([name, count]) => ({ name, count })),
  };
}

/** The first line's time; where only the end was printed, so much earlier as the measurement took. */
function startOf({ firstStamp, lastStamp, actual }: CarbontrackerLog): Date {
  const first = timeOf(firstStamp);
  const began = timeOf(lastStamp) - (actual?.durationSeconds ?? 0) * 1000;
  return new Date(Math.max(0, Math.min(first, began)));
}

/** Local time without a zone, in ms since 1970; 0 where there is none. */
function timeOf(stamp: string | undefined): number {
  const time = Date.parse(stamp?.replace(" ", "T") ?? "");
  return Number.isNaN(time) ? 0 : time;
}
