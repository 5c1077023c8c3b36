/** The chance that one run used less than another: what both do not know alike cancels. */
import { normalBelow, Z_95 } from "../interval.ts";
import type { Run } from "../model.ts";
import { isPredicted } from "./is_predicted.ts";
import { NARROW_SPACE } from "./numbers.ts";
import { userText } from "./svg_text.ts";

/**
 * Chance, 0..1, that a run used less energy, or emitted less, than another.
 *
 * Errors that both share by a key (one model, one kind of sensor, one grid) move both figures alike, so that only what they leave of the difference counts;
 * own errors join in quadrature, as in every sum. The difference is taken as normal, its 90 % interval on the side towards 0.
 */
export function chanceLess(run: Run, other: Run, of: "energy" | "emissions"): number {
  const difference = valueOf(other, of) - valueOf(run, of);
  if (difference < 0) return 1 - chanceLess(other, run, of);
  if (difference === 0) return 0.5;
  // By key: how far all that the other holds of it falls if it errs down, and rises if it errs up; the run's own taken off.
  const down = new Map<string, number>();
  const up = new Map<string, number>();
  let squares = 0;
  const add = (to: Map<string, number>, key: string, width: number) =>
    void to.set(key, (to.get(key) ?? 0) + width);
  for (
    const [{ shares, own }, sign] of [[errorsOf(other, of), 1], [errorsOf(run, of), -1]] as const
  ) {
    for (const { key, low, high } of shares) {
      add(down, key, sign * low);
      add(up, key, sign * high);
    }
    for (const { low, high } of own) squares += (sign > 0 ? low : high) ** 2;
  }
  for (const [key, width] of down) squares += Math.max(0, width, -(up.get(key) ?? 0)) ** 2;
  const half = Math.sqrt(squares);
  if (!(half > 0)) return 1;
  return normalBelow(Z_95 * difference / half);
}

/** What a caption says of the order of runs, the least first. */
export function chanceSentence(sorted: readonly Run[], of: "energy" | "emissions"): string {
  const pairs = sorted.slice(1).map((more, i) => {
    const less = sorted[i]!;
    return { less, more, chance: chanceLess(less, more, of) };
  });
  const first = pairs[0];
  if (first === undefined) return "";
  // What is predicted was not used yet, as far as anybody knows.
  const verbs = isPredicted(first.less) || isPredicted(first.more)
    ? ["uses", "emits"] as const
    : ["used", "emitted"] as const;
  const verb = verbs[of === "energy" ? 0 : 1];
  const closest = pairs.reduce((a, b) => b.chance < a.chance ? b : a);
  const name = (run: Run) => `\u201C${userText(run.name, 28)}\u201D`;
  const also = closest === first
    ? ""
    : `; least sure is the order of ${name(closest.less)} and ${name(closest.more)}, ${
      percent(closest.chance)
    }`;
  return `Errors that runs share left out, ${name(first.less)} ${verb} less than ${
    name(first.more)
  } with a chance of ${percent(first.chance)}${also}.`;
}

/**
 * How far one and the same job may come out apart by a model of power from run to run, as a share of the modelled energy at 90 %: load is sampled, and what it
 * draws at one load differs with temperature and clock. Grade: judgement; no error that runs share cancels it.
 */
const MODEL_SCATTER = 0.03;

interface Width {
  readonly low: number;
  readonly high: number;
}

/** Half widths of the 90 % interval of a run's figure, in its unit: by the keys that runs share, and of its own. */
function errorsOf(
  run: Run,
  of: "energy" | "emissions",
): {
  readonly shares: readonly (Width & { readonly key: string })[];
  readonly own: readonly Width[];
} {
  const value = valueOf(run, of);
  const sum = run.parts.reduce((total, { energyKwh }) => total + energyKwh, 0);
  const perKwh = sum > 0 ? value / sum : 0;
  const shares: (Width & { readonly key: string })[] = [];
  const own: Width[] = [];
  for (const { energyKwh, energyRange, uncertainty, basis } of run.parts) {
    const size = perKwh * energyKwh;
    if (uncertainty !== undefined && basis !== "measured") {
      own.push({ low: MODEL_SCATTER * size, high: MODEL_SCATTER * size });
    }
    if (uncertainty === undefined) {
      const [low, high] = energyRange;
      own.push({ low: perKwh * (energyKwh - low), high: perKwh * (high - energyKwh) });
      continue;
    }
    const { key, shared: [down, up], own: [less, more] } = uncertainty;
    shares.push({ key, low: size * down, high: size * up });
    own.push({ low: size * less, high: size * more });
  }
  if (of === "emissions") {
    const { emissionsGrams, energyKwh, ranges } = run;
    // What the grid adds to the interval of the energy: logarithms in quadrature, taken apart again.
    const grid = (side: 0 | 1) => {
      const whole = Math.log(ranges.emissionsGrams[side] / emissionsGrams) ** 2;
      const energy = Math.log(ranges.energyKwh[side] / energyKwh) ** 2;
      const width = Math.sqrt(Math.max(0, whole - energy));
      return Number.isFinite(width) ? width : 0;
    };
    shares.push({
      key: gridKey(run),
      low: value * (1 - Math.exp(-grid(0))),
      high: value * (Math.exp(grid(1)) - 1),
    });
  }
  return { shares, own };
}

/** Runs on one yearly mean of one grid share its error. */
function gridKey({ id, place, intensities }: Run): string {
  const [first] = intensities;
  return intensities.length === 1 && first?.year !== undefined
    ? `grid:${place.zone}:${first.source}:${first.year}`
    : `grid of ${id}`;
}

function valueOf(run: Run, of: "energy" | "emissions"): number {
  return of === "energy" ? run.energyKwh : run.emissionsGrams;
}

function percent(chance: number): string {
  return chance > 0.99 ? `over 99${NARROW_SPACE}%` : `${Math.round(100 * chance)}${NARROW_SPACE}%`;
}
