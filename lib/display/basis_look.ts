/** How a figure came about, as a look: measured solid, modelled hatched, default dotted, predicted empty with a dashed ink outline. */
import type { Basis, DeviceKind } from "../model.ts";
import { coloursOf, type KindColours, ROOT_CLASS, type Theme, VARIABLES } from "./theme.ts";

/** How a basis is painted in SVG. */
export interface Paint {
  /** Value of `fill`. */
  readonly fill: string;
  /** Value of `stroke`. */
  readonly stroke: string;
  /** Value of `stroke-dasharray`, where the outline is dashed. */
  readonly dash?: string;
  /** A `<pattern>` to be put into `<defs>` once, where `fill` refers to one. */
  readonly pattern?: string;
}

/**
 * SVG paint of a basis: measured solid, modelled hatched at 45 degrees, default dotted, predicted empty with a dashed ink outline.
 *
 * `id` has to be unique in the page: of two patterns with one id the browser takes the first, hidden or not. `step` is the
 * distance of two strokes in user units. No `patternTransform`: not every SVG reader knows it.
 */
export function paintOf(
  basis: Basis,
  colours: KindColours,
  options: { readonly id: string; readonly step?: number; readonly theme?: Theme },
): Paint {
  const theme = options.theme ?? VARIABLES;
  const s = options.step ?? 4;
  const pattern = (inside: string) =>
    `<pattern id="${options.id}" patternUnits="userSpaceOnUse" width="${s}" height="${s}">` +
    `<rect width="${s}" height="${s}" fill="${theme.surface}"/>${inside}</pattern>`;
  switch (basis) {
    case "measured":
      return { fill: colours.fill, stroke: colours.line };
    case "modelled":
      return {
        fill: `url(#${options.id})`,
        stroke: colours.line,
        pattern: pattern(
          `<path d="M${-s / 4} ${s / 4}L${s / 4} ${-s / 4}M0 ${s}L${s} 0M${s * 3 / 4} ${
            s * 5 / 4
          }L${s * 5 / 4} ${s * 3 / 4}" stroke="${colours.line}" stroke-width="${
            s * 0.27
          }" fill="none"/>`,
        ),
      };
    case "default":
      return {
        fill: `url(#${options.id})`,
        stroke: colours.line,
        pattern: pattern(
          `<circle cx="${s / 2}" cy="${s / 2}" r="${s * 0.24}" fill="${colours.line}"/>`,
        ),
      };
    case "predicted":
      return { fill: "none", stroke: theme.ink, dash: `${s * 0.75} ${s * 0.5}` };
  }
}

/**
 * Style rules for the same four looks in HTML: an element of class `fn-measured`, `fn-modelled`, `fn-default` or `fn-predicted`
 * with `--fn-fill` and `--fn-line` set (`kindStyle()`), ink where they are not.
 */
export function basisCss(): string {
  const line = "var(--fn-line,var(--fn-muted))";
  const rule = (name: Basis, body: string) => `.${ROOT_CLASS} .fn-${name}{${body}}`;
  return [
    rule("measured", `background:var(--fn-fill,var(--fn-muted));border:1px solid ${line}`),
    rule(
      "modelled",
      `background:repeating-linear-gradient(135deg,${line} 0 1.2px,var(--fn-surface) 1.2px 3.6px);border:1px solid ${line}`,
    ),
    rule(
      "default",
      `background:radial-gradient(circle,${line} 1px,var(--fn-surface) 1.3px) 0 0/4px 4px;border:1px solid ${line}`,
    ),
    rule("predicted", "background:none;border:1px dashed var(--fn-ink)"),
  ].join("\n");
}

/** Value of a `style` attribute that colours an element of `basisCss()` as a kind of device. */
export function kindStyle(kind: DeviceKind): string {
  const { fill, line } = coloursOf(kind);
  return `--fn-fill:${fill};--fn-line:${line}`;
}
