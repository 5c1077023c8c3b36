/** The cumulative energy of each device, stacked. */
import type { Basis, DeviceKind, Part, Run } from "../model.ts";
import { kwhOfJoules } from "../units.ts";
import { deviceWord, groupedParts, orderedParts } from "./device_words.ts";
import { KIND_WORDS } from "./theme.ts";
import { foldTrace } from "./trace_columns.ts";

/** One layer of the stack: a device, or the devices of a kind where there are many. */
export interface EnergyLayer {
  readonly word: string;
  readonly kind: DeviceKind;
  readonly basis: Basis;
  readonly parts: readonly Part[];
  /** At the end, in kWh within the run's boundary. */
  readonly energyKwh: number;
  readonly rows: readonly { readonly t: number; readonly y1: number; readonly y2: number }[];
}

/** Over so many devices those of a kind are one layer. */
const MOST_LAYERS = 6;

/** Layers from below: measured ones in the order of stacks, then modelled ones. Scaled to each part's own energy times PUE. */
export function cumulativeLayers(run: Run, columns: number): readonly EnergyLayer[] {
  const { durationSeconds } = run;
  if (!(durationSeconds > 0)) return [];
  const traces = new Map(run.traces.map(({ device, points }) => [device, points]));
  // A part without a trace, as the rest of a machine by its model, drew evenly; without any trace nothing is known of time.
  if (![...traces.values()].some(({ length }) => length > 0)) return [];
  const drawn = orderedParts(run.parts).filter((part) => part.energyKwh > 0);
  const groups = groupedParts(drawn).flatMap((group) =>
    drawn.length > MOST_LAYERS
      ? [{ ...group, word: wordOf(group.parts, run.parts) }]
      : group.parts.map((part) => ({ ...group, parts: [part], word: deviceWord(part, run.parts) }))
  );
  const pue = run.pue > 0 ? run.pue : 1;
  const below = new Float64Array(columns + 1);
  return groups.map(({ word, kind, basis, parts }) => {
    const curve = new Float64Array(columns + 1);
    for (const part of parts) {
      const { segments } = foldTrace(traces.get(part.device) ?? [], { durationSeconds, columns });
      addCurve(curve, segments.flat(), durationSeconds, part.energyKwh * pue);
    }
    const rows = [...curve].map((energy, i) => {
      const y1 = below[i]!;
      below[i] = y1 + energy;
      return { t: i * durationSeconds / columns, y1, y2: y1 + energy };
    });
    return { word, kind, basis, parts, energyKwh: curve[columns]!, rows };
  });
}

/** Adds a device's cumulative curve, in kWh, ending at its own energy. */
function addCurve(
  curve: Float64Array,
  points: readonly {
    readonly fromSeconds: number;
    readonly toSeconds: number;
    readonly meanWatts: number;
  }[],
  durationSeconds: number,
  endKwh: number,
): void {
  const columns = curve.length - 1;
  const step = durationSeconds / columns;
  const own = new Float64Array(columns + 1);
  for (const { fromSeconds, toSeconds, meanWatts } of points) {
    const last = Math.min(columns, Math.ceil(toSeconds / step));
    for (let i = Math.floor(fromSeconds / step) + 1; i <= last; i++) {
      const inside = Math.min(toSeconds, i * step) - Math.max(fromSeconds, (i - 1) * step);
      if (inside > 0) own[i]! += kwhOfJoules(inside * Math.max(0, meanWatts));
    }
  }
  for (let i = 1; i <= columns; i++) own[i]! += own[i - 1]!;
  const scale = own[columns]! > 0 ? endKwh / own[columns]! : 0;
  for (let i = 0; i <= columns; i++) {
    // Without a trace that says when: evenly.
    curve[i]! += scale > 0 ? own[i]! * scale : endKwh * i / columns;
  }
}

function wordOf(members: readonly Part[], all: readonly Part[]): string {
  const [first] = members;
  if (first === undefined) return "";
  return members.length === 1
    ? deviceWord(first, all)
    : `${members.length} ${KIND_WORDS[first.kind].many}`;
}
