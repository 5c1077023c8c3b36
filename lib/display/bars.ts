/** Bars, whiskers and strips of a page, drawn with plain elements: without styles they are nothing, and the number stands beside. */
import type { Basis, DeviceKind, Range } from "../model.ts";
import { kindStyle } from "./basis_look.ts";

/** A whisker narrower than this share of a hero's strip has no room for the dot on the value; the bars of tables are a third as wide. */
const DOT_ROOM = 0.06;

const percent = (share: number): string =>
  `${Math.min(100, Math.max(0, (Number.isFinite(share) ? share : 0) * 100)).toFixed(2)}%`;

function whisker(value: number, [low, high]: Range, scale: number, dotRoom: number): string {
  const from = low / scale;
  const to = high / scale;
  const line = `<span class="fn-whisker" style="left:${percent(from)};right:${
    percent(1 - to)
  }"></span>`;
  return to - from > dotRoom
    ? `${line}<span class="fn-dot" style="left:${percent(value / scale)}"></span>`
    : line;
}

/** The strip under a large figure: zero at the left, a grey bar up to the interval, the interval as a whisker. */
export function intervalStrip(value: number, range: Range): string {
  const scale = Math.max(range[1], value * 1.25);
  if (!(scale > 0)) return `<span class="fn-strip" aria-hidden="true"></span>`;
  return `<span class="fn-strip" aria-hidden="true"><span class="fn-used" style="width:${
    percent(range[0] / scale)
  }"></span>${whisker(value, range, scale, DOT_ROOM)}</span>`;
}

/** The bar of a device with its whisker, on the scale that all bars of the table share. */
export function deviceBar(
  part: {
    readonly kind: DeviceKind;
    readonly basis: Basis;
    readonly energyKwh: number;
    readonly energyRange: Range;
  },
  scaleKwh: number,
): string {
  if (!(scaleKwh > 0)) return `<span class="fn-bar" aria-hidden="true"></span>`;
  return `<span class="fn-bar" aria-hidden="true" style="${
    kindStyle(part.kind)
  }"><span class="fn-fill fn-${part.basis}" style="width:${
    percent(part.energyKwh / scaleKwh)
  }"></span>${whisker(part.energyKwh, part.energyRange, scaleKwh, Infinity)}</span>`;
}

/** A range of factors around 1 on a scale that the rows share: `widest` is the largest distance from 1. */
export function relativeWhisker(range: Range, widest: number): string {
  const span = 2 * (widest > 0 ? widest : 1);
  const at = (factor: number) => (factor - 1) / span + 0.5;
  return `<span class="fn-bar" aria-hidden="true">${
    whisker(at(1), [at(range[0]), at(range[1])], 1, 3 * DOT_ROOM)
  }</span>`;
}

/** The swatch of a basis, in ink or in a device's colour; the word stands beside it. */
export function swatch(basis: Basis, kind?: DeviceKind): string {
  const style = kind === undefined ? "" : ` style="${kindStyle(kind)}"`;
  return `<span class="fn-swatch fn-${basis}" aria-hidden="true"${style}></span>`;
}
