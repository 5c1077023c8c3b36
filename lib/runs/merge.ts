/** Several runs as one: the ranks of a job, or a training and its resumptions. */
import { checkRuns } from "../arguments.ts";
import { plainText } from "../display/numbers.ts";
import { showingRun } from "../display/showing.ts";
import { durationText } from "../display/times.ts";
import type { IntensityPoint, Machine, Note, Run } from "../model.ts";
import { type CountedRun, countOnce, lengthOf, machineKey, namesOf } from "./counted.ts";
import { commonBoundary, joinRuns } from "./joined.ts";
import { type MergedClock, mergedClock, sideBySide } from "./merge_clock.ts";
import { mergeEpochs, mergeMetrics, mergePlans, mergeSpans } from "./merge_epochs.ts";
import { mergeParts } from "./merge_parts.ts";

/** A pause under this many seconds between two runs is not worth a note: a start takes as long (judgement). */
const NOTED_PAUSE_SECONDS = 10;

/**
 * Merges runs into one: runs side by side (ranks, nodes) with the devices of all and the epochs of one index joined, runs one
 * after the other (a training and its resumptions) with their epochs numbered on. The clock of the merged run stands still in
 * the pauses between. What two of them measured on one device at one time counts once, with a note; shares of processes add up.
 *
 * Metrics are those of the lowest rank, and of the last run; predictions of single runs do not speak of the whole and are left out.
 * @param runs At least one run.
 * @throws {TypeError} If it is no array of runs.
 * @throws {RangeError} If there is none.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { mergeRuns, track } from "@footnote/footnote";
 * const options = { directory: null, quiet: true };
 * const first = await track("digits", options, () => {});
 * const resumed = await track("digits", options, () => {});
 * strictEqual(mergeRuns([first, resumed]).status, "finished");
 * ```
 */
export function mergeRuns(runs: readonly Run[]): Run {
  checkRuns(runs, "merge runs");
  if (runs.length === 0) {
    throw new RangeError(
      'Cannot merge runs as "runs" must hold at least one run: current value is an empty array',
    );
  }
  const { counted, notes } = countOnce(runs);
  if (counted.length === 1 && runs.length === 1) return showingRun({ ...counted[0]!.run });
  const clock = mergedClock(counted);
  const how = commonBoundary(counted.map(({ run }) => run));
  const pueOf = ({ run }: CountedRun) => how.beforePue ? 1 : run.pue;
  const groups = sideBySide(counted);
  const last = groups.at(-1)!;
  const end = last.toSorted((a, b) => WORST.indexOf(a.run.status) - WORST.indexOf(b.run.status))[0]!
    .run;
  const first = counted[0]!.run;
  const job = counted.find(({ run }) => run.job !== undefined)?.run.job;
  const plannedEpochs = mergePlans(counted);
  const { durationSeconds: _, ...footprint } = joinRuns(counted, how);
  return showingRun<Run>({
    version: 1,
    id: `merged-${hashOf(counted.map(({ run }) => run.id))}`,
    name: first.name,
    status: end.status,
    ...(end.stoppedBy === undefined ? {} : { stoppedBy: end.stoppedBy }),
    ...(end.error === undefined ? {} : { error: end.error }),
    startedAt: first.startedAt,
    endedAt: new Date(Math.max(...counted.map(({ toMs }) => toMs))).toISOString(),
    durationSeconds: clock.durationSeconds,
    ...footprint,
    acceleratorHours: hoursOf(counted, "acceleratorHours", ["gpu", "npu"]),
    cpuCoreHours: hoursOf(counted, "cpuCoreHours", ["cpu"]),
    place: first.place,
    machine: machineOf(counted),
    ...(counted.every(({ run }) => run.scope === "process") ? { scope: "process" } : {}),
    ...(job === undefined ? {} : { job }),
    ...mergeParts(counted, clock),
    epochs: mergeEpochs(counted, clock, pueOf),
    spans: mergeSpans(counted, clock, pueOf),
    ...(plannedEpochs === undefined ? {} : { plannedEpochs }),
    predictions: [],
    intensities: intensitiesOf(counted, clock),
    metrics: Object.fromEntries(
      groups.flatMap((group) => Object.entries(mergeMetrics(group.map(({ run }) => run.metrics)))),
    ),
    notes: [
      mergedNote(counted, clock),
      ...notes,
      ...how.notes,
      ...placeNotes(counted),
      ...ownNotes(counted, clock),
    ],
    sources: [
      ...new Map(counted.flatMap(({ run }) => run.sources).map((one) => [one.id, one])).values(),
    ],
  });
}

/** Of ranks that ended differently the worst is how the run ended. */
const WORST: readonly Run["status"][] = [
  "failed",
  "interrupted",
  "recovered",
  "stopped",
  "finished",
];

/** Hours of a kind of device, those in which an earlier run had it left out. */
function hoursOf(
  runs: readonly CountedRun[],
  of: "acceleratorHours" | "cpuCoreHours",
  kinds: readonly string[],
): number {
  return runs.reduce((sum, { run, parts, timeShare, fromMs, toMs }) => {
    const some = parts.filter(({ part }) => kinds.includes(part.kind));
    const shares = some.map(({ hadBefore }) =>
      1 - lengthOf(hadBefore) / Math.max(1, toMs - fromMs)
    );
    const share = shares.length === 0
      ? timeShare
      : shares.reduce((all, one) => all + one, 0) / shares.length;
    return sum + run[of] * share;
  }, 0);
}

/** The machine; of several their sum, named after all. */
function machineOf(runs: readonly CountedRun[]): Machine {
  const machines = new Map(
    runs.map(({ run: { machine, id } }) => [machineKey(machine) ?? id, machine]),
  );
  const [first, ...rest] = machines.values();
  const { rank: _, ...whole } = first!;
  if (rest.length === 0) return whole;
  const all = [first!, ...rest];
  const accelerators = new Map<string, Machine["accelerators"][number]>();
  for (const one of all.flatMap((machine) => machine.accelerators)) {
    const before = accelerators.get(one.name);
    accelerators.set(
      one.name,
      before === undefined ? one : { ...before, count: before.count + one.count },
    );
  }
  return {
    ...whole,
    hostname: all.map(({ hostname }) => hostname).filter(Boolean).join(", "),
    cpu: { ...whole.cpu, threads: all.reduce((sum, { cpu }) => sum + cpu.threads, 0) },
    memoryGb: all.reduce((sum, { memoryGb }) => sum + memoryGb, 0),
    accelerators: [...accelerators.values()],
  };
}

/** Intensities of the first run's place on the common clock. */
function intensitiesOf(runs: readonly CountedRun[], clock: MergedClock): IntensityPoint[] {
  const { zone } = runs[0]!.run.place;
  const points = runs.filter(({ run }) => run.place.zone === zone).flatMap(({ run, fromMs }) =>
    run.intensities.map((point) => ({
      ...point,
      atSeconds: clock.at(fromMs + point.atSeconds * 1000),
    }))
  ).toSorted((a, b) => a.atSeconds - b.atSeconds);
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.intensityGramsPerKwh !== point.intensityGramsPerKwh ||
      before.source !== point.source;
  });
}

function mergedNote(runs: readonly CountedRun[], clock: MergedClock): Note {
  const pauses = clock.pausesSeconds.filter((seconds) => seconds > NOTED_PAUSE_SECONDS);
  const total = plainText(durationText(pauses.reduce((sum, seconds) => sum + seconds, 0)));
  const paused = pauses.length === 0
    ? ""
    : pauses.length === 1
    ? `; its clock stands still in a pause of ${total}`
    : `; its clock stands still in ${pauses.length} pauses of ${total} together`;
  return {
    code: "merged",
    message: `Merged of ${runs.length} runs: ${namesOf(runs.map(({ run }) => run))}${paused}`,
  };
}

function placeNotes(runs: readonly CountedRun[]): Note[] {
  const zones = [...new Set(runs.map(({ run }) => run.place.zone))];
  if (zones.length <= 1) return [];
  return [{
    code: "zones-differ",
    message: `The runs drew from several grids (${
      zones.join(", ")
    }): the emissions are each run's own, the intensity shown over time is that of ${zones[0]}`,
  }];
}

/** The runs' own notes, each once, on the common clock. */
function ownNotes(runs: readonly CountedRun[], clock: MergedClock): Note[] {
  const notes = new Map<string, Note>();
  for (const { run, fromMs } of runs) {
    for (const note of run.notes) {
      const key = JSON.stringify([note.code, note.message, note.device]);
      if (notes.has(key)) continue;
      notes.set(
        key,
        note.atSeconds === undefined
          ? note
          : { ...note, atSeconds: clock.at(fromMs + note.atSeconds * 1000) },
      );
    }
  }
  return [...notes.values()];
}

/** FNV-1a over the ids: the same runs give the same id. */
function hashOf(ids: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(ids.join("\n"))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}
