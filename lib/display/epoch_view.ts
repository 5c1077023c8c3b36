/** What an epoch chart has to draw, in one place. */
import type { Epoch, Run } from "../model.ts";
import type { KeyItem } from "./chart_key.ts";
import { kindWord } from "./device_words.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import type { Drawing } from "./drawing.ts";
import {
  type EpochPrediction,
  epochPredictions,
  type EpochStack,
  epochStacks,
} from "./epoch_stacks.ts";
import { scaleOf } from "./numbers.ts";
import { timeTicks } from "./ticks.ts";

/** The epochs of a run, ready to be drawn. */
export interface EpochView {
  readonly epochs: readonly Epoch[];
  /** Epochs drawn, those still to come among them. */
  readonly count: number;
  readonly stacks: readonly EpochStack[];
  readonly rings: readonly EpochPrediction[];
  /** The longer first epoch, where there is one. */
  readonly warmUp: boolean;
  readonly energy: { readonly unit: string; readonly factor: number; readonly title: string };
  readonly duration: { readonly unit: string; readonly factor: number; readonly title: string };
  /** Each epoch holds what was used up to its end. */
  readonly cumulative?: true;
}

/** Epochs to come that are drawn: more would squeeze those that ran. */
const MOST_TO_COME = 200;

/** Gathers what is to be drawn of a run's epochs. */
export function epochView(run: Run): EpochView {
  const epochs = run.epochs.filter((epoch) =>
    Number.isFinite(epoch.energyKwh) && Number.isFinite(epoch.durationSeconds)
  );
  const ended = run.status === "finished";
  const planned = Math.min(run.plannedEpochs ?? 0, epochs.length + MOST_TO_COME);
  const predicted = run.predictions.length > 0;
  const count = ended || !predicted ? epochs.length : Math.max(epochs.length, planned);
  const rings = epochPredictions(epochs, run.predictions, count);
  const most = (of: (epoch: Epoch) => number, ring: (ring: EpochPrediction) => number) =>
    Math.max(0, ...epochs.map(of), ...rings.map(ring));
  const energy = scaleOf("energy", [{
    value: most((epoch) => epoch.energyKwh, (ring) => ring.energyKwh.range[1]),
  }]);
  const time = timeTicks(
    most((epoch) => epoch.durationSeconds, (ring) => ring.durationSeconds.range[1]),
    5,
  );
  const boundary = BOUNDARY_WORDS[run.boundary];
  return {
    epochs,
    count,
    stacks: epochStacks(run, epochs),
    rings,
    warmUp: hasWarmUp(epochs),
    energy: {
      unit: energy.unit,
      factor: energy.factor,
      title: `energy of the epoch, ${boundary} (${energy.unit})`,
    },
    duration: {
      unit: time.unit,
      factor: time.secondsPerUnit,
      title: `duration (${time.unit})`,
    },
  };
}

/** Whether the first epoch took over 5 % longer than the middle one of the others. */
function hasWarmUp(epochs: readonly Epoch[]): boolean {
  const [first, ...others] = epochs;
  if (first === undefined || first.index !== 0 || others.length < 2) return false;
  const sorted = others.map(({ durationSeconds }) => durationSeconds).sort((a, b) => a - b);
  return first.durationSeconds > 1.05 * sorted[Math.floor(sorted.length / 2)]!;
}

/** Whether rings and whiskers, one an epoch, would stand shoulder to shoulder. */
export function ringsTouch({ em, width }: Drawing, { count, rings }: EpochView): boolean {
  return rings.length > 1 && (width - 3.2 * em) / (count + 0.3) < 1.7 * em;
}

/** The key: devices with their basis, and rings. */
export function epochKey(view: EpochView, drawing: Drawing): readonly KeyItem[] {
  const items: KeyItem[] = view.stacks.map(({ kind, basis }) => {
    if (kind === undefined) return { swatch: "bar", words: "energy" };
    const words = kindWord(kind);
    return {
      swatch: kind,
      basis,
      words: drawing.narrow && basis === "measured" ? words : `${words}, ${basis}`,
    };
  });
  if (view.rings.length > 0) {
    items.push(
      ringsTouch(drawing, view) ? { swatch: "band-lines", words: "predicted before, 90\u202F%" } : {
        swatch: "ring",
        words: drawing.narrow
          ? "predicted before, 90\u202F%"
          : "predicted before the epoch began, 90\u202F%",
      },
    );
  }
  return items;
}
