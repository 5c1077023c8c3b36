/** A drawing as PNG. */
import { FootnoteError } from "../errors.ts";
import { fontFiles, wideFonts } from "./file_fonts.ts";
import { loadPackage } from "./load_package.ts";

interface Rasteriser {
  readonly Resvg: new (
    svg: string,
    options: {
      readonly fitTo: { readonly mode: "width"; readonly value: number };
      readonly background: string;
      readonly font: {
        readonly fontFiles: readonly string[];
        readonly loadSystemFonts: boolean;
        readonly defaultFontFamily: string;
      };
    },
  ) => { render(): Rendered };
}
interface Rendered {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  asPng(): Uint8Array;
}

/** What Source Sans 3 does not hold: it has Latin, Greek, Cyrillic and the common signs. */
const BEYOND_OUR_FONT = /[\u0530-\u1CFF\u2300-\u259F\u2600-\u{10FFFF}]/u;

/** px of CSS in a millimetre: 96 to the inch of 25.4 mm. */
const PX_PER_MM = 96 / 25.4;

/**
 * A drawing that stands alone as PNG, `scale` pixels a px of CSS.
 *
 * Always with our own font files: without system fonts the rasteriser draws no text at all, and says nothing.
 * @throws {PackageError} If the rasteriser or the font cannot be loaded here.
 */
export async function makePng(svg: string, scale: number): Promise<Uint8Array> {
  return (await render(svg, scale)).asPng();
}

/** The same with at most 256 colours, a third of the size: for what is stored inside a notebook. */
export async function makeSmallPng(svg: string, scale: number): Promise<Uint8Array> {
  const [{ width, height, pixels }, { encodePalettePng }] = await Promise.all([
    render(svg, scale),
    import("./png_palette.ts"),
  ]);
  // Copied: the encoder reads words, which must begin at a multiple of four.
  return encodePalettePng({ width, height, bytes: new Uint8Array(pixels) });
}

async function render(svg: string, scale: number): Promise<Rendered> {
  const [{ Resvg }, fonts] = await Promise.all([
    loadPackage<Rasteriser>("npm:@resvg/resvg-js@^2.6.2", "PNG files"),
    fontFiles(),
  ]);
  const [, width, unit] = /<svg[^>]*? width="([\d.]+)(mm)?"/.exec(svg) ?? [];
  const beyond = BEYOND_OUR_FONT.test(svg);
  const pixels = Number(width) * (unit === "mm" ? PX_PER_MM : 1) * scale;
  try {
    return new Resvg(svg, {
      fitTo: { mode: "width", value: Math.max(1, Math.round(pixels)) },
      background: "white",
      font: {
        fontFiles: [fonts.regular, fonts.semibold, ...(beyond ? await wideFonts() : [])],
        // The machine's fonts are looked through only for scripts that ours does not have.
        loadSystemFonts: beyond,
        defaultFontFamily: "Source Sans 3",
      },
    }).render();
  } catch (cause) {
    throw new FootnoteError("Cannot draw PNG of figure", { cause });
  }
}

/** Bytes as base64, without a detour over one long argument list. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
