/** How well models of CPU power do on measured curves: one vote a CPU model. */
import { modelCpuPower } from "../../lib/hardware/cpu_model.ts";

/** Watts of all packages of a machine at several loads. */
export interface Curve {
  readonly cpu: string;
  readonly sockets: number;
  readonly threads: number;
  readonly tdpWatts: number;
  readonly loads: readonly number[];
  readonly watts: readonly number[];
}

/** How one model does. */
export interface Score {
  readonly model: string;
  /** Mean absolute error of the watts over all points, as a fraction; of each CPU model, then of all. */
  readonly meanError: number;
  /** Error of the mean watts. */
  readonly bias: number;
  /** Share of points inside the model's own range, and its mean high over low; where it states one. */
  readonly inside?: number;
  readonly highOverLow?: number;
}

type Model = (curve: Curve, load: number) => {
  readonly powerWatts: number;
  readonly range?: readonly [number, number];
};

const MODELS: Readonly<Record<string, Model>> = {
  "ours, TDP known": ({ tdpWatts, sockets }, utilization) =>
    modelCpuPower({ tdpWatts, sockets, utilization }),
  "ours, threads only": ({ threads, sockets }, utilization) =>
    modelCpuPower({ threads, sockets, utilization }),
  "TDP (0.1 + 0.9 u³), CodeCarbon": ({ tdpWatts, sockets }, u) => ({
    powerWatts: tdpWatts * sockets * (0.1 + 0.9 * u ** 3),
  }),
  "TDP u": ({ tdpWatts, sockets }, u) => ({ powerWatts: tdpWatts * sockets * u }),
  "0.5 TDP": ({ tdpWatts, sockets }) => ({ powerWatts: tdpWatts * sockets * 0.5 }),
};

/** Scores every model on the curves. */
export function scoreModels(curves: readonly Curve[]): readonly Score[] {
  const byCpu = Map.groupBy(curves, (curve) => curve.cpu);
  return Object.entries(MODELS).map(([name, model]) => {
    const votes = [...byCpu.values()].map((own) => scoreOne(model, own));
    const mean = (pick: (vote: typeof votes[number]) => number) => meanOf(votes.map(pick));
    const states = votes.every((vote) => vote.inside.length > 0);
    return {
      model: name,
      meanError: mean((vote) => meanOf(vote.errors)),
      bias: mean((vote) => vote.modelled / vote.measured - 1),
      ...(states
        ? {
          inside: mean((vote) => meanOf(vote.inside)),
          highOverLow: mean((vote) => meanOf(vote.widths)),
        }
        : {}),
    };
  });
}

function scoreOne(model: Model, curves: readonly Curve[]) {
  const vote = {
    errors: [] as number[],
    inside: [] as number[],
    widths: [] as number[],
    modelled: 0,
    measured: 0,
  };
  for (const curve of curves) {
    for (const [index, load] of curve.loads.entries()) {
      const watts = curve.watts[index];
      if (watts === undefined || !(watts > 0) || !(load >= 0 && load <= 1)) continue;
      const { powerWatts, range } = model(curve, load);
      vote.errors.push(Math.abs(powerWatts / watts - 1));
      vote.modelled += powerWatts;
      vote.measured += watts;
      if (range === undefined) continue;
      vote.inside.push(range[0] <= watts && watts <= range[1] ? 1 : 0);
      vote.widths.push(range[1] / range[0]);
    }
  }
  return vote;
}

/** Curves of CPU packages in a table of the columns measures, cpu, chips, threads, tdp_w, loads, watts, note; superseded rows are left out. */
export function readCurves(csv: string): readonly Curve[] {
  const [head = [], ...rows] = csv.trim().split("\n").map(cellsOf);
  return rows.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ""])))
    .filter((row) => row["measures"] === "package" && Number(row["tdp_w"]) > 0)
    .filter((row) => !row["note"]?.includes("superseded"))
    .map((row) => ({
      cpu: row["cpu"] ?? "",
      sockets: Number(row["chips"]) || 1,
      threads: Number(row["threads"]),
      tdpWatts: Number(row["tdp_w"]),
      loads: (row["loads"] ?? "").split(";").map(Number),
      watts: (row["watts"] ?? "").split(";").map(Number),
    }));
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .map((hit) => hit[1]?.replaceAll('""', '"') ?? hit[2] ?? "");
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
