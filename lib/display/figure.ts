/** A figure: one drawing in all its forms, for the page, for a file, and as what a cell shows. */
import { FootnoteError, shownValue } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Figure, FigureOptions } from "../model.ts";
import { attachDisplay, type Bundle, show } from "./jupyter.ts";
import { plainText } from "./numbers.ts";
import { pageFigure } from "./page_figure.ts";
import { makePdf } from "./pdf_file.ts";
import { loadPlot, type PlotKit } from "./plot.ts";
import { base64, makePng, makeSmallPng } from "./png_file.ts";
import { type Drawing, openDrawing } from "./drawing.ts";
import {
  FILE_FONT,
  FILE_MARGIN,
  type Medium,
  notebookMedium,
  PAPER_MARGIN,
  paperMedium,
} from "./medium.ts";
import { escapeXml } from "./svg_text.ts";
import { FONT_FAMILY } from "./theme.ts";

/** A chart before it is drawn. */
export interface Chart {
  /** What is drawn and its unit: `<title>`, the name for readers who do not see it. */
  readonly label: string;
  /** The finding in a sentence: `<desc>`. */
  readonly description: string;
  /** What is drawn, what was measured, what modelled, gaps. */
  readonly caption: string;
  /** The drawing says all that the caption does: no need to say it twice on a page. */
  readonly selfEvident?: true;
  /** Draws at any width and returns the height it took. */
  draw(drawing: Drawing): number;
}

/** Options of a figure that our own pages and tests have beside those of users. */
export interface DrawingOptions extends FigureOptions {
  /** Goes into the ids of patterns; by default another for each figure, so that two in one page never share one. */
  readonly id?: string | undefined;
  /** Width of the wide drawing, in px: 720; a column of a page takes less. Below 552 the layout would be the narrow one. */
  readonly wide?: number | undefined;
}

/** What a figure may take of a notebook, in characters; ten thousand more are left for words. */
const MOST_IN_A_CELL = 290_000;

/** Options of a figure in one of two columns of a page. */
export const COLUMN: FigureOptions = { wide: 590 } as DrawingOptions;

/**
 * Draws a chart as a figure, checked options given.
 *
 * @throws {PackageError} If the drawing library cannot be loaded.
 */
export async function drawFigure(chart: Chart, options: DrawingOptions = {}): Promise<Figure> {
  const paper = options.theme === "paper" || options.widthMm !== undefined;
  const kit = await loadPlot();
  const id = options.id ?? `fn${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`;
  if (paper) {
    const widthMm = options.widthMm ?? 180;
    const svg = framed(drawOn(paperMedium(id, widthMm), chart, kit), PAPER_MARGIN);
    return figureOf(chart, options, { svg: inMillimetres(svg, widthMm), wide: svg, widthMm });
  }
  const wide = drawOn(notebookMedium(`${id}w`, options.wide ?? 720), chart, kit);
  const narrow = drawOn(notebookMedium(`${id}n`, 372), chart, kit);
  return figureOf(chart, options, { svg: framed(standingAlone(wide), FILE_MARGIN), wide, narrow });
}

function drawOn(medium: Medium, chart: Chart, kit: PlotKit): string {
  const drawing = openDrawing(medium, kit);
  return drawing.finish(chart.draw(drawing), chart);
}

function figureOf(
  chart: Chart,
  options: DrawingOptions,
  drawn: { svg: string; wide: string; narrow?: string; widthMm?: number },
): Figure {
  const caption = options.caption === false || chart.selfEvident ? undefined : chart.caption;
  const onPage = drawn.widthMm === undefined ? drawn.wide : drawn.svg;
  // Scaled down to four fifths its text is still read.
  const narrowUpTo = options.wide === undefined ? undefined : 0.8 * options.wide;
  const page = { narrowUpTo, wide: onPage, narrow: drawn.narrow, label: chart.label, caption };
  const text = () => plainText(`${chart.label}. ${chart.description}\n${chart.caption}`);
  const figure: Figure = {
    svg: drawn.svg,
    html: pageFigure(page),
    caption: chart.caption,
    async png(how = {}) {
      const scale = how.scale ?? (drawn.widthMm === undefined ? 2 : 300 / 96);
      if (!(typeof scale === "number" && scale > 0 && scale <= 20)) {
        throw new RangeError(
          `Cannot draw PNG as "scale" must be above 0 and at most 20: current value is ${
            shownValue(scale)
          }`,
        );
      }
      return await makePng(drawn.svg, scale);
    },
    pdf: () => makePdf(drawn.svg, { title: chart.label }),
    async save(path) {
      const ending = (typeof path === "string" ? /\.(svg|png|pdf)$/i.exec(path)?.[1] : undefined)
        ?.toLowerCase();
      if (typeof path !== "string" || ending === undefined) {
        throw new RangeError(
          `Cannot save figure as "path" must end in .svg, .png or .pdf: current value is ${
            shownValue(path)
          }`,
        );
      }
      const file = homePath(path, "save figure", "path");
      const bytes = ending === "svg"
        ? new TextEncoder().encode(`${drawn.svg}\n`)
        : await (ending === "png" ? figure.png() : figure.pdf());
      try {
        await Deno.writeFile(file, bytes);
      } catch (cause) {
        throw new FootnoteError(`Cannot save figure "${path}"`, {
          cause,
          hint: "Give a path in a folder that exists and that you may write to",
        });
      }
    },
    show: async () => await show(await bundle()),
  };
  // A viewer without HTML gets the PNG; where the rasteriser cannot be had, the drawing and the text still go out.
  const bundle = async (): Promise<Bundle> => {
    // A sheet of many panels takes a coarser picture: a notebook holds it twice.
    for (const scale of [1.5, 1, 0.75, 0.5]) {
      const image = await makeSmallPng(drawn.svg, scale).then(base64, () => undefined);
      if (image === undefined) break;
      if (figure.html.length + 2 * image.length > MOST_IN_A_CELL && scale > 0.5) continue;
      const html = pageFigure({
        ...page,
        image: `data:image/png;base64,${image}`,
        imageWidth: pageWidthOf(drawn.svg),
      });
      return { "text/html": html, "image/png": image, "text/plain": text() };
    }
    return { "text/html": figure.html, "text/plain": text() };
  };
  return attachDisplay(figure, { bundle, text, line: () => plainText(`figure: ${chart.label}`) });
}

/** Width of a drawing on a page, in px: 96 to the inch of 25.4 mm. */
function pageWidthOf(svg: string): number {
  const [, width, unit] = / width="([\d.]+)(mm)?"/.exec(svg)!;
  return Math.round(Number(width) * (unit === undefined ? 1 : 96 / 25.4));
}

/** The drawing for a file: colours instead of variables, a font by name. Text cannot look like an attribute, its quotes are escaped. */
function standingAlone(svg: string): string {
  return svg.replace(/="var\(--fn-[a-z-]+,(#[0-9a-f]{6})\)"/g, '="$1"')
    .replace(`font-family="${escapeXml(FONT_FAMILY)}"`, `font-family="${escapeXml(FILE_FONT)}"`);
}

/** The drawing with surface around it: on a page that is the page's, in a file nothing else keeps text off the edge. */
function framed(svg: string, margin: number): string {
  const size = / width="([\d.]+)" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"/.exec(svg)!;
  const [width, height] = [size[1]!, size[2]!].map((side) =>
    Math.round((Number(side) + 2 * margin) * 100) / 100
  );
  const sides = `width="${width}" height="${height}"`;
  const ground = `<rect width="${size[1]}" height="${size[2]}"`;
  return svg.replace(size[0], ` ${sides} viewBox="0 0 ${width} ${height}"`)
    .replace(
      new RegExp(`${ground}( fill="[^"]*"/>)`),
      (_, rest) => `<rect ${sides}${rest}<g transform="translate(${margin},${margin})">`,
    )
    .replace(/<\/svg>$/, "</g></svg>");
}

function inMillimetres(svg: string, widthMm: number): string {
  return svg.replace(
    / width="([\d.]+)" height="([\d.]+)"/,
    (_, width, height) =>
      ` width="${widthMm}mm" height="${
        Math.round(widthMm * Number(height) / Number(width) * 100) / 100
      }mm"`,
  );
}
