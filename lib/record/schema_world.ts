/** Schemas of what a run was for, where it ran, and what its machine was held against. */
import type { RestModel } from "../inside_run.ts";
import type { Calibration, Job, Machine, Place, SourceRef } from "../model.ts";
import { held } from "./held.ts";
import type { Zod } from "./zod.ts";

/** Schemas of `Machine`, `Job`, `Place`, `SourceRef` and `Calibration`. */
export function worldSchemas(z: Zod) {
  const text = z.string();
  const figure = z.number();
  const machine = held<Machine>()(
    z.object({
      hostname: text,
      os: text,
      arch: text,
      runtime: text,
      cpu: z.object({ name: text, threads: figure, sockets: figure.exactOptional() }),
      memoryGb: figure,
      accelerators: z.array(
        z.object({ name: text, count: figure, memoryGb: figure.exactOptional() }),
      ),
      virtualized: z.boolean().exactOptional(),
      rank: figure.exactOptional(),
      worldSize: figure.exactOptional(),
      job: text.exactOptional(),
    }),
    true,
  );
  const job = held<Job>()(
    z.object({
      stage: z.enum([
        "data-preparation",
        "training",
        "finetuning",
        "validation",
        "inference",
        "other",
      ]),
      purpose: z.enum(["final", "search", "ablation", "development", "other"]),
      model: text,
      baseModel: text,
      relation: text,
      parameters: figure,
      flops: figure,
      tokens: figure,
      samples: figure,
      dataset: text,
      framework: text,
      precision: text,
      infrastructure: z.enum(["cloud", "private-cloud", "cluster", "on-premises"]),
      instance: text,
    }).partial(),
    true,
  );
  const place = held<Place>()(
    z.object({
      zone: text,
      name: text,
      how: z.enum(["given", "environment", "cloud", "guessed"]),
      provider: text.exactOptional(),
      region: text.exactOptional(),
      namedBy: text.exactOptional(),
    }),
    true,
  );
  const source = held<SourceRef>()(
    z.object({
      id: text,
      title: text,
      publisher: text,
      year: figure,
      url: text.exactOptional(),
      licence: text.exactOptional(),
    }),
    true,
  );
  const calibration = held<Calibration>()(
    z.object({
      name: text,
      machine: text,
      offsetWatts: figure,
      slope: figure.positive(),
      residualWatts: figure,
      readings: figure.positive(),
      sensorWatts: z.tuple([figure, figure]),
      madeAt: text,
      points: z.array(
        z.object({ energyKwh: figure, durationSeconds: figure, meterKwh: figure }),
      ).exactOptional(),
    }),
    true,
  );
  const rule = z.object({ baseWatts: figure, cpuAndMemoryShare: figure, gpuShare: figure });
  const rest = held<RestModel>()(
    z.object({
      form: z.enum(["server", "desktop", "gpu-node"]),
      middle: rule,
      low: rule,
      high: rule,
    }),
    true,
  );
  return { machine, job, place, source, calibration, rest };
}
