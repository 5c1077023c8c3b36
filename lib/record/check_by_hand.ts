/** The essentials of a record, checked without any package: what the card, the table and the sums would trip over. */
import { type Check, problemAt, type RecordChecks } from "./problem.ts";

type Path = readonly PropertyKey[];
/** Throws a `Problem` where a value is not what it should be. */
type Want = (value: unknown, path: Path) => void;

class Problem extends Error {}

/** The checks of the essentials. */
export const checkByHand: Omit<RecordChecks, "note"> = {
  run: checkOf(wantRun),
  start: checkOf(wantStart),
  entry: checkOf(wantEntry),
};

function checkOf(want: Want): Check {
  return (value) => {
    try {
      want(value, []);
      return undefined;
    } catch (error) {
      if (error instanceof Problem) return error.message;
      throw error;
    }
  };
}

function fail(path: Path, wanted: string, found: unknown): never {
  throw new Problem(problemAt(path, wanted, found));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fields(wants: Readonly<Record<string, Want>>): Want {
  return (value, path) => {
    if (!isObject(value)) fail(path, "of type object", value);
    for (const [name, want] of Object.entries(wants)) want(value[name], [...path, name]);
  };
}

function list(want: Want): Want {
  return (value, path) => {
    if (!Array.isArray(value)) fail(path, "of type array", value);
    value.forEach((item, index) => want(item, [...path, index]));
  };
}

function optional(want: Want): Want {
  return (value, path) => {
    if (value !== undefined) want(value, path);
  };
}

function oneOf(...values: readonly unknown[]): Want {
  const wanted = `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  return (value, path) => {
    if (!values.includes(value)) fail(path, wanted, value);
  };
}

function text(value: unknown, path: Path): void {
  if (typeof value !== "string") fail(path, "of type string", value);
}

function figure(value: unknown, path: Path): void {
  if (typeof value !== "number" || !Number.isFinite(value)) fail(path, "of type number", value);
}

function amount(value: unknown, path: Path): void {
  figure(value, path);
  if ((value as number) < 0) fail(path, ">= 0", value);
}

function time(value: unknown, path: Path): void {
  if (typeof value !== "string" || Number.isNaN(Date.parse(value))) {
    fail(path, "a time as ISO 8601", value);
  }
}

function range(value: unknown, path: Path): void {
  if (!Array.isArray(value) || value.length !== 2) fail(path, "a pair of figures", value);
  value.forEach((end, index) => figure(end, [...path, index]));
}

function metrics(value: unknown, path: Path): void {
  if (!isObject(value)) fail(path, "of type object", value);
  for (const [name, item] of Object.entries(value)) {
    if (typeof item !== "string") figure(item, [...path, name]);
  }
}

const place = fields({ zone: text, name: text, how: text, namedBy: optional(text) });

function wantRun(value: unknown, path: Path): void {
  const basis = oneOf("measured", "modelled", "default", "predicted");
  const stretch = {
    startedAtSeconds: figure,
    durationSeconds: amount,
    energyKwh: amount,
    energyRange: range,
    emissionsGrams: amount,
    metrics,
  };
  fields({
    version: oneOf(1),
    id: text,
    name: text,
    status: oneOf("finished", "stopped", "failed", "interrupted", "recovered"),
    startedAt: time,
    endedAt: time,
    durationSeconds: amount,
    energyKwh: amount,
    emissionsGrams: amount,
    ranges: fields({ energyKwh: range, emissionsGrams: range }),
    basis: fields({ energyKwh: basis, emissionsGrams: basis }),
    boundary: oneOf("device", "node", "facility"),
    itEnergyKwh: amount,
    pue: amount,
    intensityGramsPerKwh: amount,
    acceleratorHours: amount,
    cpuCoreHours: amount,
    place,
    machine: fields({ hostname: text, cpu: fields({ name: text, threads: figure }) }),
    scope: optional(oneOf("process")),
    parts: list(fields({
      device: text,
      kind: text,
      name: text,
      source: text,
      basis,
      energyKwh: amount,
      energyRange: range,
      meanWatts: figure,
    })),
    epochs: list(fields({ index: figure, ...stretch })),
    spans: list(fields({ name: text, ...stretch })),
    predictions: list(fields({ energyKwh: amount, emissionsGrams: amount, afterEpochs: figure })),
    intensities: list(fields({ atSeconds: figure, intensityGramsPerKwh: amount, range })),
    traces: list(fields({
      device: text,
      points: list(fields({ fromSeconds: figure, toSeconds: figure, meanWatts: figure })),
    })),
    metrics,
    notes: list(fields({ code: text, message: text })),
    sources: list(fields({ id: text, title: text })),
  })(value, path);
}

const rule = fields({ baseWatts: figure, cpuAndMemoryShare: figure, gpuShare: figure });

function wantStart(value: unknown, path: Path): void {
  fields({
    version: oneOf(1),
    id: text,
    name: text,
    startedAt: time,
    devices: list(fields({ device: text, kind: text, name: text, source: text, basis: text })),
    pue: amount,
    place,
    machine: fields({ hostname: text, cpu: fields({ name: text, threads: figure }) }),
    scope: optional(oneOf("process")),
    intensities: list(fields({ atSeconds: figure, intensityGramsPerKwh: amount, range })),
    notes: list(fields({ code: text, message: text })),
    sources: list(fields({ id: text, title: text })),
    calibration: optional(fields({
      name: text,
      machine: text,
      offsetWatts: figure,
      slope: figure,
      residualWatts: figure,
      readings: figure,
      sensorWatts: range,
      madeAt: text,
    })),
    rest: optional(fields({ form: text, middle: rule, low: rule, high: rule })),
  })(value, path);
}

function wantEntry(value: unknown, path: Path): void {
  if (!isObject(value)) fail(path, "of type object", value);
  const curve = list(amount);
  const of: Readonly<Record<string, Readonly<Record<string, Want>>>> = {
    tick: { atSeconds: figure, joules: curve, low: optional(curve), high: optional(curve) },
    mark: {
      what: oneOf("epoch-start", "epoch-end", "span-start", "span-end"),
      id: figure,
      atSeconds: figure,
      joules: curve,
    },
    log: { atSeconds: figure, epoch: optional(figure), metrics },
    prediction: { prediction: fields({ energyKwh: amount, emissionsGrams: amount }) },
    note: { note: fields({ code: text, message: text }) },
    intensity: { point: fields({ atSeconds: figure, intensityGramsPerKwh: amount, range }) },
    closed: {
      atSeconds: figure,
      status: oneOf("finished", "stopped", "failed", "interrupted", "recovered"),
    },
  };
  fields(of[String(value.type)] ?? {})(value, path);
}
