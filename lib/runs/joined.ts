/** Energy and emissions of several runs together, with ranges by the rule of `interval.ts`. */
import { basisOfSum, timesRange, totalRange, type UncertainPart } from "../interval.ts";
import type { Boundary, Footprint, Note, Part, Range, Run, Uncertainty } from "../model.ts";
import type { CountedRun } from "./counted.ts";

/** A footprint of several runs. */
export interface Joined extends Footprint {
  readonly itEnergyKwh: number;
  /** Energy over IT energy. */
  readonly pue: number;
  /** Emissions over energy, in gCO2eq/kWh. */
  readonly intensityGramsPerKwh: number;
}

const WIDTH: Readonly<Record<Boundary, number>> = { device: 0, node: 1, facility: 2 };

/** Whether runs can be added up as they are, and under which boundary: unlike ones count before PUE, under the narrowest. */
export function commonBoundary(
  runs: readonly Run[],
): { readonly boundary: Boundary; readonly beforePue: boolean; readonly notes: readonly Note[] } {
  const found = [...new Set(runs.map((run) => run.boundary))];
  if (found.length <= 1) return { boundary: found[0] ?? "device", beforePue: false, notes: [] };
  const boundary = runs.map(innerBoundary).reduce((a, b) => WIDTH[a] <= WIDTH[b] ? a : b);
  return {
    boundary,
    beforePue: true,
    notes: [{
      code: "boundaries-differ",
      message: `The runs do not speak of the same: ${
        found.map((one) => MEANING[one]).join(", ")
      }. Their energy is added up before PUE, as of the ${MEANING[boundary]}`,
      hint: "give all runs the same pue, and the same meter or none",
    }],
  };
}

const MEANING: Readonly<Record<Boundary, string>> = {
  device: "devices read",
  node: "whole machine",
  facility: "machine with its building's share",
};

/** What a run's energy before PUE is of. */
function innerBoundary(run: Run): Boundary {
  if (run.boundary !== "facility") return run.boundary;
  return run.parts.some(({ kind }) => kind === "rest" || kind === "system") ? "node" : "device";
}

/** Adds up runs: errors of one device over several runs are one error, so are those of one grid. */
export function joinRuns(
  counted: readonly CountedRun[],
  how: { readonly boundary: Boundary; readonly beforePue: boolean },
): Joined {
  const pueOf = (run: Run) => how.beforePue ? 1 : run.pue;
  const emissionsPerKwh = (run: Run) => run.energyKwh > 0 ? run.emissionsGrams / run.energyKwh : 0;
  let itEnergyKwh = 0;
  let durationSeconds = 0;
  for (const { run, energyShare, timeShare } of counted) {
    itEnergyKwh += run.itEnergyKwh * energyShare;
    durationSeconds += run.durationSeconds * timeShare;
  }
  const energy = totalRange(piecesOf(counted, pueOf));
  const emissions = totalRange(
    piecesOf(counted, (run) => pueOf(run) * emissionsPerKwh(run)),
  );
  const range = fromZero(energy.range);
  const grams = timesRange(emissions.energyKwh, fromZero(emissions.range), [{
    factor: 1,
    range: gridRange(counted, pueOf, emissionsPerKwh),
  }]);
  const basisBy = (
    amount: (one: CountedRun) => number,
    basis: (run: Run) => Footprint["basis"]["energyKwh"],
  ) => basisOfSum(counted.map((one) => ({ energyKwh: amount(one), basis: basis(one.run) }))).basis;
  return {
    durationSeconds,
    energyKwh: energy.energyKwh,
    emissionsGrams: grams.value,
    ranges: { energyKwh: range, emissionsGrams: grams.range },
    basis: {
      energyKwh: basisBy(
        ({ run, energyShare }) => run.itEnergyKwh * energyShare,
        (run) => run.basis.energyKwh,
      ),
      emissionsGrams: basisBy(
        ({ run, energyShare }) => run.emissionsGrams * energyShare,
        (run) => run.basis.emissionsGrams,
      ),
    },
    boundary: how.boundary,
    itEnergyKwh,
    pue: meanPue(counted, pueOf, itEnergyKwh > 0 ? energy.energyKwh / itEnergyKwh : 1),
    intensityGramsPerKwh: energy.energyKwh > 0 ? grams.value / energy.energyKwh : 0,
  };
}

/** The runs' mean PUE by energy: that of runs which all have the same exactly, whatever was lost in adding up. */
function meanPue(
  counted: readonly CountedRun[],
  pueOf: (run: Run) => number,
  mean: number,
): number {
  const some = counted.filter(({ run, energyShare }) => run.itEnergyKwh * energyShare > 0);
  const [first] = some;
  if (first === undefined) return mean;
  const pue = pueOf(first.run);
  return some.every(({ run }) => pueOf(run) === pue) ? pue : mean;
}

/** The parts of all runs as amounts, those of one physical device and one kind of error as one. */
function piecesOf(
  counted: readonly CountedRun[],
  factorOf: (run: Run) => number,
): UncertainPart[] {
  const pieces = new Map<string, UncertainPart>();
  for (const one of counted) {
    const { run } = one;
    const scale = scaleOf(one);
    const width = widthsOf(one);
    for (const { part, key, share } of one.parts) {
      const uncertainty = widened(uncertaintyOf(part, key), width);
      const energyKwh = part.energyKwh * share * scale * factorOf(run);
      const name = `${key} ${uncertainty.key}`;
      const before = pieces.get(name);
      pieces.set(
        name,
        before === undefined
          ? { energyKwh, ...uncertainty }
          : addStretch(before, energyKwh, uncertainty),
      );
    }
  }
  return [...pieces.values()];
}

/** Parts add up to the IT energy; in a record by hand they may not quite. */
function scaleOf({ run, parts }: CountedRun): number {
  const sum = parts.reduce((total, { part }) => total + part.energyKwh, 0);
  return sum > 0 ? run.itEnergyKwh / sum : 1;
}

/**
 * The run's own half widths over those of its parts: 1, but where a meter knows the sum better than the devices know theirs, or
 * where a short run has the ticks of its counters in it. So the total of one run has the run's own range.
 */
function widthsOf({ run, parts }: CountedRun): Range {
  const { energyKwh, range } = totalRange(
    parts.map(({ part, key }) => ({ energyKwh: part.energyKwh, ...uncertaintyOf(part, key) })),
  );
  const ratio = (side: 0 | 1): number => {
    const ofParts = Math.abs(range[side] - energyKwh) / energyKwh;
    const ofRun = Math.abs(run.ranges.energyKwh[side] - run.energyKwh) / run.energyKwh;
    return ofParts > 0 && Number.isFinite(ofRun) ? ofRun / ofParts : 1;
  };
  return [ratio(0), ratio(1)];
}

function widened({ key, shared, own }: Uncertainty, [down, up]: Range): Uncertainty {
  return {
    key,
    shared: [shared[0] * down, shared[1] * up],
    own: [own[0] * down, own[1] * up],
  };
}

/** One part and another stretch of the same device: the errors as a mean by energy. */
export function addStretch(
  before: UncertainPart,
  energyKwh: number,
  more: Uncertainty,
): UncertainPart {
  const sum = before.energyKwh + energyKwh;
  const share = sum > 0 ? energyKwh / sum : 0;
  const mean = (a: readonly [number, number], b: readonly [number, number]) =>
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share] as const;
  return {
    energyKwh: sum,
    key: before.key,
    shared: mean(before.shared, more.shared),
    own: mean(before.own, more.own),
  };
}

/** A part's error; of one that says none, that of its range, as the device's own and the same over all runs. */
export function uncertaintyOf(part: Part, deviceKey: string): Uncertainty {
  if (part.uncertainty !== undefined) return part.uncertainty;
  const { energyKwh, energyRange: [low, high] } = part;
  const shared = energyKwh > 0
    ? [Math.max(0, 1 - low / energyKwh), Math.max(0, high / energyKwh - 1)] as const
    : [0, 0] as const;
  return { key: deviceKey, shared, own: [0, 0] };
}

/** The grids' own error of the sum, as factors: that of one grid and source is one error over all its runs. */
function gridRange(
  counted: readonly CountedRun[],
  pueOf: (run: Run) => number,
  emissionsPerKwh: (run: Run) => number,
): Range {
  const pieces = counted.map(({ run, energyShare }): UncertainPart => {
    const [low, high] = gridFactors(run);
    return {
      energyKwh: run.itEnergyKwh * energyShare * pueOf(run) * emissionsPerKwh(run),
      key: `${run.place.zone} ${run.intensities[0]?.source ?? ""}`,
      shared: [1 - low, high - 1],
      own: [0, 0],
    };
  });
  const { energyKwh, range: [low, high] } = totalRange(pieces);
  return energyKwh > 0 ? [Math.max(low / energyKwh, 1e-6), high / energyKwh] : [1, 1];
}

/** What of a run's emissions range is the grid's: the range less that of its energy, in squares of logarithms. */
function gridFactors(run: Run): Range {
  const rest = (side: 0 | 1): number => {
    const emissions = run.ranges.emissionsGrams[side] / run.emissionsGrams;
    const energy = run.ranges.energyKwh[side] / run.energyKwh;
    if (!(emissions > 0 && energy > 0)) return 1;
    const squares = Math.log(emissions) ** 2 - Math.log(energy) ** 2;
    return Math.exp((side === 0 ? -1 : 1) * Math.sqrt(Math.max(0, squares)));
  };
  return [rest(0), rest(1)];
}

function fromZero([low, high]: Range): Range {
  return [Math.max(0, low), high];
}
