/** The epochs of a run added up: what was used by the end of each, and what the first prediction had said of that. */
import type { Run } from "../model.ts";
import { epochPredictions, type Ring } from "./epoch_stacks.ts";
import type { EpochView } from "./epoch_view.ts";
import { scaleOf } from "./numbers.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { timeTicks } from "./ticks.ts";

/** Sums up to each place: [1, 2, 3] gives [1, 3, 6]. */
export function sumsOf(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((value) => sum += value);
}

/** The view of a run's epochs, each with all before it; the rings are the course that the first prediction foretold. */
export function cumulativeView(run: Run, view: EpochView): EpochView {
  const { epochs, count } = view;
  const energies = sumsOf(epochs.map(({ energyKwh }) => energyKwh));
  const times = sumsOf(epochs.map(({ durationSeconds }) => durationSeconds));
  // One set of sensors: their errors add in line.
  const lows = sumsOf(
    epochs.map(({ energyRange, energyKwh }) => finite(energyRange[0], energyKwh)),
  );
  const highs = sumsOf(
    epochs.map(({ energyRange, energyKwh }) => finite(energyRange[1], energyKwh)),
  );
  const rings = foretold(run, view, energies, times);
  const energy = scaleOf("energy", [{
    value: Math.max(
      0,
      energies.at(-1) ?? 0,
      ...rings.map(({ energyKwh }) => finite(energyKwh.range[1], 0)),
    ),
  }]);
  const time = timeTicks(
    Math.max(0, times.at(-1) ?? 0, ...rings.map((ring) => ring.durationSeconds.range[1])),
    5,
  );
  return {
    epochs: epochs.map((epoch, i) => ({
      ...epoch,
      energyKwh: energies[i]!,
      energyRange: [lows[i]!, highs[i]!],
      durationSeconds: times[i]!,
    })),
    count,
    stacks: view.stacks.map((stack) => ({ ...stack, energiesKwh: sumsOf(stack.energiesKwh) })),
    rings,
    warmUp: false,
    energy: {
      unit: energy.unit,
      factor: energy.factor,
      title: `energy so far, ${BOUNDARY_WORDS[run.boundary]} (${energy.unit})`,
    },
    duration: {
      unit: time.unit,
      factor: time.secondsPerUnit,
      title: `time so far (${time.unit})`,
    },
    cumulative: true,
  };
}

/** From where the first prediction was made, so many epochs of the mean that it gave. */
function foretold(
  run: Run,
  { epochs, count }: EpochView,
  energies: readonly number[],
  times: readonly number[],
): EpochView["rings"] {
  const [first] = run.predictions.toSorted((a, b) => a.afterEpochs - b.afterEpochs);
  if (first === undefined) return [];
  const seen = epochs.findLastIndex(({ index }) => index < first.afterEpochs);
  if (seen < 0) return [];
  const added = (used: number, { value, range }: Ring, steps: number): Ring => ({
    value: used + steps * value,
    range: [used + steps * range[0], used + steps * range[1]],
  });
  return epochPredictions(epochs, [first], count).map(({ at, energyKwh, durationSeconds }) => ({
    at,
    energyKwh: added(energies[seen]!, energyKwh, at - seen),
    durationSeconds: added(times[seen]!, durationSeconds, at - seen),
  }));
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}
