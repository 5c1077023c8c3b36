/** The sum of many runs. */
import { checkRuns } from "../arguments.ts";
import { basisOfSum } from "../interval.ts";
import type { Footprint, Note, Run, Total } from "../model.ts";
import { type CountedRun, countOnce, namesOf } from "./counted.ts";
import { commonBoundary, type Joined, joinRuns } from "./joined.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { showingTotal } from "../display/showing_others.ts";
import { trackRecordNotes } from "./track_record.ts";

const STATUSES = ["finished", "stopped", "failed", "interrupted", "recovered"] as const;

/**
 * Energy in kWh, emissions in gCO2eq and time in s of many runs together. Failed and interrupted runs count like the others;
 * what two runs measured on the same device at the same time is counted once, and named. Shares of processes (`scope`) count in full.
 * Shows itself with its figures and counts.
 *
 * Errors that runs share (one device, one model, one grid) add up, others partly cancel. Runs of unlike boundaries are added up
 * before PUE under the narrowest, with a note. Of no runs it is 0.
 * @param runs Runs, of `track()` or `loadRuns()`.
 * @throws {TypeError} If it is no array of runs.
 * @example Two runs of different machines
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { totalOf } from "@footnote/footnote";
 * strictEqual(totalOf([]).energyKwh, 0);
 * strictEqual(totalOf([]).counts.failed, 0);
 * ```
 */
export function totalOf(runs: readonly Run[]): Total {
  checkRuns(runs, "add up runs");
  const { counted, notes } = countOnce(runs);
  const how = commonBoundary(counted.map(({ run }) => run));
  const { itEnergyKwh: _, ...total } = joinRuns(counted, how);
  const counts = Object.fromEntries(
    STATUSES.map((status) => [status, counted.filter(({ run }) => run.status === status).length]),
  ) as Record<Run["status"], number>;
  const byStatus: Partial<Record<Run["status"], Footprint>> = {};
  for (const status of STATUSES) {
    const some = counted.filter(({ run }) => run.status === status);
    if (some.length > 0) byStatus[status] = footprintOnly(joinRuns(some, how));
  }
  return showingTotal<Total>({
    ...total,
    counts,
    byStatus,
    notes: [
      ...notes,
      ...how.notes,
      ...nothingNotes(counted),
      ...predictedNotes(counted, total.energyKwh),
      ...minorNotes(counted),
      ...gridNotes(counted),
      ...rankNotes(counted),
      ...trackRecordNotes(counted.map(({ run }) => run)),
    ],
  }, counted.map(({ run }) => run));
}

function footprintOnly(joined: Joined): Footprint {
  const { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary } = joined;
  return { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary };
}

/** Runs that are in the counts and the hours, and of whose energy nothing is known. */
function nothingNotes(counted: readonly CountedRun[]): Note[] {
  const none = counted.map(({ run }) => run).filter(measuredNothing);
  if (none.length === 0) return [];
  return [{
    code: "runs-not-measured",
    message: `${none.length} of ${counted.length} ${
      counted.length === 1 ? "run" : "runs"
    } measured nothing and ${none.length === 1 ? "adds" : "add"} nothing to the sum: ${
      namesOf(none)
    }`,
  }];
}

/** Runs whose energy nobody measured in the end: records of other tools hold such. */
function predictedNotes(counted: readonly CountedRun[], energyKwh: number): Note[] {
  const predicted = counted.filter(({ run }) => run.basis.energyKwh === "predicted");
  if (predicted.length === 0 || energyKwh <= 0) return [];
  const sum = (some: readonly CountedRun[]) =>
    some.reduce((total, { run, energyShare }) => total + run.itEnergyKwh * energyShare, 0);
  const kwh = energyKwh * sum(predicted) / sum(counted);
  return [{
    code: "predicted-in-total",
    message: `${kwh.toPrecision(3)} of ${
      energyKwh.toPrecision(3)
    } kWh were predicted and not measured: ${namesOf(predicted.map(({ run }) => run))}`,
  }];
}

/** Runs too small to weaken the basis of the sum. */
function minorNotes(counted: readonly CountedRun[]): Note[] {
  // Runs that measured nothing have a note of their own.
  const some = counted.filter(({ run }) => !measuredNothing(run));
  const { basis, minor } = basisOfSum(some.map(({ run, energyShare }) => ({
    energyKwh: run.itEnergyKwh * energyShare,
    basis: run.basis.energyKwh,
  })));
  if (minor.length === 0) return [];
  return [{
    code: "minor-runs",
    message: `Called ${basis} as a whole, for less than 1 % each is of a weaker basis: ${
      namesOf(minor.map((index) => some[index]!.run))
    }`,
  }];
}

/** Grid figures of unlike definition in one sum. */
function gridNotes(counted: readonly CountedRun[]): Note[] {
  const points = counted.flatMap(({ run }) => run.intensities);
  const mixed = (
    values: readonly (string | undefined)[],
  ) => [...new Set(values.filter((value) => value !== undefined))];
  const scopes = mixed(points.map((point) => point.emissionScope));
  const accountings = mixed(points.map((point) => point.accounting));
  return [
    ...(scopes.length > 1
      ? [{
        code: "emission-scopes-differ",
        message: `The grid figures are of unlike scope (${
          scopes.join(" and ")
        }): life-cycle ones read about 1.1 to 1.8 times direct ones`,
        hint: "add up runs whose grids have figures of one kind",
      }]
      : []),
    ...(accountings.length > 1
      ? [{
        code: "accountings-differ",
        message: `The grid figures are accounted for differently (${
          accountings.join(" and ")
        }): of what a country makes, or of what it uses`,
        hint: "add up runs whose grids have figures of one kind",
      }]
      : []),
  ];
}

/** Ranks of one job of which some are not there. */
function rankNotes(counted: readonly CountedRun[]): Note[] {
  const jobs = new Map<string, { size: number; ranks: Set<number> }>();
  for (const { run: { machine, name } } of counted) {
    const { rank, worldSize, job } = machine;
    if (rank === undefined || worldSize === undefined) continue;
    const key = job ?? name;
    const known = jobs.get(key) ?? { size: 0, ranks: new Set<number>() };
    known.size = Math.max(known.size, worldSize);
    known.ranks.add(rank);
    jobs.set(key, known);
  }
  return [...jobs].flatMap(([job, { size, ranks }]): Note[] => {
    const absent = Array.from({ length: size }, (_, rank) => rank).filter((rank) =>
      !ranks.has(rank)
    );
    if (absent.length === 0) return [];
    const shown = absent.length > 8 ? `${absent.slice(0, 8).join(", ")} …` : absent.join(", ");
    return [{
      code: "ranks-absent",
      message:
        `Of the ${size} ranks of "${job}" ${absent.length} are not here (${shown}): machines that only they measured are not in the sum`,
    }];
  });
}
