/** What bars of runs are made of: segments by kind of device, names that fit, keys. */
import type { Basis, DeviceKind, Run } from "../model.ts";
import type { KeyItem } from "./chart_key.ts";
import { groupedParts, kindWord } from "./device_words.ts";
import type { Box, Drawing } from "./drawing.ts";
import { userText } from "./svg_text.ts";
import { KIND_ORDER } from "./theme.ts";

/** A piece of a bar; its energy, in kWh, within the run's boundary. */
export interface Segment {
  /** `undefined`: the record does not say which device. */
  readonly kind: DeviceKind | undefined;
  readonly basis: Basis;
  readonly energyKwh: number;
}

/** Energy of a run by kind of device, in the order of stacks: dark against light. */
export function segmentsOf(run: Run): readonly Segment[] {
  const sum = run.parts.reduce((total, { energyKwh }) => total + Math.max(0, energyKwh), 0);
  if (!(sum > 0)) {
    return run.energyKwh > 0
      ? [{ kind: undefined, basis: run.basis.energyKwh, energyKwh: run.energyKwh }]
      : [];
  }
  const scale = run.energyKwh > 0 ? run.energyKwh / sum : 1;
  return groupedParts(run.parts).map(({ kind, basis, parts }) => ({
    kind,
    basis,
    energyKwh: scale * parts.reduce((total, { energyKwh }) => total + Math.max(0, energyKwh), 0),
  })).filter(({ energyKwh }) => energyKwh > 0).sort((a, b) =>
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind)
  );
}

/** Adds the segments of several runs, kind by kind. */
export function addedSegments(lists: readonly (readonly Segment[])[]): readonly Segment[] {
  const sums = new Map<string, Segment>();
  for (const segment of lists.flat()) {
    const key = `${segment.kind} ${segment.basis}`;
    const before = sums.get(key)?.energyKwh ?? 0;
    sums.set(key, { ...segment, energyKwh: before + segment.energyKwh });
  }
  const rank = ({ kind }: Segment) => kind === undefined ? 99 : KIND_ORDER.indexOf(kind);
  return [...sums.values()].sort((a, b) =>
    rank(a) - rank(b) || Number(a.basis !== "measured") - Number(b.basis !== "measured")
  );
}

const LOOK_WORDS = { modelled: "hatched", default: "dotted", predicted: "outlined" } as const;

/** Key of bars: each kind's colour, and what a hatch, dots, an empty outline mean. */
export function segmentKey(
  drawing: Drawing,
  segments: readonly Segment[],
): readonly KeyItem[] {
  const kinds = KIND_ORDER.filter((kind) => segments.some((segment) => segment.kind === kind));
  const items: KeyItem[] = kinds.map((kind) => ({
    swatch: kind,
    basis: "measured",
    words: kind === "rest" ? "rest" : kindWord(kind),
  }));
  if (segments.some(({ kind }) => kind === undefined)) {
    items.push({ swatch: "bar", words: "not told apart" });
  }
  for (const basis of ["modelled", "default", "predicted"] as const) {
    if (!segments.some((segment) => segment.basis === basis)) continue;
    const look = LOOK_WORDS[basis];
    items.push({ swatch: "ink", basis, words: drawing.narrow ? basis : `${look}: ${basis}` });
  }
  return items;
}

/** Draws a bar of segments; `widthOf` gives the width of an amount of energy. Returns the box of each segment. */
export function drawSegments(
  drawing: Drawing,
  bar: Omit<Box, "width">,
  segments: readonly Segment[],
  widthOf: (energyKwh: number) => number,
  /** What a page shows where the pointer rests on a segment. */
  tipOf?: (segment: Segment, device: string) => string,
): readonly Box[] {
  const { theme, stroke, em } = drawing;
  let x = bar.x;
  return segments.map((segment, i) => {
    const box = { ...bar, x, width: widthOf(segment.energyKwh) };
    x += box.width;
    const paint = segment.kind === undefined
      ? theme.bar
      : drawing.paint(segment.kind, segment.basis);
    const plain = segment.kind === undefined ||
      segment.basis === "measured" && segment.kind !== "rest" && segment.kind !== "system";
    // A hair of surface between neighbours; an outline lies inside its box.
    const gap = i < segments.length - 1 ? Math.min(0.14 * em, box.width / 3) : 0;
    const inset = plain ? 0 : 0.35 * stroke;
    drawing.rect(
      {
        x: box.x + inset,
        y: box.y + inset,
        width: box.width - gap - 2 * inset,
        height: box.height - 2 * inset,
      },
      plain && typeof paint !== "string" ? paint.fill : paint,
      {
        tip: tipOf?.(
          segment,
          segment.kind === undefined ? "not told apart" : kindWord(segment.kind),
        ),
      },
    );
    return box;
  });
}

/** Names cut so that each fits a column of at most `most`; and the column's width. */
export function nameColumn(
  drawing: Drawing,
  names: readonly string[],
  most: number,
): { readonly words: readonly string[]; readonly width: number } {
  const words = names.map((name) => fitName(drawing, name, most));
  return { words, width: Math.max(0, ...words.map((word) => drawing.textWidth(word))) };
}

/** A user's name, cut in the middle to a width. */
export function fitName(drawing: Drawing, name: string, most: number): string {
  for (let characters = 28; characters > 6; characters--) {
    const word = userText(name, characters);
    if (drawing.textWidth(word) <= most) return word;
  }
  return userText(name, 6);
}
