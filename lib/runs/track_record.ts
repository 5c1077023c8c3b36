/** How often the predictions of finished runs held the truth. */
import type { Note, Run } from "../model.ts";
import { type Held, type HeldTruth, heldTruth } from "../predict/held_truth.ts";

/** Of many runs. An honest 90 % interval holds the truth in 9 of 10 runs. */
export interface TrackRecord extends HeldTruth {
  /** Finished runs with a prediction that can be held against their end. */
  readonly runs: number;
  /** Of the first prediction of each run alone, the one that knew least: a vote a run. */
  readonly first: HeldTruth;
}

const FIGURES = ["durationSeconds", "energyKwh", "emissionsGrams"] as const;
/** Tools whose predictions are read from their logs: they are not ours. */
const OTHERS: readonly string[] = ["carbontracker"];

/**
 * Of how many predictions the 90 % interval held what it was in the end, in s, kWh and gCO2eq: over all runs that finished with
 * the epochs that were planned. Runs that stopped early, and predictions of other tools, tell nothing about ours.
 *
 * @param runs One run or many, each once.
 */
export function trackRecord(runs: readonly Run[]): TrackRecord {
  const told = runs.filter((run) =>
    run.status === "finished" && !run.parts.some(({ source }) => OTHERS.includes(source))
  ).map((run) => {
    const { durationSeconds, energyKwh, emissionsGrams, predictions } = run;
    const epochs = run.epochs.filter(({ complete }) => complete).length;
    const truth = { durationSeconds, energyKwh, emissionsGrams, epochs };
    const earliest = predictions.toSorted((a, b) => a.afterEpochs - b.afterEpochs).slice(0, 1);
    return { all: heldTruth(predictions, truth), first: heldTruth(earliest, truth) };
  }).filter(({ all }) => all.energyKwh.of > 0);
  return {
    runs: told.length,
    ...sumOf(told.map(({ all }) => all)),
    first: sumOf(told.map(({ first }) => first)),
  };
}

function sumOf(some: readonly HeldTruth[]): HeldTruth {
  const [durationSeconds, energyKwh, emissionsGrams] = FIGURES.map((figure): Held => ({
    held: some.reduce((sum, truth) => sum + truth[figure].held, 0),
    of: some.reduce((sum, truth) => sum + truth[figure].of, 0),
  }));
  return {
    durationSeconds: durationSeconds!,
    energyKwh: energyKwh!,
    emissionsGrams: emissionsGrams!,
  };
}

/** The same as a note; none where nothing was predicted. */
export function trackRecordNotes(runs: readonly Run[]): Note[] {
  const { runs: told, energyKwh, durationSeconds } = trackRecord(runs);
  if (told === 0) return [];
  const bases = new Set(
    runs.filter(({ status, predictions }) => status === "finished" && predictions.length > 0)
      .map(({ basis }) => basis.energyKwh),
  );
  return [{
    code: "predictions-held",
    message: `Of ${energyKwh.of} ${
      energyKwh.of === 1 ? "prediction" : "predictions"
    } in ${told} finished ${
      told === 1 ? "run" : "runs"
    } the 90 % interval held the energy in the end (${
      [...bases].join(" or ")
    }) in ${energyKwh.held}, the duration in ${durationSeconds.held}`,
  }];
}
