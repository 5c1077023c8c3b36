/** Runs that measured the same device at the same time: each joule is counted once, for the run that began first. */
import type { Machine, Note, Part, Run } from "../model.ts";

/** A stretch of the world's clock, in ms since 1970. */
export type Stretch = readonly [from: number, to: number];

/** One part of a run, and how much of its energy no earlier run has counted. */
export interface CountedPart {
  readonly part: Part;
  /** The physical device: machine and device. */
  readonly key: string;
  /** Share of its energy that is counted, 0 to 1. */
  readonly share: number;
  /** Stretches whose energy an earlier run has counted, its gaps not among them: none of a process's own share. */
  readonly covered: readonly Stretch[];
  /** Stretches in which an earlier run had the device: its hours are counted once, whoever had them. */
  readonly hadBefore: readonly Stretch[];
}
/** A run as it counts among others. */
export interface CountedRun {
  readonly run: Run;
  readonly fromMs: number;
  readonly toMs: number;
  readonly parts: readonly CountedPart[];
  /** Share of its energy that is counted. */
  readonly energyShare: number;
  /** Share of its time in which no earlier run had one of its devices. */
  readonly timeShare: number;
}

/** What the runs before have counted, by physical device. */
interface Taken {
  /** Where its energy was read. */
  readonly energy: Map<string, Stretch[]>;
  /** How long runs of the whole machine had it, gaps included. */
  readonly time: Map<string, Stretch[]>;
  /** The same of all runs. */
  readonly hours: Map<string, Stretch[]>;
}

/** A run that loses less than this share to an earlier one is not worth a note: clocks are not that good (judgement). */
const NOTED_SHARE = 0.001;

/**
 * What of each run counts where they are added up: a run that is there twice once, and of devices that two runs measured at the
 * same time (ranks on one node, two trackers) the energy once. In the order in which they began, lower ranks first. The shares of processes
 * are nobody else's: they always count in full.
 */
export function countOnce(
  runs: readonly Run[],
): { readonly counted: readonly CountedRun[]; readonly notes: readonly Note[] } {
  const order = runs.toSorted((a, b) =>
    Date.parse(a.startedAt) - Date.parse(b.startedAt) ||
    (a.machine.rank ?? 0) - (b.machine.rank ?? 0)
  );
  const seen = new Set<string>();
  const taken: Taken = { energy: new Map(), time: new Map(), hours: new Map() };
  const counted: CountedRun[] = [];
  const twice: Run[] = [];
  const overlapping: Run[] = [];
  for (const run of order) {
    const same = `${run.id} ${run.startedAt}`;
    if (seen.has(same)) {
      twice.push(run);
      continue;
    }
    seen.add(same);
    const one = countRun(run, taken);
    counted.push(one);
    if (one.energyShare < 1 - NOTED_SHARE) overlapping.push(run);
  }
  return {
    counted,
    notes: [...twiceNote(twice), ...overlapNote(overlapping), ...withinNote(counted)],
  };
}

function countRun(run: Run, taken: Taken): CountedRun {
  const fromMs = Date.parse(run.startedAt);
  const toMs = fromMs + run.durationSeconds * 1000;
  const whole: Stretch = [fromMs, toMs];
  const machine = machineKey(run.machine);
  const timeShares: number[] = [];
  const parts = partsOf(run).map((part): CountedPart => {
    // Where the machine is not known nothing can be said about overlaps.
    const key = machine === undefined ? `${run.id} ${part.device}` : `${machine} ${part.device}`;
    const take = (
      counted: Map<string, Stretch[]>,
      mine: readonly Stretch[],
    ): readonly Stretch[] => {
      const before = counted.get(key) ?? [];
      counted.set(key, joinStretches([...before, ...mine]));
      return before.flatMap((stretch): Stretch[] => {
        const both = overlapOf(stretch, whole);
        return both === undefined ? [] : [both];
      });
    };
    const own = run.scope === "process";
    const covered = own ? [] : take(taken.energy, readIn(run, part, whole));
    const timeBefore = own ? [] : take(taken.time, [whole]);
    const hadBefore = take(taken.hours, [whole]);
    timeShares.push(toMs > fromMs ? 1 - lengthOf(timeBefore) / (toMs - fromMs) : 1);
    return { part, key, covered, hadBefore, share: 1 - shareWithin(run, part.device, covered) };
  });
  let energyKwh = 0;
  let countedKwh = 0;
  for (const { part, share } of parts) {
    energyKwh += part.energyKwh;
    countedKwh += part.energyKwh * share;
  }
  return {
    run,
    fromMs,
    toMs,
    parts,
    energyShare: energyKwh > 0 ? countedKwh / energyKwh : 1,
    timeShare: timeShares.length > 0 ? Math.max(...timeShares) : 1,
  };
}

/** The parts of a run; one for the whole where its record has none. */
function partsOf(run: Run): readonly Part[] {
  if (run.parts.length > 0 || run.itEnergyKwh <= 0) return run.parts;
  const { ranges: { energyKwh: [low, high] }, itEnergyKwh, pue } = run;
  return [{
    device: `all of ${run.id}`,
    kind: "system",
    name: run.name,
    source: "",
    basis: run.basis.energyKwh,
    energyKwh: itEnergyKwh,
    energyRange: pue > 0 ? [low / pue, high / pue] : [low, high],
    meanWatts: 0,
    missingSeconds: 0,
  }];
}

/** Which machine it was; `undefined` where the record does not say, as those of other tools. */
export function machineKey(machine: Machine): string | undefined {
  const { hostname, cpu, memoryGb } = machine;
  return hostname === "" ? undefined : JSON.stringify([hostname, cpu.name, cpu.threads, memoryGb]);
}

/** Stretches joined where they touch, in order. */
export function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && stretch[0] <= last[1]) {
      joined[joined.length - 1] = [last[0], Math.max(last[1], stretch[1])];
    } else joined.push(stretch);
  }
  return joined;
}

/** Length of stretches that do not overlap, in ms. */
export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, [from, to]) => sum + to - from, 0);
}

function overlapOf(a: Stretch, b: Stretch): Stretch | undefined {
  const from = Math.max(a[0], b[0]);
  const to = Math.min(a[1], b[1]);
  return to > from ? [from, to] : undefined;
}

/** Where a run read the energy of a device: the stretches of its trace, for a gap is nobody's; the whole run where it has no trace. */
function readIn(run: Run, part: Part, whole: Stretch): readonly Stretch[] {
  const trace = run.traces.find(({ device }) => device === part.device);
  if (trace === undefined || (trace.points.length === 0 && part.energyKwh > 0)) return [whole];
  const fromMs = whole[0];
  return trace.points.map(({ fromSeconds, toSeconds }): Stretch => [
    fromMs + fromSeconds * 1000,
    fromMs + toSeconds * 1000,
  ]);
}

/** Share of a device's energy inside stretches: by its trace, else by time. */
function shareWithin(run: Run, device: string, stretches: readonly Stretch[]): number {
  if (stretches.length === 0) return 0;
  const fromMs = Date.parse(run.startedAt);
  const points = run.traces.find((trace) => trace.device === device)?.points ?? [];
  let joules = 0;
  let within = 0;
  for (const point of points) {
    joules += point.meanWatts * (point.toSeconds - point.fromSeconds);
    const there: Stretch = [fromMs + point.fromSeconds * 1000, fromMs + point.toSeconds * 1000];
    for (const stretch of stretches) {
      const both = overlapOf(stretch, there);
      if (both !== undefined) within += point.meanWatts * (both[1] - both[0]) / 1000;
    }
  }
  const share = joules > 0
    ? within / joules
    : lengthOf(stretches) / Math.max(1, run.durationSeconds * 1000);
  return Math.min(1, Math.max(0, share));
}

function twiceNote(runs: readonly Run[]): Note[] {
  if (runs.length === 0) return [];
  return [{
    code: "runs-twice",
    message: `There more than once, and counted once: ${namesOf(runs)}`,
  }];
}

function overlapNote(runs: readonly Run[]): Note[] {
  if (runs.length === 0) return [];
  return [{
    code: "runs-overlap",
    message:
      `Measured a machine while another run measured it too, so that the time they share is counted once: ${
        namesOf(runs)
      }`,
  }];
}

/** Processes that a run of their whole machine has in its figures too. */
function withinNote(counted: readonly CountedRun[]): Note[] {
  const wholes = counted.filter(({ run }) => run.scope !== "process");
  const within = counted.filter((one) =>
    one.run.scope === "process" && wholes.some((whole) => isWithin(one, whole))
  );
  if (within.length === 0) return [];
  return [{
    code: "process-within-machine",
    message:
      `Counted in full, though a run of the whole machine has what they drew at that time in its figures too: ${
        namesOf(within.map(({ run }) => run))
      }`,
    hint: "add up runs of one scope",
  }];
}

function isWithin(one: CountedRun, whole: CountedRun): boolean {
  const machine = machineKey(one.run.machine);
  if (machine === undefined || machine !== machineKey(whole.run.machine)) return false;
  const both = overlapOf([one.fromMs, one.toMs], [whole.fromMs, whole.toMs]);
  return both !== undefined && both[1] - both[0] > NOTED_SHARE * (one.toMs - one.fromMs);
}

/** Names of runs for a note: the first four. */
export function namesOf(runs: readonly Run[]): string {
  const names = runs.slice(0, 4).map((run) => `"${run.name}" (${run.id})`).join(", ");
  return runs.length > 4 ? `${names} and ${runs.length - 4} more` : names;
}
