/** The epochs and spans of several runs as those of one. */
import type { Epoch, Metrics, Range, Span } from "../model.ts";
import type { CountedRun } from "./counted.ts";
import { type MergedClock, sideBySide } from "./merge_clock.ts";

/**
 * Epochs of a merged run: of runs side by side those of one index are one epoch, with the energy of all; runs one after the other
 * follow each other, numbered on.
 */
export function mergeEpochs(
  runs: readonly CountedRun[],
  clock: MergedClock,
  pueOf: (run: CountedRun) => number,
): readonly Epoch[] {
  return sideBySide(runs).flatMap((group) => {
    const count = Math.max(0, ...group.map(({ run }) => run.epochs.length));
    return Array.from({ length: count }, (_, index) => {
      const some = group.flatMap((one) => {
        const epoch = one.run.epochs[index];
        return epoch === undefined ? [] : [{ epoch, one, scale: scaleOf(one, pueOf) }];
      });
      return joinEpochs(some, clock);
    });
  }).map((epoch, index) => ({ ...epoch, index }));
}

/**
 * Planned epochs of a merged run: what was completed before the runs that came last, and what those planned; nothing where they said
 * nothing and went on past the plan before them. A resumption may name the plan of the whole again: taken so where it just completes it.
 */
export function mergePlans(runs: readonly CountedRun[]): number | undefined {
  let done = 0;
  let planned: number | undefined;
  for (const group of sideBySide(runs)) {
    const count = completedBy(group);
    const plans = group.flatMap(({ run }) => run.plannedEpochs ?? []);
    if (plans.length > 0) {
      const plan = Math.max(...plans);
      planned = count < plan && done + count === plan ? plan : done + plan;
    }
    done += count;
  }
  return planned === undefined || planned < done ? undefined : planned;
}

/** Epochs that runs side by side have completed, each by all that had it. */
function completedBy(group: readonly CountedRun[]): number {
  const count = Math.max(0, ...group.map(({ run }) => run.epochs.length));
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => group.every(({ run }) => run.epochs[index]?.complete !== false)).length;
}

/** Spans of a merged run: each as it was, on the common clock. */
export function mergeSpans(
  runs: readonly CountedRun[],
  clock: MergedClock,
  pueOf: (run: CountedRun) => number,
): readonly Span[] {
  return runs.flatMap((one) =>
    one.run.spans.map((span) => ({
      ...span,
      ...scaled(span, scaleOf(one, pueOf)),
      startedAtSeconds: clock.at(one.fromMs + span.startedAtSeconds * 1000),
    }))
  );
}

/** Metrics of runs side by side: those of the lowest rank go before the others'. */
export function mergeMetrics(all: readonly Metrics[]): Metrics {
  return Object.fromEntries(all.toReversed().flatMap((metrics) => Object.entries(metrics)));
}

/** Share of a run's energy that counts, and what its PUE counts. */
function scaleOf(one: CountedRun, pueOf: (run: CountedRun) => number): number {
  return one.energyShare * (one.run.pue > 0 ? pueOf(one) / one.run.pue : 1);
}

function scaled<T extends Pick<Epoch, "energyKwh" | "energyRange" | "emissionsGrams">>(
  epoch: T & { readonly emissionsRange?: Range },
  scale: number,
): Pick<Epoch, "energyKwh" | "energyRange" | "emissionsGrams" | "emissionsRange"> {
  const range = ([low, high]: Range): Range => [low * scale, high * scale];
  return {
    energyKwh: epoch.energyKwh * scale,
    energyRange: range(epoch.energyRange),
    emissionsGrams: epoch.emissionsGrams * scale,
    ...(epoch.emissionsRange === undefined ? {} : { emissionsRange: range(epoch.emissionsRange) }),
  };
}

/** Epochs side by side. Their ends are added: boards of one kind err alike, so this is hardly wider than the truth. */
function joinEpochs(
  some: readonly { readonly epoch: Epoch; readonly one: CountedRun; readonly scale: number }[],
  clock: MergedClock,
): Epoch {
  const figures = some.map(({ epoch, scale }) => scaled(epoch, scale));
  const sum = (of: (figure: typeof figures[number]) => number) =>
    figures.reduce((total, figure) => total + of(figure), 0);
  const starts = some.map(({ epoch, one }) => clock.at(one.fromMs + epoch.startedAtSeconds * 1000));
  const ends = some.map(({ epoch, one }) =>
    clock.at(one.fromMs + (epoch.startedAtSeconds + epoch.durationSeconds) * 1000)
  );
  const startedAtSeconds = Math.min(...starts);
  const ranges = figures.flatMap(({ emissionsRange }) =>
    emissionsRange === undefined ? [] : [emissionsRange]
  );
  return {
    index: 0,
    startedAtSeconds,
    durationSeconds: Math.max(...ends) - startedAtSeconds,
    energyKwh: sum(({ energyKwh }) => energyKwh),
    energyRange: [
      sum(({ energyRange }) => energyRange[0]),
      sum(({ energyRange }) => energyRange[1]),
    ],
    emissionsGrams: sum(({ emissionsGrams }) => emissionsGrams),
    ...(ranges.length === figures.length
      ? {
        emissionsRange: [
          ranges.reduce((total, [low]) => total + low, 0),
          ranges.reduce((total, [, high]) => total + high, 0),
        ] as const,
      }
      : {}),
    complete: some.every(({ epoch }) => epoch.complete),
    metrics: mergeMetrics(some.map(({ epoch }) => epoch.metrics)),
  };
}
