/**
 * What a record must hold, checked where text from outside becomes our data. The shapes are those of `model.ts`, written by
 * hand; the schemas are held to them by the compiler, optional fields included.
 */
import type { JournalEntry, RunStart } from "../inside_run.ts";
import type { Epoch, IntensityPoint, Note, Part, Prediction, Run, Span } from "../model.ts";
import { held } from "./held.ts";
import { type Issue, problemOf, type RecordChecks } from "./problem.ts";
import { worldSchemas } from "./schema_world.ts";
import type { Zod } from "./zod.ts";

/** Metrics stand in a record as figures or text. */
type Written<T> = {
  [K in keyof T]: K extends "metrics" ? Readonly<Record<string, number | string>> : T[K];
};

/** The checks of a record's lines by zod. */
export function checksOf(z: Zod): RecordChecks {
  const text = z.string();
  const figure = z.number();
  const amount = z.number().nonnegative();
  const time = z.iso.datetime({ offset: true });
  const range = z.tuple([figure, figure]);
  const metrics = z.record(text, z.union([figure, text]));
  const basis = z.enum(["measured", "modelled", "default", "predicted"]);
  const boundary = z.enum(["device", "node", "facility"]);
  const kind = z.enum(["cpu", "gpu", "memory", "npu", "system", "rest"]);
  const status = z.enum(["finished", "stopped", "failed", "interrupted", "recovered"]);
  const stoppedBy = z.enum(["budget", "signal", "you"]);
  const bases = z.object({ energyKwh: basis, emissionsGrams: basis });

  const part = held<Part>()(
    z.object({
      device: text,
      kind,
      name: text,
      source: text,
      basis,
      energyKwh: amount,
      energyRange: range,
      uncertainty: z.object({ key: text, shared: range, own: range }).exactOptional(),
      meanWatts: figure,
      peakWatts: figure.exactOptional(),
      missingSeconds: figure,
    }),
    true,
  );
  const stretch = {
    startedAtSeconds: figure,
    durationSeconds: figure,
    energyKwh: amount,
    energyRange: range,
    emissionsGrams: amount,
    emissionsRange: range.exactOptional(),
    complete: z.boolean(),
    metrics,
  };
  const epoch = held<Written<Epoch>>()(
    z.object({ index: z.int().nonnegative(), ...stretch }),
    true,
  );
  const span = held<Written<Span>>()(
    z.object({ name: text, parent: text.exactOptional(), ...stretch }),
    true,
  );
  const prediction = held<Prediction>()(
    z.object({
      durationSeconds: amount,
      energyKwh: amount,
      emissionsGrams: amount,
      ranges: z.object({ durationSeconds: range, energyKwh: range, emissionsGrams: range }),
      basis: bases,
      boundary,
      afterEpochs: figure,
      totalEpochs: figure,
      level: z.literal(0.9),
      upTo: z.boolean(),
      chanceOverBudget: figure.exactOptional(),
    }),
    true,
  );
  const note = held<Note>()(
    z.object({
      code: text,
      message: text,
      hint: text.exactOptional(),
      device: text.exactOptional(),
      atSeconds: figure.exactOptional(),
    }),
    true,
  );
  const intensity = held<IntensityPoint>()(
    z.object({
      atSeconds: figure,
      intensityGramsPerKwh: amount,
      range,
      basis,
      source: text,
      year: figure.exactOptional(),
      emissionScope: z.enum(["life-cycle", "direct"]).exactOptional(),
      accounting: z.enum(["generation", "consumption"]).exactOptional(),
    }),
    true,
  );
  const { machine, job, place, source, calibration, rest } = worldSchemas(z);
  const common = {
    version: z.literal(1),
    id: text,
    name: text,
    startedAt: time,
    pue: amount,
    place,
    machine,
    scope: z.literal("process").exactOptional(),
    job: job.exactOptional(),
    plannedEpochs: figure.exactOptional(),
    intensities: z.array(intensity),
    notes: z.array(note),
    sources: z.array(source),
  };
  const run = held<
    Omit<Written<Run>, "epochs" | "spans"> & {
      readonly epochs: readonly Written<Epoch>[];
      readonly spans: readonly Written<Span>[];
    }
  >()(
    z.object({
      ...common,
      durationSeconds: amount,
      energyKwh: amount,
      emissionsGrams: amount,
      ranges: z.object({
        durationSeconds: range.exactOptional(),
        energyKwh: range,
        emissionsGrams: range,
      }),
      basis: bases,
      boundary,
      status,
      stoppedBy: stoppedBy.exactOptional(),
      error: text.exactOptional(),
      endedAt: time,
      itEnergyKwh: amount,
      intensityGramsPerKwh: amount,
      acceleratorHours: amount,
      cpuCoreHours: amount,
      parts: z.array(part),
      epochs: z.array(epoch),
      spans: z.array(span),
      predictions: z.array(prediction),
      traces: z.array(z.object({
        device: text,
        points: z.array(z.object({
          fromSeconds: figure,
          toSeconds: figure,
          meanWatts: figure,
          lowWatts: figure,
          highWatts: figure,
        })),
      })),
      metrics,
    }),
    true,
  );
  const start = held<RunStart>()(
    z.object({
      ...common,
      devices: z.array(z.object({
        device: text,
        kind,
        name: text,
        source: text,
        basis,
        uncertainty: z.object({
          key: text,
          shared: range,
          own: range,
          lowLoad: z.object({ belowWatts: figure, shared: range }).exactOptional(),
          tickSeconds: figure.exactOptional(),
        }).exactOptional(),
        limitWatts: figure.exactOptional(),
      })),
      pueGiven: z.boolean(),
      calibration: calibration.exactOptional(),
      rest: rest.exactOptional(),
    }),
    true,
  );
  const curve = z.array(amount);
  const entry = held<WrittenEntry>()(
    z.discriminatedUnion("type", [
      z.object({
        type: z.literal("tick"),
        atSeconds: figure,
        joules: curve,
        low: curve.exactOptional(),
        high: curve.exactOptional(),
        missingSeconds: curve.exactOptional(),
      }),
      z.object({
        type: z.literal("mark"),
        what: z.enum(["epoch-start", "epoch-end", "span-start", "span-end"]),
        id: figure,
        atSeconds: figure,
        joules: curve,
        complete: z.boolean().exactOptional(),
        name: text.exactOptional(),
        parent: text.exactOptional(),
      }),
      z.object({
        type: z.literal("log"),
        atSeconds: figure,
        epoch: figure.exactOptional(),
        metrics,
      }),
      z.object({ type: z.literal("prediction"), prediction }),
      z.object({ type: z.literal("note"), note }),
      z.object({ type: z.literal("intensity"), point: intensity }),
      z.object({
        type: z.literal("closed"),
        atSeconds: figure,
        status,
        stoppedBy: stoppedBy.exactOptional(),
      }),
    ]),
    true,
  );
  const check = (schema: { safeParse(value: unknown): Parsed }) => (value: unknown) => {
    const { success, error } = schema.safeParse(value);
    return success ? undefined : problemOf(error?.issues[0], value);
  };
  return { run: check(run), start: check(start), entry: check(entry) };
}

/** The entries between the first line and the last. */
type WrittenEntry = Exclude<JournalEntry, { readonly type: "start" | "end" }>;

interface Parsed {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly Issue[] } | undefined;
}
