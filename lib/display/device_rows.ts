/** What each device drew, as rows: one a device, or one a kind where there are more than eight. */
import { totalRange, weakestBasis } from "../interval.ts";
import type { Basis, DeviceKind, Part, Range } from "../model.ts";
import { KIND_ORDER, KIND_WORDS } from "./theme.ts";

/** More devices than this are folded by kind. */
export const DEVICES_SHOWN = 8;

/** One row of the table of devices. */
export interface DeviceRow {
  readonly kind: DeviceKind;
  /** "GPU 0", "8 GPUs". */
  readonly label: string;
  /** What it is, as it reports itself. */
  readonly name: string;
  /** Devices in it, for its notes. */
  readonly devices: readonly string[];
  readonly basis: Basis;
  readonly source: string;
  readonly energyKwh: number;
  readonly energyRange: Range;
  readonly meanWatts: number;
}

/** One row a device, the kinds in the order of stacks. */
export function deviceRows(parts: readonly Part[]): readonly DeviceRow[] {
  return sorted(parts).map((part) => ({
    kind: part.kind,
    label: deviceLabel(part, parts),
    name: part.name,
    devices: [part.device],
    basis: part.basis,
    source: part.source,
    energyKwh: part.energyKwh,
    energyRange: part.energyRange,
    meanWatts: part.meanWatts,
  }));
}

/** One row a kind, its energies joined as `interval.ts` joins them. */
export function kindRows(parts: readonly Part[]): readonly DeviceRow[] {
  return KIND_ORDER.flatMap((kind): DeviceRow[] => {
    const some = parts.filter((part) => part.kind === kind);
    const [first] = some;
    if (first === undefined) return [];
    const names = [...new Set(some.map(({ name }) => name))];
    const { energyKwh, energyRange } = joined(some);
    return [{
      kind,
      label: some.length === 1
        ? deviceLabel(first, parts)
        : `${some.length}\u202F${KIND_WORDS[kind].many}`,
      name: names.length === 1 ? first.name : `${names.length} models`,
      devices: some.map(({ device }) => device),
      basis: weakestBasis(...some.map(({ basis }) => basis)),
      source: [...new Set(some.map(({ source }) => source))].join(", "),
      energyKwh,
      energyRange,
      meanWatts: some.reduce((sum, { meanWatts }) => sum + meanWatts, 0),
    }];
  });
}

/** What a device is called: "GPU 0", "CPU" where it is the only one, "Memory". */
export function deviceLabel(
  part: Pick<Part, "device" | "kind">,
  all: readonly Pick<Part, "device" | "kind">[],
): string {
  const word = KIND_WORDS[part.kind].one;
  const alike = all.filter(({ kind }) => kind === part.kind);
  if (alike.length <= 1) return word;
  const number = /(\d+)$/.exec(part.device)?.[1];
  return number === undefined ? part.device : `${word} ${number}`;
}

function sorted(parts: readonly Part[]): readonly Part[] {
  return [...parts].sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind));
}

/** Where a part says nothing of its errors they are taken as shared: the ends add, which is the wider of the two readings. */
function joined(parts: readonly Part[]): { energyKwh: number; energyRange: Range } {
  const known = parts.flatMap(({ energyKwh, uncertainty }) =>
    uncertainty === undefined ? [] : [{ energyKwh, ...uncertainty }]
  );
  if (known.length === parts.length) {
    const { energyKwh, range } = totalRange(known);
    return { energyKwh, energyRange: range };
  }
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    energyKwh: sum(({ energyKwh }) => energyKwh),
    energyRange: [
      sum(({ energyRange }) => energyRange[0]),
      sum(({ energyRange }) => energyRange[1]),
    ],
  };
}
