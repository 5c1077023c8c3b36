/**
 * What a chart is drawn on: one SVG, measured in multiples of its font size, on which panels of Plot and our own labels, keys
 * and whiskers lie together. The same drawing code gives 720 px, 372 px, 85 mm and 180 mm.
 */
import type { Basis, DeviceKind } from "../model.ts";
import { compactPath, rounded } from "./compact_path.ts";
import type { Medium } from "./medium.ts";
import type { DrawnNode, PlotKit, PlotLibrary } from "./plot.ts";
import { serializeSvg } from "./serialize_svg.ts";
import { escapeXml, textEms } from "./svg_text.ts";
import { type Paint, paintOf } from "./basis_look.ts";
import { coloursOf, type Theme } from "./theme.ts";

/** A place on a drawing, in user units from its left upper corner. */
export type Place = readonly [x: number, y: number];
/** A rectangle on a drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** A stretch of text with its own look. */
export interface TextRun {
  readonly text: string;
  readonly bold?: boolean | undefined;
  readonly fill?: string | undefined;
}
/** What may be written on a drawing. */
export type Text = string | readonly TextRun[];

/** How a text stands. */
export interface TextOptions {
  readonly size?: number | undefined;
  readonly anchor?: "start" | "middle" | "end" | undefined;
  readonly fill?: string | undefined;
  readonly bold?: boolean | undefined;
  /** A patch of surface colour below it. */
  readonly patch?: boolean | undefined;
}
/** How a line looks. */
export interface LineOptions {
  readonly width?: number | undefined;
  readonly dash?: string | undefined;
}

/** Where a panel lies, in user units, and what its axes span. */
export interface PanelOptions {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly logX?: boolean;
}
/** A panel: from figures to places on the drawing. */
export interface Panel extends PanelOptions {
  toX(value: number): number;
  toY(value: number): number;
}
/** Marks of Plot, drawn inside a panel. */
export type Marks = (plot: PlotLibrary) => readonly unknown[];

/** A drawing under the pen. */
export interface Drawing {
  readonly medium: Medium;
  readonly theme: Theme;
  readonly em: number;
  readonly width: number;
  readonly stroke: number;
  /** Below 46 font sizes of width: fewer ticks, no device names, labels above bars. */
  readonly narrow: boolean;
  text(x: number, y: number, text: Text, options?: TextOptions): void;
  textWidth(text: Text, options?: TextOptions): number;
  line(from: Place, to: Place, stroke: string, options?: LineOptions): void;
  /** `tip` is shown by a page where the pointer rests. */
  rect(
    box: Box,
    paint: Paint | string,
    options?: { readonly strokeWidth?: number; readonly tip?: string | undefined },
  ): void;
  /** `tip` is shown by a page where the pointer rests. */
  circle(
    at: Place,
    radius: number,
    paint: { readonly fill: string; readonly stroke?: string },
    tip?: string,
  ): void;
  path(data: string, attributes: Readonly<Record<string, string | number>>): void;
  /** The look of a kind of device on a basis; its pattern is added once. */
  paint(kind: DeviceKind | "ink", basis: Basis): Paint;
  panel(options: PanelOptions, marks?: Marks): Panel;
  /** A drawing within the drawing, of its own width; returns what `draw` does, its height. */
  inset(at: Omit<Box, "height">, draw: (inner: Drawing) => number): number;
  /** The whole drawing as SVG of this height. */
  finish(height: number, words: { readonly label: string; readonly description: string }): string;
}

/** An empty drawing for a medium. */
export function openDrawing(medium: Medium, kit: PlotKit): Drawing {
  const { theme, em, decimals } = medium;
  const parts: string[] = [];
  const patterns = new Map<string, string>();
  const n = (value: number) => rounded(Number.isFinite(value) ? value : 0, decimals);
  const add = (
    name: string,
    attributes: Readonly<Record<string, string | number | undefined>>,
    inside = "",
  ) => {
    const list = Object.entries(attributes).filter(([, value]) => value !== undefined);
    const text = list.map(([key, value]) =>
      ` ${key}="${typeof value === "number" ? n(value) : escapeXml(value!)}"`
    );
    parts.push(`<${name}${text.join("")}${inside === "" ? "/>" : `>${inside}</${name}>`}`);
  };

  const drawing: Drawing = {
    medium,
    theme,
    em,
    width: medium.width,
    stroke: medium.stroke,
    narrow: medium.width < 46 * em,
    text(x, y, text, options = {}) {
      const size = options.size ?? em;
      if (options.patch) {
        drawing.rect(
          patchBox(x, y, drawing.textWidth(text, options), options, size),
          theme.surface,
        );
      }
      parts.push(
        `<text x="${n(x)}" y="${n(y)}"${textLook(options, em, n)}>${
          textBody(text, options)
        }</text>`,
      );
    },
    textWidth(text, options = {}) {
      const runs: readonly TextRun[] = typeof text === "string" ? [{ text }] : text;
      const ems = runs.reduce((sum, run) => sum + textEms(run.text, options.bold ?? run.bold), 0);
      return ems * (options.size ?? em) * medium.wideness;
    },
    line([x1, y1], [x2, y2], stroke, options = {}) {
      add("path", {
        d: compactPath(`M${x1},${y1}L${x2},${y2}`, decimals),
        fill: "none",
        stroke,
        "stroke-width": options.width ?? medium.stroke,
        "stroke-dasharray": options.dash,
      });
    },
    rect({ x, y, width, height }, paint, options = {}) {
      const look = typeof paint === "string" ? { fill: paint } : paint;
      add("rect", {
        x,
        y,
        width: Math.max(0, width),
        height: Math.max(0, height),
        fill: look.fill,
        ...("stroke" in look
          ? {
            stroke: look.stroke,
            "stroke-width": options.strokeWidth ?? 0.7 * medium.stroke,
            "stroke-dasharray": look.dash,
          }
          : {}),
      }, options.tip === undefined ? "" : `<title>${escapeXml(options.tip)}</title>`);
    },
    circle([cx, cy], r, { fill, stroke }, tip) {
      add("circle", {
        cx,
        cy,
        r,
        fill,
        stroke,
        "stroke-width": stroke === undefined ? undefined : medium.stroke,
      }, tip === undefined ? "" : `<title>${escapeXml(tip)}</title>`);
    },
    path(data, attributes) {
      add("path", { d: compactPath(data, decimals), ...attributes });
    },
    paint(kind, basis) {
      const colours = kind === "ink"
        ? { fill: theme.ink, line: theme.ink, text: theme.surface }
        : coloursOf(kind, theme);
      const id = `${medium.id}-${kind}-${basis}`;
      const paint = paintOf(basis, colours, { id, step: medium.hatch, theme });
      if (paint.pattern !== undefined) patterns.set(id, paint.pattern);
      return paint;
    },
    panel(options, marks) {
      if (marks !== undefined) {
        const nodes = plotNodes(options, marks, kit);
        const inside = nodes.map((node) => serializeSvg(node, decimals)).join("");
        parts.push(`<g transform="translate(${n(options.left)},${n(options.top)})">${inside}</g>`);
      }
      return panelOf(options);
    },
    inset({ x, y, width }, draw) {
      parts.push(`<g transform="translate(${n(x)},${n(y)})">`);
      const height = draw({ ...drawing, width, narrow: width < 46 * em });
      parts.push("</g>");
      return height;
    },
    finish(height, { label, description }) {
      const size = `width="${n(medium.width)}" height="${n(height)}"`;
      const defs = patterns.size === 0 ? "" : `<defs>${[...patterns.values()].join("")}</defs>`;
      return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${n(medium.width)} ` +
        `${n(height)}" role="img" aria-label="${escapeXml(label)}" ` +
        `font-family="${
          escapeXml(medium.font)
        }" font-size="${em}" font-variant="tabular-nums" xml:space="preserve" ` +
        `fill="${theme.ink}"><title>${escapeXml(label)}</title><desc>${
          escapeXml(description)
        }</desc>` +
        `${defs}<rect ${size} fill="${theme.surface}"/>${parts.join("")}</svg>`;
    },
  };
  return drawing;
}

function panelOf(options: PanelOptions): Panel {
  const { left, right, top, bottom, x, y, logX = false } = options;
  const share = (value: number, from: number, to: number) =>
    to === from ? 0.5 : (value - from) / (to - from);
  const shareX = (value: number) =>
    logX ? share(Math.log(value), Math.log(x[0]), Math.log(x[1])) : share(value, ...x);
  return {
    ...options,
    toX: (value) => left + (right - left) * shareX(value),
    toY: (value) => bottom - (bottom - top) * share(value, ...y),
  };
}

function plotNodes(options: PanelOptions, marks: Marks, kit: PlotKit): DrawnNode[] {
  const { left, right, top, bottom, x, y, logX = false } = options;
  const svg = kit.Plot.plot(
    {
      document: kit.document,
      width: right - left,
      height: bottom - top,
      margin: 0,
      x: { type: logX ? "log" : "linear", domain: [...x], axis: null },
      y: { type: "linear", domain: [...y], axis: null },
      marks: marks(kit.Plot),
    } as unknown as Parameters<PlotLibrary["plot"]>[0],
  ) as unknown as DrawnNode;
  return [...svg.childNodes];
}

function textBody(text: Text, options: TextOptions): string {
  const runs: readonly TextRun[] = typeof text === "string" ? [{ text }] : text;
  return runs.map((run) => {
    const look = (run.bold && !options.bold ? ' font-weight="600"' : "") +
      (run.fill === undefined ? "" : ` fill="${run.fill}"`);
    const body = escapeXml(run.text);
    return look === "" ? body : `<tspan${look}>${body}</tspan>`;
  }).join("");
}

function textLook(options: TextOptions, em: number, n: (value: number) => string): string {
  const { size, anchor, fill, bold } = options;
  return (anchor === undefined || anchor === "start" ? "" : ` text-anchor="${anchor}"`) +
    (size === undefined || size === em ? "" : ` font-size="${n(size)}"`) +
    (fill === undefined ? "" : ` fill="${fill}"`) + (bold ? ' font-weight="600"' : "");
}

function patchBox(x: number, y: number, width: number, options: TextOptions, size: number): Box {
  const before = options.anchor === "end" ? width : options.anchor === "middle" ? width / 2 : 0;
  return {
    x: x - before - 0.15 * size,
    y: y - 0.86 * size,
    width: width + 0.3 * size,
    height: 1.16 * size,
  };
}
