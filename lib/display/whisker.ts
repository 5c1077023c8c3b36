/** A 90 % interval: a line with caps in ink, a halo of surface colour below it so that it reads on any fill, a dot on the value. */
import type { Range } from "../model.ts";
import type { Drawing } from "./drawing.ts";

/** Looks of a whisker. */
export interface WhiskerOptions {
  readonly ink?: string;
  /** What marks the value: a filled dot, a ring (a prediction), nothing. */
  readonly value?: "dot" | "ring" | "none";
  readonly cap?: number;
}

/** An upright whisker at `x`; places are those of the drawing. */
export function whiskerUp(
  drawing: Drawing,
  x: number,
  y: { readonly value: number; readonly range: Range },
  options: WhiskerOptions = {},
): void {
  draw(drawing, (along, across) => [x + across, along], y, options);
}

/** A level whisker at `y`. */
export function whiskerAcross(
  drawing: Drawing,
  y: number,
  x: { readonly value: number; readonly range: Range },
  options: WhiskerOptions = {},
): void {
  draw(drawing, (along, across) => [along, y + across], x, options);
}

function draw(
  drawing: Drawing,
  at: (along: number, across: number) => readonly [number, number],
  { value, range }: { readonly value: number; readonly range: Range },
  options: WhiskerOptions,
): void {
  if (!Number.isFinite(range[0]) || !Number.isFinite(range[1])) return;
  const ink = options.ink ?? drawing.theme.ink;
  const cap = options.cap ?? 0.3 * drawing.em;
  const kind = options.value ?? "none";
  const radius = (kind === "ring" ? 0.3 : 0.24) * drawing.em;
  const length = Math.abs(range[1] - range[0]);
  const p = (along: number, across: number) => at(along, across).join(",");
  const data = range.map((end) => `M${p(end, -cap)}L${p(end, cap)}`).join("") +
    `M${p(range[0], 0)}L${p(range[1], 0)}`;
  const halo = 0.085 * drawing.em;
  const ringed = kind === "ring" && Number.isFinite(value);
  // Behind a ring that is longer than its interval only the corners of the halo would be seen.
  if (!ringed || length >= 2 * radius) {
    drawing.path(data, {
      fill: "none",
      stroke: drawing.theme.surface,
      "stroke-width": drawing.stroke + 2 * halo,
      "stroke-linecap": "square",
    });
    drawing.path(data, { fill: "none", stroke: ink, "stroke-width": drawing.stroke });
  }
  if (kind === "none" || !Number.isFinite(value)) return;
  // A dot that would hide the whole interval is left out; a ring carries the value itself.
  if (kind === "dot" && length < 2 * radius) return;
  drawing.circle(at(value, 0), radius, {
    fill: kind === "ring" ? drawing.theme.surface : ink,
    ...(kind === "ring" ? { stroke: ink, width: drawing.stroke } : {}),
  });
}
